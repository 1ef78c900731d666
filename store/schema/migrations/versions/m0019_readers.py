"""Votes belong to people, links can be kept, a subscription may have a label, a pause
may have an end.
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

_TABLES = {
    "sqlite": """
        CREATE TABLE votes (
            chat_id INTEGER NOT NULL, story_id INTEGER NOT NULL, telegram_id INTEGER NOT NULL,
            value INTEGER DEFAULT 0 NOT NULL, at INTEGER DEFAULT 0 NOT NULL,
            CONSTRAINT pk_votes PRIMARY KEY (chat_id, story_id, telegram_id),
            CONSTRAINT fk_votes_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE saved_links (
            chat_id INTEGER NOT NULL, url TEXT NOT NULL,
            title TEXT DEFAULT '' NOT NULL, at INTEGER DEFAULT 0 NOT NULL,
            CONSTRAINT pk_saved_links PRIMARY KEY (chat_id, url),
            CONSTRAINT fk_saved_links_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
        ) WITHOUT ROWID, STRICT""",
    "postgresql": """
        CREATE TABLE votes (
            chat_id BIGINT NOT NULL, story_id BIGINT NOT NULL, telegram_id BIGINT NOT NULL,
            value BIGINT DEFAULT 0 NOT NULL, at BIGINT DEFAULT 0 NOT NULL,
            CONSTRAINT pk_votes PRIMARY KEY (chat_id, story_id, telegram_id),
            CONSTRAINT fk_votes_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
        );
        CREATE TABLE saved_links (
            chat_id BIGINT NOT NULL, url TEXT NOT NULL,
            title TEXT DEFAULT '' NOT NULL, at BIGINT DEFAULT 0 NOT NULL,
            CONSTRAINT pk_saved_links PRIMARY KEY (chat_id, url),
            CONSTRAINT fk_saved_links_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
        )""",
}
_REST = """
    CREATE INDEX ix_votes_story_id ON votes (story_id);
    CREATE INDEX ix_votes_telegram_id ON votes (telegram_id);
    ALTER TABLE subscriptions ADD COLUMN label TEXT DEFAULT '' NOT NULL;
    ALTER TABLE chats ADD COLUMN resume_at {int} DEFAULT 0 NOT NULL;
    CREATE INDEX ix_chats_resume_at ON chats (resume_at) WHERE resume_at > 0"""


def upgrade() -> None:
    """Make the tables and the column as `store.schema` has them."""
    bind = op.get_bind()
    kind = {"sqlite": "INTEGER", "postgresql": "BIGINT"}[bind.dialect.name]
    script = f"{_TABLES[bind.dialect.name]};{_REST.format(int=kind)}"
    for statement in script.split(";"):
        bind.exec_driver_sql(statement)
