"""A supergroup remembers the id that it had as a group."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"

_KINDS = {"sqlite": "INTEGER", "postgresql": "BIGINT"}


def upgrade() -> None:
    """Add the column as `store.schema.tables` has it."""
    bind = op.get_bind()
    kind = _KINDS[bind.dialect.name]
    bind.exec_driver_sql(
        f"ALTER TABLE chats ADD COLUMN former_id {kind} DEFAULT 0 NOT NULL"
    )
