"""Alembic's door: the program passes its connection, and the transaction around it is the program's own."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transactional_ddl=True
)
context.run_migrations()
