"""The data of a button: versioned text of at most 64 bytes, written from a
typed action and read back.

`1:fb:7:-1` is version 1, the code `fb`, story 7, the vote -1. `1@34:subs` acts
on the chat of row 34. The part after `~` proves that the bot offered the button
(`button_claims`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, replace
from functools import lru_cache
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    get_args,
    get_origin,
    get_type_hints,
)

from news.models import Button

VERSION = "1"
# Separates the version from the row of a chat that is managed from elsewhere.
SCOPE = "@"
# Separates a button's action from the proof that it was offered.
MARK = "~"
# Bytes of an action's data: Telegram's limit is 64, and the mark and the proof
# take twelve.
MAX_DATA = 64 - 12
# The most digits of a number: no row's id has more.
MAX_DIGITS = 15
_NUMBER = re.compile(rf"[0-9]{{1,{MAX_DIGITS}}}")
Rows = tuple[tuple[Button, ...], ...]
# A menu as a message shows it: its text as HTML, and its buttons.
MenuPage = tuple[str, Rows]


class ButtonAction(Protocol):
    """A frozen dataclass whose fields are numbers, texts, booleans or literals."""

    # The action's code; it may have two parts (`sch:m`), and never gets another
    # meaning.
    code: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


ActionKind = type[ButtonAction]


def data(action: ButtonAction) -> str:
    """Return callback data; raises ValueError over MAX_DATA bytes, or for a
    text with a colon.
    """
    return _bounded(":".join([VERSION, action.code, *_values(action)]))


def _bounded(text: str) -> str:
    """Return callback data that fits; raises ValueError over MAX_DATA bytes."""
    if len(text.encode()) > MAX_DATA:
        raise ValueError(f"callback data {text!r} is over {MAX_DATA} bytes")
    return text


def action_button(text: str, action: ButtonAction) -> Button:
    """Return a button that does this when it is pressed."""
    return Button(text, data(action))


def _values(action: ButtonAction) -> list[str]:
    """Return the fields as texts, without those at the end that equal their
    default.
    """
    texts: list[str] = []
    # Fields whose value must be written: short data leaves room, and 64 bytes
    # are little for a filter's words.
    needed = 0
    for number, field in enumerate(fields(action), 1):
        value = getattr(action, field.name)
        texts.append(_value(value))
        if value != field.default:
            needed = number
    texts = texts[:needed]
    if ":" in "".join(texts):
        raise ValueError(
            f"a value of {action!r} holds the colon that parts values"
        )
    return texts


def _value(value: object) -> str:
    """Write a field: True → 1, -1 → -1, "tech" → tech."""
    if isinstance(value, bool):
        return str(int(value))
    return str(value)


def read(
    text: str | None, kinds: Mapping[str, ActionKind]
) -> ButtonAction | None:
    """Return the action of callback data; None for another version or unknown
    data.

    `kinds` holds the known actions by their codes.
    """
    version, *parts = without_proof(text or "").split(":")
    if version.partition(SCOPE)[0] != VERSION:
        return None
    # Codes of two parts go first: `sch:off` is a code, not `sch` with a value.
    for length in (2, 1):
        code = ":".join(parts[:length])
        if code in kinds:
            return _filled(kinds[code], parts[length:])
    return None


def _filled(kind: ActionKind, values: list[str]) -> ButtonAction | None:
    """Return an action with these values; None if they are too few, too many or
    of another type.
    """
    readers, required = _shape(kind)
    if not required <= len(values) <= len(readers):
        return None
    # Fields behind the last value have their default.
    given = zip(readers, values, strict=False)
    arguments = [reader(value) for reader, value in given]
    if None in arguments:
        return None
    return kind(*arguments)


# Reads a field of any type; None for data that are none of it.
_FieldReader = Callable[[str], Any]


@lru_cache(maxsize=256)
def _shape(kind: ActionKind) -> tuple[tuple[_FieldReader, ...], int]:
    """Return the parser of each field of an action, and the number of required
    fields.

    Kept, because resolving the type hints of a class takes far longer than
    reading a button.
    """
    hints = get_type_hints(kind)
    listed = fields(kind)
    required = sum(field.default is MISSING for field in listed)
    return tuple(_reader(hints[field.name]) for field in listed), required


def _reader(hint: object) -> _FieldReader:
    """Return the parser of a field's type."""
    if get_origin(hint) is Literal:
        return {str(value): value for value in get_args(hint)}.get
    return _READERS.get(hint, str)


def number_of(text: str) -> int | None:
    """Return an id or count; None if it is not a number or exceeds every row's
    id.
    """
    if _NUMBER.fullmatch(text):
        return int(text)
    return None


_READERS: dict[object, _FieldReader] = {
    bool: {"0": False, "1": True}.get,
    int: number_of,
}


def scoped(rows: Rows, chat_id: int) -> Rows:
    """Return buttons that act on another chat than their message's:
    `1@34:subs`.
    """
    return tuple(
        tuple(_scoped(button, chat_id) for button in row) for row in rows
    )


def _scoped(button: Button, chat_id: int) -> Button:
    """Return a button for another chat; links and scoped buttons stay."""
    if not button.data or SCOPE in button.data.partition(":")[0]:
        return button
    text = button.data.replace(VERSION, f"{VERSION}{SCOPE}{chat_id}", 1)
    return replace(button, data=_bounded(text))


def scope_of(text: str | None) -> int | None:
    """Return the row of the chat that a button acts on; None if it is its
    message's chat.
    """
    beginning, _, _ = (text or "").partition(":")
    _, _, number = beginning.partition(SCOPE)
    return number_of(number)


def without_proof(text: str) -> str:
    """Return a button's action, without the proof that it was offered."""
    return text.rpartition(MARK)[0] or text
