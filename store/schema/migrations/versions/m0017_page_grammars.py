"""The store keeps what the readings of a section page taught, for the next one."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0009"

_TABLE = """CREATE TABLE page_grammars (source_id {int} NOT NULL, data {blob} NOT NULL,
    read_at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_page_grammars PRIMARY KEY (source_id)) {end}"""
_KINDS = {
    "sqlite": {
        "int": "INTEGER",
        "blob": "BLOB",
        "end": "STRICT, WITHOUT ROWID",
    },
    "postgresql": {"int": "BIGINT", "blob": "BYTEA", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.source_tables` has it."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
