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
# What JSON knows to be escaped, which is passed over, other backslashes, and quotation marks: at an
# end of a string stands a sign of JSON, and beside a comma or colon another value.
_SLIP = re.compile(
    r"""
    \\ (?: ["\\/bfnrt] | u[0-9a-fA-F]{4} )
    | \\
    | (?P<before>
        (?: [\[{] | (?<=") : | (?: (?<=["\]}\d]) | (?<=rue|lse|ull) ) , ) \s*
      )?
      "
      (?P<after> (?= \s* (?: [:\]}] | , \s* (?: ["{\[\]}\d-] | true | false | null ) ) ) )?
    """,
    re.VERBOSE,
)
# What stands for a mark and for a backslash inside a string: without a sign of JSON beside them.
_INSIDE: dict[tuple[str | None, str], str] = {
    (None, '"'): '\\"',
    (None, "\\"): "",
}
# A string, which is passed over whole, or the comma behind a last value.
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*"?)|,(?=\s*[\]}])', re.DOTALL)


def loads(text: str, **options: JsonValue) -> JsonValue:
    """Read JSON; NUL and half of a surrogate pair, which only its escapes can write, become U+FFFD.

    `options` are those of `json.loads`. Raises ValueError and RecursionError as it does.
    """
    return json.loads(_kept(text), **options)


def _kept(text: str) -> str:
    """Return JSON without escapes of what no text may hold."""
    return _ESCAPE.sub(lambda match: "\\ufffd" if match[1] else match[0], text)


def loads_loosely(text: str, **options: JsonValue) -> JsonValue:
    """Read JSON as hand-made templates write it: line ends in strings, commas behind last values,
    marks and backslashes that are not escaped, a bracket too many behind the end.

    `{"title": "A",}` is an object with one title. Raises as `loads` does.
    """
    try:
        return loads(text, strict=False, **options)
    except ValueError:
        mended = _LAST_COMMA.sub(r"\1", _SLIP.sub(_escaped, text))
    reader = json.JSONDecoder(strict=False, **options)
    return reader.raw_decode(_kept(mended).lstrip())[0]


def _escaped(match: re.Match[str]) -> str:
    """Escape a quotation mark inside a string; a backslash that escapes nothing goes."""
    return _INSIDE.get((match.lastgroup, match[0]), match[0])
