"""The outbox: every message that must reach Telegram, once and in order.

ready → claimed → started → sent, or failed. `claimed` was surely not sent; `started` may have been: Telegram has no
key that would tell. In one chat the order is (ready_at, id), and at most one message is in flight: the claim asks for
it, and the unique index `uq_outbox_inflight` makes it true for whatever runs beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from news.models import Message
from store import quarantine
from store.delivery import outcomes
from store.engine.dialect import Insert, Sql, allocate, is_sqlite, pairs
from store.records import Broadcast, Depth, Failure
from store.rows import AWAY, NO_LEASE, NewOutbox, OutboxKind, OutboxRow
from store.schema.row_mapping import Shape, pack_message, unpack_message

SHAPE = Shape(OutboxRow, message=unpack_message, repeated=bool, silent=bool)
COLUMNS = """o.id, o.chat_id, o.telegram_id, c.thread_id, o.kind, o.message, o.state, o.ready_at, o.attempts,
    o.repeated, o.silent, o.reply_to_story, o.digest_id, o.sequence, o.message_id, o.error, c.locale"""
"""In `OutboxRow`'s order; the story to reply to stands where the message to reply to will."""

INSERT = Insert(
    "outbox",
    "id int, chat_id int, telegram_id int, kind text, message text, ready_at int, silent int, reply_to_story int, "
    "digest_id int, sequence int, broadcast text, due_at int, expires_at int, created_at int",
)
_TELEGRAM_IDS = Sql(
    "SELECT id, telegram_id FROM chats WHERE id IN :ids[int] ORDER BY id FOR UPDATE"
)

# The first row of a chat alone may go, and only while none of its rows is in flight. Rows that other claimers hold
# are skipped; what they are about to take still reads as `ready` here, so the rows behind it wait. LIMIT keeps
# PostgreSQL's planner from joining all rows in flight with all candidates: each candidate costs two index probes.
_PICK = """SELECT r.id FROM outbox r WHERE r.state = 'ready' AND r.ready_at <= :now
    AND (r.expires_at = 0 OR r.expires_at > :now)
    AND (SELECT w.id FROM outbox w WHERE w.telegram_id = r.telegram_id AND w.state IN ('claimed', 'started') LIMIT 1)
      IS NULL
    AND (SELECT b.id FROM outbox b WHERE b.telegram_id = r.telegram_id AND b.state = 'ready'
      ORDER BY b.ready_at, b.id LIMIT 1) = r.id
    ORDER BY r.ready_at, r.id LIMIT CAST(:count AS bigint) FOR UPDATE SKIP LOCKED"""
_CLAIM = Sql(
    f"""WITH picked AS MATERIALIZED ({_PICK})
    UPDATE outbox SET state = 'claimed', owner = :owner, lease_until = :until, attempts = attempts + 1
    WHERE id IN (SELECT id FROM picked) RETURNING id"""
)
_READ = Sql(
    f"SELECT {COLUMNS} FROM outbox o JOIN chats c ON c.id = o.chat_id WHERE o.id IN :ids[int]"
)
_REPLIES = Sql(
    """SELECT t.id, m.message_id FROM ROWS :rows(id int, chat int, story int) AS t
    JOIN stories a ON a.id = t.story
    JOIN seen s ON s.chat_id = t.chat AND s.story_id = coalesce(a.joined_into, a.id)
    JOIN outbox m ON m.id = s.outbox_id WHERE m.message_id IS NOT NULL"""
)
_START = Sql(
    """UPDATE outbox SET state = 'started', lease_until = CASE WHEN CAST(:until AS bigint) > 0
      THEN CAST(:until AS bigint) ELSE lease_until END
    WHERE id IN :ids[int] AND state = 'claimed' AND (CAST(:owner AS text) = '' OR owner = :owner) RETURNING id"""
)
_SENT = Sql(
    """UPDATE outbox SET state = 'sent', message_id = t.message, finished_at = t.now, error = ''
    FROM ROWS :rows(id int, message int, now int) AS t WHERE outbox.id = t.id AND outbox.state <> 'sent'"""
)
# Who was reached is not lost, whatever was thought of the chat before.
_REACHED = Sql(
    """UPDATE chats SET muted_at = 0, state = CASE WHEN state IN :away[text] THEN 'active' ELSE state END
    WHERE id IN (SELECT chat_id FROM outbox WHERE id IN :ids[int]) AND (muted_at > 0 OR state IN :away[text])"""
)
_AGAIN = Sql(
    """UPDATE outbox SET state = 'ready', ready_at = :at, error = :error, owner = '', lease_until = 0,
    repeated = CASE WHEN CAST(:repeated AS bigint) = 1 THEN 1 ELSE repeated END
    WHERE id = :id AND state IN ('ready', 'claimed', 'started') RETURNING telegram_id, digest_id, sequence"""
)
# What comes after it in its digest may not overtake it.
_BEHIND = Sql(
    """UPDATE outbox SET ready_at = :at WHERE telegram_id = :telegram AND digest_id = :digest AND state = 'ready'
    AND (sequence, id) > (CAST(:sequence AS bigint), CAST(:id AS bigint)) AND ready_at < :at"""
)
# What may have arrived goes once more, marked; what may have arrived twice is settled as sent.
_BACK = """UPDATE outbox SET owner = '', lease_until = 0,
    state = CASE WHEN state = 'started' AND repeated = 1 THEN 'sent' ELSE 'ready' END,
    finished_at = CASE WHEN state = 'started' AND repeated = 1 THEN CAST(:now AS bigint) END,
    error = CASE WHEN state = 'started' AND repeated = 1 THEN 'perhaps sent' ELSE error END,
    repeated = CASE WHEN state = 'started' THEN 1 ELSE repeated END
    WHERE state IN ('claimed', 'started')"""
