"""Figures for the dashboard, `/health` and `jianbao stats`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.news.sources import SHAPE as SOURCE
from store.records import Spend
from store.rows import Source
from store.schema.row_mapping import Shape

DAY = 86400


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source fares."""

    source: Source
    articles: int
    """Found since the instant asked."""
    stories: int
    """How many of them became part of a story."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many of something on one day."""

    day: int
    """The day's first second, UTC."""
    name: str
    """A topic, a language, or an outbox kind or state."""
    count: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late messages of one kind left, in seconds after they were promised."""

    kind: str
    sent: int
    mean: float
    worst: int
    last: int
    """Of the message sent last."""


_SOURCES = Sql(
    f"""SELECT {SOURCE.names("s")}, coalesce(n.articles, 0), coalesce(n.stories, 0) FROM sources s LEFT JOIN (
      SELECT source_id, count(*) AS articles, count(story_id) AS stories FROM articles
      WHERE fetched_at >= :since GROUP BY source_id) n ON n.source_id = s.id ORDER BY s.id"""
)
_BY_TOPIC = Sql(
    """SELECT s.published_at / 86400 * 86400 AS day, t.value, count(*) FROM stories s
    JOIN story_terms st ON st.story_id = s.id JOIN terms t ON t.id = st.term_id
    WHERE s.joined_into IS NULL AND s.published_at >= :since AND t.kind = 'topic' GROUP BY 1, 2 ORDER BY 1, 2"""
)
_BY_LANGUAGE = Sql(
    """SELECT published_at / 86400 * 86400 AS day, language, count(*) FROM stories
    WHERE joined_into IS NULL AND published_at >= :since GROUP BY 1, 2 ORDER BY 1, 2"""
)
_DELIVERIES = Sql(
    """SELECT finished_at / 86400 * 86400 AS day, state, count(*) FROM outbox
    WHERE finished_at IS NOT NULL AND finished_at >= :since GROUP BY 1, 2 ORDER BY 1, 2"""
)
_DIGESTS = Sql(
    """SELECT created_at / 86400 * 86400 AS day, '', count(*) FROM digests WHERE created_at >= :since
    GROUP BY 1 ORDER BY 1"""
)
_LATENESS = Sql(
    """SELECT kind, count(*), avg(finished_at - due_at), max(finished_at - due_at),
      (SELECT l.finished_at - l.due_at FROM outbox l WHERE l.finished_at IS NOT NULL AND l.finished_at >= :since
        AND l.state = 'sent' AND l.kind = outbox.kind ORDER BY l.finished_at DESC, l.id DESC LIMIT 1)
    FROM outbox WHERE finished_at IS NOT NULL AND finished_at >= :since AND state = 'sent'
    GROUP BY kind ORDER BY kind"""
)
_SPEND = Shape(Spend)
_SPENDS = Sql(f"SELECT {_SPEND.names()} FROM spend WHERE day >= :first ORDER BY day")


def sources_health(c: Connection, since: int) -> list[SourceHealth]:
    """Read every source with what it brought since an instant."""
    return [
        SourceHealth(SOURCE.of(row), int(row[-2]), int(row[-1])) for row in _SOURCES(c, since=since)
    ]


def stories_by_topic(c: Connection, since: int) -> list[DayCount]:
    """Count stories by day and topic; a story of two topics counts in both."""
    return [DayCount(int(day), name, int(count)) for day, name, count in _BY_TOPIC(c, since=since)]


def stories_by_language(c: Connection, since: int) -> list[DayCount]:
    """Count stories by day and language."""
    return [
        DayCount(int(day), name, int(count)) for day, name, count in _BY_LANGUAGE(c, since=since)
    ]


def deliveries(c: Connection, since: int) -> list[DayCount]:
    """Count finished messages by day and state (sent, failed)."""
    return [
        DayCount(int(day), name, int(count)) for day, name, count in _DELIVERIES(c, since=since)
    ]


def digests_by_day(c: Connection, since: int) -> list[DayCount]:
    """Count digests by day."""
    return [DayCount(int(day), name, int(count)) for day, name, count in _DIGESTS(c, since=since)]


def lateness(c: Connection, since: int) -> list[Lateness]:
    """Tell how late messages left since an instant, by kind."""
    rows = _LATENESS(c, since=since)
    return [
        Lateness(kind, int(sent), float(mean), int(worst), int(last))
        for kind, sent, mean, worst, last in rows
    ]


def llm_spend(c: Connection, first_day: str) -> list[Spend]:
    """Read what the LLM cost, day by day, from an ISO date on."""
    return _SPEND.all(_SPENDS(c, first=first_day))
