"""Votes of chats by topic, and which chats may be asked for a conclusion."""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)

from news.preferences import Opinion
from store.schema.reader_tables import chat_options, feedback, saved
from store.schema.row_mapping import tuple_of
from store.schema.tables import chats, stories

# Votes of one chat that are read, the newest first.
MOST = 500

_WAS_ASKED = and_(
    chat_options.c.chat_id == chats.c.id, chat_options.c.name == "offered"
)
_MAY_BE_ASKED = (
    select(chats.c.id)
    .join(feedback, feedback.c.chat_id == chats.c.id)
    .outerjoin(chat_options, _WAS_ASKED)
    .where(
        chats.c.kind == "private",
        chats.c.state == "active",
        chats.c.created_at <= bindparam("before"),
        chat_options.c.chat_id.is_(None),
    )
    .group_by(chats.c.id)
    .having(func.count() >= bindparam("least"))
    .order_by(chats.c.id)
    .limit(bindparam("count"))
)


def may_be_asked(
    connection: Connection, *, before: int, least: int, limit: int
) -> list[int]:
    """Find private chats older than an instant that voted on enough stories and were never
    asked.
    """
    bounds = {"before": before, "least": least, "count": limit}
    return list(connection.execute(_MAY_BE_ASKED, bounds).scalars())


_VOTED = (
    select(stories.c.topics, feedback.c.value, feedback.c.at)
    .join(stories, stories.c.id == feedback.c.story_id)
    .where(feedback.c.chat_id == bindparam("chat"))
)
_SAVED = (
    select(stories.c.topics, literal_column("1"), saved.c.at)
    .join(stories, stories.c.id == saved.c.story_id)
    .where(saved.c.chat_id == bindparam("chat"))
)
_ALL = union_all(_VOTED, _SAVED).subquery("said")
_OPINIONS = (
    select(_ALL.c.topics, _ALL.c.value).order_by(_ALL.c.at.desc()).limit(MOST)
)


def of_chat(connection: Connection, chat_id: int) -> list[Opinion]:
    """Read a chat's votes on stories that still exist, newest first."""
    rows = connection.execute(_OPINIONS, {"chat": chat_id})
    return [Opinion(tuple_of(topics), value > 0) for topics, value in rows]
