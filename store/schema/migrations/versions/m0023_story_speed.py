"""A story says when its last report came and how many publishers told it in the day
before: what leads goes by it.
"""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the columns; until a story grows again its first report counts as its last."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    for column in ("last_at", "recent"):
        bind.exec_driver_sql(
            f"ALTER TABLE stories ADD COLUMN {column} {kind} DEFAULT 0 NOT NULL"
        )
    bind.exec_driver_sql("UPDATE stories SET last_at = published_at")
