"""Map rows to dataclasses and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Generic, TypeVar

import orjson
from sqlalchemy import FromClause, Result

from news.models import Attachment, Button, Media, Message
from store.engine.dialect import dumps
from store.engine.driver_types import (
    AnyColumn,
    ColumnValue,
    RowTuple,
    RowValues,
)
from store.rows import Chat
from store.schema.tables import chats

T = TypeVar("T")


def dump(value: object) -> str:
    """Write a list as compact JSON text."""
    return dumps(value) if value else "[]"


def tuple_of(data: str) -> RowTuple:
    """Read a JSON list as a tuple."""
    if data != "[]":
        return tuple(orjson.loads(data))
    return ()


def triples_of(data: str) -> tuple[RowTuple, ...]:
    """Read a JSON list of lists."""
    return (
        tuple(tuple(item) for item in orjson.loads(data))
        if data != "[]"
        else ()
    )


class Shape(Generic[T]):
    """A dataclass whose fields are columns of a table, of the same names.

    `columns` is the list for `select` and `returning`; `of` makes one value of a row, `all` of
    many. Without a table a shape only makes values of rows.
    """

    __slots__ = ("_makers", "_names", "_type", "columns")

    def __init__(
        self,
        kind: type[T],
        table: FromClause | None = None,
        **makers: Callable[[ColumnValue], object],
    ) -> None:
        self._type = kind
        self._names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
        self._makers = tuple(
            (self._names.index(name), maker) for name, maker in makers.items()
        )
        self.columns = () if table is None else self.columns_of(table)

    def columns_of(self, table: FromClause) -> tuple[AnyColumn, ...]:
        """List the columns in a table or an alias of it."""
        return tuple(table.c[name] for name in self._names)

    def of(self, row: RowValues) -> T:
        """Make one value of a row whose first columns are `columns`."""
        width = len(self._names)
        # Copying a row is cheap, a part of it is not: SQLAlchemy's rows answer
        # to slices by Python.
        values = list(row)
        if len(values) > width:
            del values[width:]
        for index, maker in self._makers:
            values[index] = maker(values[index])
        return self._type(*values)

    def all(self, rows: Result[RowTuple] | Iterable[RowValues]) -> list[T]:
        """Make a value of each row."""
        fetched = rows.all() if isinstance(rows, Result) else rows
        return [self.of(row) for row in fetched]

    def maybe(self, row: RowValues | None) -> T | None:
        """Make a value of a row that may be missing."""
        if row is None:
            return None
        return self.of(row)


CHAT = Shape(
    Chat,
    chats,
    languages=tuple_of,
    images=bool,
    preview=bool,
    silent=bool,
    send_empty=bool,
    everyone=bool,
    topic_lost=bool,
)


def dump_media(media: Sequence[Media]) -> str:
    """Write media as compact JSON text: address, type, bytes."""
    return dump([[item.url, item.type, item.size] for item in media])


def media_of(data: str) -> tuple[Media, ...]:
    """Read media as `dump_media` wrote them."""
    if data == "[]":
        return ()
    return tuple(
        Media(url, kind, size=size) for url, kind, size in orjson.loads(data)
    )


def pack_message(message: Message) -> str:
    """Write a message as JSON text; empty parts are left out."""
    buttons = [
        [[button.text, button.data, button.url] for button in row]
        for row in message.buttons
    ]
    parts = {
        "h": message.html,
        "b": buttons,
        "p": message.preview,
        "i": message.image,
        "s": message.stories,
        "l": int(message.large),
        "a": [[item.kind, item.url] for item in message.attachments],
    }
    return dump({key: value for key, value in parts.items() if value})


def unpack_message(data: str) -> Message:
    """Read a message as `pack_message` wrote it."""
    parts = orjson.loads(data)
    buttons = tuple(
        tuple(Button(*button) for button in row) for row in parts.get("b", ())
    )
    return Message(
        html=parts.get("h", ""),
        buttons=buttons,
        preview=parts.get("p", ""),
        image=parts.get("i", ""),
        stories=tuple(int(i) for i in parts.get("s", ())),
        attachments=tuple(
            Attachment(kind, url) for kind, url in parts.get("a", ())
        ),
        large=bool(parts.get("l")),
    )
