"""Inline mode: a person writes `@bot words` in any chat, looks at the results
and sends one.
"""

from __future__ import annotations

import json
import re
import uuid

from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.text.entities import check_text
from sandbox.world.people import write
from sandbox.world.world import BOT, World

# Seconds for which a query waits for its answer.
KEPT = 30.0
MOST_RESULTS = 50
# The most bytes of a result's id and of an offset, from the Bot API's
# description of answerInlineQuery.
MOST_BYTES = 64
_PARAMETER = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


def ask(world: World, person: int, text: str, *, offset: str = "") -> str:
    """Send a person's inline query; return its id."""
    number = uuid.uuid4().hex
    world.queries[number] = {"at": world.clock(), "answered": None}
    who = world.people[person].json()
    world.push(
        "inline_query",
        {
            "id": number,
            "from": who,
            "query": text[:256],
            "offset": offset,
            "chat_type": "sender",
        },
    )
    return number


def answer(world: World, data: JsonObject) -> bool:
    """Store the bot's answer, with Telegram's checks."""
    query = world.queries.get(str(data.get("inline_query_id")))
    if (
        query is None
        or query["answered"] is not None
        or world.clock() - query["at"] > KEPT
    ):
        raise bad(
            "query is too old and response timeout expired or query ID is invalid"
        )
    results = _loaded(data.get("results")) or []
    _check_ids([str(result.get("id") or "") for result in results])
    query["answered"] = {
        "results": [_result(result) for result in results],
        "button": _button(data),
        "next_offset": _offset(data),
        "cache_time": int(data.get("cache_time") or 300),
    }
    world.changed += 1
    return True


def _check_ids(ids: list[str]) -> None:
    """Refuse too many results, and ids that are repeated or not 1 to 64 bytes
    long.
    """
    if len(ids) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(result.encode()) <= MOST_BYTES for result in ids):
        raise bad("RESULT_ID_INVALID")


def _offset(data: JsonObject) -> str:
    offset = str(data.get("next_offset") or "")
    if len(offset.encode()) > MOST_BYTES:
        raise bad("NEXT_OFFSET_INVALID")
    return offset


def _button(data: JsonObject) -> JsonObject | None:
    button: JsonObject | None = _loaded(data.get("button"))
    if button and not _PARAMETER.match(
        str(button.get("start_parameter") or "")
    ):
        raise bad("START_PARAM_INVALID")
    return button


def _loaded(value: JsonValue) -> JsonValue:
    if isinstance(value, str) and value:
        return json.loads(value)
    return value


def _result(result: JsonObject) -> JsonObject:
    """Check an article and the message that it would send; other kinds are not
    used here.
    """
    if result.get("type") != "article" or not result.get("title"):
        raise bad("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    text, entities = check_text(
        str(content.get("message_text") or ""), content.get("parse_mode")
    )
    return result | {"text": text, "entities": entities}


def send(
    world: World, person: int, chat: int, query: str, result_id: str
) -> JsonObject:
    """Send one of the answers into a chat, as a person."""
    chosen = next(
        result
        for result in world.queries[query]["answered"]["results"]
        if result["id"] == result_id
    )
    return write(
        world,
        person,
        chat,
        chosen["text"],
        entities=chosen["entities"],
        via_bot=BOT,
    )
