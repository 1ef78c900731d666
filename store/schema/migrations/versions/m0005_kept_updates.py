"""Polled updates are kept until they are handled: their chat and what Telegram sent."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the two columns as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    bind.exec_driver_sql(
        f"ALTER TABLE updates ADD COLUMN telegram_id {kind} NOT NULL DEFAULT 0"
    )
    bind.exec_driver_sql(
        "ALTER TABLE updates ADD COLUMN payload TEXT NOT NULL DEFAULT ''"
    )
