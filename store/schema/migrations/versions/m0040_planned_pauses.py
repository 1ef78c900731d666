"""A pause may begin later."""

from __future__ import annotations

from alembic import op

revision = "0040"
down_revision = "0039"

_KINDS = {"sqlite": "INTEGER", "postgresql": "BIGINT"}
_INDEX = "CREATE INDEX ix_chats_pause_at ON chats (pause_at) WHERE pause_at > 0"


def upgrade() -> None:
    """Add the column and its index as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = _KINDS[bind.dialect.name]
    bind.exec_driver_sql(
        f"ALTER TABLE chats ADD COLUMN pause_at {kind} DEFAULT 0 NOT NULL"
    )
    bind.exec_driver_sql(_INDEX)
