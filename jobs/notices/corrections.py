"""articles that were sent → read again politely → corrected or withdrawn → chats told the
difference.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import structlog

from jobs.context import JobContext
from jobs.intake import doors
from jobs.intake.article_pages import entry_of
from jobs.send_times import ready_at
from jobs.workers.worker_tasks import from_entry, read_page, understand
from news.changes import Correction, compare, is_notice_of_removal
from news.durations import DAY
from news.errors import Gone, JianbaoError, NoArticle
from news.interstitials import PageKind, page_kind
from news.links import host
from news.models import Article, Entry, Story
from news.topics import all_ancestors
from store.article_rows import ArticleRow
from store.delivery import corrections, follow_ups
from store.delivery.corrections import BY_FEED, MISSING, Corrected
from store.news import articles, entries, sources, stories, visibility
from store.news.articles import HEADLINE_CORRECTED
from store.rows import Chat, NewOutbox, Source

log = structlog.get_logger()
# Characters of a told text by which its page is known again.
OPENING = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """Result of a second look: the page's article, or that it is gone; neither if that is
    unknown.
    """

    article: Article | None = None
    missing: bool = False
    # The server itself says that the page is gone for good (410).
    certain: bool = False


async def sweep(context: JobContext) -> int:
    """Look again at a few articles that were sent in the last days; return how many."""
    config = context.follow
    now = context.clock()
    rows = await context.db.read(
        articles.to_recheck,
        now=now,
        since=now - config.days * DAY,
        limit=config.recheck_batch,
        pause=config.recheck_pause,
    )
    if not rows:
        return 0
    known = {
        source.id: source for source in await context.db.read(sources.every)
    }
    await asyncio.gather(
        *(_one(context, stored, known.get(stored.source_id)) for stored in rows)
    )
    return len(rows)


async def _one(
    context: JobContext, stored: ArticleRow, source: Source | None
) -> None:
    """Look at one article; a failure harms no other."""
    zone = source.zone if source else "UTC"
    try:
        if not await _corrected_by_page(
            context, stored, source.url if source else "", zone
        ):
            await _corrected_by_feed(context, stored, zone)
    except JianbaoError as error:
        log.info("recheck.failed", article=stored.id, error=str(error))
        await context.db.write(
            articles.mark_checked, [stored.id], context.clock()
        )
    except Exception:
        log.exception("recheck.fault", article=stored.id, url=stored.url)
        await context.db.write(
            articles.mark_checked, [stored.id], context.clock()
        )


async def _corrected_by_page(
    context: JobContext, stored: ArticleRow, url: str, zone: str
) -> bool:
    """Compare an article with its page; return False if its source's own words must be
    checked instead.

    `url` is the source's address, which may have a door.

    An article without a page of its own, or whose page can't be read, has only those.
    """
    if " " in stored.url_key:
        return False
    try:
        context = await doors.opened(context, url)
        look = await _look(context, stored, zone)
    except JianbaoError:
        if stored.checked_at < 0:
            return False
        raise
    if look.missing:
        await _missing(context, stored, certain=look.certain)
        return True
    if look.article is None or (
        stored.error == BY_FEED and look.article.title != stored.title
    ):
        return (
            False  # unreadable, or it still tells what its source has corrected
        )
    if not await _compared(context, stored, look.article):
        if stored.checked_at < 0:
            return False
        await context.db.write(corrections.found, [stored.id], context.clock())
    return True


async def _corrected_by_feed(
    context: JobContext, stored: ArticleRow, zone: str
) -> None:
    """Compare an article with the words that its source lists now, where those changed."""
    if stored.checked_at >= 0:
        await context.db.write(
            articles.mark_checked, [stored.id], context.clock()
        )
        return
    entry = entry_of(stored)
    told_by_feed = (
        " " in stored.url_key or stored.checked_at == HEADLINE_CORRECTED
    )
    if told_by_feed:
        title = await context.db.read(
            entries.title_of, stored.id, stored.source_id
        )
        entry = replace(entry, title=title or stored.title)
    said = await context.pool.run(
        from_entry, entry, zone, context.now(), timeout=context.enrich.timeout
    )
    if not await _changed(
        context, stored, said.title or stored.title, said.text, by_feed=True
    ):
        await context.db.write(corrections.found, [stored.id], context.clock())


async def _look(context: JobContext, stored: ArticleRow, zone: str) -> Look:
    """Fetch an article's page again; raises the errors that say nothing about the article:
    time-outs, refusals, busy servers.
    """
    try:
        page = await context.downloader.get(stored.url, kind="article")
    except Gone as error:
        return Look(missing=True, certain=error.details.get("status") == 410)
    if urlsplit(page.url).path in {"", "/"} and urlsplit(
        stored.url
    ).path not in {
        "",
        "/",
    }:
        return Look(
            missing=True
        )  # sent on to the front page: how portals take an article away
    args = (page.data, page.url, page.content_type, zone, context.now())
    try:
        article = await context.pool.run(
            read_page, *args, timeout=context.enrich.timeout
        )
    except NoArticle:
        return Look()
    if is_notice_of_removal(article.text) and len(article.text) < len(
        stored.text
    ):
        return Look(missing=True)
    kind = page_kind(
        article, Entry(stored.url, stored.title, summary=stored.text[:OPENING])
    )
    if kind is not PageKind.ARTICLE:
        return Look(
            missing=kind is PageKind.NOT_FOUND
        )  # a bot check or a login corrects nothing
    return Look(article)


async def _missing(
    context: JobContext, stored: ArticleRow, *, certain: bool
) -> None:
    """Handle a missing article: ask once more before it counts, unless the server says
    that it is gone for good.
    """
    now = context.clock()
    config = context.follow
    if not certain and stored.error != MISSING:
        again = now - config.recheck_pause + config.confirm
        await context.db.write(corrections.suspect, stored.id, again)
        return
    messages = await _messages(context, stored, Correction(withdrawn=True))
    if await context.db.write(
        corrections.withdraw,
        stored.id,
        messages,
        ancestors=all_ancestors(),
        now=now,
    ):
        log.info(
            "article.withdrawn",
            article=stored.id,
            url=stored.url,
            told=len(messages),
        )
        context.wake_sender()


async def _compared(
    context: JobContext, stored: ArticleRow, article: Article
) -> bool:
    """Compare a page with what was sent; return whether it was corrected and the chats
    were told.
    """
    boilerplate = await context.boilerplate.get(context.db)
    text = boilerplate.strip(host(article.url), article.text) or article.text
    return await _changed(context, stored, article.title or stored.title, text)


async def _changed(
    context: JobContext,
    stored: ArticleRow,
    title: str,
    text: str,
    *,
    by_feed: bool = False,
) -> bool:
    """Compare title and text with what was sent; return whether they correct it, and tell
    the chats.
    """
    change = await asyncio.to_thread(
        compare,
        (stored.title, stored.text),
        (title, text),
        language=stored.language,
    )
    if change is None:
        return False
    if by_feed and 2 * len(text) < len(stored.text):
        text = _with_pairs(stored.text, change)
    item = await _corrected(context, stored, title, text)
    item = replace(item, by_feed=by_feed)
    messages = await _messages(context, stored, change)
    if await context.db.write(
        corrections.correct,
        item,
        messages,
        ancestors=all_ancestors(),
        now=context.clock(),
    ):
        log.info(
            "article.corrected",
            article=stored.id,
            url=stored.url,
            told=len(messages),
        )
        context.wake_sender()
    return True


async def _corrected(
    context: JobContext, stored: ArticleRow, title: str, text: str
) -> Corrected:
    """Return an article with its new words, analysed again."""
    article = Article(
        url=stored.url,
        title=title[:500],
        text=text[:100_000],
        language=stored.language,
        publisher=stored.publisher,
    )
    meaning = await context.pool.run(
        understand,
        article,
        context.enrich.languages,
        timeout=context.enrich.timeout,
    )
    return Corrected(
        article_id=stored.id,
        story_id=stored.story_id or 0,
        title=article.title,
        text=article.text,
        summary=meaning.summary,
        words=meaning.words,
        content_hash=meaning.content_hash,
        expected=stored.content_hash,
    )


def _with_pairs(text: str, change: Correction) -> str:
    """Return a longer text with just the sentences that a source's summary corrects."""
    for old, new in change.sentences:
        if old and new:
            text = text.replace(old, new)
    return text


