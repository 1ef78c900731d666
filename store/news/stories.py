"""Stories: read, list, search, and watch them grow. `store.news.story_writer` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)

from news.models import Report, Story, StoryWithReports
from store.engine.full_text import words_match, words_query
from store.engine.statements import integers, texts
from store.news import events
from store.news.articles import SHAPE as ARTICLE
from store.news.story_writer import place, tag
from store.records import Changes, TermStory
from store.rows import ArticleRow
from store.schema.row_mapping import tuple_of
from store.schema.tables import articles, seen, stories, story_terms, terms

__all__ = [
    "bursting",
    "by_ids",
    "changed_since",
    "developing",
    "get",
    "latest",
    "place",
    "recent_for_dry_run",
    "search",
    "story_of",
    "tag",
]

_NAMES = (
    "id",
    "key",
    "title",
    "url",
    "summary",
    "language",
    "published_at",
    "publisher",
    "topics",
    "publishers",
    "articles",
    "image",
)
COLUMNS = tuple(stories.c[name] for name in _NAMES)
"""What `story_of` reads."""
_END_OF_TIME = 2**53


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def story_of(row: Sequence[Any]) -> Story:
    """Make a story of a row whose first columns are `COLUMNS`."""
    return Story(*_values(row))


def _values(row: Sequence[Any]) -> tuple[Any, ...]:
    (
        story,
        key,
        title,
        url,
        summary,
        language,
        published_at,
        publisher,
        topics,
        publishers,
        count,
        image,
    ) = row[: len(COLUMNS)]
    return (
        story,
        key,
        title,
        url,
        tuple_of(summary),
        language,
        _utc(published_at),
        publisher,
        tuple_of(topics),
        publishers,
        count,
        image,
    )


# The id of a joined story leads to the one that it became.
_asked = stories.alias("asked")
_LIVING = stories.c.id == func.coalesce(_asked.c.joined_into, _asked.c.id)
_GET = select(*COLUMNS).join(_asked, _LIVING).where(_asked.c.id == bindparam("story"))
_REPORTS = (
    select(
        articles.c.url,
        articles.c.title,
        articles.c.publisher,
        articles.c.site,
        articles.c.published_at,
        articles.c.kind,
    )
    .where(articles.c.story_id == bindparam("story"))
    .order_by(articles.c.published_at, articles.c.id)
)


def get(c: Connection, story_id: int) -> StoryWithReports | None:
    """Read one story with its reports in the order they appeared; the id of a joined story leads to its new one."""
    row = c.execute(_GET, {"story": story_id}).first()
    if row is None:
        return None
    reports = (
        # A reprint is known by who shows it: all of them name the same publisher.
        Report(
            url,
            title,
            (site or publisher) if kind == "reprint" else (publisher or site),
            _utc(published_at),
            kind,
        )
        for url, title, publisher, site, published_at, kind in c.execute(
            _REPORTS, {"story": row.id}
        )
    )
    tellings = events.tellings(c, [row.id]).get(row.id, ())
    return StoryWithReports(*(*_values(row), tellings, tuple(reports)))


_BY_IDS = (
    select(*COLUMNS, _asked.c.id).join(_asked, _LIVING).where(_asked.c.id.in_(integers("ids")))
)


def by_ids(c: Connection, story_ids: Iterable[int]) -> dict[int, Story]:
    """Read stories by the ids asked for; unknown ones are missing from the answer."""
    rows = c.execute(_BY_IDS, {"ids": list(story_ids)})
    found = {row[len(COLUMNS)]: story_of(row) for row in rows}
    return dict(zip(found, _with_tellings(c, list(found.values())), strict=True))


def _with_tellings(c: Connection, found: Sequence[Story]) -> list[Story]:
    """Return stories with how other languages tell their events."""
    elsewhere = events.tellings(c, [story.id for story in found])
    return [
        replace(story, tellings=elsewhere[story.id]) if story.id in elsewhere else story
        for story in found
    ]


_LISTED = stories.c.joined_into.is_(None)
# A story of unknown language is for all, as `news.language.matches` has it.
_SPEAKS = or_(
    bindparam("any", type_=Integer()) == 1,
    stories.c.language.in_(["", "und"]),
    stories.c.language.in_(texts("languages")),
    exists().where(
        articles.c.story_id == stories.c.id, articles.c.language.in_(texts("languages"))
    ),
)
_NEWEST_FIRST = (stories.c.published_at.desc(), stories.c.id.desc())
_LATEST = (
    select(*COLUMNS)
    .where(_LISTED, stories.c.published_at < bindparam("before"), _SPEAKS)
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("count"))
)
_LATEST_OF = _LATEST.where(
    exists()
    .where(story_terms.c.story_id == stories.c.id, story_terms.c.term_id == terms.c.id)
    .where(terms.c.kind == "topic", terms.c.value.in_(texts("topics")))
)


def latest(
    c: Connection,
    *,
    languages: Sequence[str] = (),
    topics: Sequence[str] = (),
    limit: int = 10,
    before: int | None = None,
) -> list[Story]:
    """Read the newest stories in any of these languages and topics (none: all), published before an instant."""
    asked = {
        "any": int(not languages),
        "languages": languages,
        "before": _END_OF_TIME if before is None else before,
        "count": limit,
    }
    statement, more = (_LATEST_OF, {"topics": topics}) if topics else (_LATEST, {})
    return _with_tellings(c, [story_of(row) for row in c.execute(statement, asked | more)])


_CHANGED = (
    select(
        stories.c.id,
        stories.c.stamp,
        stories.c.joined_into,
        stories.c.published_at,
        stories.c.updated_at,
        stories.c.publishers,
        stories.c.languages,
    )
    .where(stories.c.stamp > bindparam("after"))
    .order_by(stories.c.stamp)
    .limit(bindparam("count"))
)
_TERMS = select(story_terms.c.term_id, story_terms.c.story_id).where(
    story_terms.c.story_id.in_(integers("ids"))
)


def changed_since(c: Connection, stamp: int, limit: int = 5000) -> Changes:
    """Read the terms of the stories that changed after `stamp` (0: all), for the shared lists in memory."""
    changed = c.execute(_CHANGED, {"after": stamp, "count": limit}).all()
    living = {row[0]: row for row in changed if row[2] is None}
    rows = []
    for term, story in c.execute(_TERMS, {"ids": list(living)}):
        _, _, _, published_at, updated_at, publishers, languages = living[story]
        rows.append(
            TermStory(term, story, published_at, updated_at, publishers, tuple_of(languages))
        )
    listed = {row.story_id for row in rows}
    gone = tuple(row[0] for row in changed if row[0] not in listed)
    last = changed[-1][1] if changed else stamp
    return Changes(last, tuple(rows), gone, len(changed) == limit, events.kin(c, list(living)))


_SEARCH = {
    dialect: (
        select(*COLUMNS)
        .where(_LISTED, words_match(dialect, stories.c.id), _SPEAKS)
        .order_by(*_NEWEST_FIRST)
        .limit(bindparam("count"))
        .offset(bindparam("skip"))
    )
    for dialect in ("sqlite", "postgresql")
}


def search(
    c: Connection,
    words: Sequence[str],
    *,
    limit: int,
    offset: int = 0,
    languages: Sequence[str] = (),
) -> list[Story]:
    """Find the stories that hold every word, the newest first; words are cut as the articles' were."""
    query = words_query(c, words)
    if not query:
        return []
    asked = {
        "any": int(not languages),
        "languages": languages,
        "query": query,
        "count": limit,
        "skip": offset,
    }
    return [story_of(row) for row in c.execute(_SEARCH[c.dialect.name], asked)]


