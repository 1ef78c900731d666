"""Messages have an age, chats a note since when the bot may not write, and faulty rows
a place of their own.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_QUARANTINE = """CREATE TABLE quarantine (kind TEXT NOT NULL, item {int} NOT NULL,
    reason TEXT DEFAULT '' NOT NULL, count {int} DEFAULT 0 NOT NULL, at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_quarantine PRIMARY KEY (kind, item)) {end}"""


def upgrade() -> None:
    """Add what `store.schema.tables` has; what waits already is worth sending for two days."""
    bind = op.get_bind()
    kinds = {
        "sqlite": ("INTEGER", "STRICT, WITHOUT ROWID"),
        "postgresql": ("BIGINT", ""),
    }
    kind, end = kinds[bind.dialect.name]
    for table, column in (("outbox", "expires_at"), ("chats", "muted_at")):
        bind.exec_driver_sql(
            f"ALTER TABLE {table} ADD COLUMN {column} {kind} NOT NULL DEFAULT 0"
        )
    bind.exec_driver_sql(
        "UPDATE outbox SET expires_at = ready_at + 172800 WHERE finished_at IS NULL"
    )
    bind.exec_driver_sql(_QUARANTINE.format(int=kind, end=end))
