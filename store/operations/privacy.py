"""Everything about one chat: shown whole, or deleted whole."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from store.chats.feedback import SHAPE as FEEDBACK
from store.chats.subscriptions import SHAPE as SUBSCRIPTION
from store.delivery.digests import SHAPE as DIGEST
from store.delivery.outbox import COLUMNS as OUTBOX_COLUMNS
from store.delivery.outbox import SHAPE as OUTBOX
from store.engine.dialect import Sql
from store.records import ChatData, Told
from store.rows import Counts
from store.schema.row_mapping import CHAT

_CHATS = Sql(f"SELECT {CHAT.names()} FROM chats WHERE telegram_id = :telegram ORDER BY thread_id")
_LOCK = Sql("SELECT id FROM chats WHERE telegram_id = :telegram FOR UPDATE")
_SUBSCRIPTIONS = Sql(
    f"SELECT {SUBSCRIPTION.names()} FROM subscriptions WHERE chat_id IN :ids[int] ORDER BY id"
)
_SEEN = Sql(
    """SELECT s.chat_id, s.story_id, o.message_id, s.at FROM seen s LEFT JOIN outbox o ON o.id = s.outbox_id
    WHERE s.chat_id IN :ids[int] ORDER BY s.at, s.story_id"""
)
_DIGESTS = Sql(f"SELECT {DIGEST.names()} FROM digests WHERE chat_id IN :ids[int] ORDER BY id")
_OUTBOX = Sql(
    f"""SELECT {OUTBOX_COLUMNS} FROM outbox o JOIN chats c ON c.id = o.chat_id WHERE o.chat_id IN :ids[int]
    ORDER BY o.id"""
)
_FEEDBACK = Sql(
    f"SELECT {FEEDBACK.names()} FROM feedback WHERE chat_id IN :ids[int] ORDER BY at, story_id"
)
_SAVED = Sql(
    "SELECT chat_id, story_id, at FROM saved WHERE chat_id IN :ids[int] ORDER BY at, story_id"
)
_TALKS = Sql(
    """SELECT user_id, thread_id, data FROM conversations WHERE telegram_id = :telegram OR user_id = :telegram
    ORDER BY user_id, thread_id"""
)

# A filter is a person's own words: when nobody else has it, its term goes too.
_FILTERS = Sql(
    "SELECT DISTINCT term_id FROM subscriptions WHERE chat_id IN :ids[int] AND kind = 'filter' AND term_id IS NOT NULL"
)
_ORPHANS = Sql(
    """SELECT id FROM terms WHERE id IN :ids[int]
    AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.term_id = terms.id)"""
)
_DELETES: tuple[tuple[str, Sql], ...] = tuple(
    (table, Sql(f"DELETE FROM {table} WHERE chat_id IN :ids[int]"))
    for table in ("outbox", "seen", "digests", "feedback", "saved", "subscriptions")
)
_DELETE_TALKS = Sql(
    "DELETE FROM conversations WHERE telegram_id = :telegram OR user_id = :telegram"
)
_DELETE_UPDATES = Sql(
    "UPDATE updates SET payload = '', telegram_id = 0 WHERE telegram_id = :telegram AND payload <> ''"
)
_DELETE_CHATS = Sql("DELETE FROM chats WHERE telegram_id = :telegram")
_DELETE_STORY_TERMS = Sql("DELETE FROM story_terms WHERE term_id IN :ids[int]")
_DELETE_TERMS = Sql("DELETE FROM terms WHERE id IN :ids[int]")
_UNNAME = (
    Sql("UPDATE chats SET managed_by = NULL WHERE managed_by = :telegram"),
    Sql("UPDATE sources SET added_by = NULL WHERE added_by = :telegram OR added_by IN :ids[int]"),
)


def export(c: Connection, telegram_id: int) -> ChatData:
    """Read everything the store holds about a chat, its forum topics included."""
    chats = CHAT.all(_CHATS(c, telegram=telegram_id))
    ids = [chat.id for chat in chats]
    outbox = [(*row[:11], None, *row[12:]) for row in _OUTBOX(c, ids=ids)]
    return ChatData(
        tuple(chats),
        tuple(SUBSCRIPTION.all(_SUBSCRIPTIONS(c, ids=ids))),
        tuple(Told(*row) for row in _SEEN(c, ids=ids)),
        tuple(DIGEST.all(_DIGESTS(c, ids=ids))),
        tuple(OUTBOX.all(outbox)),
        tuple(FEEDBACK.all(_FEEDBACK(c, ids=ids))),
        tuple((chat, story, at) for chat, story, at in _SAVED(c, ids=ids)),
        tuple((user, thread, data) for user, thread, data in _TALKS(c, telegram=telegram_id)),
    )


def forget(c: Connection, telegram_id: int) -> Counts:
    """Delete everything about a chat, its forum topics and the person's conversations; count what was deleted.

    Sources that it added stay, without its name: others may read them. Channels that it managed stay, unmanaged.
    """
    ids = list(_LOCK(c, telegram=telegram_id).scalars())
    filters = list(_FILTERS(c, ids=ids).scalars())
    counted = [(table, delete(c, ids=ids).rowcount) for table, delete in _DELETES]
    counted.append(("conversations", _DELETE_TALKS(c, telegram=telegram_id).rowcount))
    _DELETE_UPDATES(c, telegram=telegram_id)
    _unname(c, telegram_id, ids)
    counted.append(("chats", _DELETE_CHATS(c, telegram=telegram_id).rowcount))
    orphans = list(_ORPHANS(c, ids=filters).scalars())
    _DELETE_STORY_TERMS(c, ids=orphans)
    counted.append(("terms", _DELETE_TERMS(c, ids=orphans).rowcount))
    return Counts(tuple((table, count) for table, count in counted if count > 0))


def _unname(c: Connection, telegram_id: int, ids: Sequence[int]) -> None:
    channels, sources = _UNNAME
    channels(c, telegram=telegram_id)
    sources(c, telegram=telegram_id, ids=ids)
