"""What is being read, and who follows a source, is looked up by an index: each claim of
due sources asks for both.
"""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"

_INDEXES = (
    "CREATE INDEX ix_sources_lease_until ON sources (lease_until)",
    "CREATE INDEX ix_subscriptions_source ON subscriptions (value) WHERE kind = 'source'",
)


def upgrade() -> None:
    """Add the two indexes."""
    for statement in _INDEXES:
        op.get_bind().exec_driver_sql(statement)
