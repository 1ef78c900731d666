"""Read the data of each dashboard page in one transaction; the text of messages
is never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.web.admin.charts import Chart, bars
from news.durations import DAY
from store import quarantine
from store.article_rows import ArticleRow
from store.chats import chats
from store.delivery import broadcasts, episodes, failures, outbox
from store.engine.connections import Connection
from store.news import articles, source_health, sources
from store.operations import daily_shares, job_runs, statistics, store_size
from store.operations.daily_shares import EVERYBODY
from store.operations.job_runs import Expected
from store.operations.statistics import DayCount, Lateness, SourceHealth
from store.operations.store_size import StoreSize
from store.records import Broadcast, Depth, Failure, JobRun, Quarantined, Spend
from store.rows import Source

DAYS = 14
FAILURES = 100
REASONS = 6
ENTRIES = 20
# The most lines on one page of a list.
ROWS = 100


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page: the bot's health."""

    # The jobs that have not run on time.
    late: tuple[str, ...]
    depth: Depth
    # Seconds that the oldest due message has waited.
    age: int
    lateness: tuple[Lateness, ...]
    chats: Mapping[str, int]
    sources: Mapping[str, int]
    runs: tuple[JobRun, ...]
    charts: tuple[tuple[str, Chart], ...]
    spend: tuple[Spend, ...]
    # Digests as recordings, by state.
    recordings: Mapping[str, int]
    # Characters that were read out since the day's budget began.
    spoken: int
    size: StoreSize


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the list of sources."""

    health: SourceHealth
    per_day: float
    # The share of its articles that became part of a story, 0 to 1.
    share: float


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its latest entries beside the articles read from them."""

    source: Source
    subscribers: int
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Waiting rows, failed rows with their reasons, and broadcasts."""

    depth: Depth
    age: int
    # The requested ones of the latest failures.
    failures: tuple[Failure, ...]
    # The reasons of the latest failures with their counts, the most frequent
    # first.
    reasons: tuple[tuple[str, int], ...]
    latest: int
    broadcasts: tuple[Broadcast, ...]
    # Messages and chats whose rows cannot be read.
    set_aside: tuple[Quarantined, ...]
    chart: Chart


def overview(connection: Connection, now: int, expected: Expected) -> Overview:
    """Read the first page."""
    since = now // DAY * DAY - (DAYS - 1) * DAY
    depth = outbox.depth(connection, now)
    last = job_runs.last(connection)
    charts: tuple[tuple[str, list[DayCount]], ...] = (
        (
            "Stories a day by topic",
            statistics.stories_by_topic(connection, since),
        ),
        (
            "Stories a day by language",
            statistics.stories_by_language(connection, since),
        ),
        ("Digests a day", statistics.digests_by_day(connection, since)),
        ("Messages a day", statistics.deliveries(connection, since)),
    )
    spend = statistics.llm_spend(
        connection, datetime.fromtimestamp(since, UTC).date().isoformat()
    )
    if spend:
        charts += (("Language model: tokens a day", _tokens(spend)),)
    states: dict[str, int] = {}
    for source in sources.every(connection):
        states[source.state] = states.get(source.state, 0) + 1
    return Overview(
        late=job_runs.late(last, expected, now),
        depth=depth,
        age=_age(depth, now),
        lateness=tuple(statistics.lateness(connection, now - DAY)),
        chats=chats.counts_by_state(connection),
        sources=states,
        runs=tuple(last[name] for name in sorted(last)),
        charts=tuple(
            (title, bars(counts, now=now, days=DAYS, title=title))
            for title, counts in charts
        ),
        spend=tuple(spend),
        recordings=episodes.counts(connection),
        spoken=_spoken(connection, now),
        size=store_size.read(connection),
    )


def _spoken(connection: Connection, now: int) -> int:
    used = daily_shares.used(connection, "speech-characters", (EVERYBODY,), now)
    if EVERYBODY in used:
        return used[EVERYBODY].used
    return 0


def _tokens(spend: Sequence[Spend]) -> list[DayCount]:
    days = [
        (
            int(
                datetime.fromisoformat(spent.day)
                .replace(tzinfo=UTC)
                .timestamp()
            ),
            spent,
        )
        for spent in spend
    ]
    read = [
        DayCount(day=day, name="read", count=spent.tokens_in)
        for day, spent in days
    ]
    return read + [
        DayCount(day=day, name="written", count=spent.tokens_out)
        for day, spent in days
    ]


def _age(depth: Depth, now: int) -> int:
    if depth.oldest_ready_at is not None:
        return max(0, now - depth.oldest_ready_at)
    return 0


def seen_by(source: Source) -> str:
    """Return a description of who sees a source's articles."""
    if source.trusted:
        return "everybody"
    return "its subscribers alone"


