"""A chat and a subscription say how posts look; a bundle gathers those that come too
soon after another.
"""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

_COLUMNS = (
    ("subscriptions", "format TEXT DEFAULT '' NOT NULL"),
    ("chats", "post_format TEXT DEFAULT '' NOT NULL"),
)
_BUNDLES = """CREATE TABLE post_bundles (
    chat_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    outbox_id {int} DEFAULT 0 NOT NULL,
    ready_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_post_bundles PRIMARY KEY (chat_id, subscription_id)
){options}"""


def upgrade() -> None:
    """Add the columns and the table as `store.schema.tables` has them."""
    bind = op.get_bind()
    kind, options = {
        "sqlite": ("INTEGER", " STRICT, WITHOUT ROWID"),
        "postgresql": ("BIGINT", ""),
    }[bind.dialect.name]
    for table, column in _COLUMNS:
        bind.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    bind.exec_driver_sql(_BUNDLES.format(int=kind, options=options))
