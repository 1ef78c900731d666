"""Read JSON from outside, without characters that text must not hold."""

from __future__ import annotations

import json
import re
from typing import Any

# An object of JSON: fields by name, which a stranger wrote and may be of any
# kind.
JsonObject = dict[str, Any]
# A value whose kind only its reader knows.
JsonValue = Any
# An escaped backslash, a whole surrogate pair, or what is wanted: NUL and half
# of a pair.
_ESCAPE = re.compile(
    r"\\\\|\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
# A string, which is passed over whole, or the comma behind a last value.
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*"?)|,(?=\s*[\]}])', re.DOTALL)


def loads(text: str, **options: JsonValue) -> JsonValue:
    """Read JSON; NUL and half of a surrogate pair, which only its escapes can write, become U+FFFD.

    `options` are those of `json.loads`. Raises ValueError and RecursionError as it does.
    """
    return json.loads(
        _ESCAPE.sub(lambda match: "\\ufffd" if match[1] else match[0], text),
        **options,
    )


def loads_loosely(text: str, **options: JsonValue) -> JsonValue:
    """Read JSON as hand-made templates write it: line ends in strings, commas behind last values.

    `{"title": "A",}` is an object with one title. Raises as `loads` does.
    """
    try:
        return loads(text, strict=False, **options)
    except ValueError:
        mended = _LAST_COMMA.sub(r"\1", text)
        return loads(mended, strict=False, **options)
