"""A chat may have its week in threads sent by itself."""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"

_TABLE = """CREATE TABLE week_digests (chat_id {int} NOT NULL, schedule TEXT DEFAULT '' NOT NULL,
    next_at {int} DEFAULT 0 NOT NULL, CONSTRAINT pk_week_digests PRIMARY KEY (chat_id),
    CONSTRAINT fk_week_digests_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id)
    ON DELETE CASCADE) {end}"""
_KINDS = {
    "sqlite": {"int": "INTEGER", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"int": "BIGINT", "end": ""},
}


def upgrade() -> None:
    """Make the table and its index as `store.schema.reader_tables` has them."""
    bind = op.get_bind()
    bind.exec_driver_sql(_TABLE.format(**_KINDS[bind.dialect.name]))
    bind.exec_driver_sql(
        "CREATE INDEX ix_week_digests_next_at ON week_digests (next_at)"
    )
