"""Read values of JSON that strangers write: each may be of any type."""

from __future__ import annotations

from news.safe_json import JsonObject, JsonValue


def text_in(value: JsonValue) -> str:
    """Return a text stripped, a number written out; empty for anything else.

    " a " → "a", 5 → "5"; true, null and lists are empty.
    """
    if isinstance(value, str):
        return value.strip()
    # A bool is an int too, but no number of JSON.
    return str(value) if type(value) in {int, float} else ""


def text_at(item: JsonObject, *names: str) -> str:
    """Return the first text that an object has under one of these names; empty for none.

    {"url": "", "external_url": "a"}, both names → a.
    """
    texts = (text_in(item.get(name)) for name in names)
    return next(filter(None, texts), "")


def object_in(value: JsonValue) -> JsonObject:
    """Return an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_in(value: JsonValue, most: int) -> list[JsonValue]:
    """Return the first `most` items of a list; none for anything else.

    [1, 2, 3], 2 → [1, 2]; {} → [].
    """
    return value[:most] if isinstance(value, list) else []


def objects_in(value: JsonValue, most: int) -> list[JsonObject]:
    """Return the objects among the first `most` items of a list; none for anything else.

    [{"a": 1}, 5] → [{"a": 1}].
    """
    return [item for item in list_in(value, most) if isinstance(item, dict)]
