"""The first tables, as SQL that later changes of `store.schema.tables` leave alone."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the SQL written for the connected database."""
    name = op.get_context().dialect.name
    script = Path(__file__).with_name(f"m0001_{name}.sql").read_text("utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement.strip())