_DRY_RUN = (
    select(*ARTICLE.columns)
    .where(
        articles.c.published_at >= bindparam("since"),
        articles.c.state.in_(["read", "joined"]),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(bindparam("count"))
)


def recent_for_dry_run(c: Connection, since: int, limit: int) -> list[ArticleRow]:
    """Read the newest articles since an instant, for trying a filter on them."""
    return ARTICLE.all(c.execute(_DRY_RUN, {"since": since, "count": limit}))


_DEVELOPING = (
    select(*COLUMNS)
    .where(
        _LISTED,
        stories.c.grown_at >= bindparam("since"),
        stories.c.grown_at <= bindparam("now"),
        exists().where(seen.c.story_id == stories.c.id, seen.c.at < stories.c.grown_at),
    )
    .order_by(stories.c.grown_at, stories.c.id)
)


def developing(c: Connection, *, now: int, since: int) -> list[Story]:
    """Read the stories that got a new report since `since` and after some chat was told of them."""
    return [story_of(row) for row in c.execute(_DEVELOPING, {"now": now, "since": since})]


_REPORTER = case(
    (articles.c.publisher != "", articles.c.publisher),
    (articles.c.site != "", articles.c.site),
    else_=cast(articles.c.source_id, Text),
)
_REPORTERS = (
    select(func.count(_REPORTER.distinct()))
    .where(
        articles.c.story_id == stories.c.id,
        articles.c.kind == "report",
        articles.c.published_at >= bindparam("since"),
        articles.c.published_at <= bindparam("now"),
    )
    .scalar_subquery()
)
_BURSTING = (
    select(*COLUMNS)
    .where(
        _LISTED,
        stories.c.grown_at >= bindparam("since"),
        stories.c.publishers >= bindparam("fewest"),
        bindparam("fewest") <= _REPORTERS,
    )
    .order_by(stories.c.publishers.desc(), stories.c.id)
)


def bursting(c: Connection, *, now: int, within: int, publishers: int) -> list[Story]:
    """Read the stories that at least so many independent publishers reported in the last `within` seconds."""
    bounds = {"now": now, "since": now - within, "fewest": publishers}
    return [story_of(row) for row in c.execute(_BURSTING, bounds)]
