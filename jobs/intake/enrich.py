"""article new → page → text → language, summary, topics → article read."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from jobs.context import JobContext
from jobs.in_flight import TURN, LastingWork, Stage
from jobs.intake import source_shares
from jobs.intake.article_pages import article_of
from jobs.workers.worker_tasks import Analysis, understand
from news import attachments
from news.errors import (
    FetchError,
    HostResting,
    JianbaoError,
    StoreError,
)
from news.links import host
from news.masking import mask_addresses
from news.models import Article, Media
from news.topics import classify
from store.article_rows import ArticleRow, ReadArticle
from store.engine.connections import Connection
from store.news import article_claims, articles, sources
from store.news.visibility import closed_key
from store.operations import daily_shares
from store.rows import Source

log = structlog.get_logger()


class EnrichJob(LastingWork[ArticleRow, ReadArticle | None]):
    """Reads all waiting articles, several at once; a slow one blocks only its own place."""

    def __init__(self, context: JobContext, *, turn: float = TURN) -> None:
        super().__init__(turn)
        self._context = context
        self._sources: dict[int, Source] = {}

    async def sweep(self) -> int:
        """Read what waits; returns how many articles were looked at."""
        count = 0

        async def settle(results: list[ReadArticle | None]) -> None:
            nonlocal count
            count += len(results)
            await _save(self._context, results)

        await self.run(
            self._context.enrich.batch, Stage(self._claim, self._read, settle)
        )
        return count

    def reset(self) -> None:
        """Start again with the boilerplate that the store knows."""
        super().reset()
        self._context.boilerplate.reset()

    async def _claim(self, free: int) -> list[ArticleRow]:
        context = self._context
        config = self._context.enrich
        rows = await context.db.write(
            article_claims.claim_new,
            now=context.clock(),
            limit=free,
            lease=config.lease,
            max_attempts=config.attempts,
            shares=shares(
                context, [stored.source_id for stored in self.flight.items]
            ),
        )
        self._sources = await _sources_of(context, rows)
        return rows

    def _read(
        self, stored: ArticleRow
    ) -> Coroutine[Any, Any, ReadArticle | None]:
        return _read_one(
            self._context, stored, self._sources.get(stored.source_id)
        )


async def sweep(context: JobContext) -> int:
    """Read all articles that wait, to the end; returns how many were looked at."""
    return await EnrichJob(context, turn=math.inf).sweep()


def shares(
    context: JobContext, busy: Sequence[int]
) -> article_claims.ArticleShares:
    """Return how many articles of a source and of a person are read at once."""
    share = max(context.enrich.batch // 4, 1)
    return article_claims.ArticleShares(
        source=share, person=context.fetch.person_share, busy=busy
    )


async def read_batch(context: JobContext, rows: list[ArticleRow]) -> int:
    """Read these articles, which the caller has leased; returns how many were looked at."""
    if not rows:
        return 0
    known = await _sources_of(context, rows)
    reading = (
        _read_one(context, stored, known.get(stored.source_id))
        for stored in rows
    )
    await _save(context, await asyncio.gather(*reading))
    return len(rows)


async def _sources_of(
    context: JobContext, rows: Sequence[ArticleRow]
) -> dict[int, Source]:
    """Read the sources of articles once each, by their ids."""
    ids = {stored.source_id for stored in rows}
    if not ids:
        return {}
    read = await context.db.read(sources.of_ids, ids)
    return {source.id: source for source in read}


async def _save(
    context: JobContext, results: Sequence[ReadArticle | None]
) -> None:
    """Store what was read of a batch, and the bytes that it cost its sources; a None is
    an article whose failure is on its own row already.
    """
    read = [article for article in results if article]
    spent = context.downloader.traffic.take()
    if read or spent:
        await context.db.write(_write, read, spent, context.clock())


def _write(
    connection: Connection,
    read: Sequence[ReadArticle],
    spent: Mapping[int, int],
    now: int,
) -> None:
    articles.save_read(connection, read, now)
    daily_shares.add(connection, "source-bytes", spent, now)


async def save_boilerplate(context: JobContext) -> None:
    """Store the learned boilerplate of hosts."""
    await context.boilerplate.save(context.db, context.clock())


async def _read_one(
    context: JobContext, stored: ArticleRow, source: Source | None
) -> ReadArticle | None:
    """Read one article; a failure is written on its own row."""
    context = source_shares.counted(context, source)
    try:
        article = await article_of(context, stored, source)
        article = await _without_boilerplate(context, article, source)
        meaning = await context.pool.run(
            understand,
            article,
            context.enrich.languages,
            timeout=context.enrich.timeout,
        )
        if taught := await context.learner.get(context.db):
            topics = classify(
                replace(article, language=meaning.language), learner=taught
            )
            meaning = replace(meaning, topics=tuple(topics))
        return _row(stored, article, meaning, source, context)
    except StoreError:
        # Nothing was written, and the article is not to blame: its lease
        # lapses.
        raise
    except JianbaoError as error:
        await _give_back(context, stored, error)
    except Exception as error:
        log.exception("article.fault", article=stored.id, url=stored.url)
        await _give_back(
            context, stored, FetchError(f"{type(error).__name__}: {error}")
        )
    return None


async def _give_back(
    context: JobContext, stored: ArticleRow, error: JianbaoError
) -> None:
    """Write why an article could not be read, and when to try again."""
    if isinstance(error, HostResting) and not (
        stored.entry_summary or stored.entry_content
    ):
        # A headline alone is lost with its last try, and nothing was tried.
        wait = error.retry_after.total_seconds() if error.retry_after else 0
        until = context.clock() + 1 + int(wait)
        await context.db.write(article_claims.postpone, stored.id, until)
        return
    last = error.permanent or stored.attempts >= context.enrich.attempts
    wait = max(
        60 * 4 ** max(stored.attempts - 1, 0),
        int(error.retry_after.total_seconds()) if error.retry_after else 0,
    )
    log.info(
        "article.failed",
        article=stored.id,
        url=stored.url,
        error=str(error),
        final=last,
    )
    await context.db.write(
        articles.fail,
        stored.id,
        mask_addresses(str(error))[:500],
        retry_at=None if last else context.clock() + wait,
    )


async def _without_boilerplate(
    context: JobContext, article: Article, source: Source | None
) -> Article:
    ours = f"{context.digest.web_url}/e/"
    own_page = source is not None and article.url.startswith(ours)
    shown_at = source.url if source and own_page else article.url
    boilerplate = await context.boilerplate.get(context.db)
    name = host(shown_at)
    if source is not None and not source.trusted:
        # What a closed source shows of a host teaches nothing about that host's
        # pages.
        boilerplate, name = (
            context.closed_boilerplate,
            closed_key(source.id, name),
        )
    # A millisecond for a long page; in threads, pages of one host would change
    # its counts under each other.
    text = boilerplate.strip(name, article.text)
    boilerplate.learn(name, article.text, article.title)
    return replace(article, text=text or article.text)


def _published(stored: ArticleRow, article: Article, max_age: int) -> int:
    """Return when an article came out.

    Without any date the moment at which it was first seen orders it. What its source listed before
    anybody read it (0) is no news then, and stands before all that is.
    """
    if article.published_at:
        return int(article.published_at.timestamp())
    return stored.published_at or stored.fetched_at - max_age


def _row(
    stored: ArticleRow,
    article: Article,
    meaning: Analysis,
    source: Source | None,
    context: JobContext,
) -> ReadArticle:
    """Put together what the store keeps of an article that was read: each text cut to its column's
    length, and no time later than now.

    An article whose words tell no topic has those that the operator gave its source, at half
    confidence.
    """
    published = _published(stored, article, context.enrich.max_age)
    topics = tuple(
        (topic.key, topic.confidence, topic.reason) for topic in meaning.topics
    )
    if not topics and source:
        # What the operator says of a source serves where the article itself
        # does not tell.
        topics = tuple(
            (key_, 0.5, f"source:{source.id}") for key_ in source.topics
        )
    return ReadArticle(
        id=stored.id,
        title=(article.title or stored.title)[:500],
        text=article.text[:100_000],
        summary=meaning.summary,
        published_at=min(published, context.clock()),
        publisher=(
            article.publisher
            or (article.site if meaning.language.startswith("zh") else "")
            or (source.title if source else "")
        )[:100],
        site=article.site[:100],
        author=article.author[:200],
        editor=article.editor[:100],
        section=article.section[:200],
        language=meaning.language,
        image=article.image[:1000],
        keywords=article.keywords,
        topics=topics,
        canonical_url=article.canonical_url[:2000],
        words=meaning.words,
        content_hash=meaning.content_hash,
        markup=article.markup,
        media=_media(stored, article),
        no_news=meaning.no_news,
    )


def _media(stored: ArticleRow, article: Article) -> tuple[Media, ...]:
    """Return what the entry carries and the page shows, the leading picture before others."""
    lead = [article.image] if article.image else []
    shown = [Media(url, "image/*") for url in (*lead, *article.images)]
    carried = [
        item
        for item in stored.media
        if not (shown and item.type.startswith("image"))
    ]
    return attachments.kept([*shown, *carried])
