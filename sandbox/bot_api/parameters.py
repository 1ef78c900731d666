"""Read a call's parameters, from form fields and JSON alike."""

from __future__ import annotations

import json
from typing import Any

from sandbox.errors import bad


def load(value: Any, what: str = "JSON object") -> Any:
    """Read a parameter that holds JSON; None for one that is missing or empty.

    A call whose body is JSON holds the value itself, one whose body is a form holds its text.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad(f"can't parse {what}") from error


def load_object(value: Any, name: str) -> dict[str, Any] | None:
    """Read an object, called `name` in what Telegram says of one that is none."""
    loaded = load(value, f"{name} JSON object")
    if loaded is None:
        return None
    if not isinstance(loaded, dict):
        raise bad(f"object expected as {name}")
    return loaded


def load_list(value: Any, name: str, kind: str) -> list[Any]:
    """Read a list; raises what Telegram says where it is none (TBA `get_bot_commands`)."""
    loaded = load(value, f"{name} JSON object")
    if not isinstance(loaded, list):
        raise bad(f"expected an Array of {kind}")
    return loaded


def flag(value: Any) -> bool:
    """Read a yes or no (TBA `to_bool`)."""
    return str(value).strip().lower() in {"true", "yes", "1"}


def number(value: Any) -> int:
    """Read a number; 0 for what is none."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def objects(value: Any) -> list[dict[str, Any]]:
    """Read a list of objects; what is none is left out."""
    loaded = load(value)
    return (
        [item for item in loaded if isinstance(item, dict)]
        if isinstance(loaded, list)
        else []
    )
