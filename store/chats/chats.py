"""Chats: who receives messages, how and when."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import fields
from functools import cache

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy import update as update_of
from sqlalchemy.sql.dml import ReturningUpdate

from store.engine.driver_types import NamedValues, RowTuple
from store.engine.statements import integers
from store.engine.statements import upsert as upsert_into
from store.rows import AWAY, Chat, ChatState
from store.schema.row_mapping import CHAT, dump
from store.schema.tables import chats

_ALL = CHAT.columns
_CHANGEABLE = frozenset(field.name for field in fields(Chat)) - {
    "id",
    "telegram_id",
    "created_at",
}
_IS_ACTIVE = chats.c.state == "active"

_NEW = upsert_into(chats)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=["telegram_id", "thread_id"],
    set_={
        "kind": _NEW.excluded.kind,
        "title": case(
            (_NEW.excluded.title != "", _NEW.excluded.title),
            else_=chats.c.title,
        ),
    },
).returning(*_ALL)


def upsert(
    connection: Connection,
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
    """Return the chat, created if it is new (not due yet); a known one keeps everything
    but kind and title.
    """
    row = {
        "telegram_id": telegram_id,
        "thread_id": thread_id,
        "kind": kind,
        "title": title,
        "locale": locale,
        "zone": zone,
        "schedule": schedule,
        "invited_by": invited_by,
        "created_at": now,
        "seen_at": now,
    }
    return CHAT.of(connection.execute(_UPSERT, row).one())


_GET = select(*_ALL).where(chats.c.id == bindparam("chat"))


def get(connection: Connection, chat_id: int) -> Chat | None:
    """Read one chat."""
    return CHAT.maybe(connection.execute(_GET, {"chat": chat_id}).first())


_GET_MANY = (
    select(*_ALL).where(chats.c.id.in_(integers("ids"))).order_by(chats.c.id)
)


def get_many(
    connection: Connection, chat_ids: Sequence[int]
) -> dict[int, Chat]:
    """Read chats by id; unknown ones are missing from the answer."""
    return {
        chat.id: chat
        for chat in CHAT.all(connection.execute(_GET_MANY, {"ids": chat_ids}))
    }


_OF_TELEGRAM = chats.c.telegram_id == bindparam("telegram")
_FIND = select(*_ALL).where(
    _OF_TELEGRAM, chats.c.thread_id == bindparam("thread")
)


def find(
    connection: Connection, telegram_id: int, thread_id: int = 0
) -> Chat | None:
    """Find a chat by Telegram's ids."""
    return CHAT.maybe(
        connection.execute(
            _FIND, {"telegram": telegram_id, "thread": thread_id}
        ).first()
    )


_TOPICS = select(*_ALL).where(_OF_TELEGRAM).order_by(chats.c.thread_id)


def topics_of(connection: Connection, telegram_id: int) -> list[Chat]:
    """Read a chat and those of its forum topics that are separate subscribers."""
    return CHAT.all(connection.execute(_TOPICS, {"telegram": telegram_id}))


@cache
def _update_of(names: tuple[str, ...]) -> ReturningUpdate[RowTuple]:
    changes: NamedValues = {name: bindparam(f"new_{name}") for name in names}
    return (
        update_of(chats)
        .where(chats.c.id == bindparam("chat"))
        .values(changes)
        .returning(*_ALL)
    )


def update(connection: Connection, chat_id: int, **fields_: object) -> Chat:
    """Change fields of a chat, named as in `Chat`; raises TypeError for another name,
    KeyError for no such chat.
    """
    unknown = fields_.keys() - _CHANGEABLE
    if unknown or not fields_:
        raise TypeError(
            f"no changeable fields of a chat: {', '.join(sorted(unknown)) or 'none given'}"
        )
    statement = _update_of(tuple(sorted(fields_)))
    values = {f"new_{name}": _stored(value) for name, value in fields_.items()}
    row = connection.execute(statement, {"chat": chat_id, **values}).first()
    if row is None:
        raise KeyError(chat_id)
    return CHAT.of(row)


def _stored(value: object) -> object:
    if isinstance(value, tuple | list):
        return dump(value)
    if isinstance(value, bool):
        return int(value)
    return value


def new_feed_token(connection: Connection, chat_id: int) -> str:
    """Return a chat's private feed a new unguessable address (the old one ends);
    `update(…, feed_token="")` revokes.
    """
    return update(
        connection, chat_id, feed_token=secrets.token_urlsafe(24)
    ).feed_token


