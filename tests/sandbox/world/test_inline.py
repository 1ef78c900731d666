"""Inline queries in the sandbox: what Telegram would refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.bot_api.methods import call
from sandbox.errors import Refusal
from sandbox.server import ANN, GROUP, populate
from sandbox.world import inline
from sandbox.world.world import World


def result(number: str = "1", **more: Any) -> dict[str, Any]:
    content = {"message_text": "<b>a</b>", "parse_mode": "HTML"}
    return {
        "type": "article",
        "id": number,
        "title": "t",
        "input_message_content": content,
    } | more


def answer(
    world: World, query: str, results: list[dict[str, Any]], **more: Any
) -> Any:
    data = {"inline_query_id": query, "results": json.dumps(results)} | more
    return call(world, "answerInlineQuery", data)


@pytest.fixture
def world() -> World:
    made = World()
    populate(made)
    return made


def test_an_answer_is_kept_and_one_result_sent(world: World) -> None:
    query = inline.ask(world, ANN, "words")
    assert world.updates[-1]["inline_query"]["query"] == "words"
    assert answer(
        world,
        query,
        [result()],
        next_offset="20",
        button='{"text": "x", "start_parameter": "go"}',
    )
    held = world.queries[query]["answered"]
    assert (
        held["next_offset"],
        held["button"]["start_parameter"],
        held["cache_time"],
    ) == (
        "20",
        "go",
        300,
    )
    sent = inline.send(world, ANN, GROUP, query, "1")
    assert (sent["text"], sent["via_bot"]["is_bot"]) == ("a", True)
    with pytest.raises(Refusal, match="query is too old"):
        answer(world, query, [])


@pytest.mark.parametrize(
    ("results", "more", "words"),
    [
        ([result(str(n)) for n in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([result(), result()], {}, "RESULT_ID_DUPLICATE"),
        ([result("x" * 65)], {}, "RESULT_ID_INVALID"),
        ([result(title="")], {}, "ARTICLE_TITLE_EMPTY"),
        (
            [
                result(
                    input_message_content={
                        "message_text": "<b>",
                        "parse_mode": "HTML",
                    }
                )
            ],
            {},
            "entities",
        ),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        (
            [],
            {"button": '{"text": "x", "start_parameter": "a b"}'},
            "START_PARAM_INVALID",
        ),
    ],
)
def test_what_telegram_refuses(
    world: World,
    results: list[dict[str, Any]],
    more: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(Refusal, match=words):
        answer(world, inline.ask(world, ANN, ""), results, **more)


def test_a_query_waits_for_half_a_minute() -> None:
    now = 0.0
    world = World(clock=lambda: now)
    populate(world)
    query = inline.ask(world, ANN, "")
    now = 31.0
    with pytest.raises(Refusal, match="too old"):
        answer(world, query, [])
