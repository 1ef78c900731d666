"""The fields of a chat that rests, and of one that goes on."""

from __future__ import annotations

from datetime import UTC, datetime

from news.schedule import first_due
from store.rows import Chat


def paused(chat: Chat, *, now: int, end: int = 0) -> dict[str, object]:
    """Return the fields of a chat that is paused until a second; without an end it
    is 0. A pause that was to begin later is given up.
    """
    return _fields(chat, "paused", end or now) | {"resume_at": end}


def active(chat: Chat, *, now: int) -> dict[str, object]:
    """Return the fields of a chat that goes on with the next time of its schedule:
    what was due within a pause is not sent later.
    """
    return _fields(chat, "active", now) | {"resume_at": 0}


def _fields(chat: Chat, state: str, after: int) -> dict[str, object]:
    moment = datetime.fromtimestamp(after, UTC)
    due = first_due(chat.schedule, chat.zone, moment)
    return {"state": state, "next_due_at": due, "pause_at": 0}
