"""Rows that a scheduler leased and a worker takes: each take raises a number, so only the
last taker holds the row.

A job that runs twice (its worker was thought dead, and woke) thereby does its work once: `holding`
is asked in the transaction that writes. `given` is the instant up to which the scheduler's claim
leased the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    select,
    update,
)

from store.article_rows import ArticleRow
from store.engine.statements import integers, rows_of
from store.news import articles, sources
from store.rows import Chat, Source
from store.schema.row_mapping import CHAT
from store.schema.tables import articles as article_rows
from store.schema.tables import chats
from store.schema.tables import sources as source_rows

# Takings of one claim; leases must be longer, so that a later claim never looks
# like a taking of this one.
WINDOW = 16


def _ours(lease: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(
        lease >= bindparam("given"), lease < bindparam("given") + WINDOW
    )


_CHATS = (
    update(chats)
    .where(
        chats.c.id.in_(integers("ids")),
        chats.c.state == "active",
        _ours(chats.c.lease_until),
    )
    .values(lease_until=chats.c.lease_until + 1)
    .returning(*CHAT.columns, chats.c.lease_until.label("mark"))
)


def take_chats(
    connection: Connection, ids: Sequence[int], given: int
) -> list[tuple[Chat, int]]:
    """Take chats that are still leased by that claim; each with the mark that says so."""
    return sorted(
        (
            (CHAT.of(row), int(row.mark))
            for row in connection.execute(_CHATS, {"ids": ids, "given": given})
        ),
        key=lambda pair: pair[0].id,
    )


_SOURCES = (
    update(source_rows)
    .where(
        source_rows.c.id.in_(integers("ids")),
        source_rows.c.state.in_(["active", "slow"]),
        _ours(source_rows.c.lease_until),
    )
    .values(lease_until=source_rows.c.lease_until + 1)
    .returning(*sources.SHAPE.columns)
)


def take_sources(
    connection: Connection, ids: Sequence[int], given: int
) -> list[Source]:
    """Take sources that are still leased by that claim."""
    return sorted(
        sources.SHAPE.all(
            connection.execute(_SOURCES, {"ids": ids, "given": given})
        ),
        key=lambda source: source.id,
    )


_ARTICLES = (
    update(article_rows)
    .where(
        article_rows.c.id.in_(integers("ids")),
        article_rows.c.state == "new",
        _ours(article_rows.c.next_at),
    )
    .values(next_at=article_rows.c.next_at + 1)
    .returning(*articles.SHAPE.columns)
)


def take_articles(
    connection: Connection, ids: Sequence[int], given: int
) -> list[ArticleRow]:
    """Take articles that are still leased by that claim, the newest first."""
    articles_taken = articles.SHAPE.all(
        connection.execute(_ARTICLES, {"ids": ids, "given": given})
    )
    return sorted(articles_taken, key=lambda row: (-row.published_at, -row.id))


_MARK = rows_of("rows", id=int, mark=int).c
_HOLDING = (
    select(chats.c.id)
    .where(chats.c.id == _MARK.id, chats.c.lease_until == _MARK.mark)
    .order_by(chats.c.id)
    .with_for_update(of=chats)
)


def holding(connection: Connection, marks: Mapping[int, int]) -> set[int]:
    """Return which chats are still held under these marks,
    and keep them until the transaction ends.
    """
    return set(
        connection.execute(_HOLDING, {"rows": sorted(marks.items())}).scalars()
    )
