"""Read each update of Telegram separately, so that a bad one spoils no other.

The library reads a whole answer or nothing of it, and logs what people wrote where it can't: one
poll of an older Bot API server kept everybody's updates from being heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import Bot, Update

log = structlog.get_logger()


def read_update(data: Mapping[str, Any], bot: Bot) -> Update | None:
    """Read one update; None for one that the library can't read, which would only come again."""
    try:
        return Update.de_json(dict(data), bot)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ):
        log.exception("update.unreadable", update=data.get("update_id"))
        return None


async def fetch(
    bot: Bot, *, offset: int, wait: int, limit: int = 100, patience: float
) -> list[dict[str, Any]]:
    """Ask for updates as they are; `offset` 0 asks for all that are not confirmed.

    Telegram holds the answer back for `wait` seconds; `patience` seconds later it counts as lost.
    Raises TelegramError. What is no list is an answer without updates.
    """
    request = {
        "timeout": wait,
        "limit": limit,
        "allowed_updates": Update.ALL_TYPES,
    }
    if offset:
        request["offset"] = offset
    # `get_updates` would read the whole answer at once: see above.
    answer: Any = await bot._post(
        "getUpdates", request, read_timeout=wait + patience
    )
    listed = answer if isinstance(answer, list) else []
    return [one for one in listed if isinstance(one, dict)]
