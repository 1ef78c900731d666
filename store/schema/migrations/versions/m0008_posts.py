"""A subscription says how its stories come; a story that came at once may be told again
by a digest.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_COLUMNS = (
    ("subscriptions", "mode TEXT DEFAULT 'digest' NOT NULL"),
    ("subscriptions", "mode_since {int} DEFAULT 0 NOT NULL"),
    ("seen", "again {int} DEFAULT 0 NOT NULL"),
)
_INDEX = """CREATE INDEX ix_subscriptions_at_once ON subscriptions (term_id)
    WHERE mode <> 'digest'"""


def upgrade() -> None:
    """Add the columns and the index as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    for table, column in _COLUMNS:
        bind.exec_driver_sql(
            f"ALTER TABLE {table} ADD COLUMN {column.format(int=kind)}"
        )
    bind.exec_driver_sql(_INDEX)
