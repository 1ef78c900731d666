"""Recordings of digests: wanted → ready or failed; and the sounds they consist of."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from sqlalchemy import Connection, bindparam, cast, func, select, update

from store.delivery import alerts, outbox
from store.engine.dialect import dumps
from store.engine.statements import integers, texts, upsert
from store.records import Episode, EpisodePart
from store.rows import NewOutbox
from store.schema.columns import INTEGER
from store.schema.delivery_tables import digests, episodes, spoken
from store.schema.reader_tables import chat_options
from store.schema.row_mapping import Shape
from store.schema.tables import chats

# Seconds after which a wish is tried again, by how often it failed.
PAUSES = (30, 300)


def _parts_of(data: str) -> tuple[EpisodePart, ...]:
    return tuple(EpisodePart(*part) for part in orjson.loads(data))


SHAPE = Shape(Episode, episodes, parts=_parts_of)
_OWN = episodes.c.digest_id == bindparam("digest")
_GET = select(*SHAPE.columns).where(_OWN)
_NEW = upsert(episodes)
_WANT = _NEW.on_conflict_do_update(
    index_elements=["digest_id"],
    set_={"state": "wanted", "attempts": 0, "next_at": _NEW.excluded.next_at},
    where=episodes.c.state == "failed",
)
_OF_DIGESTS = select(*SHAPE.columns).where(
    episodes.c.chat_id == bindparam("chat"),
    episodes.c.digest_id.in_(integers("ids")),
    episodes.c.state == "ready",
)
_DUE = (
    select(*SHAPE.columns)
    .where(episodes.c.state == "wanted", episodes.c.next_at <= bindparam("now"))
    .order_by(episodes.c.next_at, episodes.c.digest_id)
    .limit(bindparam("count"))
)
_SETTLE = (
    update(episodes)
    .where(_OWN, episodes.c.state == "wanted")
    .values(
        state=bindparam("new_state"),
        parts=bindparam("new_parts"),
        size=bindparam("new_size"),
    )
)
_AGAIN = (
    update(episodes)
    .where(_OWN, episodes.c.state == "wanted")
    .values(attempts=episodes.c.attempts + 1, next_at=bindparam("at"))
)


def get(connection: Connection, digest_id: int) -> Episode | None:
    """Read a digest's recording; None if nobody asked for one."""
    return SHAPE.maybe(connection.execute(_GET, {"digest": digest_id}).first())


def want(
    connection: Connection, digest_id: int, chat_id: int, now: int
) -> Episode:
    """Ask for a digest's recording, again if it failed; return its row."""
    connection.execute(
        _WANT,
        {
            "digest_id": digest_id,
            "chat_id": chat_id,
            "state": "wanted",
            "next_at": now,
            "created_at": now,
        },
    )
    return SHAPE.of(connection.execute(_GET, {"digest": digest_id}).one())


def ready(
    connection: Connection, chat_id: int, digest_ids: Sequence[int]
) -> dict[int, Episode]:
    """Read the finished recordings of a chat's digests, by the digest's id."""
    rows = connection.execute(
        _OF_DIGESTS, {"chat": chat_id, "ids": list(digest_ids)}
    )
    return {episode.digest_id: episode for episode in SHAPE.all(rows)}


def due(connection: Connection, now: int, limit: int) -> list[Episode]:
    """Read the recordings to make now, longest waiting first."""
    return SHAPE.all(connection.execute(_DUE, {"now": now, "count": limit}))


def put_off(connection: Connection, digest_id: int, at: int) -> None:
    """Try a recording again later."""
    connection.execute(_AGAIN, {"digest": digest_id, "at": at})


def settle(
    connection: Connection,
    episode: Episode,
    messages: Sequence[NewOutbox],
    now: int,
) -> bool:
    """Write a finished or failed recording and the messages about it, in one transaction.

    False, and nothing is written, where another process came before.
    """
    parts = [
        [part.key, part.title, part.milliseconds] for part in episode.parts
    ]
    moved = connection.execute(
        _SETTLE,
        {
            "digest": episode.digest_id,
            "new_state": episode.state,
            "new_parts": dumps(parts) if parts else "[]",
            "new_size": episode.size,
        },
    )
    if moved.rowcount == 0:
        return False
    outbox.add(connection, list(messages), now)
    return True


_UNASKED = (
    select(digests.c.id, digests.c.chat_id)
    .join(chat_options, chat_options.c.chat_id == digests.c.chat_id)
    .join(chats, chats.c.id == digests.c.chat_id)
    .outerjoin(episodes, episodes.c.digest_id == digests.c.id)
    .where(
        chat_options.c.name == "listen",
        chats.c.state == "active",
        digests.c.created_at >= bindparam("since"),
        # Since it was switched on, not before.
        digests.c.created_at >= cast(chat_options.c.value, INTEGER),
        digests.c.slot.not_in(sorted(alerts.SLOTS)),
        digests.c.picks != "[]",
        episodes.c.digest_id.is_(None),
    )
    .order_by(digests.c.id)
    .limit(100)
)


def want_unasked(connection: Connection, now: int, since: int) -> int:
    """Ask for the recordings of new digests of chats that want each one; return how many."""
    new = connection.execute(_UNASKED, {"since": since}).all()
    for digest_id, chat_id in new:
        want(connection, digest_id, chat_id, now)
    return len(new)


_SOUNDS = select(spoken.c.key, spoken.c.sound).where(
    spoken.c.key.in_(texts("keys"))
)
_SOUND = upsert(spoken)
_KEEP = _SOUND.on_conflict_do_update(
    index_elements=["key"], set_={"used_at": _SOUND.excluded.used_at}
)
_USED = (
    update(spoken)
    .where(
        spoken.c.key.in_(texts("keys")),
        spoken.c.used_at < bindparam("now", type_=INTEGER),
    )
    .values(used_at=bindparam("now", type_=INTEGER))
)


def keep_sound(
    connection: Connection, key: str, sound: bytes, now: int
) -> None:
    """Store a voice's sound of a text; an existing one stays."""
    connection.execute(_KEEP, {"key": key, "sound": sound, "used_at": now})


def sounds(connection: Connection, keys: Sequence[str]) -> dict[str, bytes]:
    """Read stored sounds by key; deleted ones are missing."""
    rows = connection.execute(_SOUNDS, {"keys": list(keys)})
    return {key: bytes(sound) for key, sound in rows}


def use_sounds(connection: Connection, keys: Sequence[str], now: int) -> None:
    """Record that sounds are in use again, so that they are kept for longer."""
    connection.execute(_USED, {"keys": list(keys), "now": now})


_COUNT = select(episodes.c.state, func.count()).group_by(episodes.c.state)


def counts(connection: Connection) -> dict[str, int]:
    """Count the recordings by state."""
    return {
        str(state): int(count) for state, count in connection.execute(_COUNT)
    }
