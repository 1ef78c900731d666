"""The store knows the hubs that tell of sources' news by themselves."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"

_TABLE = """CREATE TABLE hub_subscriptions (source_id {int} NOT NULL, hub TEXT DEFAULT '' NOT NULL,
    topic TEXT DEFAULT '' NOT NULL, token TEXT DEFAULT '' NOT NULL, secret TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'offered' NOT NULL, next_at {int} DEFAULT 0 NOT NULL,
    lease_until {int} DEFAULT 0 NOT NULL, failures {int} DEFAULT 0 NOT NULL,
    pinged_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_hub_subscriptions PRIMARY KEY (source_id)) {end}"""
_INDEXES = (
    "CREATE INDEX ix_hub_subscriptions_next_at ON hub_subscriptions (next_at)",
    "CREATE UNIQUE INDEX ix_hub_subscriptions_token ON hub_subscriptions (token) WHERE token <> ''",
)
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table and its indexes as `store.schema.source_tables` has them."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
    for index in _INDEXES:
        bind.exec_driver_sql(index)
