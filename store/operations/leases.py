"""Rows that a scheduler leased and a worker takes: each taking raises the lease by one, so the last taker alone holds it.

A job that runs twice (its worker was thought dead, and woke) thereby does its work once: `holding` is asked in the
transaction that writes. `given` is the instant up to which the scheduler's claim leased the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.news import articles, sources
from store.rows import ArticleRow, Chat, Source
from store.schema.row_mapping import CHAT

WINDOW = 16
"""Takings of one claim; leases must be longer, so that a later claim never looks like a taking of this one."""
_OURS = "{lease} >= CAST(:given AS bigint) AND {lease} < CAST(:given AS bigint) + 16"
_CHATS = Sql(
    f"""UPDATE chats SET lease_until = lease_until + 1 WHERE id IN :ids[int] AND state = 'active'
    AND {_OURS.format(lease="lease_until")} RETURNING {CHAT.names()}, lease_until AS mark"""
)
_SOURCES = Sql(
    f"""UPDATE sources SET lease_until = lease_until + 1 WHERE id IN :ids[int] AND state IN ('active', 'slow')
    AND {_OURS.format(lease="lease_until")} RETURNING {sources.SHAPE.names()}"""
)
_ARTICLES = Sql(
    f"""UPDATE articles SET next_at = next_at + 1 WHERE id IN :ids[int] AND state = 'new'
    AND {_OURS.format(lease="next_at")} RETURNING {articles.SHAPE.names()}"""
)
_HOLDING = Sql(
    """SELECT c.id FROM ROWS :rows(id int, mark int) AS t JOIN chats c ON c.id = t.id AND c.lease_until = t.mark
    ORDER BY c.id FOR UPDATE"""
)


def take_chats(c: Connection, ids: Sequence[int], given: int) -> list[tuple[Chat, int]]:
    """Take chats that are still leased by that claim; each with the mark that says so."""
    return sorted(
        ((CHAT.of(row), int(row.mark)) for row in _CHATS(c, ids=ids, given=given)),
        key=lambda pair: pair[0].id,
    )


def take_sources(c: Connection, ids: Sequence[int], given: int) -> list[Source]:
    """Take sources that are still leased by that claim."""
    return sorted(
        sources.SHAPE.all(_SOURCES(c, ids=ids, given=given)), key=lambda source: source.id
    )


def take_articles(c: Connection, ids: Sequence[int], given: int) -> list[ArticleRow]:
    """Take articles that are still leased by that claim, the newest first."""
    found = articles.SHAPE.all(_ARTICLES(c, ids=ids, given=given))
    return sorted(found, key=lambda row: (-row.published_at, -row.id))


def holding(c: Connection, marks: Mapping[int, int]) -> set[int]:
    """Tell which chats are still held under these marks, and keep them until the transaction ends."""
    return set(_HOLDING(c, rows=sorted(marks.items())).scalars())