async def _messages(
    context: JobContext, stored: ArticleRow, change: Correction
) -> list[NewOutbox]:
    """Return messages to every chat that was told the story and may see the article."""
    messages: list[NewOutbox] = []
    story_id = stored.story_id or 0
    after = 0
    opened = await context.db.read(visibility.open_among, [stored.id])
    shared = await context.db.read(stories.get, story_id)
    while heard := await context.db.read(
        follow_ups.listeners,
        story_id,
        after_id=after,
        since=0,
        limit=context.follow.batch,
    ):
        after = heard[-1].chat.id
        own = await context.db.read(
            visibility.own_sources, [listener.chat.id for listener in heard]
        )
        for listener in heard:
            follows = own.get(listener.chat.id, frozenset())
            if opened or stored.source_id in follows:
                story = shared
                if follows:
                    story = await context.db.read(
                        stories.get, story_id, listener.chat.id
                    )
                messages += _message(context, story, change, listener.chat)
    return messages


def _message(
    context: JobContext, story: Story | None, change: Correction, chat: Chat
) -> list[NewOutbox]:
    if story is None:
        return []
    message = context.tell.correction(story, change, chat, context.now())
    when = ready_at(chat, context.clock())
    return [
        NewOutbox(
            chat_id=chat.id,
            kind="notice",
            message=message,
            ready_at=when,
            reply_to_story=story.id,
            silent=True,
        )
    ]
