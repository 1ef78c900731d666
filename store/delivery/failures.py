"""Messages that failed for good: shown to the operator, and sent again on request."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, select, update

from news.durations import DAY
from store.records import Failure
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.row_mapping import Shape

SHAPE = Shape(Failure, outbox)
# The index holds finished rows alone: the first half lets planners use it.
IS_FAILED = and_(outbox.c.finished_at.is_not(None), outbox.c.state == "failed")
# For how long a retried message is worth sending.
RETRY_SECONDS = DAY

_LATEST = (
    select(*SHAPE.columns)
    .where(IS_FAILED)
    .order_by(outbox.c.finished_at.desc(), outbox.c.id.desc())
    .limit(bindparam("count"))
)


def latest(connection: Connection, limit: int) -> list[Failure]:
    """Read the messages that failed for good, newest first; never their text."""
    return SHAPE.all(connection.execute(_LATEST, {"count": limit}))


_NOW = bindparam("now", type_=INTEGER)
_RETRY = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == "failed")
    .values(
        state="ready",
        attempts=0,
        error="",
        finished_at=None,
        ready_at=_NOW,
        owner="",
        expires_at=_NOW + RETRY_SECONDS,
    )
)


def retry(connection: Connection, row_id: int, now: int) -> bool:
    """Send a failed message again; return False if it is no longer stored."""
    return connection.execute(_RETRY, {"row": row_id, "now": now}).rowcount == 1
