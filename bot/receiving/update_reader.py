"""Parse each update of Telegram separately, so that a bad one does not spoil
the others.

The library parses a whole answer or nothing of it, and logs people's words when
it fails. With an older Bot API server one unreadable update kept everybody's
updates from arriving.
"""

from __future__ import annotations

from operator import index

import orjson
import structlog
from telegram import Bot, Update

from news.safe_json import JsonObject, JsonValue

log = structlog.get_logger()


def number_of(data: JsonObject) -> int:
    """Return an update's number; raise LookupError, TypeError or OverflowError
    for one that no store could hold.
    """
    number = index(data["update_id"])
    number.to_bytes(8, signed=True)
    return number


def read_update(data: JsonObject, bot: Bot) -> Update | None:
    """Parse one update; return None for one that the library cannot parse,
    which would only come again.
    """
    try:
        # Telegram's numbers have at most 52 bits; larger ones, and objects
        # that nest too deep, could not be stored.
        orjson.dumps(data, option=orjson.OPT_STRICT_INTEGER)
        return Update.de_json(dict(data), bot)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        TypeError,
        ValueError,
    ):
        log.exception("update.unreadable", update=data.get("update_id"))
        return None


async def fetch(
    bot: Bot, *, offset: int, wait: int, limit: int = 100, patience: float
) -> list[JsonObject]:
    """Fetch updates unparsed; `offset` 0 asks for all that are not confirmed.

    Telegram holds the answer back for up to `wait` seconds; after `patience`
    more seconds it counts as lost. Raises TelegramError. An answer that is not
    a list counts as an answer without updates, and what has no number is no
    update: it could not be confirmed.
    """
    request = {
        "timeout": wait,
        "limit": limit,
        "allowed_updates": Update.ALL_TYPES,
    }
    if offset:
        request["offset"] = offset
    # `get_updates` would parse the whole answer at once: see above.
    answer: JsonValue = await bot._post(
        "getUpdates", request, read_timeout=wait + patience
    )
    listed = answer if isinstance(answer, list) else []
    updates = [one for one in listed if isinstance(one, dict)]
    return [one for one in updates if isinstance(one.get("update_id"), int)]
