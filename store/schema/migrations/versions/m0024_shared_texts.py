"""Long texts of messages stand in a table of their own, each once for all chats that get it."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"

_TABLE = {
    "sqlite": """CREATE TABLE outbox_texts (id INTEGER NOT NULL CONSTRAINT pk_outbox_texts PRIMARY KEY AUTOINCREMENT,
        body TEXT NOT NULL, created_at INTEGER DEFAULT 0 NOT NULL) STRICT""",
    "postgresql": """CREATE TABLE outbox_texts (id BIGSERIAL NOT NULL, body TEXT NOT NULL,
        created_at BIGINT DEFAULT 0 NOT NULL, CONSTRAINT pk_outbox_texts PRIMARY KEY (id))""",
}
_COLUMN = {"sqlite": "INTEGER", "postgresql": "BIGINT"}
_INDEXES = (
    "CREATE INDEX ix_outbox_text_id ON outbox (text_id) WHERE text_id IS NOT NULL",
    "CREATE INDEX ix_outbox_texts_created_at ON outbox_texts (created_at)",
)


def upgrade() -> None:
    """Add the table, and what leads to it, as `store.schema` has them."""
    bind = op.get_bind()
    name = bind.dialect.name
    bind.exec_driver_sql(_TABLE[name])
    bind.exec_driver_sql(
        f"ALTER TABLE outbox ADD COLUMN text_id {_COLUMN[name]}"
    )
    for index in _INDEXES:
        bind.exec_driver_sql(index)
