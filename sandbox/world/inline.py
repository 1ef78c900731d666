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
# The most characters of a query, from the same description.
MOST_QUERY = 256
# The most bytes of a result's id and of an offset, from the Bot API's
# description of answerInlineQuery.
MOST_BYTES = 64
_PARAMETER = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


def ask(world: World, person: int, text: str, *, offset: str = "") -> str:
    """Send a person's inline query; return its id."""
    number = uuid.uuid4().hex
    world.queries[number] = {"at": world.clock(), "answered": None}
    query = {
        "id": number,
        "from": world.people[person].json(),
        "query": text[:MOST_QUERY],
        "offset": offset,
        "chat_type": "sender",
    }
    world.push("inline_query", query)
    return number


def answer(world: World, parameters: JsonObject) -> bool:
    """Store the bot's answer, with Telegram's checks."""
    query = world.open_query(str(parameters.get("inline_query_id")), KEPT)
    results = _loaded(parameters.get("results")) or []
    _check_ids([str(result.get("id") or "") for result in results])
    query["answered"] = {
        "results": [_result(result) for result in results],
        "button": _button(parameters),
        "next_offset": _offset(parameters),
        "cache_time": int(parameters.get("cache_time") or 300),
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
    lengths = {len(result.encode()) for result in ids}
    if not lengths.issubset(range(1, MOST_BYTES + 1)):
        raise bad("RESULT_ID_INVALID")


def _offset(parameters: JsonObject) -> str:
    """Return from where the next page of results goes on; empty at the end."""
    offset = str(parameters.get("next_offset") or "")
    if len(offset.encode()) > MOST_BYTES:
        raise bad("NEXT_OFFSET_INVALID")
    return offset


def _button(parameters: JsonObject) -> JsonValue:
    """Return the button above the results, which opens the chat with the bot."""
    button = _loaded(parameters.get("button"))
    if not button:
        return button
    parameter = str(button.get("start_parameter") or "")
    if not _PARAMETER.match(parameter):
        raise bad("START_PARAM_INVALID")
    return button


def _loaded(value: JsonValue) -> JsonValue:
    """Read a parameter: JSON as text from a form, or the value itself."""
    if isinstance(value, str) and value:
        return json.loads(value)
    return value


def _result(result: JsonObject) -> JsonObject:
    """Check an article and the message that it would send; other kinds are not
    used here.

    The message is parsed at the answer, as at Telegram, so a fault in its
    markup is the bot's error and not the person's.
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
    answer = world.queries[query]["answered"]
    chosen = next(
        result for result in answer["results"] if result["id"] == result_id
    )
    return write(
        world,
        person,
        chat,
        chosen["text"],
        entities=chosen["entities"],
        via_bot=BOT,
    )
