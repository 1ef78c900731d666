"""Chats: who is told, how and when."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.rows import AWAY, Chat, ChatState
from store.schema.row_mapping import CHAT, dump

_ALL = CHAT.names()
_CHANGEABLE = frozenset(CHAT.names().split(", ")) - {"id", "telegram_id", "created_at"}

_UPSERT = Sql(
    f"""INSERT INTO chats (telegram_id, thread_id, kind, title, locale, zone, schedule, invited_by, created_at, seen_at)
    VALUES (:telegram_id, :thread_id, :kind, :title, :locale, :zone, :schedule, :invited_by, :now, :now)
    ON CONFLICT (telegram_id, thread_id) DO UPDATE SET kind = excluded.kind,
      title = CASE WHEN excluded.title <> '' THEN excluded.title ELSE chats.title END
    RETURNING {_ALL}"""
)
_LOCALES = Sql("SELECT DISTINCT locale FROM chats WHERE state = 'active' ORDER BY locale")
_GET = Sql(f"SELECT {_ALL} FROM chats WHERE id = :id")
_GET_MANY = Sql(f"SELECT {_ALL} FROM chats WHERE id IN :ids[int] ORDER BY id")
_FIND = Sql(f"SELECT {_ALL} FROM chats WHERE telegram_id = :telegram_id AND thread_id = :thread_id")
_TOPICS = Sql(f"SELECT {_ALL} FROM chats WHERE telegram_id = :telegram_id ORDER BY thread_id")
_SET_STATE = Sql(
    """UPDATE chats SET lease_until = 0, seen_at = CASE WHEN state = :state THEN seen_at ELSE CAST(:now AS bigint) END,
    muted_at = CASE WHEN CAST(:state AS text) = 'active' THEN 0 ELSE muted_at END,
    state = :state WHERE telegram_id = :telegram_id"""
)
_NOTE_MUTED = Sql(
    """UPDATE chats SET muted_at = CASE WHEN muted_at > 0 THEN muted_at ELSE CAST(:now AS bigint) END
    WHERE telegram_id = :telegram_id RETURNING muted_at"""
)
_RETURN = Sql(
    """UPDATE chats SET state = 'active', muted_at = 0, lease_until = 0, seen_at = :now
    WHERE telegram_id = :telegram_id AND (muted_at > 0 OR state IN :away[text])"""
)
_BY_TOKEN = Sql(f"SELECT {_ALL} FROM chats WHERE feed_token = :token AND feed_token <> ''")
_COUNTS = Sql("SELECT state, count(*) FROM chats GROUP BY state")
# A forum's topics are rows of one chat of Telegram's: the first of them speaks for all.
_SPEAKS = """state = 'active' AND NOT EXISTS (SELECT 1 FROM chats o
    WHERE o.telegram_id = chats.telegram_id AND o.state = 'active' AND o.thread_id < chats.thread_id)"""
_AUDIENCE = Sql(
    f"SELECT {_ALL} FROM chats WHERE {_SPEAKS} AND id > :after ORDER BY id LIMIT CAST(:count AS bigint)"
)
_HEADS = Sql(f"SELECT count(*) FROM chats WHERE {_SPEAKS}")
_MANAGED = Sql(f"SELECT {_ALL} FROM chats WHERE managed_by = :telegram_id ORDER BY id")
_NEXT = Sql("SELECT min(next_due_at) FROM chats WHERE next_due_at IS NOT NULL AND state = 'active'")
_CLAIM = Sql(
    f"""UPDATE chats SET lease_until = :until WHERE id IN (
      SELECT id FROM chats
      WHERE next_due_at IS NOT NULL AND state = 'active' AND next_due_at <= :now AND lease_until <= :now
      ORDER BY next_due_at LIMIT CAST(:most AS bigint) FOR UPDATE SKIP LOCKED)
    RETURNING {_ALL}"""
)
_PROMISED = Sql(
    "UPDATE chats SET next_due_at = t.at, lease_until = 0 FROM ROWS :rows(id int, at int) AS t WHERE chats.id = t.id"
)
# A group upgraded to a supergroup: Telegram gives it a new id. Rows that the new id already has give way when they
# have nothing that the old ones lack: the old ones hold what people set up.
_EMPTY_NEW = Sql(
    """DELETE FROM chats WHERE telegram_id = :new AND thread_id IN (SELECT thread_id FROM chats WHERE telegram_id = :old)
    AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.chat_id = chats.id)"""
)
_MOVES = (
    Sql(
        """UPDATE chats SET telegram_id = :new, kind = 'supergroup', lease_until = 0 WHERE telegram_id = :old
        AND thread_id NOT IN (SELECT thread_id FROM chats WHERE telegram_id = :new)"""
    ),
    Sql("UPDATE outbox SET telegram_id = :new WHERE telegram_id = :old AND state = 'ready'"),
    Sql(
        """UPDATE outbox SET telegram_id = :new, state = 'ready', owner = '', lease_until = 0
        WHERE telegram_id = :old AND state IN ('claimed', 'started')"""
    ),
    Sql("UPDATE chats SET managed_by = :new WHERE managed_by = :old"),
    Sql(
        """UPDATE conversations SET telegram_id = :new WHERE telegram_id = :old AND NOT EXISTS (
        SELECT 1 FROM conversations o WHERE o.telegram_id = :new AND o.user_id = conversations.user_id
        AND o.thread_id = conversations.thread_id)"""
    ),
)


def upsert(
    c: Connection,
    telegram_id: int,
    thread_id: int,
    kind: str,
    title: str,
    *,
    locale: str,
    zone: str,
    schedule: str,
    now: int,
    invited_by: str = "",
) -> Chat:
    """Give the chat, made when it is new (not due by any clock yet); a known one keeps all but kind and title."""
    row = _UPSERT(
        c,
        telegram_id=telegram_id,
        thread_id=thread_id,
        kind=kind,
        title=title,
        locale=locale,
        zone=zone,
        schedule=schedule,
        invited_by=invited_by,
        now=now,
    ).one()
    return CHAT.of(row)


def get(c: Connection, chat_id: int) -> Chat | None:
    """Read one chat."""
    return CHAT.maybe(_GET(c, id=chat_id).first())


def get_many(c: Connection, chat_ids: Sequence[int]) -> dict[int, Chat]:
    """Read chats by id; unknown ones are missing from the answer."""
    return {chat.id: chat for chat in CHAT.all(_GET_MANY(c, ids=chat_ids))}


def find(c: Connection, telegram_id: int, thread_id: int = 0) -> Chat | None:
    """Find a chat by Telegram's ids."""
    return CHAT.maybe(_FIND(c, telegram_id=telegram_id, thread_id=thread_id).first())


