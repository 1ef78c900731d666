"""Stories: read, list and search. `store.news.story_writer` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    exists,
    func,
    select,
)

from news.models import Report, Story, StoryWithReports
from store.engine.driver_types import NamedValues, RowTuple, RowValues
from store.engine.full_text import words_match, words_query
from store.engine.statements import integers, texts
from store.news import events, story_views
from store.news.story_changes import changed_since
from store.news.story_writer import place, tag
from store.news.visibility import NOBODY, is_visible, own_of
from store.schema.row_mapping import tuple_of
from store.schema.tables import articles, stories, story_terms, terms

__all__ = [
    "by_ids",
    "changed_since",
    "get",
    "latest",
    "place",
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
    "last_at",
    "recent",
    "boards",
    "no_news",
    "standing",
)
# What `story_of` reads.
COLUMNS = tuple(stories.c[name] for name in _NAMES)
_ARTICLES = _NAMES.index("articles")


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def story_of(row: RowValues) -> Story:
    """Make a story of a row whose first columns are `COLUMNS`."""
    return Story(*_values(row))


def _values(row: RowValues) -> RowTuple:
    """Return a story's row as its type has it: times in UTC, lists as tuples, standing as a share
    of 1.

    The two empty tuples are the story's reports and tellings, which other statements read.
    """
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
        last_at,
        recent,
        boards,
        no_news,
        standing,
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
        _utc(last_at) if last_at else None,
        recent,
        tuple_of(boards),
        (),
        (),
        no_news,
        standing / 100,
    )


# The id of a joined story leads to the one that it became.
_asked = stories.alias("asked")
_LIVING = stories.c.id == func.coalesce(_asked.c.joined_into, _asked.c.id)
_REPORTS = (
    select(
        articles.c.url,
        articles.c.title,
        articles.c.publisher,
        articles.c.site,
        articles.c.published_at,
        articles.c.kind,
    )
    .where(articles.c.story_id == bindparam("story"), is_visible())
    .order_by(articles.c.published_at, articles.c.id)
)


def get(
    connection: Connection, story_id: int, reader: int = NOBODY
) -> StoryWithReports | None:
    """Read one story with its reports in the order they appeared, as the chat `reader` may see it.

    The id of a joined story leads to its new one. None where nothing of it is for the reader.
    """
    story = by_ids(connection, [story_id], reader).get(story_id)
    if story is None:
        return None
    rows = connection.execute(_REPORTS, {"story": story.id, "reader": reader})
    reports = (
        # A reprint is known by who shows it: all of them name the same
        # publisher.
        Report(
            url=url,
            title=title,
            publisher=(site or publisher)
            if kind == "reprint"
            else (publisher or site),
            published_at=_utc(published_at),
            kind=kind,
        )
        for url, title, publisher, site, published_at, kind in rows
    )
    values: NamedValues = {
        field.name: getattr(story, field.name) for field in fields(Story)
    }
    return StoryWithReports(**values, reports=tuple(reports))


_BY_IDS = select(*COLUMNS, stories.c.closed, _asked.c.id)
_BY_IDS = _BY_IDS.join(_asked, _LIVING).where(_asked.c.id.in_(integers("ids")))


def by_ids(
    connection: Connection, story_ids: Iterable[int], reader: int = NOBODY
) -> dict[int, Story]:
    """Read stories, without reports, by the ids asked for, as the chat `reader` may see them.

    Unknown ones, and those of which nothing is for the reader, are missing from the answer.
    """
    rows = connection.execute(_BY_IDS, {"ids": list(story_ids)}).all()
    whole = [row for row in rows if row[_ARTICLES]]
    told = _with_tellings(connection, [story_of(row) for row in whole])
    by_id = {row[-1]: story for row, story in zip(whole, told, strict=True)}
    mixed = {row[0]: row[1] for row in rows if row[-2]}
    own = own_of(connection, reader) if mixed else frozenset()
    if not own:
        return by_id
    seen = story_views.of(connection, mixed, own)
    for row in rows:
        if row[0] in seen:
            by_id[row[-1]] = seen[row[0]]
    return by_id


def _with_tellings(
    connection: Connection, read: Sequence[Story]
) -> list[Story]:
    """Return stories with their reports in other languages."""
    elsewhere = events.tellings(connection, [story.id for story in read])
    told = []
    for story in read:
        if story.id in elsewhere:
            told.append(replace(story, tellings=elsewhere[story.id]))
        else:
            told.append(story)
    return told


# Of a story that only closed sources tell, the row says nothing.
LISTED = and_(stories.c.joined_into.is_(None), stories.c.articles > 0)
_NEWEST_FIRST = (stories.c.published_at.desc(), stories.c.id.desc())
_LATEST = (
    select(*COLUMNS)
    .where(LISTED)
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("count"))
)
_LATEST_OF = _LATEST.where(
    exists()
    .where(
        story_terms.c.story_id == stories.c.id,
        story_terms.c.term_id == terms.c.id,
    )
    .where(terms.c.kind == "topic", terms.c.value.in_(texts("topics")))
)


def latest(
    connection: Connection,
    *,
    topics: Sequence[str] = (),
    limit: int = 10,
    reader: int = NOBODY,
) -> list[Story]:
    """Read the newest stories of any of these topics (none: all).

    With a `reader`, those of its own closed sources among them.
    """
    asked: NamedValues = {"count": limit}
    if topics:
        rows = connection.execute(_LATEST_OF, {**asked, "topics": topics})
    else:
        rows = connection.execute(_LATEST, asked)
    listed = _with_tellings(connection, [story_of(row) for row in rows])
    own = own_of(connection, reader)
    if not own:
        return listed
    views = story_views.latest(connection, own, limit)
    if topics:
        views = story_views.of_topics(views, topics)
    return story_views.merged(listed, views)[:limit]


_SEARCH = {
    dialect: (
        select(*COLUMNS)
        .where(LISTED, words_match(dialect, stories.c.id))
        .order_by(*_NEWEST_FIRST)
        .limit(bindparam("count"))
        .offset(bindparam("skip"))
    )
    for dialect in ("sqlite", "postgresql")
}


def search(
    connection: Connection,
    words: Sequence[str],
    *,
    limit: int,
    offset: int = 0,
    reader: int = NOBODY,
) -> list[Story]:
    """Find the stories that hold every word, the newest first; words are cut as the articles' were.

    With a `reader`, those of its own closed sources stand on the first page.
    """
    query = words_query(connection, words)
    if not query:
        return []
    statement = _SEARCH[connection.dialect.name]
    asked = {"query": query, "count": limit, "skip": offset}
    listed = [story_of(row) for row in connection.execute(statement, asked)]
    own = own_of(connection, reader) if not offset else frozenset()
    if not own:
        return listed
    views = story_views.holding(connection, own, words)
    return story_views.merged(listed, views)[:limit]
