"""Find who holds which office, in languages with blanks: Peru's President Luis Ortega.

Only an office with its country or city beside it counts: of a summit, each telling may name its own
president.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse, takewhile
from typing import NamedTuple

from news.across.cities import cities
from news.across.places import countries
from news.across.seats import (
    Holder,
    Office,
    Seat,
    lesser,
    offices,
    seat_of,
)
from news.words import NAME_PARTICLES, STOP, fold, without_possessive

# Words of a country's or a city's name.
MOST_PLACE_WORDS = 3
MOST_NAME_WORDS = 3
# The same with the particles inside it.
MOST_WORDS = 8
# A headline of at least so many long words that all have capitals does not show
# where a name ends.
TITLE_CASE_WORDS = 4
LONG_WORD = 4
# Words between an office and its country. Russian has none.
OF = {
    "en": frozenset({"of"}),
    "de": frozenset({"von", "der", "des"}),
    "fr": frozenset({"du", "de", "des", "la", "le"}),
    "es": frozenset({"de", "del", "la", "los", "el"}),
    "ru": frozenset[str](),
}
# Words with which an office is somebody else's: adjoint au maire, esposa del presidente.
_BELONGS = frozenset(
    {"of", "to", "du", "de", "des", "au", "aux", "à", "del", "al", "a"}
)
_ARTICLES = frozenset({"the", "le", "la", "les", "el", "los", "las"})
# Words before an office that may make it another: vice, then.
BEFORE = 3
# Words before an office that are looked at for its place: South Korea's.
BEFORE_PLACE = 2
_BLANK = frozenset({" "})
# What parts an office, or its place, from the name behind it.
_BEFORE_NAME = frozenset({" ", ", "})
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BOUND = re.compile(r"['’-]")
_LINE = re.compile(r"\n|[.!?]\s")


class _WrittenOffice(NamedTuple):
    """A way to write an office, by its folded words."""

    office: Office
    words: tuple[str, ...]


class _SeatPlace(NamedTuple):
    """The place of an office, if a line names it, and where a name may follow it."""

    seat: Seat | None
    end: int


@dataclass(frozen=True, slots=True)
class _HolderLine:
    """A line's words."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    # What stands before each word, and at the end.
    gaps: tuple[str, ...]

    def joined(self, start: int, end: int) -> str:
        """Return some words; empty unless single blanks part them.

        Of "Peru, Chile and Cuba", `joined(1, 3)` is "Chile and", `joined(0, 2)` is empty.
        """
        inner = self.gaps[start + 1 : end]
        is_whole = end <= len(self.words)
        is_run = is_whole and _BLANK.issuperset(inner)
        return " ".join(self.words[start:end]) if is_run else ""

    def nearest_before(self, at: int) -> list[str]:
        """Return the words that single blanks join to a word, the nearest first.

        Before the last word of "in South Korea's president" they are "Korea's" and "South".
        """
        places = range(at, max(0, at - BEFORE_PLACE), -1)
        joined = takewhile(self.follows_blank, places)
        return [self.words[place - 1] for place in joined]

    def follows_blank(self, at: int) -> bool:
        """Return whether a single blank stands before a word."""
        return self.gaps[at] == " "

    def is_particle(self, at: int) -> bool:
        """Return whether a word stands inside names: von, de."""
        return self.folded[at] in NAME_PARTICLES

    def is_capital(self, at: int) -> bool:
        """Return whether a word is written like a name.

        Ortega and al-Sharif are: an article may stand before a hyphen or an apostrophe. NATO, the
        or The are not.
        """
        word = self.words[at]
        bare = without_possessive(word)
        main = _BOUND.split(bare)[-1]
        begins = word[0].isupper() or main[:1].isupper()
        is_common = word.isupper() or self.folded[at] in STOP
        return begins and not is_common

    def continues_name(self, at: int) -> bool:
        """Return whether a word may belong to the name that the word before it belongs to.

        In "Ursula von der Leyen said" von, der and Leyen may.
        """
        may_be_named = self.is_particle(at) or self.is_capital(at)
        return may_be_named and self.follows_blank(at)


@dataclass(frozen=True, slots=True)
class _NamedOffice:
    """An office that a line names, from a word to another."""

    office: Office
    start: int
    end: int


def holders_in_words(text: str, language: str) -> Iterator[Holder]:
    """Yield who a short text of a language in `OF` says holds an office."""
    lines = map(_read, _LINE.split(text))
    # Where all words have capitals, a name has no end that shows.
    for line in filterfalse(_is_title_case, lines):
        for named in _named_offices(line, language):
            yield from _held(line, named, language)


def _read(written: str) -> _HolderLine:
    """Cut a line into words."""
    matches = list(_WORD.finditer(written))
    words = tuple(match.group() for match in matches)
    gaps = tuple(_WORD.split(written))
    return _HolderLine(words, tuple(map(fold, words)), gaps)


def _is_title_case(line: _HolderLine) -> bool:
    """Return whether a line writes all its longer words with capitals.

    "Peru President Luis Ortega Visits Lima" does; a line of few long words does not show it.
    """
    initials = [word[0] for word in line.words if len(word) >= LONG_WORD]
    is_long = len(initials) >= TITLE_CASE_WORDS
    return is_long and all(map(str.isupper, initials))


