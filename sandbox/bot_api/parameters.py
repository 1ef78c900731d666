"""Read a call's parameters, from form fields and JSON alike."""

from __future__ import annotations

import json

from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue


def load(value: JsonValue, what: str = "JSON object") -> JsonValue:
    """Read a parameter that holds JSON; return None if it is missing or empty.

    A call with a JSON body holds the value itself, a call with a form body
    holds its text.

    "[1]" → [1], [1] → [1]; "[1" is refused.
    """
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad(f"can't parse {what}") from error


def load_object(
    value: JsonValue, name: str, parsed: str = ""
) -> JsonObject | None:
    """Read an object; `name` stands in Telegram's error for a value that is not
    one, `parsed` (or the name) in the error for broken JSON.
    """
    loaded = load(value, f"{parsed or name} JSON object")
    if loaded is None:
        return None
    if not isinstance(loaded, dict):
        raise bad(f"object expected as {name}")
    return loaded


def load_list(value: object, name: str, kind: str) -> list[JsonValue]:
    """Read a list; raise Telegram's error if it is not one (TBA
    `get_bot_commands`).
    """
    loaded = load(value, f"{name} JSON object")
    if not isinstance(loaded, list):
        raise bad(f"expected an Array of {kind}")
    return loaded


def flag(value: JsonValue) -> bool:
    """Read a boolean (TBA `to_bool`): true, yes and 1 in any case; all else is
    false, also words that mean the same.
    """
    return str(value).strip().lower() in {"true", "yes", "1"}


def string(parameters: JsonObject, name: str) -> str:
    """Return a parameter as text; empty if it is missing."""
    return str(parameters.get(name) or "")


def number(value: JsonValue) -> int:
    """Read a number; return 0 if it is not one.

    Telegram's own reader does the same (TBA `to_integer`), so each method says
    in its own words that a number is missing.
    """
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def objects(value: JsonValue) -> list[JsonObject]:
    """Read a list of objects, such as entities beside a text.

    Other values in it are left out, and what is no list counts as empty.

    [{"type": "bold"}, 5] → the first alone.
    """
    loaded = load(value)
    listed = loaded if isinstance(loaded, list) else []
    return [item for item in listed if isinstance(item, dict)]


def present(**fields: JsonValue) -> JsonObject:
    """Return the fields that hold something: of `text="a", entities=[]` the
    text.
    """
    return {name: value for name, value in fields.items() if value}