_RELEASE = Sql(f"{_BACK} AND owner = :owner")
_RECOVER = Sql(
    f"""{_BACK} AND (CAST(:everything AS bigint) = 1 OR lease_until <= :now OR lease_until > :never)"""
)
_GIVE_BACK = Sql(
    """UPDATE outbox SET state = 'ready', error = :error, owner = '', lease_until = 0,
    repeated = CASE WHEN CAST(:repeated AS bigint) = 1 THEN 1 ELSE repeated END
    WHERE id = :id AND state IN ('claimed', 'started')"""
)
_RENEW = Sql(
    "UPDATE outbox SET lease_until = :until WHERE state IN ('claimed', 'started') AND owner = :owner"
)
# Behind what waits before it in its digest: nothing may overtake.
_NEARER = Sql(
    """UPDATE outbox SET ready_at = coalesce((SELECT max(b.ready_at) FROM outbox b
      WHERE b.telegram_id = outbox.telegram_id AND b.digest_id = outbox.digest_id AND b.state = 'ready'
      AND b.ready_at > :now AND b.ready_at <= :far AND (b.sequence, b.id) < (outbox.sequence, outbox.id)), :now)
    WHERE state = 'ready' AND ready_at > :far"""
)
_REST = Sql(
    """UPDATE outbox SET state = 'ready', message = :message, attempts = 0, repeated = 0, error = :error, owner = '',
    lease_until = 0 WHERE id = :id AND state = 'started' AND owner = :owner"""
)
_NEXT = Sql("SELECT min(ready_at) FROM outbox WHERE state = 'ready'")
_DEPTH = (
    Sql("SELECT count(*) FROM outbox WHERE state = 'ready'"),
    Sql("SELECT min(ready_at) FROM outbox WHERE state = 'ready' AND ready_at <= :now"),
    Sql("SELECT count(*) FROM outbox WHERE state IN ('claimed', 'started')"),
    Sql("SELECT count(*) FROM outbox WHERE finished_at IS NOT NULL AND state = 'failed'"),
)
_CANCEL = Sql(
    """UPDATE outbox SET state = 'failed', error = 'cancelled', finished_at = :now
    WHERE broadcast = :broadcast AND broadcast <> '' AND state = 'ready'"""
)
_PRUNE = Sql(
    """DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE finished_at IS NOT NULL AND finished_at < :before
    ORDER BY finished_at LIMIT CAST(:count AS bigint))"""
)

