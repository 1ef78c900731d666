"""A source may have a door: a login, a header or a cookie of the chat that subscribes to it."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"

_TABLE = """CREATE TABLE doors (name TEXT NOT NULL, source_id {int}, telegram_id {int} DEFAULT 0 NOT NULL,
    header TEXT DEFAULT '' NOT NULL, value TEXT NOT NULL, origin TEXT DEFAULT '' NOT NULL,
    created_at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_doors PRIMARY KEY (name)) {end}"""
_INDEXES = (
    "CREATE INDEX ix_doors_source_id ON doors (source_id)",
    "CREATE INDEX ix_doors_telegram_id ON doors (telegram_id)",
)
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.source_tables` has it."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
    for index in _INDEXES:
        bind.exec_driver_sql(index)
