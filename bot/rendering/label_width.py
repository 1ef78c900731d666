"""Estimate how wide a button's label is, to choose how many fit in a row on a
phone.
"""

from __future__ import annotations

import unicodedata

# Pixels of a keyboard on a phone 390 wide: a chosen value that leaves a message
# 25 on each side.
PHONE = 340
GAP = 4
PADDING = 12
# Pixels of each kind of character at 14 px: with these no label of the eight
# languages was cut in a browser. The width of emoji is set for common fonts,
# which the measuring machine did not have.
_SIGN, _WIDE, _CAPITAL, _NARROW, _OTHER = 19.0, 15.0, 10.5, 4.5, 8.6


def width(label: str) -> float:
    """Return the estimated width of a label in pixels, rather too large than
    too small.
    """
    return sum(map(_width_of, label))


def _width_of(character: str) -> float:
    """Return a character's pixels: 19 for 🗞, 15 for 中, 0 for an accent that
    joins its letter.
    """
    if unicodedata.category(character) == "So":
        return _SIGN
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    if character in " .,:;|!iljtf’'()":
        return _NARROW
    # A mark that joins or colours the character before it takes no room.
    if unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    if character.isupper():
        return _CAPITAL
    return _OTHER


def fits(labels: list[str], columns: int) -> bool:
    """Tell whether a phone shows labels uncut in rows of the given length."""
    room = (PHONE - GAP * (columns - 1)) / columns - PADDING
    return all(width(label) <= room for label in labels)
