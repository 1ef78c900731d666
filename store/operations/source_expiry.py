"""Sources without subscribers: read for a week more, then stopped, then deleted with their
articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    or_,
    select,
    update,
)

from store.engine.statements import integers
from store.news import source_health, sources
from store.news.visibility import is_open
from store.schema.columns import INTEGER
from store.schema.reader_tables import saved
from store.schema.tables import articles, subscriptions
from store.schema.tables import sources as table

# Seconds for which a source is read after its last subscriber left: who comes
# back finds it whole.
GRACE = 7 * 86_400
# In `unused_since`: somebody followed it at the last look.
WANTED = 0

_IS_WANTED = exists().where(
    subscriptions.c.kind == "source",
    subscriptions.c.value == cast(table.c.id, Text),
)
_NOW = bindparam("now", type_=INTEGER)
# What an operator imported feeds the topics of all, though nobody ever followed
# it by itself.
_WAS_EVER_WANTED = or_(
    table.c.unused_since.is_not(None),
    table.c.added_by.is_not(None),
    table.c.trusted == 0,
)
_NOTE = (
    update(table)
    .where(
        table.c.configured == 0,
        table.c.state != "ended",
        or_(_IS_WANTED, _WAS_EVER_WANTED),
    )
    .values(
        unused_since=case(
            (_IS_WANTED, WANTED),
            (
                or_(
                    table.c.unused_since.is_(None),
                    table.c.unused_since == WANTED,
                ),
                _NOW,
            ),
            else_=table.c.unused_since,
        )
    )
)
_OVER = (
    select(table.c.id, table.c.trusted)
    .where(
        table.c.configured == 0,
        table.c.state != "ended",
        table.c.unused_since > WANTED,
        table.c.unused_since <= bindparam("before"),
        ~_IS_WANTED,
    )
    .order_by(table.c.id)
    .limit(bindparam("count"))
)


def end_unused(connection: Connection, now: int, *, limit: int = 20) -> int:
    """End the sources whose grace is over, at most `limit`; return how many.

    A trusted one stays as a row, ended, while its articles are told; a closed one goes with them.
    """
    connection.execute(_NOTE, {"now": now})
    rows = connection.execute(
        _OVER, {"before": now - GRACE, "count": limit}
    ).all()
    for source, trusted in rows:
        if trusted:
            source_health.set_state(connection, source, "ended", now)
    _remove(connection, [source for source, trusted in rows if not trusted])
    return len(rows)


_SECRET = select(table.c.id).where(
    table.c.id.in_(integers("ids")),
    table.c.private == 1,
    table.c.configured == 0,
    ~_IS_WANTED,
)


def drop_private(connection: Connection, source_ids: Sequence[int]) -> int:
    """Delete of these sources those whose addresses carry a secret
    and that nobody follows; return how many.
    """
    ids = list(connection.execute(_SECRET, {"ids": source_ids}).scalars())
    _remove(connection, ids)
    return len(ids)


_ARTICLES = delete(articles).where(
    and_(
        articles.c.source_id.in_(integers("ids")),
        ~is_open(),
        ~exists().where(saved.c.story_id == articles.c.story_id),
    )
)


def _remove(connection: Connection, source_ids: Sequence[int]) -> None:
    """Delete closed sources with the articles that nobody else lists."""
    if not source_ids:
        return
    connection.execute(_ARTICLES, {"ids": source_ids})
    for source in source_ids:
        sources.remove(connection, source)
