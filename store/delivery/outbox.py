"""The outbox: every message that must reach Telegram, once and in order.

ready → claimed → started → sent, or failed. `claimed` was surely not sent; `started` may have been: Telegram has no
key that would tell. In one chat the order is (ready_at, id), and at most one message is in flight: the claim asks for
it, and the unique index `uq_outbox_inflight` makes it true for whatever runs beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from news.durations import DAY, HOUR
from news.models import Message
from store import quarantine
from store.delivery import message_texts, outcomes
from store.delivery.chat_locks import lock_chats
from store.delivery.failures import IS_FAILED
from store.delivery.message_texts import NO_TEXT, TEXT, Packed
from store.delivery.outcomes import UNFINISHED
from store.delivery.recovery import IN_FLIGHT
from store.engine.bulk_insert import BulkInsert
from store.engine.dialect import allocate, is_sqlite, pairs
from store.engine.statements import integers, rows_of
from store.records import Depth
from store.rows import AWAY, NewOutbox, OutboxKind, OutboxRow
from store.schema.columns import INTEGER
from store.schema.row_mapping import Shape, pack_message, unpack_message
from store.schema.tables import chats, outbox, seen, stories
from store.schema.work_tables import outbox_texts

SHAPE = Shape(OutboxRow, message=unpack_message, repeated=bool, silent=bool)

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

LIFETIMES: dict[OutboxKind, int] = {
    "digest": DAY,
    "alert": 6 * HOUR,
    "post": DAY,
    "follow-up": 2 * DAY,
    "broadcast": 2 * DAY,
    "notice": 2 * DAY,
}
"""Seconds for which a message is worth sending after its time, where nothing else is said."""


def row_of(
    row_id: int, item: NewOutbox, telegram_id: int, digest_id: int | None, packed: Packed, now: int
) -> tuple[object, ...]:
    """Give the values that `INSERT` writes for one message; `packed` is its text."""
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


def add(c: Connection, rows: Sequence[NewOutbox], now: int) -> list[int]:
    """Put messages in; give their ids in the same order, 0 for a chat that is gone meanwhile."""
    telegram_ids = lock_chats(c, [row.chat_id for row in rows])
    living = [row for row in rows if row.chat_id in telegram_ids]
    new_ids = allocate(c, "outbox", len(living))
    texts = message_texts.pack(c, [row.message for row in living], now)
    written = [
        row_of(row_id, row, telegram_ids[row.chat_id], None, packed, now)
        for row_id, row, packed in zip(new_ids, living, texts, strict=True)
    ]
    INSERT(c, written)
    unused_ids = iter(new_ids)
    return [next(unused_ids) if row.chat_id in telegram_ids else 0 for row in rows]


_NOW = bindparam("now", type_=INTEGER)
_busy, _first = outbox.alias("busy"), outbox.alias("first")
# The first row of a chat alone may go, and only while none of its rows is in flight. Rows that other claimers hold
# are skipped; what they are about to take still reads as `ready` here, so the rows behind it wait. LIMIT keeps
# PostgreSQL's planner from joining all rows in flight with all candidates: each candidate costs two index probes.
_IN_FLIGHT_ID = (
    select(_busy.c.id)
    .where(_busy.c.telegram_id == outbox.c.telegram_id, _busy.c.state.in_(["claimed", "started"]))
    .limit(literal_column("1"))
    .scalar_subquery()
)
_FIRST_ID = (
    select(_first.c.id)
    .where(_first.c.telegram_id == outbox.c.telegram_id, _first.c.state == "ready")
    .order_by(_first.c.ready_at, _first.c.id)
    .limit(literal_column("1"))
    .scalar_subquery()
)
_PICKED = (
    select(outbox.c.id)
    .where(
        outbox.c.state == "ready",
        outbox.c.ready_at <= _NOW,
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


def claim(c: Connection, *, now: int, limit: int, lease: int, owner: str) -> list[OutboxRow]:
    """Take the messages whose time has come, the earliest first, at most one a chat, for `lease` seconds.

    Fewer than `limit` come when chats are busy or other senders hold the rest. No row is ever given twice.
    """
    values = {"now": now, "until": now + lease, "count": limit, "by": owner}
    try:
        # PostgreSQL alone gives up the whole transaction for one statement that fails.
        with nullcontext() if is_sqlite(c) else c.begin_nested():
            ids = list(c.execute(_CLAIM, values).scalars())
    except IntegrityError:
        # Two claimers met in one chat between their looks; the other one has it.
        return []
    return _read(c, ids, now) if ids else []


# `OutboxRow` takes these from elsewhere: two of the chat, and the reply's story stands where its message will.
_FROM_ELSEWHERE = {
    "thread_id": chats.c.thread_id,
    "locale": chats.c.locale,
    "reply_to_message": outbox.c.reply_to_story,
    "message": TEXT,
}
_NAMES = [field.name for field in fields(OutboxRow)]
_REPLY = _NAMES.index("reply_to_message")
_READ = (
    select(
        *(_FROM_ELSEWHERE[name] if name in _FROM_ELSEWHERE else outbox.c[name] for name in _NAMES)
    )
    .join_from(outbox, chats, chats.c.id == outbox.c.chat_id)
    .outerjoin(outbox_texts, outbox_texts.c.id == outbox.c.text_id)
    .where(outbox.c.id.in_(integers("ids")))
    .order_by(outbox.c.ready_at, outbox.c.id)
)
_ASKED = rows_of("rows", id=int, chat=int, story=int).c
_REPLIES = select(_ASKED.id, outbox.c.message_id).where(
    stories.c.id == _ASKED.story,
    seen.c.chat_id == _ASKED.chat,
    seen.c.story_id == func.coalesce(stories.c.joined_into, stories.c.id),
    outbox.c.id == seen.c.outbox_id,
    outbox.c.message_id.is_not(None),
)


def _read(c: Connection, ids: Sequence[int], now: int) -> list[OutboxRow]:
    rows = c.execute(_READ, {"ids": ids}).all()
    asked = [(row.id, row.chat_id, row[_REPLY]) for row in rows if row[_REPLY] is not None]
    replies = pairs(c.execute(_REPLIES, {"rows": asked})) if asked else {}
    readable = []
    for row in rows:
        try:
            readable.append(_with_reply(row, replies.get(row.id)))
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            # One row that can't be read may not keep the others from their readers.
            reason = f"{type(fault).__name__}: {fault}"
            outcomes.failed(c, row.id, f"unreadable: {reason}", now)
            quarantine.note(c, "message", row.id, reason, now)
    return readable


def _with_reply(row: Row[*tuple[Any, ...]], reply_to: int | None) -> OutboxRow:
    return SHAPE.of((*row[:_REPLY], reply_to, *row[_REPLY + 1 :]))


_START = (
    update(outbox)
    .where(
        outbox.c.id.in_(integers("ids")),
        outbox.c.state == "claimed",
        or_(bindparam("by", type_=Text) == "", outbox.c.owner == bindparam("by", type_=Text)),
    )
    .values(
        state="started",
        lease_until=case(
            (bindparam("until", type_=INTEGER) > 0, bindparam("until", type_=INTEGER)),
            else_=outbox.c.lease_until,
        ),
    )
    .returning(outbox.c.id)
)


def start(
    c: Connection, ids: Sequence[int], now: int, *, owner: str = "", lease: int = 0
) -> list[int]:
    """Note, just before the call, that messages are being sent; give those that may be.

    A row that is missing from the answer was taken back meanwhile (its lease lapsed, its chat went): do not send it.
    `owner` guards against a row that lapsed and was claimed anew elsewhere; `lease` seconds renew the lease.
    """
    values = {"ids": ids, "by": owner, "until": now + lease if lease else 0}
    return sorted(c.execute(_START, values).scalars())


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
        chats.c.id.in_(select(outbox.c.chat_id).where(outbox.c.id.in_(integers("ids")))),
        or_(chats.c.muted_at > 0, _IS_AWAY),
    )
    .values(muted_at=0, state=case((_IS_AWAY, "active"), else_=chats.c.state))
)


def sent(c: Connection, results: Iterable[tuple[int, int]], now: int) -> None:
    """Note that messages were sent: (id, Telegram's message id) each."""
    rows = list(results)
    if rows:
        c.execute(_SENT, {"rows": rows, "now": now})
        c.execute(_REACHED, {"ids": [row_id for row_id, _ in rows]})


_MARKED = case((bindparam("mark", type_=INTEGER) == 1, 1), else_=outbox.c.repeated)
_AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), UNFINISHED)
    .values(
        state="ready",
        ready_at=bindparam("later"),
        error=bindparam("reason"),
        owner="",
        lease_until=0,
        repeated=_MARKED,
    )
    .returning(outbox.c.telegram_id, outbox.c.digest_id, outbox.c.sequence)
)
# What comes after it in its digest may not overtake it.
_BEHIND = (
    update(outbox)
    .where(
        outbox.c.telegram_id == bindparam("telegram"),
        outbox.c.digest_id == bindparam("digest"),
        outbox.c.state == "ready",
        tuple_(outbox.c.sequence, outbox.c.id)
        > tuple_(bindparam("place", type_=INTEGER), bindparam("row", type_=INTEGER)),
        outbox.c.ready_at < bindparam("later"),
    )
    .values(ready_at=bindparam("later"))
)


