"""Sources are trusted or closed; what a closed one brings is seen by its own subscribers alone."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

_TABLES = (
    "ALTER TABLE sources ADD COLUMN trusted {int} DEFAULT 0 NOT NULL",
    "ALTER TABLE sources ADD COLUMN refused_at {int}",
    "ALTER TABLE sources ADD COLUMN unused_since {int}",
    "ALTER TABLE subscriptions ADD COLUMN alias TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE stories ADD COLUMN closed {int} DEFAULT 0 NOT NULL",
    "CREATE INDEX ix_stories_closed ON stories (id) WHERE closed > 0",
    """CREATE TABLE closed_terms (source_id {int} NOT NULL, term_id {int} NOT NULL, story_id {int} NOT NULL,
    CONSTRAINT pk_closed_terms PRIMARY KEY (source_id, term_id, story_id)) {end}""",
    "CREATE INDEX ix_closed_terms_story_id ON closed_terms (story_id)",
    "CREATE INDEX ix_closed_terms_term_id ON closed_terms (term_id)",
    """CREATE TABLE trust_changes (source_id {int} NOT NULL, at {int} DEFAULT 0 NOT NULL,
    CONSTRAINT pk_trust_changes PRIMARY KEY (source_id)) {end}""",
)
_FILL = (
    # Nothing is guessed: who added the others is not known for all of them.
    """UPDATE sources SET trusted = 1
    WHERE configured = 1 OR (private = 0 AND approved_at IS NOT NULL)""",
    # The start of the new program hides what only these tell, and writes their
    # stories anew.
    "INSERT INTO trust_changes (source_id, at) SELECT id, 0 FROM sources WHERE trusted = 0",
)


def upgrade() -> None:
    """Make the tables as `store.schema` has them, and fill them.

    A program before this one goes on: what it writes is settled by the start of the new one.
    """
    bind = op.get_bind()
    kinds = {
        "sqlite": ("INTEGER", "STRICT, WITHOUT ROWID"),
        "postgresql": ("BIGINT", ""),
    }
    kind, end = kinds[bind.dialect.name]
    for statement in _TABLES:
        bind.exec_driver_sql(statement.format(int=kind, end=end))
    for statement in _FILL:
        bind.exec_driver_sql(statement)
