"""Sources that chats add: trusted ones, and those that stay private to the
chat.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime

from bot.handlers.context import UpdateContext
from bot.handlers.permissions import voucher
from news.errors import LimitReached
from store.news import sources
from store.operations import daily_shares, store_size
from store.rows import Source


async def add(
    context: UpdateContext,
    url: str,
    kind: str,
    *,
    title: str = "",
    language: str = "",
) -> Source:
    """Add a source for a chat; `title` and `language` come from the source
    itself.

    The zone is the site's: a stranger's zone must not shift the times that
    others read. An operator's choice applies to all. Raises LimitReached if the
    person added too many today, or the store is full.
    """
    vouched = voucher(context.defaults, context.user_id)
    if vouched != "operator":
        await _take_share(context, url)
    zone = context.chat.zone if vouched == "operator" else "UTC"
    return await context.write(
        sources.add,
        url,
        kind,
        title,
        language,
        zone,
        context.chat.telegram_id,
        context.clock(),
        vouched=vouched,
    )


async def _take_share(context: UpdateContext, url: str) -> None:
    """Count a new source against the person's daily limit; raises LimitReached."""
    db = context.tools.db
    most = context.defaults.new_sources
    if await db.read(sources.by_url, url) is not None:
        return
    if (await db.read(store_size.read)).full:
        raise LimitReached("the store is full", why="store")
    person = _number_of(context.tools.claims.key, context.user_id)
    if not await db.write(
        daily_shares.take, "new-sources", person, most, context.clock()
    ):
        raise LimitReached(
            "too many new sources a day", limit=most, why="sources"
        )


async def rests_until(context: UpdateContext, source: Source) -> str:
    """Return when a source that used up its daily share is read again; empty
    for all others.
    """
    if source.configured or source.approved_at:
        return ""
    now = context.clock()
    rules = context.defaults
    bounds: tuple[tuple[daily_shares.Kind, int], ...] = (
        ("source-bytes", rules.source_bytes),
        ("source-articles", rules.source_articles),
    )
    ends = [0]
    for kind, most in bounds:
        shares = await context.read(daily_shares.used, kind, [source.id], now)
        ends += [share.until for share in shares.values() if share.used >= most]
    until = datetime.fromtimestamp(max(ends), UTC)
    if max(ends):
        return context.speech.stamp(until, context.chat.zone, context.now())
    return ""


def _number_of(key: bytes, person: int) -> int:
    """Return the number under which a person's share is counted.

    It outlives /forget for the rest of the day, and identifies nobody without
    the bot's key.
    """
    digest = hmac.digest(key, f"share:{person}".encode(), "sha256")
    return int.from_bytes(digest[:8]) >> 1  # 63 bits, the column's size
