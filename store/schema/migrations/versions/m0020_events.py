"""A story says of which event it is one telling, where others tell it in other languages."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the column and its index as `store.schema.tables` has them; what is there
    stays an event of its own.
    """
    bind = op.get_bind()
    bind.exec_driver_sql("ALTER TABLE stories ADD COLUMN event TEXT")
    bind.exec_driver_sql(
        "CREATE INDEX ix_stories_event ON stories (event) WHERE event IS NOT NULL"
    )
