"""Read rows of the store that only tests ask for."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from store.news.terms import SHAPE as TERM
from store.news.terms import InterestTerm
from store.records import SeenStory
from store.schema.delivery_tables import outbox, seen
from store.schema.tables import sources, terms


def unseen(
    connection: Connection, chat_id: int, story_ids: Iterable[int]
) -> set[int]:
    """Return which of these stories a chat has not got."""
    asked = set(story_ids)
    got = select(seen.c.story_id).where(
        seen.c.chat_id == chat_id, seen.c.again == 0
    )
    return asked - set(connection.execute(got).scalars())


def told(connection: Connection, story_ids: Iterable[int]) -> list[SeenStory]:
    """Return which chats got these stories, and in which message."""
    asked = list(story_ids)
    statement = (
        select(seen.c.chat_id, seen.c.story_id, outbox.c.message_id, seen.c.at)
        .outerjoin_from(seen, outbox, outbox.c.id == seen.c.outbox_id)
        .where(seen.c.story_id.in_(asked))
        .order_by(seen.c.story_id, seen.c.chat_id)
    )
    return [SeenStory(*row) for row in connection.execute(statement)]


def next_fetch_at(connection: Connection) -> int | None:
    """Return when the next source is due."""
    is_read = sources.c.state.in_(["active", "slow"])
    statement = select(func.min(sources.c.next_fetch_at)).where(is_read)
    return connection.execute(statement).scalar()


def all_terms(
    connection: Connection, kind: str | None = None
) -> list[InterestTerm]:
    """Return all terms, or those of one kind, by id."""
    statement = select(*TERM.columns).order_by(terms.c.id)
    if kind is not None:
        statement = statement.where(terms.c.kind == kind)
    return TERM.all(connection.execute(statement))
