"""Move an installation to another database: table by table, resumable, checked row by row."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Column, Connection, Table, insert, select, tuple_
from sqlalchemy import func as sql

from news.errors import StoreError
from store.engine.database import Database
from store.engine.dialect import restart_ids
from store.engine.driver_types import (
    ColumnValue,
    NamedValues,
    RowTuple,
    RowValues,
)
from store.news.story_writer import reindex
from store.operations import key_value
from store.schema.migrate import head, upgrade, version
from store.schema.tables import blobs as blob_table
from store.schema.tables import metadata, stories

# The blob in the target that says how far the copy came; gone when it is whole.
MARK = "copy-progress"
# Called with a table's name, its rows copied so far, and its rows in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """Results of a copy."""

    # (table, rows) in the order they were copied; the target has exactly these.
    rows: tuple[tuple[str, int], ...]
    # It went on from where an earlier one was cut.
    resumed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    table: str
    last: RowTuple
    done: int


def copy(
    from_url: str,
    to_url: str,
    progress: Progress | None = None,
    *,
    batch: int = 2000,
) -> Copied:
    """Copy a store into an empty one, or go on with a copy that was cut.
    Call it without a loop of your own.

    Stop the bot first: a row that changes meanwhile is found by the checksums at the end, and the
    copy refused. Raises `StoreError` when the target holds other rows, or when counts or checksums
    differ; the source is only read.
    """
    upgrade(to_url)
    return asyncio.run(
        _copy(
            from_url,
            to_url,
            progress or (lambda _table, _done, _total: None),
            batch,
        )
    )


async def _copy(
    from_url: str, to_url: str, progress: Progress, batch: int
) -> Copied:
    source = await Database.open(from_url)
    target = await Database.open(to_url, connections=1)
    try:
        if await source.read(version) != head():
            raise StoreError(
                "the store to copy from has older tables: start this version once on it first"
            )
        mark = await target.write(_begin)
        counts = await _tables(source, target, mark, progress, batch)
        await _check(source, target, counts, batch)
        story: int | None = 0
        while story is not None:
            story = await target.write(_index, story, 500)
        await target.write(_finish)
    finally:
        await source.close()
        await target.close()
    return Copied(tuple(counts.items()), mark is not None)


def _begin(connection: Connection) -> _Mark | None:
    kept = key_value.get(connection, MARK)
    if kept is not None:
        table, last, done = json.loads(kept)
        return _Mark(table, tuple(last), done)
    for table in metadata.sorted_tables:
        if connection.execute(
            select(sql.count()).select_from(table)
        ).scalar_one():
            raise StoreError(
                f"the store to copy to is not empty: it has rows in {table.name}"
            )
    _remember(connection, _Mark(metadata.sorted_tables[0].name, (), 0))
    return None


def _remember(connection: Connection, mark: _Mark) -> None:
    key_value.put(
        connection,
        MARK,
        json.dumps([mark.table, mark.last, mark.done]).encode(),
        0,
    )


def _keys(table: Table) -> list[Column[ColumnValue]]:
    return list(table.primary_key.columns)


def _page(
    connection: Connection, table: Table, after: RowValues, limit: int
) -> list[NamedValues]:
    keys = _keys(table)
    query = select(table).order_by(*keys).limit(limit)
    if table.name == "blobs":
        query = query.where(table.c.name != MARK)
    if after:
        query = query.where(tuple_(*keys) > tuple_(*after))
    return [dict(row) for row in connection.execute(query).mappings()]


def _count(connection: Connection, table: Table) -> int:
    query = select(sql.count()).select_from(table)
    return int(
        connection.execute(
            query.where(table.c.name != MARK)
            if table.name == "blobs"
            else query
        ).scalar_one()
    )


async def _tables(
    source: Database,
    target: Database,
    mark: _Mark | None,
    progress: Progress,
    batch: int,
) -> dict[str, int]:
    """Copy all tables in the order in which they refer to each other, from a mark on where an
    earlier copy stopped; return the rows of each.
    """
    counts = {}
    reached = mark is None
    for table in metadata.sorted_tables:
        total = counts[table.name] = await source.read(_count, table)
        here = mark is not None and mark.table == table.name
        reached = reached or here
        if not reached:
            continue
        start = (
            mark
            if here and mark is not None
            else _Mark(table=table.name, last=(), done=0)
        )
        await _table(source, target, table, start, total, progress, batch)
    return counts


async def _table(
    source: Database,
    target: Database,
    table: Table,
    mark: _Mark,
    total: int,
    progress: Progress,
    batch: int,
) -> None:
    progress(table.name, mark.done, total)
    # An article or a blob is large: fewer of them at once keep the memory flat.
    size = max(1, batch // 10) if table.name in ("articles", "blobs") else batch
    while rows := await source.read(_page, table, mark.last, size):
        last = tuple(rows[-1][column.name] for column in _keys(table))
        mark = _Mark(table.name, last, mark.done + len(rows))
        await target.write(_put, table, rows, mark)
        progress(table.name, mark.done, total)
    await target.write(
        _remember, _Mark(table=table.name, last=mark.last, done=mark.done)
    )


def _put(
    connection: Connection, table: Table, rows: list[NamedValues], mark: _Mark
) -> None:
    connection.execute(insert(table), rows)
    _remember(connection, mark)


async def _check(
    source: Database, target: Database, counts: dict[str, int], batch: int
) -> None:
    for table in metadata.sorted_tables:
        ours = await _sum(source, table, batch)
        theirs = await _sum(target, table, batch)
        if ours != theirs or ours[0] != counts[table.name]:
            raise StoreError(
                f"the copy of {table.name} differs: {ours[0]} rows ({ours[1]:016x}) there, {theirs[0]} ({theirs[1]:016x}) here; "
                "stop the bot, empty the target and copy again"
            )


async def _sum(db: Database, table: Table, batch: int) -> tuple[int, int]:
    """Count rows and add up their hashes: the two databases may sort text differently."""
    count, total = 0, 0
    last: RowTuple = ()
    while rows := await db.read(_page, table, last, batch):
        last = tuple(rows[-1][column.name] for column in _keys(table))
        count += len(rows)
        total += sum(
            int.from_bytes(
                blake2b(
                    repr(tuple(row.values())).encode(), digest_size=8
                ).digest()
            )
            for row in rows
        )
    return count, total % 2**64


def _index(connection: Connection, after: int, limit: int) -> int | None:
    """Rebuild the full-text index of some stories: it cannot be copied. Return the last one's
    id, None at the end.
    """
    ids = list(
        connection.execute(
            select(stories.c.id)
            .where(stories.c.id > after)
            .order_by(stories.c.id)
            .limit(limit)
        ).scalars()
    )
    reindex(connection, ids)
    if ids:
        return int(ids[-1])
    return None


def _finish(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if "id" in table.c:
            restart_ids(
                connection,
                table.name,
                int(
                    connection.execute(
                        select(sql.coalesce(sql.max(table.c.id), 0))
                    ).scalar_one()
                ),
            )
    connection.execute(blob_table.delete().where(blob_table.c.name == MARK))
