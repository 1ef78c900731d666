"""Accounts at read-later services; their secrets are sealed."""

from __future__ import annotations

import orjson
from sqlalchemy import Connection, bindparam, delete, select, update

from news.read_later import SERVICES, Account, SavedItem
from store.engine.dialect import dumps
from store.engine.sealed_text import is_sealed
from store.engine.statements import upsert
from store.records import WaitingItem
from store.schema.columns import INTEGER
from store.schema.reader_tables import read_later, read_later_items

_OWN = read_later.c.chat_id == bindparam("chat")
_OF_CHAT = select(read_later.c.service, read_later.c.account).where(_OWN)
_NEW = upsert(read_later)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={"service": _NEW.excluded.service, "account": _NEW.excluded.account},
)
_END = delete(read_later).where(_OWN)


def of_chat(connection: Connection, chat_id: int) -> Account | None:
    """Read a chat's account; None if it has none, or no key opens it any more."""
    row = connection.execute(_OF_CHAT, {"chat": chat_id}).first()
    if row is None or is_sealed(row.account):
        return None
    service = next((name for name in SERVICES if name == row.service), None)
    if service is None:
        return None
    return Account(service, orjson.loads(row.account))


def put(connection: Connection, chat_id: int, account: Account) -> None:
    """Store a chat's account in place of an earlier one."""
    values = dumps(dict(account.values))
    connection.execute(
        _PUT,
        {"chat_id": chat_id, "service": account.service, "account": values},
    )


def end(connection: Connection, chat_id: int) -> bool:
    """Delete a chat's account; return False if it had none."""
    return connection.execute(_END, {"chat": chat_id}).rowcount == 1


_WAITING = upsert(read_later_items).on_conflict_do_nothing(
    index_elements=["chat_id", "url"]
)
_ITEM = (
    read_later_items.c.chat_id == bindparam("chat"),
    read_later_items.c.url == bindparam("address"),
)
_DUE = (
    select(
        read_later_items.c.chat_id,
        read_later_items.c.url,
        read_later_items.c.title,
        read_later_items.c.summary,
        read_later_items.c.attempts,
    )
    .where(read_later_items.c.next_at <= bindparam("now"))
    .order_by(read_later_items.c.next_at)
    .limit(bindparam("count"))
)
_PUT_OFF = (
    update(read_later_items)
    .where(*_ITEM)
    .values(
        attempts=read_later_items.c.attempts + 1,
        next_at=bindparam("at", type_=INTEGER),
    )
)
_DONE = delete(read_later_items).where(*_ITEM)


def add_item(
    connection: Connection, chat_id: int, item: SavedItem, now: int
) -> None:
    """Let an article wait for its chat's service; one that waits already waits once."""
    row = {
        "chat_id": chat_id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "next_at": now,
    }
    connection.execute(_WAITING, row)


def due_items(
    connection: Connection, now: int, limit: int
) -> list[WaitingItem]:
    """Read the items that may be sent now, longest waiting first."""
    rows = connection.execute(_DUE, {"now": now, "count": limit})
    return [
        WaitingItem(
            chat_id=row.chat_id,
            item=SavedItem(url=row.url, title=row.title, summary=row.summary),
            attempts=row.attempts,
        )
        for row in rows
    ]


def put_off(connection: Connection, item: WaitingItem, at: int) -> None:
    """Send an article again later."""
    own = {"chat": item.chat_id, "address": item.item.url}
    connection.execute(_PUT_OFF, {**own, "at": at})


def drop_item(connection: Connection, item: WaitingItem) -> None:
    """Let an article wait no more: the service took it, or it was given up."""
    connection.execute(_DONE, {"chat": item.chat_id, "address": item.item.url})
