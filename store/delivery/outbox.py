"""Outbox: every message for Telegram, sent once and in order.

ready → claimed → started → sent, or failed. `claimed` was surely not sent; `started`
may have been: Telegram has no key that would tell. In one chat the order is (ready_at,
id), and at most one message is in flight: the claim asks for it, and the unique index
`uq_outbox_inflight` makes it true for whatever runs beside. A message that Telegram
wants later keeps its place: it is `ready` with a lease that names the time, and holds
back what comes after it in its chat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from news.durations import DAY, HOUR
from store.delivery import message_texts, outbox_reader
from store.delivery.chat_locks import lock_chats
from store.delivery.failures import IS_FAILED
from store.delivery.message_texts import NO_TEXT, Packed
from store.delivery.recovery import IN_FLIGHT
from store.engine.bulk_insert import BulkInsert
from store.engine.dialect import allocate, is_sqlite
from store.engine.driver_types import AnyColumn
from store.engine.statements import integers, rows_of
from store.records import Depth
from store.rows import AWAY, NewOutbox, OutboxKind, OutboxRow
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.tables import chats

INSERT = BulkInsert(
    outbox,
    (
        "id",
        "chat_id",
        "telegram_id",
        "kind",
        "message",
        "ready_at",
        "silent",
        "reply_to_story",
        "digest_id",
        "sequence",
        "broadcast",
        "due_at",
        "expires_at",
        "created_at",
        "text_id",
    ),
)

# Seconds for which a message is worth sending after its time, where nothing
# else is said.
LIFETIMES: dict[OutboxKind, int] = {
    "digest": DAY,
    "alert": 6 * HOUR,
    "post": DAY,
    "follow-up": 2 * DAY,
    "broadcast": 2 * DAY,
    "notice": 2 * DAY,
}
# The longest wait of a message, in seconds: a day's quiet hours, an hour of
# spreading, and one for the night when clocks go back.
LONGEST_WAIT = 27 * HOUR


def row_of(
    row_id: int,
    item: NewOutbox,
    telegram_id: int,
    digest_id: int | None,
    packed: Packed,
    now: int,
) -> tuple[object, ...]:
    """Return the values that `INSERT` writes for one message; `packed` is its text."""
    own_text, text_id = packed
    return (
        row_id,
        item.chat_id,
        telegram_id,
        item.kind,
        own_text,
        item.ready_at,
        int(item.silent),
        item.reply_to_story,
        item.digest_id if digest_id is None else digest_id,
        item.sequence,
        item.broadcast,
        item.due_at or item.ready_at,
        item.expires_at or item.ready_at + LIFETIMES[item.kind],
        now,
        text_id,
    )


def add(
    connection: Connection, rows: Sequence[NewOutbox], now: int
) -> list[int]:
    """Add messages; return their ids in the same order, 0 for a chat deleted meanwhile."""
    telegram_ids = lock_chats(connection, [row.chat_id for row in rows])
    living = [row for row in rows if row.chat_id in telegram_ids]
    new_ids = allocate(connection, "outbox", len(living))
    texts = message_texts.pack(connection, [row.message for row in living], now)
    written = [
        row_of(row_id, row, telegram_ids[row.chat_id], None, packed, now)
        for row_id, row, packed in zip(new_ids, living, texts, strict=True)
    ]
    INSERT(connection, written)
    unused_ids = iter(new_ids)
    return [
        next(unused_ids) if row.chat_id in telegram_ids else 0 for row in rows
    ]


_NOW = bindparam("now", type_=INTEGER)


def _may_go(lease: AnyColumn) -> AnyColumn:
    """Tell whether Telegram wants a message no later than now; a lease past the
    longest wait is the work of a clock that ran ahead.
    """
    return or_(lease <= _NOW, lease > _NOW + LONGEST_WAIT)


_busy = outbox.alias("busy")
_first = outbox.alias("first")
# The first row of a chat alone may go, and only while none of its rows is in
# flight. Rows that other claimers hold are skipped; what they are about to take
# still reads as `ready` here, so the rows behind it wait. LIMIT keeps
# PostgreSQL's planner from joining all rows in flight with all candidates: each
# candidate costs two index probes.
_IN_FLIGHT_ID = (
    select(_busy.c.id)
    .where(
        _busy.c.telegram_id == outbox.c.telegram_id,
        _busy.c.state.in_(["claimed", "started"]),
    )
    .limit(literal_column("1"))
    .scalar_subquery()
)
_FIRST = (
    select(_first.c.id)
    .where(
        _first.c.telegram_id == outbox.c.telegram_id, _first.c.state == "ready"
    )
    .order_by(_first.c.ready_at, _first.c.id)
    .limit(literal_column("1"))
)
_FIRST_ID = _FIRST.scalar_subquery()
_FIRST_LEASE = _FIRST.with_only_columns(_first.c.lease_until).scalar_subquery()
_PICKED = (
    select(outbox.c.id)
    .where(
        outbox.c.state == "ready",
        outbox.c.ready_at <= _NOW,
        _may_go(outbox.c.lease_until),
        or_(outbox.c.expires_at == 0, outbox.c.expires_at > _NOW),
        _IN_FLIGHT_ID.is_(None),
        outbox.c.id == _FIRST_ID,
    )
    .order_by(outbox.c.ready_at, outbox.c.id)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
    .cte("picked")
    .prefix_with("MATERIALIZED")
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_PICKED.c.id)))
    .values(
        state="claimed",
        owner=bindparam("by"),
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
    .returning(outbox.c.id)
)


def claim(
    connection: Connection, *, now: int, limit: int, lease: int, owner: str
) -> list[OutboxRow]:
    """Claim the messages whose time has come, earliest first, at most one for each chat,
    for `lease` seconds.

    Fewer than `limit` come when chats are busy or other senders hold the rest. No row
    is ever given twice.
    """
    values = {"now": now, "until": now + lease, "count": limit, "by": owner}
    try:
        # PostgreSQL alone gives up the whole transaction for one statement that
        # fails.
        with (
            nullcontext()
            if is_sqlite(connection)
            else connection.begin_nested()
        ):
            ids = list(connection.execute(_CLAIM, values).scalars())
    except IntegrityError:
        # Two claimers met in one chat between their looks; the other one has
        # it.
        return []
    if ids:
        return outbox_reader.read(connection, ids, now)
    return []


_START = (
    update(outbox)
    .where(
        outbox.c.id.in_(integers("ids")),
        outbox.c.state == "claimed",
        or_(
            bindparam("by", type_=Text) == "",
            outbox.c.owner == bindparam("by", type_=Text),
        ),
    )
    .values(
        state="started",
        lease_until=case(
            (
                bindparam("until", type_=INTEGER) > 0,
                bindparam("until", type_=INTEGER),
            ),
            else_=outbox.c.lease_until,
        ),
    )
    .returning(outbox.c.id)
)


def start(
    connection: Connection,
    ids: Sequence[int],
    now: int,
    *,
    owner: str = "",
    lease: int = 0,
) -> list[int]:
    """Record, just before the call, that messages are being sent; return those that may be.

    A row that is missing from the answer was taken back meanwhile (its lease lapsed,
    its chat went): do not send it. `owner` guards against a row that lapsed and was
    claimed anew elsewhere; `lease` seconds renew the lease.
    """
    values = {"ids": ids, "by": owner, "until": now + lease if lease else 0}
    return sorted(connection.execute(_START, values).scalars())


_ARRIVED = rows_of("rows", id=int, message=int).c
_SENT = (
    update(outbox)
    .where(outbox.c.id == _ARRIVED.id, outbox.c.state != "sent")
    .values(
        state="sent",
        message_id=_ARRIVED.message,
        finished_at=bindparam("now"),
        error="",
        message=NO_TEXT,
        text_id=None,
    )
)
# Who was reached is not lost, whatever was thought of the chat before.
_IS_AWAY = chats.c.state.in_(sorted(AWAY))
_REACHED = (
    update(chats)
    .where(
        chats.c.id.in_(
            select(outbox.c.chat_id).where(outbox.c.id.in_(integers("ids")))
        ),
        or_(chats.c.muted_at > 0, _IS_AWAY),
    )
    .values(muted_at=0, state=case((_IS_AWAY, "active"), else_=chats.c.state))
)


def sent(
    connection: Connection, results: Iterable[tuple[int, int]], now: int
) -> None:
    """Record that messages were sent: (id, Telegram's message id) each."""
    rows = list(results)
    if rows:
        connection.execute(_SENT, {"rows": rows, "now": now})
        connection.execute(_REACHED, {"ids": [row_id for row_id, _ in rows]})


_READY = outbox.c.state == "ready"
_COUNT = select(func.count()).select_from(outbox)
_COUNT_READY = _COUNT.where(_READY)
_COUNT_IN_FLIGHT = _COUNT.where(IN_FLIGHT)
_COUNT_FAILED = _COUNT.where(IS_FAILED)
# A chat that Telegram holds back is not late.
_OLDEST = (
    select(outbox.c.ready_at)
    .where(_READY, outbox.c.ready_at <= _NOW, _may_go(_FIRST_LEASE))
    .order_by(outbox.c.ready_at)
    .limit(1)
)


def depth(connection: Connection, now: int = 2**53) -> Depth:
    """Count waiting messages; `oldest_ready_at` covers those due by `now`."""
    return Depth(
        ready=connection.execute(_COUNT_READY).scalar_one(),
        oldest_ready_at=connection.execute(_OLDEST, {"now": now}).scalar(),
        inflight=connection.execute(_COUNT_IN_FLIGHT).scalar_one(),
        failed=connection.execute(_COUNT_FAILED).scalar_one(),
    )
