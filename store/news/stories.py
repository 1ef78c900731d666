"""Stories: read, list, search, and watch them grow. `store.news.story_writer` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from news.models import Report, Story
from store.engine.dialect import WORDS_FOUND, Sql, words_query
from store.engine.row_mapping import tuple_of
from store.news.articles import SHAPE as ARTICLE
from store.news.story_writer import place, tag
from store.rows import ArticleRow, Changes, TermStory

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

COLUMNS = """s.id, s.key, s.title, s.url, s.summary, s.language, s.published_at, s.publisher, s.topics,
    s.publishers, s.articles, s.image"""

_GET = Sql(
    f"""SELECT {COLUMNS} FROM stories a JOIN stories s ON s.id = coalesce(a.joined_into, a.id) WHERE a.id = :id"""
)
_REPORTS = Sql(
    """SELECT url, title, publisher, site, published_at, kind FROM articles WHERE story_id = :id
    ORDER BY published_at, id"""
)
_BY_IDS = Sql(
    f"""SELECT {COLUMNS}, a.id FROM stories a JOIN stories s ON s.id = coalesce(a.joined_into, a.id)
    WHERE a.id IN :ids[int]"""
)
# A story's other languages stand in a JSON list; matching its quoted tag needs no function of either database.
# A story of unknown language is for all, as `news.language.matches` has it.
_SPEAKS = """(CAST(:any AS bigint) = 1 OR s.language IN ('', 'und') OR s.language IN :languages[text]
    OR EXISTS (SELECT 1 FROM articles l WHERE l.story_id = s.id AND l.language IN :languages[text]))"""
_LATEST = Sql(
    f"""SELECT {COLUMNS} FROM stories s WHERE s.joined_into IS NULL AND s.published_at < :before AND {_SPEAKS}
    ORDER BY s.published_at DESC, s.id DESC LIMIT CAST(:count AS bigint)"""
)
_LATEST_OF = Sql(
    f"""SELECT {COLUMNS} FROM stories s WHERE s.joined_into IS NULL AND s.published_at < :before AND {_SPEAKS}
    AND EXISTS (SELECT 1 FROM story_terms st JOIN terms t ON t.id = st.term_id
      WHERE st.story_id = s.id AND t.kind = 'topic' AND t.value IN :topics[text])
    ORDER BY s.published_at DESC, s.id DESC LIMIT CAST(:count AS bigint)"""
)
_SEARCH = {
    dialect: Sql(
        f"""SELECT {COLUMNS} FROM stories s WHERE s.joined_into IS NULL AND {WORDS_FOUND[dialect]} AND {_SPEAKS}
        ORDER BY s.published_at DESC, s.id DESC LIMIT CAST(:count AS bigint) OFFSET CAST(:skip AS bigint)"""
    )
    for dialect in ("sqlite", "postgresql")
}
_CHANGED = Sql(
    """SELECT id, stamp, joined_into, published_at, updated_at, publishers, languages FROM stories
    WHERE stamp > :stamp ORDER BY stamp LIMIT CAST(:count AS bigint)"""
)
_TERMS = Sql("SELECT term_id, story_id FROM story_terms WHERE story_id IN :ids[int]")
_DRY_RUN = Sql(
    f"""SELECT {ARTICLE.columns()} FROM articles WHERE published_at >= :since AND state IN ('read', 'joined')
    ORDER BY published_at DESC, id DESC LIMIT CAST(:count AS bigint)"""
)
_DEVELOPING = Sql(
    f"""SELECT {COLUMNS} FROM stories s WHERE s.joined_into IS NULL AND s.grown_at >= :since AND s.grown_at <= :now
    AND EXISTS (SELECT 1 FROM seen e WHERE e.story_id = s.id AND e.at < s.grown_at) ORDER BY s.grown_at, s.id"""
)
_BURSTING = Sql(
    f"""SELECT {COLUMNS} FROM stories s WHERE s.joined_into IS NULL AND s.grown_at >= :since
    AND s.publishers >= CAST(:publishers AS bigint)
    AND (SELECT count(DISTINCT CASE WHEN a.publisher <> '' THEN a.publisher WHEN a.site <> '' THEN a.site
        ELSE CAST(a.source_id AS text) END)
      FROM articles a WHERE a.story_id = s.id AND a.kind = 'report' AND a.published_at >= :since
        AND a.published_at <= :now) >= CAST(:publishers AS bigint)
    ORDER BY s.publishers DESC, s.id"""
)
_END_OF_TIME = 2**53


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def story_of(row: Sequence[Any]) -> Story:
    """Make a story, without its reports, of a row whose first columns are `COLUMNS`."""
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
        articles,
        image,
    ) = row[:12]
    return Story(
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
        articles,
        image,
    )


def get(c: Connection, story_id: int) -> Story | None:
    """Read one story with its reports in the order they appeared; the id of a joined story leads to its new one."""
    row = _GET(c, id=story_id).first()
    if row is None:
        return None
    story = story_of(row)
    reports = (
        # A reprint is known by who shows it: all of them name the same publisher.
        Report(
            url,
            title,
            (site or publisher) if kind == "reprint" else (publisher or site),
            _utc(published_at),
            kind,
        )
        for url, title, publisher, site, published_at, kind in _REPORTS(c, id=story.id)
    )
    return replace(story, reports=tuple(reports))


def by_ids(c: Connection, story_ids: Iterable[int]) -> dict[int, Story]:
    """Read stories, without reports, by the ids asked for; unknown ones are missing from the answer."""
    return {row[12]: story_of(row) for row in _BY_IDS(c, ids=list(story_ids))}


def latest(
    c: Connection,
    *,
    languages: Sequence[str] = (),
    topics: Sequence[str] = (),
    limit: int = 10,
    before: int | None = None,
) -> list[Story]:
    """Read the newest stories in any of these languages and topics (none: all), published before an instant."""
    asked = {"any": int(not languages), "languages": languages, "count": limit}
    bound = _END_OF_TIME if before is None else before
    if topics:
        return [story_of(row) for row in _LATEST_OF(c, **asked, before=bound, topics=topics)]
    return [story_of(row) for row in _LATEST(c, **asked, before=bound)]


def changed_since(c: Connection, stamp: int, limit: int = 5000) -> Changes:
    """Read the terms of the stories that changed after `stamp` (0: all), for the shared lists in memory."""
    changed = list(_CHANGED(c, stamp=stamp, count=limit))
    living = {row[0]: row for row in changed if row[2] is None}
    rows = []
    for term, story in _TERMS(c, ids=list(living)):
        _, _, _, published_at, updated_at, publishers, languages = living[story]
        rows.append(
            TermStory(term, story, published_at, updated_at, publishers, tuple_of(languages))
        )
    listed = {row.story_id for row in rows}
    gone = tuple(row[0] for row in changed if row[0] not in listed)
    return Changes(changed[-1][1] if changed else stamp, tuple(rows), gone, len(changed) == limit)


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
    asked = {"any": int(not languages), "languages": languages, "count": limit, "skip": offset}
    return [story_of(row) for row in _SEARCH[c.dialect.name](c, query=query, **asked)]


def recent_for_dry_run(c: Connection, since: int, limit: int) -> list[ArticleRow]:
    """Read the newest articles since an instant, for trying a filter on them."""
    return ARTICLE.all(_DRY_RUN(c, since=since, count=limit))


def developing(c: Connection, *, now: int, since: int) -> list[Story]:
    """Read the stories that got a new report since `since` and after some chat was told of them."""
    return [story_of(row) for row in _DEVELOPING(c, now=now, since=since)]


def bursting(c: Connection, *, now: int, within: int, publishers: int) -> list[Story]:
    """Read the stories that at least so many independent publishers reported in the last `within` seconds."""
    return [
        story_of(row) for row in _BURSTING(c, now=now, since=now - within, publishers=publishers)
    ]