def topics_of(c: Connection, telegram_id: int) -> list[Chat]:
    """Read a chat and those of its forum topics that are subscribers of their own."""
    return CHAT.all(_TOPICS(c, telegram_id=telegram_id))


@cache
def _update_of(names: tuple[str, ...]) -> Sql:
    changes = ", ".join(f"{name} = :{name}" for name in names)
    return Sql(f"UPDATE chats SET {changes} WHERE id = :id RETURNING {_ALL}")


def update(c: Connection, chat_id: int, **fields: Any) -> Chat:
    """Change fields of a chat, named as in `Chat`; raises TypeError for another name, KeyError for no such chat."""
    unknown = fields.keys() - _CHANGEABLE
    if unknown or not fields:
        raise TypeError(
            f"no changeable fields of a chat: {', '.join(sorted(unknown)) or 'none given'}"
        )
    values = {
        name: dump(value)
        if isinstance(value, tuple | list)
        else int(value)
        if isinstance(value, bool)
        else value
        for name, value in fields.items()
    }
    row = _update_of(tuple(sorted(values)))(c, id=chat_id, **values).first()
    if row is None:
        raise KeyError(chat_id)
    return CHAT.of(row)


def new_feed_token(c: Connection, chat_id: int) -> str:
    """Give a chat's private feed a new unguessable address (the old one ends); `update(…, feed_token="")` revokes."""
    return update(c, chat_id, feed_token=secrets.token_urlsafe(24)).feed_token


def set_state(c: Connection, telegram_id: int, state: ChatState, now: int) -> None:
    """Change the state of a chat and all its forum topics; `seen_at` tells since when a chat is in its state."""
    _SET_STATE(c, telegram_id=telegram_id, state=state, now=now)


def note_muted(c: Connection, telegram_id: int, now: int) -> int:
    """Note that the bot may not write in a chat; give since when that is so."""
    since = _NOTE_MUTED(c, telegram_id=telegram_id, now=now).scalar()
    return now if since is None else int(since)


def welcome_back(c: Connection, telegram_id: int, now: int) -> bool:
    """Wake a chat that was taken for lost, for it has just been heard or reached; tell whether it was asleep."""
    return _RETURN(c, telegram_id=telegram_id, away=list(AWAY), now=now).rowcount > 0


def migrate(c: Connection, old_telegram_id: int, new_telegram_id: int) -> None:
    """Move a group's rows to the id of the supergroup it became; what was in flight is sent to the new id."""
    _EMPTY_NEW(c, old=old_telegram_id, new=new_telegram_id)
    for move in _MOVES:
        move(c, old=old_telegram_id, new=new_telegram_id)


def claim_due(c: Connection, *, now: int, limit: int, lease: int) -> list[Chat]:
    """Take the chats that are due longest, for `lease` seconds; `digests.store_batch` ends the lease."""
    # Most sweeps find nothing: a look is half the price of an empty update.
    first = next_due(c)
    if first is None or first > now:
        return []
    rows = CHAT.all(_CLAIM(c, now=now, until=now + lease, most=limit))
    return sorted(rows, key=lambda chat: (chat.next_due_at or 0, chat.id))


def set_next_due(c: Connection, pairs: Sequence[tuple[int, int | None]]) -> None:
    """Set when chats are due next, (chat id, instant) each, and end their leases."""
    if pairs:
        _PROMISED(c, rows=list(pairs))


def next_due(c: Connection) -> int | None:
    """Tell when the next chat is due."""
    found: int | None = _NEXT(c).scalar()
    return found


def by_feed_token(c: Connection, token: str) -> Chat | None:
    """Find the chat whose private feed has this token."""
    return CHAT.maybe(_BY_TOKEN(c, token=token).first())


def counts_by_state(c: Connection) -> dict[str, int]:
    """Count the chats by state."""
    return {str(state): int(count) for state, count in _COUNTS(c)}


def audience(c: Connection, after_id: int, limit: int) -> list[Chat]:
    """Read who hears a broadcast, by id, from after an id: active chats, a forum once and not once a topic."""
    return CHAT.all(_AUDIENCE(c, after=after_id, count=limit))


def audience_size(c: Connection) -> int:
    """Count who hears a broadcast."""
    return int(_HEADS(c).scalar_one())


def managed_by(c: Connection, telegram_id: int) -> list[Chat]:
    """Read the channels that a private chat manages."""
    return CHAT.all(_MANAGED(c, telegram_id=telegram_id))


def locales(c: Connection) -> list[str]:
    """Read the languages that active chats are spoken to in."""
    return [str(locale) for locale in _LOCALES(c).scalars()]
