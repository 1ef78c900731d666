"""A subscription to a source may say what of it is wanted, and each subscription may rest."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"

_STATEMENTS = (
    "ALTER TABLE subscriptions ADD COLUMN words TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE subscriptions ADD COLUMN paused_until {int} DEFAULT 0 NOT NULL",
    "CREATE INDEX ix_subscriptions_words ON subscriptions (value) WHERE words <> ''",
)


def upgrade() -> None:
    """Add the columns and the index as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    for statement in _STATEMENTS:
        bind.exec_driver_sql(statement.format(int=kind))
