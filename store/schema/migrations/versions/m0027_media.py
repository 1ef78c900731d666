"""An article keeps what may be sent with it for a while: pictures, films and sounds."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column and its index as `store.schema.tables` has them."""
    bind = op.get_bind()
    bind.exec_driver_sql(
        "ALTER TABLE articles ADD COLUMN media TEXT DEFAULT '[]' NOT NULL"
    )
    bind.exec_driver_sql(
        "CREATE INDEX ix_articles_media ON articles (fetched_at) WHERE media <> '[]'"
    )
