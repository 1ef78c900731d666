"""Who may see an article: everybody if a trusted source lists it, otherwise the
subscribers of its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Text,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)

from store.engine.statements import integers
from store.schema.source_tables import entries
from store.schema.tables import articles, sources, subscriptions

# Who says that everybody may see a source: an operator, a member of a closed
# bot, nobody.
Voucher = Literal["operator", "member", ""]
# Stands for no chat: it sees what everybody may see.
NOBODY = 0

# Between a closed source's id and an address in the key of an article; no
# address has it so early.
SEPARATOR = "|"

_lister = sources.alias("lister")
_brought_by = sources.alias("brought_by")


def closed_key(source_id: int, url_key: str) -> str:
    """Return the key under which a closed source's article is kept:
    another source's is never taken for it.
    """
    return f"{source_id}{SEPARATOR}{url_key}"


def is_open(article: FromClause = articles) -> ColumnElement[bool]:
    """Return whether everybody may see an article: a trusted source brought it, or lists it too."""
    brought = exists().where(
        _brought_by.c.id == article.c.source_id, _brought_by.c.trusted == 1
    )
    listed = exists().where(
        entries.c.article_id == article.c.id,
        entries.c.source_id == _lister.c.id,
        _lister.c.trusted == 1,
    )
    return or_(brought, listed)


def is_own(article: FromClause = articles) -> ColumnElement[bool]:
    """Return whether the chat bound as `reader` subscribes to the source that brought an article."""
    return exists().where(
        subscriptions.c.chat_id == bindparam("reader"),
        subscriptions.c.kind == "source",
        subscriptions.c.value == cast(article.c.source_id, Text),
    )


def is_visible() -> ColumnElement[bool]:
    """Return whether the chat bound as `reader` may see an article."""
    return or_(is_open(), is_own())


_FOLLOWED = select(subscriptions.c.chat_id, subscriptions.c.value).where(
    subscriptions.c.kind == "source",
    subscriptions.c.chat_id.in_(integers("ids")),
)
_CLOSED = select(sources.c.id).where(
    sources.c.trusted == 0, sources.c.id.in_(integers("ids"))
)


def closed_among(
    connection: Connection, source_ids: Iterable[int]
) -> frozenset[int]:
    """Return which of these sources only their own subscribers see."""
    wanted = sorted(set(source_ids))
    return (
        frozenset(connection.execute(_CLOSED, {"ids": wanted}).scalars())
        if wanted
        else frozenset()
    )


def own_sources(
    connection: Connection, chat_ids: Sequence[int]
) -> Mapping[int, frozenset[int]]:
    """Read the closed sources that each chat subscribes to; chats without any are missing."""
    followed: dict[int, set[int]] = defaultdict(set)
    for chat, value in connection.execute(_FOLLOWED, {"ids": chat_ids}):
        followed[chat].add(int(value))
    closed = closed_among(
        connection,
        (source for listed in followed.values() for source in listed),
    )
    own = {
        chat: frozenset(listed & closed) for chat, listed in followed.items()
    }
    return {chat: listed for chat, listed in own.items() if listed}


def own_of(connection: Connection, reader: int) -> frozenset[int]:
    """Read the closed sources that one chat subscribes to; none for `NOBODY`."""
    return (
        own_sources(connection, [reader]).get(reader, frozenset())
        if reader
        else frozenset()
    )


_OPEN_ARTICLES = select(articles.c.id).where(
    articles.c.id.in_(integers("ids")), is_open()
)


def open_among(
    connection: Connection, article_ids: Sequence[int]
) -> frozenset[int]:
    """Return which of these articles everybody may see."""
    return frozenset(
        connection.execute(_OPEN_ARTICLES, {"ids": article_ids}).scalars()
    )


_peer = sources.alias("peer")
_SCOPES = select(
    sources.c.id,
    func.coalesce(
        select(func.min(_peer.c.id))
        .where(_peer.c.added_by == sources.c.added_by, _peer.c.trusted == 0)
        .correlate(sources)
        .scalar_subquery(),
        sources.c.id,
    ),
).where(sources.c.id.in_(integers("ids")))


def scopes(connection: Connection, source_ids: Iterable[int]) -> dict[int, int]:
    """Return for each of these sources its scope:
    closed sources that one chat added first share one.

    Only within a scope do closed articles make stories with each other. It is the id of one of the
    sources, and says nothing of the chat.
    """
    rows = connection.execute(_SCOPES, {"ids": sorted(set(source_ids))})
    return dict(map(tuple, rows))
