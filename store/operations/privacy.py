"""Everything about one chat: shown whole, or deleted whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)

from store.chats.feedback import SHAPE as FEEDBACK
from store.chats.saved_links import SHAPE as LINK
from store.chats.subscriptions import SHAPE as SUBSCRIPTION
from store.delivery.digests import SHAPE as DIGEST
from store.delivery.message_texts import TEXT
from store.delivery.outbox_reader import SHAPE as OUTBOX
from store.delivery.week_digests import SHAPE as WEEK
from store.engine.driver_types import AnyColumn, NamedValues
from store.engine.statements import integers
from store.operations import source_expiry
from store.records import (
    ChatData,
    DeletedRows,
    SeenStory,
    StoredRow,
    Vote,
)
from store.rows import OutboxRow
from store.schema.chat_tables import CHAT_TABLES
from store.schema.columns import INTEGER
from store.schema.delivery_tables import (
    digests,
    episodes,
    outbox,
    outbox_texts,
    post_bundles,
    seen,
)
from store.schema.reader_tables import (
    chat_options,
    feedback,
    read_later_items,
    saved,
    saved_links,
    votes,
    week_digests,
)
from store.schema.row_mapping import CHAT, Shape
from store.schema.source_tables import closed_terms, doors, source_adders
from store.schema.tables import (
    chats,
    conversations,
    sources,
    story_terms,
    subscriptions,
    terms,
)
from store.schema.work_tables import quarantine, updates

VOTE = Shape(Vote, votes)
_TELEGRAM = bindparam("telegram", type_=INTEGER)
_OF_CHAT = chats.c.telegram_id == _TELEGRAM
_CHATS = select(*CHAT.columns).where(_OF_CHAT).order_by(chats.c.thread_id)
_TALKS = or_(
    conversations.c.telegram_id == _TELEGRAM,
    conversations.c.user_id == _TELEGRAM,
)


def _of_chats(table: Table) -> ColumnElement[bool]:
    return table.c.chat_id.in_(integers("ids"))


_SUBSCRIPTIONS = (
    select(*SUBSCRIPTION.columns)
    .where(_of_chats(subscriptions))
    .order_by(subscriptions.c.id)
)
_SEEN = (
    select(seen.c.chat_id, seen.c.story_id, outbox.c.message_id, seen.c.at)
    .outerjoin(outbox, outbox.c.id == seen.c.outbox_id)
    .where(_of_chats(seen))
    .order_by(seen.c.at, seen.c.story_id)
)
_DIGESTS = (
    select(*DIGEST.columns_of(digests))
    .where(_of_chats(digests))
    .order_by(digests.c.id)
)
# `OutboxRow` takes these from elsewhere: three of the chat, and no message to
# reply to here.
_NOT_OF_OUTBOX: dict[str, AnyColumn] = {
    "thread_id": chats.c.thread_id,
    "locale": chats.c.locale,
    "topic_lost": chats.c.topic_lost,
    "reply_to_message": null(),
    "message": TEXT,
}
_OUTBOX_COLUMNS = [
    _NOT_OF_OUTBOX[field.name]
    if field.name in _NOT_OF_OUTBOX
    else outbox.c[field.name]
    for field in fields(OutboxRow)
]
_OUTBOX = (
    select(*_OUTBOX_COLUMNS)
    .join_from(outbox, chats, chats.c.id == outbox.c.chat_id)
    .outerjoin(outbox_texts, outbox_texts.c.id == outbox.c.text_id)
    .where(_of_chats(outbox))
    .order_by(outbox.c.id)
)
_FEEDBACK = (
    select(*FEEDBACK.columns)
    .where(_of_chats(feedback))
    .order_by(feedback.c.at, feedback.c.story_id)
)
_SAVED = (
    select(saved.c.chat_id, saved.c.story_id, saved.c.at)
    .where(_of_chats(saved))
    .order_by(saved.c.at, saved.c.story_id)
)
_VOTES = (
    select(*VOTE.columns)
    .where(votes.c.telegram_id == _TELEGRAM)
    .order_by(votes.c.at, votes.c.story_id)
)
_LINKS = (
    select(*LINK.columns)
    .where(_of_chats(saved_links))
    .order_by(saved_links.c.at, saved_links.c.url)
)
_WEEKS = (
    select(*WEEK.columns)
    .where(_of_chats(week_digests))
    .order_by(week_digests.c.chat_id)
)
_OPTIONS = (
    select(chat_options.c.chat_id, chat_options.c.name, chat_options.c.value)
    .where(_of_chats(chat_options))
    .order_by(chat_options.c.chat_id, chat_options.c.name)
)
_SAID = (
    select(
        conversations.c.user_id, conversations.c.thread_id, conversations.c.data
    )
    .where(_TALKS)
    .order_by(conversations.c.user_id, conversations.c.thread_id)
)
_MESSAGES = select(outbox.c.id).where(_of_chats(outbox))
# A fault's words may quote a filter or a message.
_SET_ASIDE = or_(
    and_(quarantine.c.kind == "chat", quarantine.c.item.in_(integers("ids"))),
    and_(quarantine.c.kind == "message", quarantine.c.item.in_(_MESSAGES)),
)
_OTHERS = (
    ("episodes", select(episodes).where(_of_chats(episodes))),
    (
        "read_later_items",
        select(read_later_items).where(_of_chats(read_later_items)),
    ),
    ("post_bundles", select(post_bundles).where(_of_chats(post_bundles))),
    (
        "source_adders",
        select(source_adders).where(source_adders.c.telegram_id == _TELEGRAM),
    ),
    (
        "doors",
        select(
            doors.c.source_id,
            doors.c.header,
            doors.c.origin,
            doors.c.created_at,
        ).where(doors.c.telegram_id == _TELEGRAM),
    ),
    ("quarantine", select(quarantine).where(_SET_ASIDE)),
)


def _others(connection: Connection, values: NamedValues) -> Iterator[StoredRow]:
    for table, statement in _OTHERS:
        for row in connection.execute(statement, values).mappings():
            yield StoredRow(table, tuple(dict(row).items()))


def export(connection: Connection, telegram_id: int) -> ChatData:
    """Read everything the store holds about a chat, its forum topics included."""
    person = {"telegram": telegram_id}
    rows = CHAT.all(connection.execute(_CHATS, person))
    ids = {"ids": [chat.id for chat in rows]}
    return ChatData(
        chats=tuple(rows),
        subscriptions=tuple(
            SUBSCRIPTION.all(connection.execute(_SUBSCRIPTIONS, ids))
        ),
        seen=tuple(SeenStory(*row) for row in connection.execute(_SEEN, ids)),
        digests=tuple(DIGEST.all(connection.execute(_DIGESTS, ids))),
        outbox=tuple(OUTBOX.all(connection.execute(_OUTBOX, ids))),
        feedback=tuple(FEEDBACK.all(connection.execute(_FEEDBACK, ids))),
        saved=tuple(
            (chat, story, at)
            for chat, story, at in connection.execute(_SAVED, ids)
        ),
        conversations=tuple(
            (user, thread, data)
            for user, thread, data in connection.execute(_SAID, person)
        ),
        votes=tuple(VOTE.all(connection.execute(_VOTES, person))),
        saved_links=tuple(LINK.all(connection.execute(_LINKS, ids))),
        week_digests=tuple(WEEK.all(connection.execute(_WEEKS, ids))),
        options=tuple(
            (chat, name, value)
            for chat, name, value in connection.execute(_OPTIONS, ids)
        ),
        others=tuple(_others(connection, person | ids)),
    )


_LOCK = select(chats.c.id).where(_OF_CHAT).with_for_update()
# Filters and parts of sources are a person's own words: when nobody else has
# it, its term goes too.
_FILTERS = (
    select(subscriptions.c.term_id)
    .distinct()
    .where(
        _of_chats(subscriptions),
        or_(subscriptions.c.kind == "filter", subscriptions.c.words != ""),
        subscriptions.c.term_id.is_not(None),
    )
)
_SOURCES = (
    select(subscriptions.c.value)
    .distinct()
    .where(_of_chats(subscriptions), subscriptions.c.kind == "source")
)
_DELETES = tuple(
    (table.name, delete(table).where(_of_chats(table))) for table in CHAT_TABLES
)
# A long text is shared by chats that are told alike, and names none of them.
# What no message leads to any more was sent, or was this chat's alone; it may
# hold the address of its private page.
_DELETE_TEXTS = delete(outbox_texts).where(
    ~exists().where(outbox.c.text_id == outbox_texts.c.id)
)
_DELETE_SET_ASIDE = delete(quarantine).where(_SET_ASIDE)
_DELETE_TALKS = delete(conversations).where(_TALKS)
_ERASE_UPDATES = (
    update(updates)
    .where(updates.c.telegram_id == _TELEGRAM, updates.c.payload != "")
    .values(payload="", telegram_id=0)
)
_DELETE_VOTES = delete(votes).where(votes.c.telegram_id == _TELEGRAM)
_DELETE_CHATS = delete(chats).where(_OF_CHAT)
_DELETE_ROWS = delete(chats).where(chats.c.id.in_(integers("ids")))
_ORPHANS = select(terms.c.id).where(
    terms.c.id.in_(integers("ids")),
    ~exists().where(subscriptions.c.term_id == terms.c.id),
)
_DELETE_STORY_TERMS = tuple(
    delete(table).where(table.c.term_id.in_(integers("ids")))
    for table in (story_terms, closed_terms)
)
_DELETE_TERMS = delete(terms).where(terms.c.id.in_(integers("ids")))
_UNNAME = (
    update(chats)
    .where(chats.c.managed_by == _TELEGRAM)
    .values(managed_by=None),
    update(sources)
    .where(
        or_(
            sources.c.added_by == _TELEGRAM,
            sources.c.added_by.in_(integers("ids")),
        )
    )
    .values(added_by=None),
    delete(doors).where(doors.c.telegram_id == _TELEGRAM),
    delete(source_adders).where(
        or_(
            source_adders.c.telegram_id == _TELEGRAM,
            source_adders.c.telegram_id.in_(integers("ids")),
        )
    ),
)


def forget(connection: Connection, telegram_id: int) -> DeletedRows:
    """Delete everything about a chat, its forum topics and the person's conversations; count the
    deleted rows.

    Sources that it added stay, without its name: others may read them. One whose address carries a
    secret goes with its last subscriber. Channels that it managed stay, unmanaged.
    """
    counted: list[tuple[str, int]] = []

    def remove(table: str, removal: Delete, values: NamedValues) -> None:
        count = connection.execute(removal, values).rowcount
        if count > 0:
            counted.append((table, count))

    person = {"telegram": telegram_id}
    ids = {"ids": list(connection.execute(_LOCK, person).scalars())}
    filters = list(connection.execute(_FILTERS, ids).scalars())
    followed = [
        int(source) for source in connection.execute(_SOURCES, ids).scalars()
    ]
    # Before the messages, by which it is found.
    connection.execute(_DELETE_SET_ASIDE, ids)
    for table, removal in _DELETES:
        remove(table, removal, ids)
    remove("conversations", _DELETE_TALKS, person)
    remove("votes", _DELETE_VOTES, person)
    connection.execute(_DELETE_TEXTS)
    connection.execute(_ERASE_UPDATES, person)
    for unname in _UNNAME:
        connection.execute(unname, person | ids)
    remove("chats", _DELETE_CHATS, person)
    source_expiry.drop_private(connection, followed)
    orphans = {
        "ids": list(connection.execute(_ORPHANS, {"ids": filters}).scalars())
    }
    for removal in _DELETE_STORY_TERMS:
        connection.execute(removal, orphans)
    remove("terms", _DELETE_TERMS, orphans)
    return DeletedRows(tuple(counted))


def forget_new(connection: Connection, telegram_id: int, chat_id: int) -> None:
    """Delete the row of a chat that was just made and may not use the bot. The other topics of
    its forum, and what its group set up, stay.
    """
    known = connection.execute(_LOCK, {"telegram": telegram_id}).scalars()
    if set(known) == {chat_id}:
        forget(connection, telegram_id)
        return
    ids = {"ids": [chat_id]}
    for _table, removal in _DELETES:
        connection.execute(removal, ids)
    connection.execute(_DELETE_ROWS, ids)
