"""Scheduler of a cluster: lease what is due and enqueue it as batches of ids for the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeVar

from jobs.context import JobContext
from jobs.distributed.queue import Batch, Engine
from jobs.intake import fetch
from news.links import host
from store.article_rows import ArticleRow
from store.chats import chat_claims
from store.news import article_claims, source_claims
from store.operations import attempts
from store.rows import Chat, Source

_Row = TypeVar("_Row", Source, ArticleRow, Chat)

# Seconds for which the record of finished jobs is kept.
KEPT = 6 * 3600


@dataclass(frozen=True, slots=True)
class Sizes:
    """Batch sizes and queue lengths: a short queue keeps leases valid and news fresh."""

    fetch: int = 16
    enrich: int = 16
    digest: int = 200
    # Jobs that wait beyond which nothing more is leased.
    most: int = 48
    # Seconds for which a chat is leased: a digest whose job was lost is built
    # anew after that.
    lease: int = 60


class Enqueuer:
    """The three sweeps that only enqueue work."""

    def __init__(self, engine: Engine, sizes: Sizes | None = None) -> None:
        self._engine = engine
        self._sizes = sizes or Sizes()

    async def room(self) -> int:
        """Return how many more jobs the queue accepts."""
        health = await self._engine.health()
        if health.error:
            return 0
        return max(self._sizes.most - health.waiting, 0)

    async def fetch(self, context: JobContext) -> int:
        """Lease the due sources; those of one host go into one job, so that pauses between
        requests are kept.
        """
        room = await self.room()
        now = context.clock()
        if not room:
            return 0
        limit = room * self._sizes.fetch // 2
        # A job holds the sources of one host, so the host's share is a job; a
        # person's is a quarter.
        shares = source_claims.Shares(self._sizes.fetch, max(limit // 4, 1))
        due = await context.db.write(
            source_claims.claim_due,
            now=now,
            limit=limit,
            lease=fetch.LEASE,
            shares=shares,
        )
        make = partial(Batch, given=now + fetch.LEASE)
        fallen = await self._fallen(
            context, "fetch", [source.id for source in due]
        )
        new = [source for source in due if waited_for(source)]
        rest = [source for source in due if not waited_for(source)]
        batches = [
            make("fetch", ids, urgent=True)
            for ids in _cut(new, self._sizes.fetch, _source_host, fallen)
        ]
        batches += [
            make("fetch", ids)
            for ids in _cut(rest, self._sizes.fetch, _source_host, fallen)
        ]
        await self._engine.enqueue(batches)
        return len(due)

    async def enrich(self, context: JobContext) -> int:
        """Lease the articles that wait to be read."""
        room = await self.room()
        now = context.clock()
        config = context.enrich
        if not room:
            return 0
        limit = room * self._sizes.enrich // 2
        share = max(limit // 4, 1)
        rows = await context.db.write(
            article_claims.claim_new,
            now=now,
            limit=limit,
            lease=config.lease,
            max_attempts=config.attempts,
            shares=article_claims.ArticleShares(share, share),
        )
        fallen = await self._fallen(context, "enrich", [row.id for row in rows])
        cut = _cut(rows, self._sizes.enrich, _article_host, fallen)
        await self._engine.enqueue(
            [
                Batch(queue="enrich", ids=ids, given=now + config.lease)
                for ids in cut
            ]
        )
        return len(rows)

    async def digest(self, context: JobContext) -> int:
        """Lease the due chats."""
        total = 0
        while room := await self.room():
            now = context.clock()
            size = self._sizes.digest
            limit = min(room, 8) * size
            due = await context.db.write(
                chat_claims.claim_due,
                now=now,
                limit=limit,
                lease=self._sizes.lease,
            )
            if not due:
                break
            fallen = await self._fallen(
                context, "digest", [chat.id for chat in due]
            )
            cut = _cut(due, size, lambda chat: str(chat.id % 7), fallen)
            await self._engine.enqueue(
                [
                    Batch(
                        queue="digest", ids=ids, given=now + self._sizes.lease
                    )
                    for ids in cut
                ]
            )
            total += len(due)
            if len(due) < limit:
                break
        return total

    async def prune(self, context: JobContext) -> int:
        """Delete records of old finished jobs."""
        return await context.db.write(
            attempts.forget_finished, context.clock() - KEPT
        )

    async def _fallen(
        self, context: JobContext, queue: str, ids: Sequence[int]
    ) -> set[int]:
        if ids:
            return await context.db.read(attempts.fallen, queue, ids)
        return set()


def waited_for(source: Source) -> bool:
    """Return whether somebody has just added a source and waits for its first news."""
    return (
        not source.configured
        and source.last_success_at is None
        and source.failures == 0
    )


def _source_host(source: Source) -> str:
    return host(source.url)


def _article_host(row: ArticleRow) -> str:
    return host(row.url)


def _cut(
    rows: Iterable[_Row],
    size: int,
    place: Callable[[_Row], str],
    fallen: set[int],
) -> list[tuple[int, ...]]:
    """Cut rows into batches; keep those of one host together as far as they fit.

    What fell before goes alone.
    """
    alone: list[tuple[int, ...]] = []
    batches: list[tuple[int, ...]] = []
    rest: list[int] = []
    for _, group in groupby(sorted(rows, key=place), key=place):
        ids = []
        for row in group:
            if row.id in fallen:
                alone.append((row.id,))
            else:
                ids.append(row.id)
        if rest and len(rest) + len(ids) > size:
            batches.append(tuple(rest))
            rest = []
        rest += ids
        while len(rest) > size:
            batches.append(tuple(rest[:size]))
            rest = rest[size:]
    if rest:
        batches.append(tuple(rest))
    return batches + alone
