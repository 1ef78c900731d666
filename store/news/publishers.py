"""Publishers: whose stories came lately."""

from __future__ import annotations

from sqlalchemy import Connection

from store.engine.dialect import Sql

_RECENT = Sql(
    """SELECT publisher FROM stories WHERE joined_into IS NULL AND published_at >= :since AND publisher <> ''
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT CAST(:count AS bigint)"""
)


def recent(c: Connection, since: int, limit: int = 2000) -> list[str]:
    """Read the publishers of the stories since an instant, those with the most first."""
    return [str(row[0]) for row in _RECENT(c, since=since, count=limit)]
