"""What a call's parameters hold: form fields and JSON alike."""

from __future__ import annotations

import json
from typing import Any

from sandbox.errors import bad


def load(value: Any, what: str = "JSON object") -> Any:
    """Read a list or an object that may come as JSON text."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {what}") from error
    return value


def flag(value: Any) -> bool:
    """Read a yes or no."""
    return str(value).lower() in {"true", "1"}


def number(value: Any) -> int:
    """Read a number; 0 for what is none."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def objects(value: Any) -> list[dict[str, Any]]:
    """Read a list of objects; what is none is left out."""
    loaded = load(value)
    return [each for each in loaded if isinstance(each, dict)] if isinstance(loaded, list) else []
