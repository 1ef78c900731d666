"""Alembic's environment: the program passes its own connection and transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transactional_ddl=True
)
context.run_migrations()
