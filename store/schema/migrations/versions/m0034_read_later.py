"""A chat may name the service at which its person keeps articles for later."""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"

_TABLE = """CREATE TABLE read_later (chat_id {int} NOT NULL, service TEXT DEFAULT '' NOT NULL,
    account TEXT DEFAULT '' NOT NULL, CONSTRAINT pk_read_later PRIMARY KEY (chat_id),
    CONSTRAINT fk_read_later_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id)
    ON DELETE CASCADE) {end}"""
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table as `store.schema.reader_tables` has it."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