@lru_cache(maxsize=8)
def _by_first_word(language: str) -> Mapping[str, list[_WrittenOffice]]:
    """Return the forms of all offices by their first word.

    "prime" leads to the prime minister in English.
    """
    table: dict[str, list[_WrittenOffice]] = defaultdict(list)
    for office in offices():
        for words in office.forms[language]:
            first, *_ = words
            table[first].append(_WrittenOffice(office, words))
    return table


def _named_offices(line: _HolderLine, language: str) -> Iterator[_NamedOffice]:
    """Yield the offices that a line names; not a lesser one beside them.

    "Peru's president" names one; "Peru's vice president" names none.
    """
    table = _by_first_word(language)
    for at, word in enumerate(line.folded):
        for office, words in table.get(word, ()):
            end = at + len(words)
            written = fold(line.joined(at, end))
            if written == " ".join(words) and not _is_lesser(line, at):
                yield _NamedOffice(office, at, end)


def _is_lesser(line: _HolderLine, at: int) -> bool:
    """Return whether a word shortly before an office makes it another: vice, deputy."""
    before = line.folded[max(0, at - BEFORE) : at]
    return not lesser().isdisjoint(before)


def _held(
    line: _HolderLine,
    named: _NamedOffice,
    language: str,
) -> Iterator[Holder]:
    """Yield who holds an office; nobody where it is not clear.

    "Peru's president Luis Ortega" tells it, and so does "the president of Peru, Luis Ortega,".
    """
    place = _SeatPlace(_seat_before(line, named), named.end)
    if place.seat is None and not _belongs(line, named.start):
        place = _seat_behind(line, named, language)
    if place.seat and (name := _name_at(line, place.end)):
        yield Holder(named.office.name, place.seat, name)


def _belongs(line: _HolderLine, at: int) -> bool:
    """Return whether the office at a word may be named for another person's sake.

    "The wife of the mayor" speaks of the wife: "of" stands before the article.
    """
    near = line.folded[max(0, at - 2) : at]
    for word in reversed(near):
        if word not in _ARTICLES:
            return word in _BELONGS
    return False


def _seat_before(line: _HolderLine, named: _NamedOffice) -> Seat | None:
    """Return the place right before an office: Peru's, South Korea's.

    Of two words, the first alone may be another's: in "Chile's young president" nothing says
    whose the president is.
    """
    before = line.nearest_before(named.start)
    seats = [seat_of(word, named.office) for word in before]
    if any(seats):
        return seats[0]
    return seat_of(" ".join(reversed(before)), named.office)


def _seat_behind(
    line: _HolderLine,
    named: _NamedOffice,
    language: str,
) -> _SeatPlace:
    """Return the place behind an office.

    Behind the office of "presidente de Guinea Ecuatorial" Guinea comes first, but the longer
    name is meant.
    """
    start = named.end
    while start < len(line.folded) and line.folded[start] in OF[language]:
        start += 1
    if not line.joined(named.end - 1, start + 1):
        return _SeatPlace(None, start)
    for end in range(start + 1, start + MOST_PLACE_WORDS + 1):
        seat = seat_of(line.joined(start, end), named.office)
        if seat is None:
            continue
        longer = seat_of(line.joined(start, end + 1), named.office)
        if longer and longer.place != seat.place:
            return _SeatPlace(longer, end + 1)
        return _SeatPlace(seat, end)
    return _SeatPlace(None, start)


def _name_at(line: _HolderLine, at: int) -> str:
    """Return the name that begins at a word; empty where none does, or its end is not clear.

    Behind "the president of Peru," a name without a second comma is the next clause's: "the
    president of Peru, Luis Ortega said".
    """
    end = _end_of_name(line, at)
    before = line.gaps[at]
    behind = line.gaps[end]
    is_clause = (before, behind) == (", ", " ")
    if is_clause or before not in _BEFORE_NAME:
        return ""
    return _whole_name(line, at, end)


def _end_of_name(line: _HolderLine, at: int) -> int:
    """Return the first word behind a name; the same word where none begins.

    A particle is no end: of "Ursula von der Leyen von" the name has four words.
    """
    last = min(len(line.words), at + MOST_WORDS)
    if at == last or not line.is_capital(at):
        return at
    rest = takewhile(line.continues_name, range(at + 1, last))
    ends = filterfalse(line.is_particle, [at, *rest])
    return max(ends, default=at - 1) + 1


def _whole_name(line: _HolderLine, at: int, end: int) -> str:
    """Return a name without an ending; empty for a place, and for more words than a name has.

    "Luis Ortega's" → Luis Ortega; "Peru" is a place.
    """
    places = filterfalse(line.is_particle, range(at, end))
    parts = [line.words[place] for place in places]
    is_name = 0 < len(parts) <= MOST_NAME_WORDS and not _is_of_place(parts)
    return without_possessive(" ".join(line.words[at:end])) if is_name else ""


def _is_of_place(parts: Sequence[str]) -> bool:
    """Return whether what looks like a name is a place.

    Many people are called like cities: Jack London is no place, London alone is one.
    """
    name = " ".join(parts)
    towns = cities(name) if len(parts) == 1 else {}
    return bool(towns or countries(name))