_SET_STATE = (
    update_of(chats)
    .where(_OF_TELEGRAM)
    .values(
        lease_until=0,
        seen_at=case(
            (chats.c.state == bindparam("new_state"), chats.c.seen_at),
            else_=bindparam("now"),
        ),
        muted_at=case(
            (bindparam("new_state", type_=chats.c.state.type) == "active", 0),
            else_=chats.c.muted_at,
        ),
        state=bindparam("new_state"),
    )
)


def set_state(
    connection: Connection, telegram_id: int, state: ChatState, now: int
) -> None:
    """Change the state of a chat and all its forum topics; `seen_at` says since when."""
    connection.execute(
        _SET_STATE, {"telegram": telegram_id, "new_state": state, "now": now}
    )


_NOTE_MUTED = (
    update_of(chats)
    .where(_OF_TELEGRAM)
    .values(
        muted_at=case(
            (chats.c.muted_at > 0, chats.c.muted_at), else_=bindparam("now")
        )
    )
    .returning(chats.c.muted_at)
)


def note_muted(connection: Connection, telegram_id: int, now: int) -> int:
    """Record that the bot may not write in a chat; return since when."""
    since = connection.execute(
        _NOTE_MUTED, {"telegram": telegram_id, "now": now}
    ).scalar()
    if since is None:
        return now
    return int(since)


_RETURN = (
    update_of(chats)
    .where(
        _OF_TELEGRAM, or_(chats.c.muted_at > 0, chats.c.state.in_(sorted(AWAY)))
    )
    .values(
        # Another topic of the same forum may be paused.
        state=case(
            (chats.c.state.in_(sorted(AWAY)), "active"), else_=chats.c.state
        ),
        muted_at=0,
        lease_until=0,
        seen_at=bindparam("now"),
    )
)


def welcome_back(connection: Connection, telegram_id: int, now: int) -> bool:
    """Reactivate a lost chat that was just heard or reached; return whether it was inactive."""
    return (
        connection.execute(
            _RETURN, {"telegram": telegram_id, "now": now}
        ).rowcount
        > 0
    )


_BY_TOKEN = select(*_ALL).where(
    chats.c.feed_token == bindparam("token"), chats.c.feed_token != ""
)


def by_feed_token(connection: Connection, token: str) -> Chat | None:
    """Find the chat whose private feed has this token."""
    return CHAT.maybe(connection.execute(_BY_TOKEN, {"token": token}).first())


_COUNTS = select(chats.c.state, func.count()).group_by(chats.c.state)


def counts_by_state(connection: Connection) -> dict[str, int]:
    """Count the chats by state."""
    return {
        str(state): int(count) for state, count in connection.execute(_COUNTS)
    }


# A forum's topics are rows of one chat of Telegram's: the first of them speaks
# for all.
_first = chats.alias("first")
_SPEAKS = and_(
    _IS_ACTIVE,
    ~exists().where(
        _first.c.telegram_id == chats.c.telegram_id,
        _first.c.state == "active",
        _first.c.thread_id < chats.c.thread_id,
    ),
)
_AUDIENCE = (
    select(*_ALL)
    .where(_SPEAKS, chats.c.id > bindparam("after"))
    .order_by(chats.c.id)
    .limit(bindparam("count"))
)


def audience(connection: Connection, after_id: int, limit: int) -> list[Chat]:
    """Read the chats that get a broadcast, by id, from after an id: active chats, a forum
    once and not once for each topic.
    """
    return CHAT.all(
        connection.execute(_AUDIENCE, {"after": after_id, "count": limit})
    )


_HEADS = select(func.count()).select_from(chats).where(_SPEAKS)


def audience_size(connection: Connection) -> int:
    """Count the chats that get a broadcast."""
    return int(connection.execute(_HEADS).scalar_one())


_MANAGED = (
    select(*_ALL)
    .where(chats.c.managed_by == bindparam("manager"))
    .order_by(chats.c.id)
)


def managed_by(connection: Connection, telegram_id: int) -> list[Chat]:
    """Read the channels that a private chat manages."""
    return CHAT.all(connection.execute(_MANAGED, {"manager": telegram_id}))


_LOCALES = (
    select(chats.c.locale).distinct().where(_IS_ACTIVE).order_by(chats.c.locale)
)


def locales(connection: Connection) -> list[str]:
    """Read the interface languages of active chats."""
    return [str(locale) for locale in connection.execute(_LOCALES).scalars()]
