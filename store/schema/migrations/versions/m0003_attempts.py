"""Who fell on what: a worker that dies leaves its count behind, so that poison work is parked."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLE = """CREATE TABLE attempts (queue TEXT NOT NULL, item {int} NOT NULL, count {int} DEFAULT 0 NOT NULL,
    at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_attempts PRIMARY KEY (queue, item)) {end}"""


def upgrade() -> None:
    """Make the table as `store.schema.tables` has it."""
    bind = op.get_bind()
    kinds = {
        "sqlite": ("INTEGER", "STRICT, WITHOUT ROWID"),
        "postgresql": ("BIGINT", ""),
    }
    kind, end = kinds[bind.dialect.name]
    bind.exec_driver_sql(_TABLE.format(int=kind, end=end))
