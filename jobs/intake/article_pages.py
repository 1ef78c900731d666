"""Read an article's page and its further pages, or fall back on the entry's own text."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import structlog

from jobs.context import JobContext
from jobs.intake import doors, source_shares
from jobs.workers.worker_tasks import from_entry, read_article, read_page
from news.errors import (
    Disallowed,
    FetchError,
    Gone,
    JianbaoError,
    NoArticle,
    Refused,
    ServerTrouble,
    ShareUsed,
    TimedOut,
)
from news.interstitials import PageKind
from news.links import key
from news.models import Article, Entry, Media
from store.article_rows import ArticleRow
from store.news import whole_texts
from store.rows import Source

log = structlog.get_logger()
# Tries of a page before the feed's own words are told instead: a server's
# trouble often passes.
PATIENCE = 2


def entry_of(stored: ArticleRow) -> Entry:
    """Return the entry of an article, as its source's list gave it.

    An entry without a date was written with the moment at which it was first seen: that orders it,
    and is no date of its own.
    """
    dated = 0 < stored.published_at < stored.fetched_at
    return Entry(
        url=stored.url,
        title=stored.title,
        published_at=datetime.fromtimestamp(stored.published_at, UTC)
        if dated
        else None,
        summary=stored.entry_summary,
        content=stored.entry_content,
        author=stored.author,
        categories=stored.categories,
        media=(
            *([Media(stored.image, "image/*")] if stored.image else []),
            *stored.media,
        ),
    )


async def article_of(
    context: JobContext, stored: ArticleRow, source: Source | None
) -> Article:
    """Read the page and its further pages; if that fails, use the feed's own text."""
    entry = entry_of(stored)
    zone = source.zone if source else "UTC"
    marked = await context.db.read(whole_texts.wanted)
    if " " in stored.url_key:
        # Several entries share its address, or it has none: no page is this
        # entry's own.
        return await _from_entry(context, entry, zone, marked=marked)
    try:
        await source_shares.check_bytes(context, source)
        context = await doors.opened(context, source.url if source else "")
        return await _from_page(context, entry, zone, marked=marked)
    except (NoArticle, Disallowed, FetchError) as error:
        last = error.permanent or stored.attempts >= context.enrich.attempts
        if not may_tell_entry(
            entry, error, attempts=stored.attempts, last=last
        ):
            raise
        log.info(
            "article.by-entry",
            article=stored.id,
            url=stored.url,
            error=str(error),
        )
        return await _from_entry(context, entry, zone, marked=marked)


def may_tell_entry(
    entry: Entry, error: JianbaoError, *, attempts: int, last: bool
) -> bool:
    """Return whether an entry may be used without its page.

    With words of its own it is, at once where the page will stay unreadable or is too much for
    today, otherwise after a second try. A headline alone is told where the page exists and machines
    may not read it. A page that is lost or a server that fails leaves a headline alone untold.
    """
    if isinstance(error, Refused):
        return False
    if entry.summary or entry.content:
        return (
            error.permanent
            or attempts >= PATIENCE
            or isinstance(error, ShareUsed)
        )
    if isinstance(error, NoArticle):
        barred = (
            error.details.get("page", PageKind.NOT_FOUND) != PageKind.NOT_FOUND
        )
    else:
        barred = not isinstance(error, Gone | ServerTrouble | TimedOut)
    return bool(entry.title) and last and barred


async def _from_entry(
    context: JobContext, entry: Entry, zone: str, *, marked: bool
) -> Article:
    """Make an article from the feed's own text, in a worker."""
    return await context.pool.run(
        from_entry,
        entry,
        zone,
        context.now(),
        marked,
        timeout=context.enrich.timeout,
    )


async def _from_page(
    context: JobContext, entry: Entry, zone: str, *, marked: bool
) -> Article:
    """Download and read an entry's page, and join the further pages of a long article to it.

    All pages together have the enriching budget, in seconds.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + context.enrich.budget
    page = await context.downloader.get(entry.url, kind="article")
    args = (zone, context.now())
    first = await context.pool.run(
        read_article,
        page.data,
        page.url,
        page.content_type,
        *args,
        entry,
        marked,
        timeout=context.enrich.timeout,
    )
    others = await _further_pages(
        context, first, page.url, end - loop.time(), args
    )
    if others:
        return await asyncio.to_thread(_joined, first, others)
    return first


def _joined(first: Article, others: list[Article]) -> Article:
    """Return an article with its further pages; called in a thread, where it loads the readers."""
    from news.extract import join_pages  # noqa: PLC0415 - few articles have more pages, and the readers take 0.4 s to load

    return join_pages(first, others)


async def _further_pages(
    context: JobContext,
    first: Article,
    url: str,
    budget: float,
    args: tuple[str, datetime],
) -> list[Article]:
    """Read an article's further pages, as many as its time allows; raises what any of them
    raises.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + budget
    pages: list[Article] = []
    link = first.next_url
    seen = {key(url)}
    while (
        link
        and key(link) not in seen
        and len(pages) < context.enrich.max_pages - 1
    ):
        if loop.time() >= end:
            log.info("article.over-budget", url=url, pages=len(pages) + 1)
            break
        seen.add(key(link))
        more = await context.downloader.get(link, kind="article")
        page = (more.data, more.url, more.content_type)
        pages.append(
            await context.pool.run(
                read_page, *page, *args, timeout=context.enrich.timeout
            )
        )
        link = pages[-1].next_url
    return pages