def reschedule(c: Connection, row_id: int, *, at: int, error: str, repeated: bool = False) -> None:
    """Put a message back to be tried at an instant; the later messages of its digest wait behind it.

    `repeated` says that it may have reached Telegram: it is sent silently then, and marked.
    """
    values = {"row": row_id, "later": at, "reason": error, "mark": int(repeated)}
    row = c.execute(_AGAIN, values).first()
    if row is None or row.digest_id is None:
        return
    behind = {"telegram": row.telegram_id, "digest": row.digest_id, "place": row.sequence}
    c.execute(_BEHIND, {**behind, "row": row_id, "later": at})


_GIVE_BACK = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), IN_FLIGHT)
    .values(state="ready", error=bindparam("reason"), owner="", lease_until=0, repeated=_MARKED)
)


def give_back(c: Connection, row_id: int, error: str, *, repeated: bool = False) -> None:
    """Put back a message that the connection failed, in its place: its time and its order stay as they were.

    `repeated` says that it may have reached Telegram.
    """
    c.execute(_GIVE_BACK, {"row": row_id, "reason": error, "mark": int(repeated)})


_REST = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("row"),
        outbox.c.state == "started",
        outbox.c.owner == bindparam("by"),
    )
    .values(
        state="ready",
        message=bindparam("rest"),
        text_id=None,
        attempts=0,
        repeated=0,
        error=bindparam("reason"),
        owner="",
        lease_until=0,
    )
)


def keep_rest(c: Connection, row_id: int, message: Message, error: str, *, owner: str) -> bool:
    """Note that the first part of a message was sent: what is left of it takes its row, and so keeps its place.

    False where the row was taken back meanwhile; the part then goes again with the whole, marked.
    """
    values = {"row": row_id, "rest": pack_message(message), "reason": error, "by": owner}
    return c.execute(_REST, values).rowcount == 1


def _count(condition: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(outbox).where(condition)


_READY = outbox.c.state == "ready"
_COUNT_READY, _COUNT_IN_FLIGHT, _COUNT_FAILED = map(_count, (_READY, IN_FLIGHT, IS_FAILED))
_OLDEST = select(func.min(outbox.c.ready_at)).where(_READY, outbox.c.ready_at <= _NOW)


def depth(c: Connection, now: int = 2**53) -> Depth:
    """Count what waits; `oldest_ready_at` looks at what is due by `now`."""
    return Depth(
        ready=c.execute(_COUNT_READY).scalar_one(),
        oldest_ready_at=c.execute(_OLDEST, {"now": now}).scalar(),
        inflight=c.execute(_COUNT_IN_FLIGHT).scalar_one(),
        failed=c.execute(_COUNT_FAILED).scalar_one(),
    )
