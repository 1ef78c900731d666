"""The rules and a second look together: claims that pass the rules go to an endpoint over
real HTTP, which is right nine times of ten by a seed.

It shows what the whole path lets through (question, client, answer, agreement), not how good any
real model is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any

from benchmarks.figures import Figure, finish
from benchmarks.telling_faithful import FAITHFUL, Case, load_cases
from jobs.digests import second_look
from jobs.digests.model_answers import Held
from jobs.http.model_client import ModelClient, ModelConfig
from news.faithful import Grounded, check
from tests.endpoint import Endpoint, serve

# How often the endpoint is right.
RIGHT = 0.9
SEED = 20
# Sentences of one question, as a batch of four stories has.
BATCH = 12
Passed = tuple[Case, Grounded]


def run() -> list[Figure]:
    """Return what is let through, and how many faithful claims are kept, after both checks."""
    cases, articles = load_cases()
    passed: list[Passed] = []
    for case in cases:
        kept, _ = check([case.claim], articles[case.article])
        passed += [(case, line) for line in kept]
    with serve() as endpoint:
        endpoint.said = _Judge(passed)
        agreed = asyncio.run(_look(endpoint, passed))
    return [
        _share(
            "unfaithful let through, rules and second look", "", agreed, cases
        ),
        _share(
            "faithful kept within a language, both", "within", agreed, cases
        ),
        _share("faithful kept across languages, both", "across", agreed, cases),
    ]


class _Judge:
    """Answers for the endpoint: the truth for each pair, turned round one time of ten."""

    def __init__(self, passed: Sequence[Passed]) -> None:
        self._true = {line.text: case.kind in FAITHFUL for case, line in passed}
        self._random = Random(SEED)

    def __call__(self, pairs: list[dict[str, Any]]) -> object:
        return {"said": {str(pair["id"]): self._answer(pair) for pair in pairs}}

    def _answer(self, pair: dict[str, Any]) -> bool:
        is_right = self._random.random() < RIGHT
        return self._true[pair["sentence"]] == is_right


async def _look(endpoint: Endpoint, passed: Sequence[Passed]) -> list[Case]:
    """Return the cases whose claim stands after the second look."""
    client = ModelClient(ModelConfig(url=endpoint.url, model="judge"))
    agreed: list[Case] = []
    try:
        for at in range(0, len(passed), BATCH):
            batch = passed[at : at + BATCH]
            held = [Held(None, (line,), ()) for _, line in batch]
            question = second_look.question(held)
            reply = await client.ask(second_look.SYSTEM, question)
            still = second_look.agree(held, reply.text)
            agreed += [
                case
                for (case, _), one in zip(batch, still, strict=True)
                if one.sentences
            ]
    finally:
        await client.close()
    return agreed


def _share(
    name: str, group: str, agreed: Sequence[Case], cases: Sequence[Case]
) -> Figure:
    """Return the share of a group's claims that stand; the group "" is the unfaithful ones."""
    total = sum(FAITHFUL.get(case.kind, "") == group for case in cases)
    kept = sum(FAITHFUL.get(case.kind, "") == group for case in agreed)
    note = f"{kept} of {total} claims"
    if not group:
        return Figure(name, kept / total, "", 0.01, "lower", note=note)
    return Figure(name, kept / total, "", None, "higher", note=note)


if __name__ == "__main__":
    finish(run())
