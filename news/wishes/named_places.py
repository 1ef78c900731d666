"""Find the place where a person is, beside a word such as "I live in"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from news.wishes.parts import WishPart
from news.zones import zone_readings

# Words of a place's name, or Chinese characters.
_LONGEST = 6
# Russian endings of names behind "in" and "to", and those of the names: в Москве,
# в Казани, в Самару.
_CASES = (
    ("е", "а"),
    ("е", ""),
    ("и", "ь"),
    ("и", "я"),
    ("у", "а"),
    ("ю", "я"),
)


def with_places(
    text: str, parts: tuple[WishPart, ...], language: str
) -> tuple[WishPart, ...]:
    """Return the parts, with the words that name a place beside a word of being
    there as one part of the kind `place`; the first such place counts.
    """
    being = [at for at, part in enumerate(parts) if part.means("being")]
    rows = chain.from_iterable(map(partial(_rows_beside, parts), being))
    for begin, end in rows:
        start, stop = parts[begin].start, parts[end - 1].end
        place = _place(text[start:stop], language)
        if place:
            kinds = frozenset({"place"})
            found = WishPart(start, stop, text[start:stop], kinds, place)
            return (*parts[:begin], found, *parts[end:])
    return parts


def _rows_beside(
    parts: Sequence[WishPart], at: int
) -> Iterator[tuple[int, int]]:
    """Yield where the rows of parts behind a place and before it begin and end,
    the longest first.

    No sign stands within a row: "in Osaka, in Kobe" are two places.
    """
    signs = [at for at, part in enumerate(parts) if part.means("cut")]
    last = min([sign for sign in signs if sign > at], default=len(parts))
    first = max([sign for sign in signs if sign < at], default=-1) + 1
    for end in range(min(at + 1 + _LONGEST, last), at + 1, -1):
        yield at + 1, end
    for begin in range(max(at - _LONGEST, first), at):
        yield begin, at


def _place(name: str, language: str) -> str:
    """Return the name of a place as it stands in lists; empty where words are no
    place.

    In Russian it may be in another case: "Москве" → "Москва".
    """
    cases = _CASES if language == "ru" else ()
    forms = (
        name.removesuffix(ending) + own
        for ending, own in cases
        if name.endswith(ending)
    )
    return next(filter(zone_readings, (name, *forms)), "")
