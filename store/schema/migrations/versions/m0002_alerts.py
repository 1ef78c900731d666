"""An index over the chats that want alerts: a breaking story costs nothing for all the others."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index; the WHERE clause is the same in both databases."""
    op.get_bind().exec_driver_sql(
        "CREATE INDEX ix_chats_alerts ON chats (id) WHERE alerts > 0"
    )
