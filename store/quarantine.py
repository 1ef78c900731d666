"""What can't be worked with: a row or a chat whose fault would otherwise stop all others."""

from __future__ import annotations

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.records import Quarantined

_NOTE = Sql(
    """INSERT INTO quarantine (kind, item, reason, count, at) VALUES (:kind, :item, :reason, 1, :now)
    ON CONFLICT (kind, item) DO UPDATE SET reason = excluded.reason, count = quarantine.count + 1,
      at = excluded.at"""
)
_LIFT = Sql("DELETE FROM quarantine WHERE kind = :kind AND item IN :items[int]")
_LISTED = Sql(
    """SELECT kind, item, reason, count, at FROM quarantine ORDER BY at DESC, kind, item
    LIMIT CAST(:count AS bigint)"""
)
_COUNT = Sql("SELECT count(*) FROM quarantine")
LONGEST_REASON = 300


def note(c: Connection, kind: str, item: int, reason: str, now: int) -> None:
    """Note why a `message` or a `chat` (by its row's id) is left alone."""
    _NOTE(c, kind=kind, item=item, reason=reason[:LONGEST_REASON], now=now)


def lift(c: Connection, kind: str, items: list[int]) -> None:
    """Forget what works again."""
    _LIFT(c, kind=kind, items=items)


def listed(c: Connection, limit: int = 100) -> list[Quarantined]:
    """Read what is left alone, the newest first."""
    return [Quarantined(*row) for row in _LISTED(c, count=limit)]


def count(c: Connection) -> int:
    """Count what is left alone."""
    return int(_COUNT(c).scalar_one())