_FAILURES = Sql(
    """SELECT id, chat_id, kind, error, attempts, finished_at FROM outbox WHERE state = 'failed' AND finished_at IS NOT NULL
    ORDER BY finished_at DESC, id DESC LIMIT CAST(:count AS bigint)"""
)
_RETRY = Sql(
    """UPDATE outbox SET state = 'ready', attempts = 0, error = '', finished_at = NULL, ready_at = :now, owner = '',
    expires_at = CAST(:now AS bigint) + 86400 WHERE id = :id AND state = 'failed'"""
)
_PROGRESS = Sql(
    "SELECT state, count(*) FROM outbox WHERE broadcast = :broadcast AND broadcast <> '' GROUP BY state"
)
_BROADCASTS = Sql(
    """SELECT broadcast, min(created_at), count(*), sum(CASE WHEN state = 'sent' THEN 1 ELSE 0 END),
    sum(CASE WHEN state = 'ready' THEN 1 ELSE 0 END) FROM outbox WHERE broadcast <> '' GROUP BY broadcast ORDER BY 2 DESC"""
)


HOUR, DAY = 3600, 86_400
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
    row_id: int, item: NewOutbox, telegram_id: int, digest_id: int | None, now: int
) -> tuple[object, ...]:
    """Give the values that `INSERT` writes for one message."""
    return (
        row_id,
        item.chat_id,
        telegram_id,
        item.kind,
        pack_message(item.message),
        item.ready_at,
        int(item.silent),
        item.reply_to_story,
        item.digest_id if digest_id is None else digest_id,
        item.sequence,
        item.broadcast,
        item.due_at or item.ready_at,
        item.expires_at or item.ready_at + LIFETIMES[item.kind],
        now,
    )


def add(c: Connection, rows: Sequence[NewOutbox], now: int) -> list[int]:
    """Put messages in; give their ids in the same order, 0 for a chat that is gone meanwhile."""
    telegram = pairs(_TELEGRAM_IDS(c, ids=[row.chat_id for row in rows]))
    living = [row for row in rows if row.chat_id in telegram]
    ids = iter(allocate(c, "outbox", len(living)))
    given = [next(ids) if row.chat_id in telegram else 0 for row in rows]
    INSERT(
        c,
        [
            row_of(i, row, telegram[row.chat_id], None, now)
            for i, row in zip(given, rows, strict=True)
            if i
        ],
    )
    return given


def claim(c: Connection, *, now: int, limit: int, lease: int, owner: str) -> list[OutboxRow]:
    """Take the messages whose time has come, the earliest first, at most one a chat, for `lease` seconds.

    Fewer than `limit` come when chats are busy or other senders hold the rest. No row is ever given twice.
    """
    try:
        # PostgreSQL alone gives up the whole transaction for one statement that fails.
        with nullcontext() if is_sqlite(c) else c.begin_nested():
            ids = list(_CLAIM(c, now=now, until=now + lease, count=limit, owner=owner).scalars())
    except IntegrityError:
        # Two claimers met in one chat between their looks; the other one has it.
        return []
    return _read(c, ids, now) if ids else []


def _read(c: Connection, ids: Sequence[int], now: int) -> list[OutboxRow]:
    rows = sorted(_READ(c, ids=ids).all(), key=lambda row: (row.ready_at, row.id))
    asked = [
        (row.id, row.chat_id, row.reply_to_story) for row in rows if row.reply_to_story is not None
    ]
    replies = pairs(_REPLIES(c, rows=asked)) if asked else {}
    found = []
    for row in rows:
        try:
            found.append(SHAPE.of((*row[:11], replies.get(row.id), *row[12:])))
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            # One row that can't be read may not keep the others from their readers.
            outcomes.failed(c, row.id, f"unreadable: {type(fault).__name__}: {fault}", now)
            quarantine.note(c, "message", row.id, f"{type(fault).__name__}: {fault}", now)
    return found


def start(
    c: Connection, ids: Sequence[int], now: int, *, owner: str = "", lease: int = 0
) -> list[int]:
    """Note, just before the call, that messages are being sent; give those that may be.

    A row that is missing from the answer was taken back meanwhile (its lease lapsed, its chat went): do not send it.
    `owner` guards against a row that lapsed and was claimed anew elsewhere; `lease` seconds renew the lease.
    """
    return sorted(_START(c, ids=ids, owner=owner, until=now + lease if lease else 0).scalars())


def sent(c: Connection, results: Iterable[tuple[int, int]], now: int) -> None:
    """Note that messages were sent: (id, Telegram's message id) each."""
    rows = [(row, message, now) for row, message in results]
    if rows:
        _SENT(c, rows=rows)
        _REACHED(c, ids=[row for row, _, _ in rows], away=list(AWAY))


