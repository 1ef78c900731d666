"""Digests: written whole, with their messages, their stories, and the chat's next due time."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from sqlalchemy import Connection, bindparam, case, select, update

from news.models import Message
from store.delivery import message_texts, outbox, seen
from store.delivery.chat_locks import lock_chats
from store.delivery.packed_picks import pack_picks, unpack_picks
from store.engine.bulk_insert import BulkInsert
from store.engine.dialect import allocate
from store.engine.statements import integers, rows_of
from store.records import SentDigest
from store.rows import NewDigest, NewOutbox
from store.schema.delivery_tables import digests
from store.schema.delivery_tables import seen as seen_rows
from store.schema.row_mapping import Shape
from store.schema.tables import chats, stories

INSERT = BulkInsert(
    digests,
    ("id", "chat_id", "local_date", "slot", "picks", "since", "created_at"),
)


SHAPE = Shape(SentDigest, digests, picks=unpack_picks)

_IDENTITY = rows_of("rows", chat=int, local_date=str, slot=int).c
_KNOWN = select(digests.c.chat_id, digests.c.local_date, digests.c.slot).where(
    digests.c.chat_id == _IDENTITY.chat,
    digests.c.local_date == _IDENTITY.local_date,
    digests.c.slot == _IDENTITY.slot,
)
_NEXT = rows_of("rows", id=int, at=int, covered=int).c
_MOVE = (
    update(chats)
    .where(chats.c.id == _NEXT.id)
    .values(
        next_due_at=_NEXT.at,
        lease_until=0,
        covered_at=case(
            (_NEXT.covered > 0, _NEXT.covered), else_=chats.c.covered_at
        ),
    )
)


def store_batch(
    connection: Connection,
    batch: Sequence[NewDigest],
    now: int,
    *,
    promise: bool = True,
) -> list[int | None]:
    """Write digests, each whole or not at all: row, seen stories, messages, and the chat's next
    due time.

    A digest is (chat, local date, slot): one that exists is not written again and gives None, as
    does one of a chat that is gone, and one without a slot: nothing was due. `next_due_at` moves in
    any case. Messages of one digest go in the order given. Without `promise`, as alerts want it, no
    chat's next digest moves.
    """
    telegram_ids = lock_chats(connection, [digest.chat_id for digest in batch])
    fresh = _fresh(connection, batch, telegram_ids)
    written = [digest for digest in fresh if digest is not None]
    ids = allocate(connection, "digests", len(written))
    _write(connection, written, ids, telegram_ids, now)
    if promise:
        covered = {digest.chat_id: now for digest in written}
        moves = [
            (d.chat_id, d.next_due_at, covered.get(d.chat_id, 0)) for d in batch
        ]
        connection.execute(_MOVE, {"rows": moves})
    unused_ids = iter(ids)
    return [None if digest is None else next(unused_ids) for digest in fresh]


def _fresh(
    connection: Connection, batch: Sequence[NewDigest], living: Container[int]
) -> list[NewDigest | None]:
    """Replace by None each digest that is known, not due, or of a deleted chat."""
    identities = [
        (digest.chat_id, digest.local_date, digest.slot) for digest in batch
    ]
    known = {
        tuple(row) for row in connection.execute(_KNOWN, {"rows": identities})
    }
    fresh: list[NewDigest | None] = []
    for digest, identity in zip(batch, identities, strict=True):
        is_new = (
            digest.slot >= 0
            and digest.chat_id in living
            and identity not in known
        )
        fresh.append(digest if is_new else None)
        known.add(identity)
    return fresh


def _write(
    connection: Connection,
    batch: Sequence[NewDigest],
    ids: Sequence[int],
    telegram_ids: Mapping[int, int],
    now: int,
) -> None:
    """Write digests, their messages and what they told, three inserts for the whole batch.

    `ids` are the digests' numbers in their order; `telegram_ids` maps chats to Telegram's.
    """
    messages = [item.message for digest in batch for item in digest.messages]
    message_ids = iter(allocate(connection, "outbox", len(messages)))
    texts = iter(message_texts.pack(connection, messages, now))
    rows = []
    sent = []
    told = []
    # Chats that are told alike hold one tuple of picks: it is packed once.
    packed: dict[int, str] = {}
    for digest_id, digest in zip(ids, batch, strict=True):
        picks = packed.get(id(digest.picks))
        if not digest.picks:
            picks = _bare_picks(digest)
        elif picks is None:
            picks = packed[id(digest.picks)] = pack_picks(digest.picks)
        identity = (digest_id, digest.chat_id, digest.local_date, digest.slot)
        rows.append((*identity, picks, digest.since or now, now))
        telegram_id = telegram_ids[digest.chat_id]
        numbers = []
        for item in digest.messages:
            number = next(message_ids)
            text = next(texts)
            sent.append(
                outbox.row_of(number, item, telegram_id, digest_id, text, now)
            )
            numbers.append(number)
        told += _told(digest, numbers, now)
    INSERT(connection, rows)
    outbox.INSERT(connection, sent)
    seen.INSERT(connection, told)


def _told(
    digest: NewDigest, numbers: Sequence[int], now: int
) -> list[tuple[int, int, int, int | None, int]]:
    """Return the rows of `seen`: each story of a digest with its message."""
    told_by: dict[int, int] = {}
    for number, item in zip(numbers, digest.messages, strict=True):
        told_by.update(dict.fromkeys(item.message.stories, number))
    chat = digest.chat_id
    message_of = told_by.get
    return [
        (chat, story, now, message_of(story), 0)
        for story in dict.fromkeys(digest.stories)
    ]


def _bare_picks(digest: NewDigest) -> str:
    """Pack the stories of a digest without reasons."""
    return pack_picks([(story, "", ()) for story in digest.stories])


_TOLD_BY = (
    update(seen_rows)
    .where(
        seen_rows.c.chat_id == bindparam("chat"),
        seen_rows.c.story_id.in_(integers("stories")),
    )
    .values(outbox_id=bindparam("message"))
)


def queue(
    connection: Connection, rows: Sequence[NewOutbox], now: int
) -> list[int]:
    """Put the messages of a requested digest into the outbox, and record their stories."""
    ids = outbox.add(connection, rows, now)
    for row, item in zip(ids, rows, strict=True):
        if row:
            told = {
                "message": row,
                "chat": item.chat_id,
                "stories": item.message.stories,
            }
            connection.execute(_TOLD_BY, told)
    return ids


def delivered(
    connection: Connection,
    chat_id: int,
    message: Message,
    message_id: int,
    now: int,
) -> None:
    """Record that an answer contained stories, by Telegram's message id, so that follow-ups can
    reply to it.
    """
    (row,) = queue(
        connection,
        [
            NewOutbox(
                chat_id=chat_id, kind="digest", message=message, ready_at=now
            )
        ],
        now,
    )
    outbox.sent(connection, [(row, message_id)] if row else [], now)


_RECENT = (
    select(*SHAPE.columns)
    .where(digests.c.chat_id == bindparam("chat"))
    .order_by(digests.c.created_at.desc(), digests.c.id.desc())
    .limit(bindparam("count"))
)


def recent_of_chat(
    connection: Connection, chat_id: int, limit: int
) -> list[SentDigest]:
    """Read a chat's last digests, the newest first."""
    return SHAPE.all(
        connection.execute(_RECENT, {"chat": chat_id, "count": limit})
    )


_GET = select(*SHAPE.columns).where(digests.c.id == bindparam("digest"))


def get(connection: Connection, digest_id: int) -> SentDigest | None:
    """Read a digest; None where it is too old to be kept."""
    return SHAPE.maybe(connection.execute(_GET, {"digest": digest_id}).first())


_LATER_NAMES = select(stories.c.id).where(
    stories.c.joined_into == bindparam("story")
)


def why(
    connection: Connection, chat_id: int, story_id: int
) -> tuple[str, tuple[str, ...]] | None:
    """Return why a chat got a story: the subscription that brought it, and reasons."""
    names = {
        story_id,
        *connection.execute(_LATER_NAMES, {"story": story_id}).scalars(),
    }
    for digest in recent_of_chat(connection, chat_id, 200):
        for story, subscription, reasons in digest.picks:
            if story in names:
                return subscription, reasons
    return None
