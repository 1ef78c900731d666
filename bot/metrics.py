"""Metrics for Prometheus at `/metrics`: counted as things happen, or read from
the store on request. They never hold a token, a name or a text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from news.durations import DAY
from news.errors import StoreError
from store.chats import chats
from store.delivery import outbox
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles
from store.operations import job_runs, statistics, store_size
from store.operations.store_size import StoreSize
from store.records import Depth

PREFIX = "jianbao"
LAG_EVERY = 0.5
# The longest wait for the store, in seconds: Prometheus itself waits ten.
STORE_TIME = 5.0
log = structlog.get_logger()
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """The store's figures at one moment."""

    depth: Depth
    late: dict[str, int]
    chats: dict[str, int]
    articles: dict[str, int]
    sources: dict[str, int]
    digests: int
    stories: int
    last_ok: dict[str, int]
    tokens_in: int
    tokens_out: int
    cost: float
    size: StoreSize


def snapshot(connection: Connection, now: int) -> StoreFigures:
    """Read the store's figures in one transaction."""
    today = datetime.fromtimestamp(now, UTC).date().isoformat()
    spend = statistics.llm_spend(connection, today)
    states: dict[str, int] = {}
    for health in statistics.sources_health(connection, now):
        states[health.source.state] = states.get(health.source.state, 0) + 1
    return StoreFigures(
        depth=outbox.depth(connection, now),
        late={
            row.kind: row.last
            for row in statistics.lateness(connection, now - DAY)
        },
        chats=chats.counts_by_state(connection),
        articles=articles.count_states(connection),
        sources=states,
        digests=sum(
            row.count
            for row in statistics.digests_by_day(connection, now // DAY * DAY)
        ),
        stories=sum(
            row.count
            for row in statistics.stories_by_language(
                connection, now // DAY * DAY
            )
        ),
        last_ok={
            name: run.last_ok_at
            for name, run in job_runs.last(connection).items()
            if run.last_ok_at
        },
        tokens_in=sum(day.tokens_in for day in spend),
        tokens_out=sum(day.tokens_out for day in spend),
        cost=sum(day.cost for day in spend),
        size=store_size.read(connection),
    )


class Metrics:
    """One installation's metrics, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._name_what_happens()
        self._name_what_waits()
        self._name_what_is_kept()

    def _name_what_happens(self) -> None:
        """Create the metrics that are counted as events happen."""
        self._store_up = self._gauge(
            "store_up", "Whether the store answered: 1, or 0"
        )
        self._fetches = self._counter(
            "fetches", "Downloads by kind and outcome", "kind", "outcome"
        )
        self._bytes = self._counter(
            "fetched_bytes", "Bytes downloaded, after decoding", "kind"
        )
        self._fetch_seconds = self._histogram(
            "fetch_seconds", "Seconds a download took", "kind"
        )
        self._sweeps = self._counter(
            "sweeps", "Runs of a job by outcome", "job", "outcome"
        )
        self._sweep_seconds = self._histogram(
            "sweep_seconds", "Seconds a job's run took", "job"
        )
        self._sends = self._counter(
            "sends", "Messages by how Telegram answered", "outcome"
        )
        self._heard = self._gauge(
            "updates_last_success_timestamp_seconds",
            "When Telegram last answered a poll; absent where this process polls nothing",
            "way",
        )
        self._lag = self._histogram(
            "loop_lag_seconds", "How late the event loop woke"
        )
        self._refused = self._gauge(
            "telegram_429", "Answers of 429 since the start"
        )
        self._pace = self._gauge(
            "pace_messages_per_second",
            "Messages a second that the settings allow",
        )

    def _name_what_waits(self) -> None:
        """Create the metrics of the outbox."""
        self._waiting = self._gauge("outbox_waiting", "Messages that wait")
        self._age = self._gauge(
            "outbox_age_seconds",
            "Age of the oldest message whose time has come",
        )
        self._flying = self._gauge(
            "outbox_in_flight", "Messages that are being sent"
        )
        self._failed = self._gauge(
            "outbox_failed", "Messages that failed for good and are still kept"
        )
        self._late = self._gauge(
            "last_message_late_seconds",
            "How late the last message of a kind left",
            "kind",
        )

    def _name_what_is_kept(self) -> None:
        """Create the metrics of the store's other contents."""
        self._chats = self._gauge("chats", "Chats by state", "state")
        self._articles = self._gauge(
            "articles", "Kept articles by state", "state"
        )
        self._sources = self._gauge("sources", "Sources by state", "state")
        self._digests = self._gauge("digests_today", "Digests built today, UTC")
        self._stories = self._gauge("stories_today", "Stories of today, UTC")
        self._store_bytes = self._gauge(
            "store_bytes", "Bytes that the store uses"
        )
        self._ceiling = self._gauge(
            "store_ceiling_bytes", "Bytes that it may use; 0: no ceiling"
        )
        self._last_ok = self._gauge(
            "job_last_success_timestamp_seconds",
            "When a job last ran well",
            "job",
        )
        self._tokens = self._gauge(
            "llm_tokens_today",
            "Tokens of the language model today, UTC",
            "direction",
        )
        self._cost = self._gauge(
            "llm_cost_today", "Money for the language model today, UTC"
        )

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"{PREFIX}_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(
            f"{PREFIX}_{name}",
            text,
            labels,
            buckets=_SECONDS,
            registry=self.registry,
        )

    def fetched(
        self, kind: str, outcome: str, seconds: float, size: int
    ) -> None:
        """Count a download."""
        self._fetches.labels(kind, outcome).inc()
        self._bytes.labels(kind).inc(size)
        self._fetch_seconds.labels(kind).observe(seconds)

    def swept(self, job: str, seconds: float, *, ok: bool) -> None:
        """Count a sweep."""
        self._sweeps.labels(job, "ok" if ok else "failed").inc()
        self._sweep_seconds.labels(job).observe(seconds)

    def pace(self, messages_per_second: float) -> None:
        """Record the highest rate at which messages may leave."""
        self._pace.set(messages_per_second)

    def answered(self, outcome: str) -> None:
        """Count Telegram's answer to a message."""
        self._sends.labels(outcome).inc()

    def heard(self, moment: int) -> None:
        """Record that Telegram answered a poll at this moment, in UTC seconds."""
        self._heard.labels("poll").set(moment)

    async def watch_loop(self) -> None:
        """Measure, until cancelled, how late the event loop wakes."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY
            await asyncio.sleep(LAG_EVERY)
            self._lag.observe(max(0.0, loop.time() - due))

    async def page(
        self, db: Database, now: int, refused: Callable[[], int]
    ) -> bytes:
        """Return the page that Prometheus reads; if the store does not answer,
        only this process's own figures.
        """
        self._refused.set(refused())
        try:
            async with asyncio.timeout(STORE_TIME):
                held = await db.read(snapshot, now)
        except (StoreError, TimeoutError) as error:
            log.warning("metrics.store", error=str(error))
            self._store_up.set(0)
            self._forget()
        else:
            self._store_up.set(1)
            self._fill(held, now)
        return generate_latest(self.registry)

    def _forget(self) -> None:
        """Remove the store's figures, because old ones would look current."""
        for gauge in (
            self._late,
            self._chats,
            self._articles,
            self._sources,
            self._last_ok,
        ):
            gauge.clear()
        for gauge in (self._waiting, self._age, self._flying, self._failed):
            gauge.set(float("nan"))
        for gauge in (self._store_bytes, self._ceiling):
            gauge.set(float("nan"))

    def _fill(self, seen: StoreFigures, now: int) -> None:
        oldest = seen.depth.oldest_ready_at
        self._waiting.set(seen.depth.ready)
        self._age.set(max(0, now - oldest) if oldest is not None else 0)
        self._flying.set(seen.depth.inflight)
        self._failed.set(seen.depth.failed)
        self._digests.set(seen.digests)
        self._stories.set(seen.stories)
        self._cost.set(seen.cost)
        self._store_bytes.set(seen.size.used)
        self._ceiling.set(seen.size.ceiling)
        self._tokens.labels("in").set(seen.tokens_in)
        self._tokens.labels("out").set(seen.tokens_out)
        for gauge, values in (
            (self._late, seen.late),
            (self._chats, seen.chats),
            (self._articles, seen.articles),
            (self._sources, seen.sources),
            (self._last_ok, seen.last_ok),
        ):
            _all(gauge, values.items())


def _all(gauge: Gauge, values: Iterable[tuple[str, float]]) -> None:
    """Set every label anew, so that a state without rows shows no old figure."""
    gauge.clear()
    for name, value in values:
        gauge.labels(name).set(value)
