"""Who handles an update holds a lease, so that another receiver takes over what a dead one left."""

from __future__ import annotations

from alembic import op

revision = "0033"
down_revision = "0032"

_INTEGER = {"sqlite": "INTEGER", "postgresql": "BIGINT"}
_INDEX = "CREATE INDEX ix_updates_kept ON updates (telegram_id, update_id) WHERE payload <> ''"


def upgrade() -> None:
    """Add the two columns, and the index over what waits, as `store.schema` has them."""
    bind = op.get_bind()
    kind = _INTEGER[bind.dialect.name]
    bind.exec_driver_sql(
        "ALTER TABLE updates ADD COLUMN owner TEXT NOT NULL DEFAULT ''"
    )
    bind.exec_driver_sql(
        f"ALTER TABLE updates ADD COLUMN lease_until {kind} NOT NULL DEFAULT 0"
    )
    bind.exec_driver_sql(_INDEX)
