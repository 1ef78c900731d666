"""What is no news is marked, and each source has a standing."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"

_COLUMNS = (
    "ALTER TABLE articles ADD COLUMN no_news TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE stories ADD COLUMN no_news TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE stories ADD COLUMN standing {int} DEFAULT 100 NOT NULL",
    "ALTER TABLE sources ADD COLUMN standing {int} DEFAULT 100 NOT NULL",
)
_KINDS = {"sqlite": "INTEGER", "postgresql": "BIGINT"}


def upgrade() -> None:
    """Add the columns as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = _KINDS[bind.dialect.name]
    for column in _COLUMNS:
        bind.exec_driver_sql(column.format(int=kind))
