"""Which work began and did not end: work that killed its worker several times is set aside."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, text

from store.engine.dialect import pairs
from store.engine.statements import integers, upsert
from store.schema.work_tables import attempts

_OF_QUEUE = attempts.c.queue == bindparam("queue")
_TRY = upsert(attempts)
_BEGIN = _TRY.on_conflict_do_update(
    index_elements=["queue", "item"],
    set_={"count": attempts.c.count + 1, "at": _TRY.excluded.at},
)
_AMONG = attempts.c.item.in_(integers("ids"))
_COUNTS = select(attempts.c.item, attempts.c.count).where(_OF_QUEUE, _AMONG)


def begin(
    connection: Connection, queue: str, ids: Sequence[int], now: int
) -> dict[int, int]:
    """Count a try of each; return how many there were with this one."""
    if not ids:
        return {}
    rows = [
        {"queue": queue, "item": item, "count": 1, "at": now}
        for item in sorted(ids)
    ]
    connection.execute(_BEGIN, rows)
    return pairs(connection.execute(_COUNTS, {"queue": queue, "ids": ids}))


_END = delete(attempts).where(_OF_QUEUE, _AMONG)


def end(connection: Connection, queue: str, ids: Sequence[int]) -> None:
    """Forget the tries of work that came to its end, a good one or not."""
    connection.execute(_END, {"queue": queue, "ids": sorted(ids)})


_FALLEN = select(attempts.c.item).where(_OF_QUEUE, _AMONG)


def fallen(connection: Connection, queue: str, ids: Sequence[int]) -> set[int]:
    """Return which of these were begun before and did not end: each is tried alone."""
    return set(
        connection.execute(_FALLEN, {"queue": queue, "ids": ids}).scalars()
    )


# pgqueuer takes a finished job out of its queue and keeps a record of it, which
# would grow for ever. The table is pgqueuer's own, so it has no place in the
# schema.
_FORGET = text(
    "DELETE FROM pgqueuer_log WHERE created < to_timestamp(CAST(:before AS bigint))"
)


def forget_finished(connection: Connection, before: int) -> int:
    """Delete the queue's records of jobs that were finished before an instant; return how many."""
    return connection.execute(_FORGET, {"before": before}).rowcount
