"""Find the sources of the catalogue among those that are read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select, update

from news.catalogue import ListedSource
from store.engine.statements import integers
from store.news import sources
from store.rows import Source
from store.schema.row_mapping import dump
from store.schema.tables import sources as table


def as_source(row: ListedSource) -> Source:
    """Return a source of the catalogue as the store takes it."""
    return Source(
        id=0,
        url=row.url,
        kind=row.kind,
        title=row.title,
        language=row.language,
        zone=row.zone,
        topics=row.topics,
        configured=True,
    )


_ABOUT = (
    update(table)
    .where(table.c.id == bindparam("source"))
    .values(topics=bindparam("its_topics"))
)


def adopt(connection: Connection, row: ListedSource, now: int) -> Source:
    """Read a source of the catalogue for whoever subscribes to it;
    nobody is noted as the one who asked.

    It is trusted, for the catalogue lists it, and it ends once nobody wants it.
    """
    known = sources.by_url(connection, row.url)
    source = sources.add(
        connection,
        row.url,
        row.kind,
        row.title,
        row.language,
        row.zone,
        None,
        now,
    )
    if known is None:
        connection.execute(
            _ABOUT, {"source": source.id, "its_topics": dump(row.topics)}
        )
    return source


_URLS = select(table.c.url).where(table.c.id.in_(integers("ids")))


def urls_of(connection: Connection, source_ids: Collection[int]) -> set[str]:
    """Read the addresses of sources."""
    return set(connection.execute(_URLS, {"ids": list(source_ids)}).scalars())
