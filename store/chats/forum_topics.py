"""Forum topics that refuse messages: closed for now, or deleted."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, case, update

from store.schema.tables import chats

_CHAT = chats.c.id == bindparam("chat")
_NOTE_CLOSED = (
    update(chats)
    .where(_CHAT)
    .values(
        muted_at=case(
            (chats.c.muted_at > 0, chats.c.muted_at), else_=bindparam("now")
        )
    )
    .returning(chats.c.muted_at)
)


def note_closed(connection: Connection, chat_id: int, now: int) -> int:
    """Record that a topic is closed; return since when, in UTC seconds.

    Other topics of its group stay as they are.
    """
    since = connection.execute(
        _NOTE_CLOSED, {"chat": chat_id, "now": now}
    ).scalar()
    if since is None:
        return now
    return int(since)


_STOP = (
    update(chats)
    .where(_CHAT, chats.c.state == "active")
    .values(state="closed", lease_until=0, seen_at=bindparam("now"))
)


def stop(connection: Connection, chat_id: int, now: int) -> bool:
    """Deactivate a topic that stays closed; return whether it was active."""
    return connection.execute(_STOP, {"chat": chat_id, "now": now}).rowcount > 0


_REOPEN = (
    update(chats)
    .where(
        chats.c.telegram_id == bindparam("telegram"),
        chats.c.thread_id == bindparam("thread"),
    )
    .values(
        state=case((chats.c.state == "closed", "active"), else_=chats.c.state),
        muted_at=0,
        topic_lost=0,
    )
)


def reopen(connection: Connection, telegram_id: int, thread_id: int) -> None:
    """Record that somebody reopened a topic: its digests go there again."""
    connection.execute(_REOPEN, {"telegram": telegram_id, "thread": thread_id})


_FOUND = update(chats).where(_CHAT).values(topic_lost=0)


def found(connection: Connection, chat_id: int) -> None:
    """Record that a message went into a topic that was thought to be deleted."""
    connection.execute(_FOUND, {"chat": chat_id})
