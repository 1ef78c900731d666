"""The assistant's library is tried on both databases."""

from __future__ import annotations

from tests.postgres import db, postgresql_server, sqlite_template, store_url

__all__ = ["db", "postgresql_server", "sqlite_template", "store_url"]
