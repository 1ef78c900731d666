"""Figures for the dashboard, `/health` and `jianbao stats`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    literal,
    select,
)

from news.durations import DAY
from store.news.sources import SHAPE as SOURCE
from store.records import Spend
from store.rows import Source
from store.schema.columns import INTEGER
from store.schema.delivery_tables import digests, outbox
from store.schema.row_mapping import Shape
from store.schema.tables import (
    articles,
    sources,
    spend,
    stories,
    story_terms,
    terms,
)


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """Health of one source."""

    source: Source
    # Found since the instant asked.
    articles: int
    # How many of them became part of a story.
    stories: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """A count for one name on one day."""

    # The day's first second, UTC.
    day: int
    # A topic, a language, or an outbox kind or state.
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """Delay of one kind of message, in seconds after the promised time."""

    kind: str
    sent: int
    mean: float
    worst: int
    # Of the message sent last.
    last: int


_SINCE = bindparam("since", type_=INTEGER)
_brought = (
    select(
        articles.c.source_id,
        func.count().label("articles"),
        func.count(articles.c.story_id).label("stories"),
    )
    .where(articles.c.fetched_at >= _SINCE)
    .group_by(articles.c.source_id)
    .subquery("brought")
)
_SOURCES = (
    select(
        *SOURCE.columns,
        func.coalesce(_brought.c.articles, 0),
        func.coalesce(_brought.c.stories, 0),
    )
    .outerjoin(_brought, _brought.c.source_id == sources.c.id)
    .order_by(sources.c.id)
)


def sources_health(connection: Connection, since: int) -> list[SourceHealth]:
    """Read every source with its articles since an instant."""
    rows = connection.execute(_SOURCES, {"since": since})
    return [
        SourceHealth(
            source=SOURCE.of(row), articles=int(row[-2]), stories=int(row[-1])
        )
        for row in rows
    ]


def _day_of(instant: ColumnElement[int]) -> ColumnElement[int]:
    # `//` is whole division on both databases: the day's first second.
    return (instant // DAY) * DAY


def _by_day(
    instant: ColumnElement[int],
    name: ColumnElement[str],
    *where: ColumnElement[bool],
) -> Select[int, str, int]:
    """Count rows by day and name, from an instant on."""
    day = _day_of(instant).label("day")
    counted = select(day, name.label("name"), func.count()).where(
        instant >= _SINCE, *where
    )
    return counted.group_by("day", "name").order_by("day", "name")


def _day_counts(
    connection: Connection, statement: Select[int, str, int], since: int
) -> list[DayCount]:
    rows = connection.execute(statement, {"since": since})
    return [
        DayCount(day=int(day), name=name, count=int(count))
        for day, name, count in rows
    ]


_LIVING = stories.c.joined_into.is_(None)
_BY_TOPIC = _by_day(
    stories.c.published_at,
    terms.c.value,
    _LIVING,
    story_terms.c.story_id == stories.c.id,
    terms.c.id == story_terms.c.term_id,
    terms.c.kind == "topic",
)


def stories_by_topic(connection: Connection, since: int) -> list[DayCount]:
    """Count stories by day and topic; a story of two topics counts in both."""
    return _day_counts(connection, _BY_TOPIC, since)


_BY_LANGUAGE = _by_day(stories.c.published_at, stories.c.language, _LIVING)


def stories_by_language(connection: Connection, since: int) -> list[DayCount]:
    """Count stories by day and language."""
    return _day_counts(connection, _BY_LANGUAGE, since)


_DELIVERIES = _by_day(outbox.c.finished_at, outbox.c.state)


def deliveries(connection: Connection, since: int) -> list[DayCount]:
    """Count finished messages by day and state (sent, failed)."""
    return _day_counts(connection, _DELIVERIES, since)


_DIGESTS = _by_day(digests.c.created_at, literal(""))


def digests_by_day(connection: Connection, since: int) -> list[DayCount]:
    """Count digests by day."""
    return _day_counts(connection, _DIGESTS, since)


_LATE = outbox.c.finished_at - outbox.c.due_at
_SENT = (outbox.c.finished_at >= _SINCE, outbox.c.state == "sent")
_last = outbox.alias("last")
_LAST_LATE = (
    select(_last.c.finished_at - _last.c.due_at)
    .where(
        _last.c.finished_at >= _SINCE,
        _last.c.state == "sent",
        _last.c.kind == outbox.c.kind,
    )
    .order_by(_last.c.finished_at.desc(), _last.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LATENESS = (
    select(
        outbox.c.kind,
        func.count(),
        func.avg(_LATE),
        func.max(_LATE),
        _LAST_LATE,
    )
    .where(*_SENT)
    .group_by(outbox.c.kind)
    .order_by(outbox.c.kind)
)


def lateness(connection: Connection, since: int) -> list[Lateness]:
    """Return how late messages left since an instant, by kind."""
    rows = connection.execute(_LATENESS, {"since": since})
    return [
        Lateness(
            kind=kind,
            sent=int(sent),
            mean=float(mean),
            worst=int(worst),
            last=int(last),
        )
        for kind, sent, mean, worst, last in rows
    ]


_SPEND = Shape(Spend, spend)
_SPENDS = (
    select(*_SPEND.columns)
    .where(spend.c.day >= bindparam("first"))
    .order_by(spend.c.day)
)


def llm_spend(connection: Connection, first_day: str) -> list[Spend]:
    """Read the LLM's cost, day by day, from an ISO date on."""
    return _SPEND.all(connection.execute(_SPENDS, {"first": first_day}))
