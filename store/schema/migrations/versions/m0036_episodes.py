"""A digest may be a recording: who asked for it, and what a voice made of its texts."""

from __future__ import annotations

from alembic import op

revision = "0036"
down_revision = "0035"

_EPISODES = """CREATE TABLE episodes (digest_id {int} NOT NULL, chat_id {int} NOT NULL, state TEXT NOT NULL, parts TEXT DEFAULT '[]' NOT NULL, size {int} DEFAULT 0 NOT NULL,
    attempts {int} DEFAULT 0 NOT NULL, next_at {int} DEFAULT 0 NOT NULL, created_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_episodes PRIMARY KEY (digest_id),
    CONSTRAINT fk_episodes_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE) {end}"""
_SPOKEN = """CREATE TABLE spoken (key TEXT NOT NULL, sound {bytes} NOT NULL, used_at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_spoken PRIMARY KEY (key)) {blob_end}"""
_INDEXES = (
    "CREATE INDEX ix_episodes_chat_id ON episodes (chat_id)",
    "CREATE INDEX ix_episodes_created_at ON episodes (created_at)",
    "CREATE INDEX ix_episodes_wanted ON episodes (next_at) WHERE state = 'wanted'",
    "CREATE INDEX ix_spoken_used_at ON spoken (used_at)",
)
_KINDS = {
    "sqlite": {
        "int": "INTEGER",
        "bytes": "BLOB",
        "end": "STRICT, WITHOUT ROWID",
        "blob_end": "STRICT",
    },
    "postgresql": {
        "int": "BIGINT",
        "bytes": "BYTEA",
        "end": "",
        "blob_end": "",
    },
}


def upgrade() -> None:
    """Make the tables as `store.schema.delivery_tables` has them."""
    bind = op.get_bind()
    kinds = _KINDS[bind.dialect.name]
    for table in (_EPISODES, _SPOKEN):
        bind.exec_driver_sql(table.format(**kinds))
    for index in _INDEXES:
        bind.exec_driver_sql(index)
