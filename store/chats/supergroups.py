"""Groups that became supergroups: Telegram gives them a new id."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    BindParameter,
    Connection,
    Delete,
    ScalarSelect,
    Select,
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
from store.schema.work_tables import quarantine

_OLD = bindparam("old", type_=INTEGER)
_NEW_ID = bindparam("new", type_=INTEGER)
_other = chats.alias("other")
_held = conversations.alias("held")
_adders = source_adders.alias("adders")
_from, _to = chats.alias("from_chat"), chats.alias("to_chat")
TelegramId = BindParameter[int]


def _twin(
    table: Table, left: TelegramId, kept: TelegramId
) -> ScalarSelect[int]:
    """Return the chat of the id that is kept for the forum topic of which a table has a row
    under the id that is left.
    """
    return (
        select(_to.c.id)
        .join(_from, _from.c.thread_id == _to.c.thread_id)
        .where(
            _from.c.telegram_id == left,
            _to.c.telegram_id == kept,
            _from.c.id == table.c.chat_id,
        )
        .correlate(table)
        .scalar_subquery()
    )


def _join(
    leaving: Select[int], left: TelegramId, kept: TelegramId
) -> Iterator[Update | Delete]:
    """Return the statements that give all that chats have to the same ones under another id,
    and delete these chats.

    Of a row that both have, by the columns that name it, the one under the id that is kept stays.
    """
    for table, same in CHAT_TABLES.items():
        twin = _twin(table, left, kept)
        known = table.alias("known")
        is_known = (known.c[name] == table.c[name] for name in same)
        there = exists().where(known.c.chat_id == twin, *is_known)
        yield (
            update(table)
            .where(table.c.chat_id.in_(leaving), ~there.correlate(table))
            .values(chat_id=twin)
        )
    for table in CHAT_TABLES:
        yield delete(table).where(table.c.chat_id.in_(leaving))
    yield delete(quarantine).where(
        quarantine.c.kind == "chat", quarantine.c.item.in_(leaving)
    )
    yield delete(chats).where(chats.c.id.in_(leaving))


# Rows that the new id already has give way when they have no subscriptions: the
# old ones hold what people set up.
_EMPTY_NEW = select(chats.c.id).where(
    chats.c.telegram_id == _NEW_ID,
    chats.c.thread_id.in_(
        select(_other.c.thread_id).where(_other.c.telegram_id == _OLD)
    ),
    ~exists().where(subscriptions.c.chat_id == chats.c.id),
)
_LEFT_BEHIND = select(chats.c.id).where(chats.c.telegram_id == _OLD)
# Where both ids hold what people set up, the new one goes on with both: two
# rows would send two digests to one group for ever. A message that arrives
# brings its chat back, and its buttons are signed for it.
#
# Nothing stays under the old id: /forget in the group would not find it there.
_JOINED = (
    *_join(_LEFT_BEHIND, _OLD, _NEW_ID),
    delete(conversations).where(conversations.c.telegram_id == _OLD),
)
_GIVEN_BACK = tuple(_join(_EMPTY_NEW, _NEW_ID, _OLD))
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

# An operator's list may name the group by its old id.
_REMEMBER = (
    update(chats).where(chats.c.telegram_id == _NEW_ID).values(former_id=_OLD)
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
    for move in (*_GIVEN_BACK, *_MOVES, *_JOINED, _REMEMBER):
        connection.execute(move, ids)
