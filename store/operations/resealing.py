"""Seal secrets again after the operator's keys changed: with the first key, a newer one, or none."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    select,
    type_coerce,
    update,
)

from store.engine.sealed_text import SealedText, is_sealed, keyring_of, sealed
from store.operations import key_value
from store.schema.tables import metadata

# The blob that names the keys which everything was sealed under.
MARK = "sealed-by"


def reseal(connection: Connection, now: int) -> int:
    """Seal under the newest key all texts that are plain or under an older key.

    Returns how many texts no key opens; they stay as they are. Reads nothing where the keys are
    those of the last start.
    """
    keys = keyring_of(connection.dialect)
    before = key_value.get(connection, MARK)
    if before == (keys.fingerprint if keys else None):
        return 0
    lost = sum(
        _reseal_column(connection, table, column)
        for table, column in _sealed_columns()
    )
    if keys and not lost:
        key_value.put(connection, MARK, keys.fingerprint, now)
    return lost


def _sealed_columns() -> Iterator[tuple[Table, Column[str]]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedText):
                yield table, column


def _reseal_column(
    connection: Connection, table: Table, column: Column[str]
) -> int:
    stored = type_coerce(column, Text)
    keys = list(table.primary_key.columns)
    lost = 0
    for raw, text, *row in connection.execute(
        select(stored, column, *keys).where(stored != "")
    ).all():
        lost += is_sealed(text)
        if raw != sealed(connection, column, text):
            here = [key == value for key, value in zip(keys, row, strict=True)]
            connection.execute(
                update(table).where(*here).values({column.name: text})
            )
    return lost
