"""Which stories changed, and which terms find them: for the shared lists in memory."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from store.engine.driver_types import RowValues
from store.engine.statements import integers
from store.news import events
from store.records import Changes, TermStory
from store.schema.row_mapping import tuple_of
from store.schema.source_tables import closed_terms
from store.schema.tables import stories, story_terms

_CHANGED = (
    select(
        stories.c.id,
        stories.c.stamp,
        stories.c.joined_into,
        stories.c.published_at,
        stories.c.updated_at,
        stories.c.publishers,
        stories.c.languages,
        stories.c.last_at,
        stories.c.recent,
        stories.c.boards,
        stories.c.standing,
        stories.c.topics,
        stories.c.no_news,
    )
    .where(stories.c.stamp > bindparam("after"))
    .order_by(stories.c.stamp)
    .limit(bindparam("count"))
)
_TERMS = select(story_terms.c.term_id, story_terms.c.story_id).where(
    story_terms.c.story_id.in_(integers("ids"))
)


_CLOSED_TERMS = select(
    closed_terms.c.term_id, closed_terms.c.story_id, closed_terms.c.source_id
).where(closed_terms.c.story_id.in_(integers("ids")))


def changed_since(
    connection: Connection, stamp: int, limit: int = 5000
) -> Changes:
    """Read the terms of the stories that changed after `stamp` (0:
    all), for the shared lists in memory.
    """
    changed = connection.execute(
        _CHANGED, {"after": stamp, "count": limit}
    ).all()
    living = {row[0]: row for row in changed if row[2] is None}
    ids = {"ids": list(living)}
    rows = []
    for term, story in connection.execute(_TERMS, ids):
        rows.append(_term_story(living[story], term, 0))
    for term, story, source in connection.execute(_CLOSED_TERMS, ids):
        rows.append(_term_story(living[story], term, source))
    told = {row.story_id for row in rows}
    gone = tuple(row[0] for row in changed if row[0] not in told)
    return Changes(
        stamp=changed[-1][1] if changed else stamp,
        rows=tuple(rows),
        gone=gone,
        more=len(changed) == limit,
        kin=events.kin(connection, list(living)),
    )


def _term_story(row: RowValues, term: int, source: int) -> TermStory:
    (
        story,
        _,
        _,
        published_at,
        updated_at,
        publishers,
        languages,
        last_at,
        recent,
        boards,
        standing,
        topics,
        no_news,
    ) = row
    return TermStory(
        term_id=term,
        story_id=story,
        published_at=published_at,
        updated_at=updated_at,
        publishers=max(publishers, 1),
        languages=tuple_of(languages),
        source=source,
        last_at=last_at,
        recent=recent,
        boards=len(tuple_of(boards)),
        standing=standing,
        has_topic=topics != "[]",
        no_news=bool(no_news),
    )
