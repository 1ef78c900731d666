"""A chat knows up to when its digests have covered the news, and a digest from when it did."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

# What was covered before: the chat's last digest by the clock, alerts and
# answers left out.
_COVERED = """UPDATE chats SET covered_at = coalesce(
    (SELECT max(d.created_at) FROM digests d WHERE d.chat_id = chats.id AND d.slot BETWEEN 0 AND 1439), 0)"""


def upgrade() -> None:
    """Add the columns as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    for table, column in (("chats", "covered_at"), ("digests", "since")):
        bind.exec_driver_sql(
            f"ALTER TABLE {table} ADD COLUMN {column} {kind} NOT NULL DEFAULT 0"
        )
    bind.exec_driver_sql(_COVERED)
