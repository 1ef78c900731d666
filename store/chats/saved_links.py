"""Links that a chat saves, to articles that belong to no story."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from store.engine.statements import upsert
from store.records import SavedLink
from store.schema.reader_tables import saved_links
from store.schema.row_mapping import Shape

SHAPE = Shape(SavedLink, saved_links)
# Links of one chat; the oldest go.
MOST = 200
_KEEP = upsert(saved_links).on_conflict_do_nothing()
_OF_CHAT = (
    select(*SHAPE.columns)
    .where(saved_links.c.chat_id == bindparam("chat"))
    .order_by(saved_links.c.at.desc(), saved_links.c.url)
)
_NEWEST = _OF_CHAT.limit(bindparam("count"))
_OLD = _OF_CHAT.limit(1000).offset(MOST)
_DROP = delete(saved_links).where(
    saved_links.c.chat_id == bindparam("chat"),
    saved_links.c.url == bindparam("address"),
)


def keep(
    connection: Connection, chat_id: int, url: str, title: str, now: int
) -> bool:
    """Save a link; one that was saved already is removed, and the result is False."""
    row = {"chat_id": chat_id, "url": url, "title": title, "at": now}
    if connection.execute(_KEEP, row).rowcount == 0:
        connection.execute(_DROP, {"chat": chat_id, "address": url})
        return False
    for link in SHAPE.all(connection.execute(_OLD, {"chat": chat_id})):
        connection.execute(_DROP, {"chat": chat_id, "address": link.url})
    return True


def newest(connection: Connection, chat_id: int, limit: int) -> list[SavedLink]:
    """Read the links that a chat saved, last saved first."""
    return SHAPE.all(
        connection.execute(_NEWEST, {"chat": chat_id, "count": limit})
    )
