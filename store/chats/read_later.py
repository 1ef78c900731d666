"""Accounts at read-later services; their secrets are sealed."""

from __future__ import annotations

import orjson
from sqlalchemy import Connection, bindparam, delete, select

from news.read_later import SERVICES, Account
from store.engine.dialect import dumps
from store.engine.sealed_text import is_sealed
from store.engine.statements import upsert
from store.schema.reader_tables import read_later

_OWN = read_later.c.chat_id == bindparam("chat")
_OF_CHAT = select(read_later.c.service, read_later.c.account).where(_OWN)
_NEW = upsert(read_later)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={"service": _NEW.excluded.service, "account": _NEW.excluded.account},
)
_END = delete(read_later).where(_OWN)


def of_chat(c: Connection, chat_id: int) -> Account | None:
    """Read a chat's account; None if it has none, or no key opens it any more."""
    row = c.execute(_OF_CHAT, {"chat": chat_id}).first()
    if row is None or is_sealed(row.account):
        return None
    service = next((name for name in SERVICES if name == row.service), None)
    return (
        None if service is None else Account(service, orjson.loads(row.account))
    )


def put(c: Connection, chat_id: int, account: Account) -> None:
    """Store a chat's account in place of an earlier one."""
    values = dumps(dict(account.values))
    c.execute(
        _PUT,
        {"chat_id": chat_id, "service": account.service, "account": values},
    )


def end(c: Connection, chat_id: int) -> bool:
    """Delete a chat's account; return False if it had none."""
    return c.execute(_END, {"chat": chat_id}).rowcount == 1