def source_list(
    connection: Connection,
    now: int,
    *,
    words: str = "",
    state: str = "",
    sort: str = "",
    down: bool = False,
) -> list[SourceRow]:
    """Read last week's sources, filtered by words and state, sorted."""
    rows = [
        SourceRow(
            health,
            health.articles / 7,
            health.stories / health.articles if health.articles else 0.0,
        )
        for health in statistics.sources_health(connection, now - 7 * DAY)
        if _matches(health.source, words, state)
    ]
    keys = {
        "state": lambda row: (row.health.source.state, row.health.source.title),
        "title": lambda row: row.health.source.shown_name.casefold(),
        "articles": lambda row: row.health.articles,
        "stories": lambda row: row.share,
        "errors": lambda row: row.health.source.failures,
        "success": lambda row: row.health.source.last_success_at or 0,
        "interval": lambda row: row.health.source.interval,
    }
    return sorted(rows, key=keys.get(sort, keys["title"]), reverse=down)


def page_of(
    rows: Sequence[SourceRow], asked: str
) -> tuple[Sequence[SourceRow], int, int]:
    """Return a page of a list, its number and the number of pages; for a number
    out of range, the nearest page.
    """
    pages = max(1, -(-len(rows) // ROWS))
    number = (
        min(max(int(asked), 1), pages)
        if asked.isascii() and asked.isdigit() and len(asked) < 9
        else 1
    )
    return rows[(number - 1) * ROWS : number * ROWS], number, pages


def _matches(source: Source, words: str, state: str) -> bool:
    text = f"{source.title} {source.url}".casefold()
    return (not state or source.state == state) and all(
        word in text for word in words.casefold().split()
    )


def source_page(connection: Connection, source_id: int) -> SourcePage | None:
    """Read one source; return None for an unknown one."""
    source = sources.get(connection, source_id)
    if source is None:
        return None
    latest = articles.recent_of_source(connection, source_id, ENTRIES)
    return SourcePage(
        source=source,
        subscribers=len(source_health.subscribers(connection, source_id)),
        articles=tuple(latest),
    )


def deliveries(
    connection: Connection,
    now: int,
    *,
    words: str = "",
    kind: str = "",
    sort: str = "",
    down: bool = False,
) -> Deliveries:
    """Read waiting and failed rows. Of the latest failures, return those of one
    kind with all given words in their reason, sorted.
    """
    depth = outbox.depth(connection, now)
    failed = failures.latest(connection, FAILURES)
    counts = statistics.deliveries(
        connection, now // DAY * DAY - (DAYS - 1) * DAY
    )
    return Deliveries(
        depth=depth,
        age=_age(depth, now),
        failures=_sorted(
            [failure for failure in failed if _is_asked(failure, words, kind)],
            sort,
            down=down,
        ),
        reasons=tuple(
            Counter(failure.error for failure in failed).most_common(REASONS)
        ),
        latest=len(failed),
        broadcasts=tuple(broadcasts.listed(connection)),
        set_aside=tuple(quarantine.listed(connection)),
        chart=bars(counts, now=now, days=DAYS, title="Messages a day"),
    )


def _sorted(
    failures: list[Failure], sort: str, *, down: bool
) -> tuple[Failure, ...]:
    keys: dict[str, Callable[[Failure], int | str]] = {
        "when": lambda failure: -failure.finished_at,
        "chat": lambda failure: failure.chat_id,
        "kind": lambda failure: failure.kind,
        "why": lambda failure: failure.error.casefold(),
        "tries": lambda failure: failure.attempts,
    }
    return tuple(
        sorted(
            failures,
            key=keys.get(
                sort, lambda failure: (-failure.finished_at, -failure.id)
            ),
            reverse=down,
        )
    )


def _is_asked(failure: Failure, words: str, kind: str) -> bool:
    return kind in {"", failure.kind} and all(
        word in failure.error.casefold() for word in words.casefold().split()
    )


def ago(seconds: int | None, now: int) -> str:
    """Return how long ago an instant was, as text."""
    if not seconds:
        return "never"
    gap = max(0, now - seconds)
    for unit, size in (("d", DAY), ("h", 3600), ("min", 60)):
        if gap >= size:
            return f"{gap // size} {unit} ago"
    return f"{gap} s ago"


def span(seconds: int) -> str:
    """Return a length of time as text."""
    for unit, size in (("d", DAY), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or seconds == size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds} s"


def states(
    names: Sequence[str], counts: Mapping[str, int]
) -> list[tuple[str, int]]:
    """Return counts in the given order, then all others."""
    return [(name, counts.get(name, 0)) for name in names] + [
        (name, n) for name, n in counts.items() if name not in names
    ]
