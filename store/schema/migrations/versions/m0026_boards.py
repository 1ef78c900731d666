"""The store keeps hot lists with their past readings, and which of them named a story."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"

_TABLE = """CREATE TABLE boards (source_id {int} NOT NULL, data {blob} NOT NULL,
    read_at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_boards PRIMARY KEY (source_id)) {end}"""
_NAMED = "ALTER TABLE stories ADD COLUMN boards TEXT DEFAULT '[]' NOT NULL"
_KINDS = {
    "sqlite": {
        "int": "INTEGER",
        "blob": "BLOB",
        "end": "STRICT, WITHOUT ROWID",
    },
    "postgresql": {"int": "BIGINT", "blob": "BYTEA", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.source_tables` has it, and add the stories' column."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
    bind.exec_driver_sql(_NAMED)
