"""Compute when a message may be sent to a chat."""

from __future__ import annotations

from datetime import UTC, datetime

from news.quiet_hours import quiet_until
from store.rows import Chat


def ready_at(chat: Chat, now: int, *, offset: int = 0) -> int:
    """Return when a message that is not urgent may be sent: `offset` seconds from now, or
    from the end of quiet hours.
    """
    moment = datetime.fromtimestamp(now + offset, UTC)
    until = quiet_until(chat.quiet_from, chat.quiet_to, chat.zone, moment)
    return (int(until.timestamp()) if until else now) + offset
