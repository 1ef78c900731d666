"""How far back a digest looks: to the chat's last one, so that no gap is lost."""

from __future__ import annotations

from news.durations import DAY
from store.rows import Chat

# Seconds that a digest covers at the most: after a longer pause the older news
# is old.
LONGEST = 14 * DAY


def window_of(chat: Chat, now: int, usual: int) -> int:
    """Return how many seconds a chat's digest looks back.

    `usual` is what a first digest and daily ones look back. A longer gap is covered whole, in whole
    days, so that the chats of one schedule share their lists.
    """
    gap = now - chat.covered_at if chat.covered_at else 0
    if gap <= usual:
        return usual
    return min(-(-gap // DAY) * DAY, max(LONGEST, usual))


def since(chat: Chat, now: int, usual: int) -> int | None:
    """Return the start of a digest's window in UTC seconds, where it looks back further
    than usual; None otherwise.
    """
    if window_of(chat, now, usual) <= usual:
        return None
    return max(chat.covered_at, now - LONGEST)
