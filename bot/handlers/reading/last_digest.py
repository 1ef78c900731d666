"""Find a chat's last digest, past the alerts that are stored beside digests."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from store.delivery import alerts, digests
from store.records import SentDigest

# Stored digests to search: an alert is stored as one too.
RECENT = 40


async def last_digest(context: UpdateContext) -> SentDigest | None:
    """Return the chat's last digest with stories; None without one."""
    recent = await context.read(digests.recent_of_chat, context.chat.id, RECENT)
    whole = (
        digest
        for digest in recent
        if digest.picks and digest.slot not in alerts.SLOTS
    )
    return next(whole, None)
