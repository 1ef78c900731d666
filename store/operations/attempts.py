"""Which work was begun and not ended: what its worker died of is seen here, and parked after some tries."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from store.engine.dialect import Sql, pairs

_BEGIN = Sql(
    """INSERT INTO attempts (queue, item, count, at) SELECT :queue, t.id, 1, t.now
    FROM ROWS :rows(id int, now int) AS t WHERE true
    ON CONFLICT (queue, item) DO UPDATE SET count = attempts.count + 1, at = excluded.at RETURNING item, count"""
)
_END = Sql("DELETE FROM attempts WHERE queue = :queue AND item IN :ids[int]")
_FALLEN = Sql("SELECT item FROM attempts WHERE queue = :queue AND item IN :ids[int]")

# pgqueuer takes a finished job out of its queue and keeps a record of it, which would grow for ever.
_FORGET = Sql("DELETE FROM pgqueuer_log WHERE created < to_timestamp(CAST(:before AS bigint))")


def begin(c: Connection, queue: str, ids: Sequence[int], now: int) -> dict[int, int]:
    """Count a try of each; give how many there were with this one."""
    return pairs(_BEGIN(c, queue=queue, rows=[(each, now) for each in sorted(ids)])) if ids else {}


def end(c: Connection, queue: str, ids: Sequence[int]) -> None:
    """Forget the tries of work that came to its end, a good one or not."""
    _END(c, queue=queue, ids=sorted(ids))


def fallen(c: Connection, queue: str, ids: Sequence[int]) -> set[int]:
    """Tell which of these were begun before and not ended: each of them is tried alone."""
    return set(_FALLEN(c, queue=queue, ids=ids).scalars())


def forget_finished(c: Connection, before: int) -> int:
    """Delete the queue's records of jobs that were finished before an instant; give how many."""
    return _FORGET(c, before=before).rowcount
