"""The last check of each catalogue source."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from store.operations import key_value

NAME = "catalogue-checks"


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """One try of one source."""

    at: int
    # How many entries it listed; 0 where it failed.
    entries: int
    # Why it stays off; empty where it may be read.
    error: str = ""


def read(connection: Connection) -> dict[str, SourceCheck]:
    """Read the last try of each source, by its address; one that was never tried is missing."""
    kept = key_value.get(connection, NAME)
    rows = json.loads(kept) if kept else {}
    return {url: SourceCheck(*row) for url, row in rows.items()}


def record(
    connection: Connection,
    checks: dict[str, SourceCheck],
    listed: Collection[str],
    now: int,
) -> None:
    """Replace earlier checks; delete those of sources that the catalogue no longer lists."""
    known = read(connection) | checks
    rows = {
        url: [check.at, check.entries, check.error]
        for url, check in known.items()
        if url in listed
    }
    key_value.put(
        connection, NAME, json.dumps(rows, ensure_ascii=False).encode(), now
    )
