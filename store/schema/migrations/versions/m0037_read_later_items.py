"""What a chat sends to its reading service waits in the store, so that no restart loses it."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"

_TABLE = """CREATE TABLE read_later_items (chat_id {int} NOT NULL, url TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL, summary TEXT DEFAULT '' NOT NULL,
    attempts {int} DEFAULT 0 NOT NULL, next_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_read_later_items PRIMARY KEY (chat_id, url),
    CONSTRAINT fk_read_later_items_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id)
    ON DELETE CASCADE) {end}"""
_INDEX = (
    "CREATE INDEX ix_read_later_items_next_at ON read_later_items (next_at)"
)
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.reader_tables` has it."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
    bind.exec_driver_sql(_INDEX)
