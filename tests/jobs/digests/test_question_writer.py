"""A model's answer to a question shows only sentences that the retrieved ones support."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from jobs.context import JobContext
from jobs.digests import question_writer
from jobs.http.model_client import ModelClient, ModelConfig
from news.answering import AnswerSentence, Passage
from news.faithful import Grounded
from store.news import summaries_by_model
from tests.endpoint import Endpoint, serve
from tests.jobs.conftest import NOW

AT = datetime.fromtimestamp(NOW, UTC)
DAY = AT.date().isoformat()
QUESTION = "When does the ferry to Vell run again?"
SENTENCES = (
    "The ferry to Vell will run again from 3 March, harbour master Ines Dahl said.",
    "Its engine was damaged when the boat struck a rock in December.",
)
Ask = Callable[..., Any]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serve() as running:
        yield running


def retrieved() -> list[AnswerSentence]:
    passage = Passage(
        7,
        "Ferry to Vell returns",
        " ".join(SENTENCES),
        "https://a.example/f",
        "Gazette",
        AT,
        "en",
    )
    return [
        AnswerSentence(text, passage, 0.9, place)
        for place, text in enumerate(SENTENCES)
    ]


def answering(
    *sentences: tuple[str, int],
) -> Callable[[dict[str, Any]], object]:
    return lambda _: {
        "sentences": [{"text": text, "source": at} for text, at in sentences]
    }


@pytest.fixture
async def ask(context: JobContext, endpoint: Endpoint) -> AsyncIterator[Ask]:
    """Ask with a model of these settings; return the answer and the drafts shown before it."""
    clients: list[ModelClient] = []

    async def asked(
        **changes: Any,
    ) -> tuple[tuple[Grounded, ...], list[list[str]]]:
        values: dict[str, Any] = {
            "url": endpoint.url,
            "model": "test",
            "timeout": 5.0,
            "retries": 0,
        }
        clients.append(ModelClient(ModelConfig(**(values | changes))))
        shown: list[list[str]] = []

        async def show(lines: Sequence[str]) -> None:
            shown.append(list(lines))

        house = replace(context, model=clients[-1])
        return await question_writer.write(
            house, QUESTION, retrieved(), "en", show
        ), shown

    yield asked
    for client in clients:
        await client.close()


TRUE = ("The ferry to Vell runs again from 3 March.", 0)
ALSO_TRUE = ("The boat struck a rock in December.", 1)


async def test_sentences_are_shown_as_they_come_and_each_names_what_it_rests_on(
    ask: Ask, endpoint: Endpoint
) -> None:
    endpoint.written = answering(TRUE, ALSO_TRUE)
    written, shown = await ask()
    assert [(line.text, line.article) for line in written] == [TRUE, ALSO_TRUE]
    assert shown == [[TRUE[0]], [TRUE[0], ALSO_TRUE[0]]]


@pytest.mark.parametrize(
    "invented",
    [
        "The ferry to Vell will not run again from 3 March.",
        "The ferry to Vell runs again from 13 March.",
        "Owen Tarr said the ferry to Vell will run again.",
        "La barque vers Vell reprend le 3 mars.",
    ],
)
async def test_what_the_sentences_do_not_say_is_never_shown(
    ask: Ask, endpoint: Endpoint, invented: str
) -> None:
    endpoint.written = answering((invented, 0), ALSO_TRUE)
    written, shown = await ask()
    assert [line.text for line in written] == [ALSO_TRUE[0]]
    assert shown == [[ALSO_TRUE[0]]]


async def test_with_a_second_look_nothing_is_shown_before_it_agreed(
    ask: Ask, endpoint: Endpoint
) -> None:
    endpoint.written = answering(TRUE, ALSO_TRUE)
    endpoint.said = lambda pairs: {"said": {"1": False, "2": True}}
    written, shown = await ask(second_look=True)
    assert [line.text for line in written] == [ALSO_TRUE[0]]
    assert shown == []


async def test_an_endpoint_that_does_not_stream_is_heard_at_the_end(
    ask: Ask, endpoint: Endpoint
) -> None:
    endpoint.streams, endpoint.written = False, answering(TRUE)
    written, shown = await ask()
    assert [line.text for line in written] == [TRUE[0]]
    assert shown == [[TRUE[0]]]


@pytest.mark.parametrize(
    "raw",
    [b"data: {broken\n\n", b"data: {}\n\ndata: [DONE]\n\n", b"<html>", b""],
)
async def test_a_broken_answer_is_none(
    ask: Ask, endpoint: Endpoint, raw: bytes
) -> None:
    endpoint.raw = raw
    assert await ask() == ((), [])


async def test_a_failing_endpoint_is_none_and_counts_for_its_breaker(
    ask: Ask, endpoint: Endpoint
) -> None:
    endpoint.statuses = [503]
    assert await ask() == ((), [])
    assert len(endpoint.asked) == 1


async def test_the_days_budget_holds_for_questions_too(
    ask: Ask, endpoint: Endpoint, context: JobContext
) -> None:
    endpoint.written, endpoint.usage = answering(TRUE), (900, 50)
    await ask()
    spent = await context.db.read(summaries_by_model.spend, DAY)
    assert (spent.tokens_in, spent.tokens_out) == (900, 50)
    assert await ask(tokens_per_day=1000) == ((), [])
    assert len(endpoint.asked) == 1


async def test_without_a_model_nobody_is_asked(context: JobContext) -> None:
    async def show(_: Sequence[str]) -> None:
        raise AssertionError("nothing to show")

    assert (
        await question_writer.write(context, QUESTION, retrieved(), "en", show)
        == ()
    )


async def test_a_long_answer_is_cut_at_four_sentences(
    ask: Ask, endpoint: Endpoint
) -> None:
    lines = [
        (f"The boat struck a rock in December{'!' * n}", 1) for n in range(1, 9)
    ]
    endpoint.written = answering(*lines)
    written, _ = await ask()
    assert len(written) == question_writer.MOST_SENTENCES
