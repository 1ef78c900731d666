"""A chat may have options beside its settings: one small value a name."""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"

_TABLE = """CREATE TABLE chat_options (chat_id {int} NOT NULL, name TEXT NOT NULL,
    value TEXT DEFAULT '' NOT NULL, CONSTRAINT pk_chat_options PRIMARY KEY (chat_id, name),
    CONSTRAINT fk_chat_options_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id)
    ON DELETE CASCADE) {end}"""
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.reader_tables` has it."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
