"""An article keeps the markup of its lines for a while, for who reads whole texts."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column and its index as `store.schema.tables` has them."""
    bind = op.get_bind()
    bind.exec_driver_sql(
        "ALTER TABLE articles ADD COLUMN markup TEXT DEFAULT '[]' NOT NULL"
    )
    bind.exec_driver_sql(
        "CREATE INDEX ix_articles_markup ON articles (fetched_at) WHERE markup <> '[]'"
    )
