"""Merge one story into another: its articles, marks, mutes and terms move."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    Text,
    Update,
    and_,
    cast,
    delete,
    func,
    select,
    update,
)

from store.engine.driver_types import AnyColumn
from store.engine.full_text import drop_words
from store.engine.statements import integers, rows_of, texts, upsert
from store.schema.delivery_tables import seen
from store.schema.reader_tables import feedback, saved, votes
from store.schema.source_tables import closed_terms
from store.schema.tables import articles, stories, story_terms, subscriptions

# Columns that say whose a row is.
_OWNERS = frozenset({"chat_id", "kind", "term_id", "telegram_id", "source_id"})
_JOIN = rows_of("rows", old=int, new=int).c
_OLD_TEXT = cast(_JOIN.old, Text)
_NEW_TEXT = cast(_JOIN.new, Text)


def _move_rows(
    table: Table,
    columns: dict[str, AnyColumn],
    *,
    where: ColumnElement[bool],
) -> Insert:
    """Copy an old story's rows to the new one, one for each owner; existing rows of the new one
    stay.
    """
    owner = [column for name, column in columns.items() if name in _OWNERS]
    rows = select(*columns.values()).where(where).group_by(*owner, _JOIN.new)
    return (
        upsert(table).from_select(list(columns), rows).on_conflict_do_nothing()
    )


def _of_old(table: Table) -> ColumnElement[bool]:
    return table.c.story_id == _JOIN.old


_MUTES = subscriptions.c.kind == "mute-story"
_MOVES: tuple[Update | Insert, ...] = (
    update(articles)
    .where(articles.c.story_id == _JOIN.old)
    .values(story_id=_JOIN.new),
    _move_rows(
        seen,
        {
            "chat_id": seen.c.chat_id,
            "story_id": _JOIN.new,
            "at": func.min(seen.c.at),
            "outbox_id": func.min(seen.c.outbox_id),
            "again": func.min(seen.c.again),
        },
        where=_of_old(seen),
    ),
    _move_rows(
        feedback,
        {
            "chat_id": feedback.c.chat_id,
            "story_id": _JOIN.new,
            "value": func.max(feedback.c.value),
            "at": func.max(feedback.c.at),
        },
        where=_of_old(feedback),
    ),
    _move_rows(
        votes,
        {
            "chat_id": votes.c.chat_id,
            "story_id": _JOIN.new,
            "telegram_id": votes.c.telegram_id,
            "value": func.max(votes.c.value),
            "at": func.max(votes.c.at),
        },
        where=_of_old(votes),
    ),
    _move_rows(
        saved,
        {
            "chat_id": saved.c.chat_id,
            "story_id": _JOIN.new,
            "at": func.max(saved.c.at),
        },
        where=_of_old(saved),
    ),
    _move_rows(
        subscriptions,
        {
            "chat_id": subscriptions.c.chat_id,
            "kind": subscriptions.c.kind,
            "value": _NEW_TEXT,
            "weight": func.max(subscriptions.c.weight),
            "created_at": func.max(subscriptions.c.created_at),
        },
        where=and_(_MUTES, subscriptions.c.value == _OLD_TEXT),
    ),
    _move_rows(
        story_terms,
        {"term_id": story_terms.c.term_id, "story_id": _JOIN.new},
        where=_of_old(story_terms),
    ),
    _move_rows(
        closed_terms,
        {
            "source_id": closed_terms.c.source_id,
            "term_id": closed_terms.c.term_id,
            "story_id": _JOIN.new,
        },
        where=_of_old(closed_terms),
    ),
    update(stories)
    .where(stories.c.joined_into == _JOIN.old)
    .values(joined_into=_JOIN.new),
)
_LEAVE = tuple(
    delete(table).where(table.c.story_id.in_(integers("ids")))
    for table in (seen, feedback, votes, saved, story_terms, closed_terms)
)
_LEAVE_MUTES = delete(subscriptions).where(
    _MUTES, subscriptions.c.value.in_(texts("names"))
)


def move_rows(connection: Connection, joins: Sequence[tuple[int, int]]) -> None:
    """Move all rows of old stories to new ones, (old, new) each;
    an owner who has both keeps one row.
    """
    for move in _MOVES:
        connection.execute(move, {"rows": joins})
    old = [story for story, _ in joins]
    for leave in _LEAVE:
        connection.execute(leave, {"ids": old})
    connection.execute(_LEAVE_MUTES, {"names": [str(story) for story in old]})
    drop_words(connection, old)
