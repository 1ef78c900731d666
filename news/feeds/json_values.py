"""Read values of JSON that strangers write: each may be of any type."""

from __future__ import annotations

from news.safe_json import JsonObject, JsonValue


def text_in(value: JsonValue) -> str:
    """Return a text stripped, a number written out; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    # A bool is an int too, but no number of JSON.
    return str(value) if type(value) in {int, float} else ""


def text_at(item: JsonObject, *names: str) -> str:
    """Return the first text that an object has under one of these names; empty for none."""
    texts = (text_in(item.get(name)) for name in names)
    return next(filter(None, texts), "")


def object_in(value: JsonValue) -> JsonObject:
    """Return an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_in(value: JsonValue, most: int) -> list[JsonValue]:
    """Return the first `most` items of a list; none for anything else."""
    return value[:most] if isinstance(value, list) else []


def objects_in(value: JsonValue, most: int) -> list[JsonObject]:
    """Return the objects among the first `most` items of a list; none for anything else."""
    return [item for item in list_in(value, most) if isinstance(item, dict)]
