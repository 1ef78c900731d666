"""The beginning of a block of code in both forms of Markdown."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
_FIRST_LINE = re.compile(r"\r\n|\n\r|\n|\r")


def read_opening(source: str, position: int) -> tuple[str, int]:
    """Return a block's language and where its code begins, from the position
    after the three marks: "python", a line break, "x = 1" → python.

    The language is empty if none is named. The first line break is no part of
    the code.
    """
    language = ""
    if match := _LANGUAGE.match(source, position):
        language = match[1]
        position = match.end()
    if match := _FIRST_LINE.match(source, position):
        position = match.end()
    return language, position