def reschedule(c: Connection, row_id: int, *, at: int, error: str, repeated: bool = False) -> None:
    """Put a message back to be tried at an instant; the later messages of its digest wait behind it.

    `repeated` says that it may have reached Telegram: it is sent silently then, and marked.
    """
    row = _AGAIN(c, id=row_id, at=at, error=error, repeated=int(repeated)).first()
    if row is not None and row.digest_id is not None:
        _BEHIND(
            c,
            id=row_id,
            at=at,
            telegram=row.telegram_id,
            digest=row.digest_id,
            sequence=row.sequence,
        )


def release(c: Connection, owner: str, now: int) -> int:
    """Give back all that a sender holds, at its end; give how many.

    `started` ones come back as repeated; one that was repeated already is settled as perhaps sent.
    """
    return _RELEASE(c, owner=owner, now=now).rowcount


def give_back(c: Connection, row_id: int, error: str, *, repeated: bool = False) -> None:
    """Put back a message that the connection failed, in its place: its time and its order stay as they were.

    `repeated` says that it may have reached Telegram.
    """
    _GIVE_BACK(c, id=row_id, error=error, repeated=int(repeated))


def recover(c: Connection, now: int, *, everything: bool = False) -> int:
    """Take back what lapsed: `claimed` becomes ready, `started` ready and repeated; give how many.

    `everything` takes leases that still run too: for the start of the one process of a SQLite installation, where
    nobody else can hold one.
    """
    return _RECOVER(c, now=now, never=now + NO_LEASE, everything=int(everything)).rowcount


def renew(c: Connection, owner: str, until: int) -> int:
    """Hold all that a living sender has in the air until an instant; give how many."""
    return _RENEW(c, owner=owner, until=until).rowcount


def pull_forward(c: Connection, now: int, far: int) -> int:
    """Make ready now what waits past `far`, in order within its digest; give how many.

    For a clock that jumped ahead and back: whatever was given a time meanwhile would wait for as long as the jump was.
    """
    return _NEARER(c, now=now, far=far).rowcount


def keep_rest(c: Connection, row_id: int, message: Message, error: str, *, owner: str) -> bool:
    """Note that the first part of a message was sent: what is left of it takes its row, and so keeps its place.

    False where the row was taken back meanwhile; the part then goes again with the whole, marked.
    """
    return (
        _REST(c, id=row_id, message=pack_message(message), error=error, owner=owner).rowcount == 1
    )


def next_ready(c: Connection) -> int | None:
    """Tell when the next message's time comes."""
    found: int | None = _NEXT(c).scalar()
    return found


def depth(c: Connection, now: int = 2**53) -> Depth:
    """Count what waits; `oldest_ready_at` looks at what is due by `now`."""
    ready, oldest, inflight, failed_rows = _DEPTH
    return Depth(
        ready(c).scalar_one(),
        oldest(c, now=now).scalar(),
        inflight(c).scalar_one(),
        failed_rows(c).scalar_one(),
    )


def cancel_broadcast(c: Connection, broadcast: str, now: int) -> int:
    """Stop what is left of a broadcast; give how many messages will not be sent."""
    return _CANCEL(c, broadcast=broadcast, now=now).rowcount


def prune(c: Connection, before: int, limit: int = 5000) -> int:
    """Delete at most `limit` messages that were finished before an instant; give how many."""
    return _PRUNE(c, before=before, count=limit).rowcount


def failures(c: Connection, limit: int) -> list[Failure]:
    """Read the messages that failed for good, the newest first; never their text."""
    return [Failure(*row) for row in _FAILURES(c, count=limit)]


def retry(c: Connection, row_id: int, now: int) -> bool:
    """Send a failed message once more; False where it is not kept any more."""
    return _RETRY(c, id=row_id, now=now).rowcount == 1


def progress(c: Connection, broadcast: str) -> dict[str, int]:
    """Count a broadcast's messages by state."""
    return {str(state): int(count) for state, count in _PROGRESS(c, broadcast=broadcast)}


def broadcasts(c: Connection) -> list[Broadcast]:
    """Read the broadcasts whose messages are kept, the newest first."""
    return [
        Broadcast(name, int(at), int(every), int(sent_), int(left))
        for name, at, every, sent_, left in _BROADCASTS(c)
    ]
