"""Migrated SQLite stores for tests: all are copies of one, since to migrate takes longer than most tests."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from store.schema.migrate import upgrade


@cache
def _template() -> bytes:
    """Return the file of a migrated, empty store."""
    with tempfile.TemporaryDirectory(prefix="jianbao-store-") as folder:
        path = Path(folder) / "store.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


def new_store(path: Path) -> str:
    """Write a migrated, empty store to a file that only its owner may read; return its address."""
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb"
    ) as file:
        file.write(_template())
    return f"sqlite:///{path}"
