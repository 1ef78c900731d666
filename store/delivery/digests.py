"""Digests: written whole, with their messages, what they told and when the chat is due next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import orjson
from sqlalchemy import Connection

from news.models import Message
from store.delivery import outbox, seen
from store.engine.dialect import Insert, Sql, allocate, pairs
from store.records import SentDigest
from store.rows import NewDigest, NewOutbox
from store.schema.row_mapping import Shape, dump

_LOCK = Sql("SELECT id, telegram_id FROM chats WHERE id IN :ids[int] ORDER BY id FOR UPDATE")
_KNOWN = Sql(
    """SELECT d.chat_id, d.local_date, d.slot FROM ROWS :rows(chat int, local_date text, slot int) AS t
    JOIN digests d ON d.chat_id = t.chat AND d.local_date = t.local_date AND d.slot = t.slot"""
)
_INSERT = Insert(
    "digests",
    "id int, chat_id int, local_date text, slot int, picks text, since int, created_at int",
)
_DUE = Sql(
    """UPDATE chats SET next_due_at = t.at, lease_until = 0,
    covered_at = CASE WHEN t.covered > 0 THEN t.covered ELSE covered_at END
    FROM ROWS :rows(id int, at int, covered int) AS t WHERE chats.id = t.id"""
)


def _picks(data: str) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    return tuple(
        (int(story), str(brought), tuple(reasons)) for story, brought, reasons in orjson.loads(data)
    )


SHAPE = Shape(SentDigest, picks=_picks)
_RECENT = Sql(
    f"""SELECT {SHAPE.names()} FROM digests WHERE chat_id = :chat
    ORDER BY created_at DESC, id DESC LIMIT CAST(:count AS bigint)"""
)
_GET = Sql(f"SELECT {SHAPE.names()} FROM digests WHERE id = :id")
_TOLD_BY = Sql(
    "UPDATE seen SET outbox_id = :row WHERE chat_id = :chat AND story_id IN :stories[int]"
)
_LATER_NAMES = Sql("SELECT id FROM stories WHERE joined_into = :story")


def store_batch(
    c: Connection, digests: Sequence[NewDigest], now: int, *, promise: bool = True
) -> list[int | None]:
    """Write digests, whole or not at all: their rows, told stories, messages, and when each chat is due next.

    A digest is (chat, local date, slot): one that exists is not written again and gives None, as does one of a chat
    that is gone, and one without a slot: nothing was due. `next_due_at` moves in any case. Messages of one digest go in
    the order given. Without `promise`, as alerts want it, no chat's next digest moves.
    """
    chats = pairs(_LOCK(c, ids=sorted({d.chat_id for d in digests})))
    known = {
        tuple(row) for row in _KNOWN(c, rows=[(d.chat_id, d.local_date, d.slot) for d in digests])
    }
    fresh: list[NewDigest | None] = []
    for digest in digests:
        identity = (digest.chat_id, digest.local_date, digest.slot)
        told = digest.slot >= 0 and digest.chat_id in chats and identity not in known
        fresh.append(digest if told else None)
        known.add(identity)
    written = [digest for digest in fresh if digest is not None]
    ids = allocate(c, "digests", len(written))
    _write(c, written, ids, chats, now)
    if promise:
        covered = {digest.chat_id: now for digest in written}
        _DUE(c, rows=[(d.chat_id, d.next_due_at, covered.get(d.chat_id, 0)) for d in digests])
    given = iter(ids)
    return [None if digest is None else next(given) for digest in fresh]


def _write(
    c: Connection, digests: Sequence[NewDigest], ids: Sequence[int], chats: dict[int, int], now: int
) -> None:
    messages = iter(allocate(c, "outbox", sum(len(digest.messages) for digest in digests)))
    rows, sent, told = [], [], []
    for digest_id, digest in zip(ids, digests, strict=True):
        picks = digest.picks or tuple((story, "", ()) for story in digest.stories)
        name = (digest_id, digest.chat_id, digest.local_date, digest.slot)
        rows.append((*name, dump(picks), digest.since or now, now))
        teller: dict[int, int] = {}
        for item, message_id in zip(
            digest.messages, islice(messages, len(digest.messages)), strict=True
        ):
            sent.append(outbox.row_of(message_id, item, chats[digest.chat_id], digest_id, now))
            teller.update(dict.fromkeys(item.message.stories, message_id))
        told += [
            (digest.chat_id, story, now, teller.get(story), 0)
            for story in dict.fromkeys(digest.stories)
        ]
    _INSERT(c, rows)
    outbox.INSERT(c, sent)
    seen.INSERT(c, told)


def queue(c: Connection, rows: Sequence[NewOutbox], now: int) -> list[int]:
    """Put messages of a digest that was asked for into the outbox: its stories are noted as told by them."""
    ids = outbox.add(c, rows, now)
    for row, item in zip(ids, rows, strict=True):
        if row:
            _TOLD_BY(c, row=row, chat=item.chat_id, stories=list(item.message.stories))
    return ids


def delivered(c: Connection, chat_id: int, message: Message, message_id: int, now: int) -> None:
    """Note that an answer told stories, by Telegram's message id: follow-ups reply to it as to any other message."""
    (row,) = queue(c, [NewOutbox(chat_id, "digest", message, now)], now)
    outbox.sent(c, [(row, message_id)] if row else [], now)


def recent_of_chat(c: Connection, chat_id: int, limit: int) -> list[SentDigest]:
    """Read a chat's last digests, the newest first."""
    return SHAPE.all(_RECENT(c, chat=chat_id, count=limit))


def last_of(c: Connection, chat_id: int) -> SentDigest | None:
    """Read a chat's last digest."""
    return next(iter(recent_of_chat(c, chat_id, 1)), None)


def picks_of(c: Connection, digest_id: int) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Tell what a digest told, and why: (story id, subscription, reasons) in order; empty for no such digest."""
    found = SHAPE.maybe(_GET(c, id=digest_id).first())
    return found.picks if found else ()


def why(c: Connection, chat_id: int, story_id: int) -> tuple[str, tuple[str, ...]] | None:
    """Tell why a chat was told a story: the subscription that brought it, and reasons."""
    names = {story_id, *_LATER_NAMES(c, story=story_id).scalars()}
    for digest in recent_of_chat(c, chat_id, 200):
        for story, subscription, reasons in digest.picks:
            if story in names:
                return subscription, reasons
    return None
