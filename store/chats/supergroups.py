"""Groups that became supergroups: Telegram gives them a new id."""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Table,
    bindparam,
    delete,
    exists,
    select,
    update,
)

from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.tables import chats, conversations, subscriptions

# Rows that the new id already has give way when they have nothing that the old
# ones lack: the old ones hold what people set up.
_OLD = bindparam("old", type_=INTEGER)
_NEW_ID = bindparam("new", type_=INTEGER)
_other = chats.alias("other")
_EMPTY_NEW = delete(chats).where(
    chats.c.telegram_id == _NEW_ID,
    chats.c.thread_id.in_(
        select(_other.c.thread_id).where(_other.c.telegram_id == _OLD)
    ),
    ~exists().where(subscriptions.c.chat_id == chats.c.id),
)
_held = conversations.alias("held")
_old, _new = chats.alias("old_chat"), chats.alias("new_chat")
_known = subscriptions.alias("known")


def _twin(table: Table) -> ScalarSelect[int]:
    """Return the row of the new id for the forum topic of which a table has a row under the
    old one.
    """
    return (
        select(_new.c.id)
        .join(_old, _old.c.thread_id == _new.c.thread_id)
        .where(
            _old.c.telegram_id == _OLD,
            _new.c.telegram_id == _NEW_ID,
            _old.c.id == table.c.chat_id,
        )
        .correlate(table)
        .scalar_subquery()
    )


_LEFT_BEHIND = select(chats.c.id).where(chats.c.telegram_id == _OLD)
# Where both ids hold what people set up, the new one goes on with both: two
# rows would send two digests to one group for ever.
_JOINED = (
    update(subscriptions)
    .where(
        subscriptions.c.chat_id.in_(_LEFT_BEHIND),
        ~exists()
        .where(
            _known.c.chat_id == _twin(subscriptions),
            _known.c.kind == subscriptions.c.kind,
            _known.c.value == subscriptions.c.value,
        )
        .correlate(subscriptions),
    )
    .values(chat_id=_twin(subscriptions)),
    # A message that arrives brings its chat back, and its buttons are signed for it.
    update(outbox)
    .where(outbox.c.chat_id.in_(_LEFT_BEHIND))
    .values(chat_id=_twin(outbox)),
    delete(subscriptions).where(subscriptions.c.chat_id.in_(_LEFT_BEHIND)),
    update(chats)
    .where(chats.c.telegram_id == _OLD)
    .values(state="gone", next_due_at=None, lease_until=0),
)
_FREED = {"state": "ready", "owner": "", "lease_until": 0}
_MOVES = (
    update(chats)
    .where(
        chats.c.telegram_id == _OLD,
        chats.c.thread_id.not_in(
            select(_other.c.thread_id).where(_other.c.telegram_id == _NEW_ID)
        ),
    )
    .values(telegram_id=_NEW_ID, kind="supergroup", lease_until=0),
    update(outbox)
    .where(outbox.c.telegram_id == _OLD, outbox.c.state == "ready")
    .values(telegram_id=_NEW_ID),
    update(outbox)
    .where(
        outbox.c.telegram_id == _OLD, outbox.c.state.in_(["claimed", "started"])
    )
    .values(telegram_id=_NEW_ID, **_FREED),
    update(chats).where(chats.c.managed_by == _OLD).values(managed_by=_NEW_ID),
    update(conversations)
    .where(
        conversations.c.telegram_id == _OLD,
        ~exists().where(
            _held.c.telegram_id == _NEW_ID,
            _held.c.user_id == conversations.c.user_id,
            _held.c.thread_id == conversations.c.thread_id,
        ),
    )
    .values(telegram_id=_NEW_ID),
)


def migrate(
    connection: Connection, old_telegram_id: int, new_telegram_id: int
) -> None:
    """Move a group's rows to the id of its supergroup; messages in flight are sent to the
    new id.

    Where the new id has subscriptions too, those of the old one join them, and the old row rests.
    """
    ids = {"old": old_telegram_id, "new": new_telegram_id}
    connection.execute(_EMPTY_NEW, ids)
    for move in (*_MOVES, *_JOINED):
        connection.execute(move, ids)
