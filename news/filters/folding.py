"""Fold filters and texts to the forms that are compared: case, accents, apostrophes."""

from __future__ import annotations

import re
import unicodedata
from operator import itemgetter

from news.words import fold

_APOSTROPHES = "’ʼ‘`´"
# The dotless and the dotted i of Turkish, of which capitals show only one, the
# French œ, and the letters of Arabic and Persian that are written in two ways.
_SPELT = (
    *(("i\u0307", "i"), ("ı", "i"), ("œ", "oe")),
    *(("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك")),
)
# Points of Arabic, which only few texts write, and the line that stretches a
# word.
_POINTS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
_REPLACED = (*_SPELT, *((point, "") for point in _POINTS))
# One search for all is faster than one for each: most texts hold none.
_ANY_REPLACED = re.compile("|".join(map(itemgetter(0), _REPLACED)))
# Letters with a full stop between them: the search begins at the stop, which
# few places of a text hold.
_INITIAL = re.compile(r"\.[A-Za-z](?![^\W_])")
_INITIALS = re.compile(r"(?<![\w.])[A-Za-z](?:\.[A-Za-z])+(?![^\W_])\.?")
_ACCENTED = re.compile(
    r"[\u00c0-\u024f\u1e00-\u1eff\u0390-\u03ce\u1f00-\u1fffё]"
)


def _without_accent(char: str) -> str:
    """Return the letter under an accent: é → e; a sign that is no letter stays."""
    bare = unicodedata.normalize("NFD", char)[0]
    return bare if bare.isalpha() else char


_BARE = {
    chr(code): _without_accent(chr(code))
    for low, high in (
        (0xC0, 0x250),
        (0x1E00, 0x1F00),
        (0x390, 0x3CF),
        (0x1F00, 0x2000),
    )
    for code in range(low, high)
} | {"ё": "е", "ł": "l", "ø": "o"}


def compared(text: str) -> str:
    """Fold a text as `news.words.fold` does, with one form of apostrophe and one i,
    without the points of Arabic and of initials.

    "L’Élection" → "l'élection"; "the U.S. Senate" → "the us senate".
    """
    folded = _without_points(fold(text))
    if folded.isascii():
        return folded
    # Several times as fast as one pass with a pattern: most texts have none.
    for mark in _APOSTROPHES:
        folded = folded.replace(mark, "'")
    if _ANY_REPLACED.search(folded):
        for written, plain in _REPLACED:
            folded = folded.replace(written, plain)
    return folded


def spelled(text: str) -> str:
    """Return a text with its capitals, as `=US` is compared: ＵＳ and U.S. are US."""
    return _without_points(unicodedata.normalize("NFKC", text))


def _without_points(text: str) -> str:
    """Take the full stops out of initials: u.s. → us; node.js stays."""
    if not _INITIAL.search(text):
        return text
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)


def bare(folded: str) -> str:
    """Take the accents off Latin and Greek letters and ё, letter for letter.

    Places stay the same.
    """
    if folded.isascii():
        return folded
    return _ACCENTED.sub(lambda match: _BARE.get(match[0], match[0]), folded)
