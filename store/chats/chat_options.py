"""Options of a chat beside its settings: one small value for each name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, select

from store.engine.statements import integers, upsert
from store.schema.reader_tables import chat_options

# `trends`: its digests tell what rose. `offered`: when it was last asked what
# its presses mean. `listen`: since when each digest is read out.
OptionName = Literal["trends", "offered", "listen"]

_OWN = (
    chat_options.c.chat_id == bindparam("chat"),
    chat_options.c.name == bindparam("option"),
)
_GET = select(chat_options.c.value).where(*_OWN)
_NEW = upsert(chat_options)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["chat_id", "name"], set_={"value": _NEW.excluded.value}
)
_END = delete(chat_options).where(*_OWN)
_WITH = select(chat_options.c.chat_id).where(
    chat_options.c.name == bindparam("option"),
    chat_options.c.chat_id.in_(integers("ids")),
)


def get(connection: Connection, chat_id: int, name: OptionName) -> str | None:
    """Read an option of a chat; None where it was never set."""
    value = connection.execute(_GET, {"chat": chat_id, "option": name}).scalar()
    if value is None:
        return None
    return str(value)


def put(
    connection: Connection, chat_id: int, name: OptionName, value: str = "on"
) -> None:
    """Set an option of a chat."""
    connection.execute(_PUT, {"chat_id": chat_id, "name": name, "value": value})


def end(connection: Connection, chat_id: int, name: OptionName) -> None:
    """Forget an option of a chat."""
    connection.execute(_END, {"chat": chat_id, "option": name})


def with_option(
    connection: Connection, chat_ids: Sequence[int], name: OptionName
) -> set[int]:
    """Return which of these chats have an option."""
    return set(
        connection.execute(
            _WITH, {"ids": list(chat_ids), "option": name}
        ).scalars()
    )
