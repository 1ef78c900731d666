"""Shares of a day are counted in the store: a restart gave new ones, and processes counted apart."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"

_SQLITE = """
    CREATE TABLE daily_shares (
        kind TEXT NOT NULL, owner INTEGER NOT NULL,
        since INTEGER DEFAULT 0 NOT NULL, used INTEGER DEFAULT 0 NOT NULL,
        CONSTRAINT pk_daily_shares PRIMARY KEY (kind, owner)
    ) STRICT, WITHOUT ROWID
"""
_POSTGRESQL = """
    CREATE TABLE daily_shares (
        kind TEXT NOT NULL, owner BIGINT NOT NULL,
        since BIGINT DEFAULT 0 NOT NULL, used BIGINT DEFAULT 0 NOT NULL,
        CONSTRAINT pk_daily_shares PRIMARY KEY (kind, owner)
    )
"""


def upgrade() -> None:
    """Add the table and the index by which old rows are found."""
    bind = op.get_bind()
    bind.exec_driver_sql(
        _SQLITE if bind.dialect.name == "sqlite" else _POSTGRESQL
    )
    bind.exec_driver_sql(
        "CREATE INDEX ix_daily_shares_since ON daily_shares (since)"
    )
