"""Sources that chats add: who vouches for them, and what stays the chat's own word."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.handlers.permissions import voucher
from news.errors import LimitReached
from news.private_addresses import masked
from store.news import sources
from store.rows import Source


async def add(
    ctx: UpdateContext, url: str, kind: str, *, title: str = "", language: str = ""
) -> Source:
    """Add a source for a chat; `title` and `language` are what the source says of itself.

    The zone is the site's: a stranger's own must not shift the times that others read. An
    operator's choice serves all. Raises LimitReached where the person brought too many today.
    """
    vouched = voucher(ctx.tools.defaults, ctx.user_id)
    if vouched != "operator":
        await _take_share(ctx, url)
    zone = ctx.chat.zone if vouched == "operator" else "UTC"
    return await ctx.tools.db.write(
        sources.add,
        url,
        kind,
        title,
        language,
        zone,
        ctx.chat.telegram_id,
        ctx.tools.clock(),
        vouched=vouched,
    )


async def _take_share(ctx: UpdateContext, url: str) -> None:
    """Count a source that nobody had before against the person's day; raises LimitReached."""
    if await ctx.tools.db.read(sources.by_url, url) is not None:
        return
    quota = ctx.tools.allowance.new_sources
    if not quota.take(ctx.user_id, ctx.tools.clock()):
        raise LimitReached("too many new sources a day", limit=quota.most, why="sources")


def source_name(source: Source) -> str:
    """Return a source's title; where it has none its address, without a secret."""
    return source.title or masked(source.url)
