"""Groups that became supergroups: Telegram gives them a new id."""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Table,
    Update,
    bindparam,
    delete,
    exists,
    select,
    update,
)

from store.schema.chat_tables import CHAT_TABLES
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.source_tables import doors, source_adders
from store.schema.tables import chats, conversations, sources, subscriptions

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
_adders = source_adders.alias("adders")
_old, _new = chats.alias("old_chat"), chats.alias("new_chat")


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


def _joined(table: Table, *same: str) -> Update:
    """Return the statement that gives rows of the old id to the new one, save those of which the
    new one has the same: the columns `same` say which.
    """
    known = table.alias("known")
    is_known = [known.c[name] == table.c[name] for name in same]
    twin = exists().where(known.c.chat_id == _twin(table), *is_known)
    return (
        update(table)
        .where(
            table.c.chat_id.in_(_LEFT_BEHIND),
            ~twin.correlate(table),
        )
        .values(chat_id=_twin(table))
    )


# Where both ids hold what people set up, the new one goes on with both: two
# rows would send two digests to one group for ever. A message that arrives
# brings its chat back, and its buttons are signed for it.
#
# Nothing stays under the old id: /forget in the group would not find it there.
_JOINED = (
    *(_joined(table, *same) for table, same in CHAT_TABLES.items()),
    *(
        delete(table).where(table.c.chat_id.in_(_LEFT_BEHIND))
        for table in CHAT_TABLES
    ),
    delete(conversations).where(conversations.c.telegram_id == _OLD),
    delete(chats).where(chats.c.telegram_id == _OLD),
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
    update(sources).where(sources.c.added_by == _OLD).values(added_by=_NEW_ID),
    update(doors)
    .where(doors.c.telegram_id == _OLD)
    .values(telegram_id=_NEW_ID),
    update(source_adders)
    .where(
        source_adders.c.telegram_id == _OLD,
        source_adders.c.source_id.not_in(
            select(_adders.c.source_id).where(_adders.c.telegram_id == _NEW_ID)
        ),
    )
    .values(telegram_id=_NEW_ID),
    delete(source_adders).where(source_adders.c.telegram_id == _OLD),
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

    Where the new id has subscriptions too, those of the old one join them, with all else that it
    has; nothing stays under the old id.
    """
    ids = {"old": old_telegram_id, "new": new_telegram_id}
    connection.execute(_EMPTY_NEW, ids)
    for move in (*_MOVES, *_JOINED):
        connection.execute(move, ids)
