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
from itertools import pairwise

from news.across.cities import cities
from news.across.places import countries
from news.across.seats import (
    Holder,
    Office,
    Seat,
    lesser,
    offices,
    seat_of,
    without_possessive,
)
from news.words import NAME_PARTICLES, STOP, fold

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
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BOUND = re.compile(r"['’-]")
_LINE = re.compile(r"\n|[.!?]\s")

_Form = tuple[Office, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's words."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    # What stands before each word, and at the end.
    gaps: tuple[str, ...]

    def joined(self, start: int, end: int) -> str:
        """Return some words; empty unless single blanks part them."""
        inner = self.gaps[start + 1 : end]
        is_whole = end <= len(self.words)
        if not is_whole or any(gap != " " for gap in inner):
            return ""
        return " ".join(self.words[start:end])

    def is_capital(self, at: int) -> bool:
        """Return whether a word is written like a name."""
        word = self.words[at]
        # An article may stand before a hyphen or an apostrophe: al-Sharif.
        bare = without_possessive(word)
        main = _BOUND.split(bare)[-1]
        begins = word[0].isupper() or main[:1].isupper()
        is_common = word.isupper() or self.folded[at] in STOP
        return begins and not is_common


@dataclass(frozen=True, slots=True)
class _Mention:
    """An office that a line names, from a word to another."""

    office: Office
    start: int
    end: int


def holders_in_words(text: str, language: str) -> Iterator[Holder]:
    """Yield who a short text of a language in `OF` says holds an office."""
    for line in map(_read, _LINE.split(text)):
        # Where all words have capitals, a name has no end that shows.
        if not _is_title_case(line.words):
            mentioned = _mentions(line, language)
            held = (_held(line, mention, language) for mention in mentioned)
            yield from filter(None, held)


def _read(written: str) -> _Line:
    """Cut a line into words."""
    matches = list(_WORD.finditer(written))
    words = tuple(match.group() for match in matches)
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(written)]
    gaps = tuple(
        written[end:start] for end, start in zip(ends, starts, strict=True)
    )
    return _Line(words, tuple(map(fold, words)), gaps)


def _is_title_case(words: Sequence[str]) -> bool:
    """Return whether a line writes all its longer words with capitals."""
    long = [word for word in words if len(word) >= LONG_WORD]
    if len(long) < TITLE_CASE_WORDS:
        return False
    return all(word[0].isupper() for word in long)


@lru_cache(maxsize=8)
def _by_first_word(language: str) -> Mapping[str, list[_Form]]:
    """Return the forms of all offices by their first word."""
    table: dict[str, list[_Form]] = defaultdict(list)
    for office in offices():
        for form in office.forms[language]:
            table[form[0]].append((office, form))
    return table


def _mentions(line: _Line, language: str) -> Iterator[_Mention]:
    """Yield the offices that a line names; not a lesser one beside them."""
    table = _by_first_word(language)
    for at, word in enumerate(line.folded):
        before = line.folded[max(0, at - BEFORE) : at]
        if word not in table or not lesser().isdisjoint(before):
            continue
        for office, form in table[word]:
            end = at + len(form)
            if fold(line.joined(at, end)) == " ".join(form):
                yield _Mention(office, at, end)


def _held(
    line: _Line,
    mention: _Mention,
    language: str,
) -> Holder | None:
    """Return who holds an office; None where it is not clear."""
    seat = _seat_before(line, mention)
    name_at = mention.end
    if seat is None and not _belongs(line, mention.start):
        seat, name_at = _seat_behind(line, mention, language)
    if seat is None:
        return None
    name = _name_at(line, name_at)
    office = mention.office.name
    return Holder(office, seat, name) if name else None


def _belongs(line: _Line, at: int) -> bool:
    """Return whether the office at a word may be named for another person's sake."""
    near = line.folded[max(0, at - 2) : at]
    before = [word for word in near if word not in _ARTICLES]
    return not _BELONGS.isdisjoint(before[-1:])


def _seat_before(line: _Line, mention: _Mention) -> Seat | None:
    """Return the place right before an office: Peru's, South Korea's."""
    at = mention.start
    if at == 0 or line.gaps[at] != " ":
        return None
    last = seat_of(line.words[at - 1], mention.office)
    if last or at == 1:
        return last
    # Of two words, the first alone may be another's: Chile's young president.
    if seat_of(line.words[at - 2], mention.office):
        return None
    pair = line.joined(at - 2, at)
    return seat_of(pair, mention.office)


def _seat_behind(
    line: _Line,
    mention: _Mention,
    language: str,
) -> tuple[Seat | None, int]:
    """Return the place behind an office, and where a name may follow it."""
    start = mention.end
    between = OF[language]
    while start < len(line.words) and line.folded[start] in between:
        start += 1
    if not line.joined(mention.end - 1, start + 1):
        return None, start
    ends = range(start + 1, start + MOST_PLACE_WORDS + 2)
    seats = [seat_of(line.joined(start, end), mention.office) for end in ends]
    for end, (seat, longer) in zip(ends, pairwise(seats), strict=False):
        # Guinea, and Guinea Ecuatorial.
        if seat and longer and longer.place != seat.place:
            return longer, end + 1
        if seat:
            return seat, end
    return None, start


def _name_at(line: _Line, at: int) -> str:
    """Return the name that begins at a word; empty where none does, or its end is not clear."""
    if line.gaps[at] not in {" ", ", "}:
        return ""
    end = _end_of_name(line, at)
    # Behind "the president of Peru," a name without a second comma is the next
    # clause's.
    before = line.gaps[at]
    behind = line.gaps[end]
    if (before, behind) == (", ", " "):
        return ""
    return _whole_name(line.words[at:end])


def _end_of_name(line: _Line, at: int) -> int:
    """Return the first word behind a name; the same word where none begins."""
    last = min(len(line.words), at + MOST_WORDS)
    end = at
    while end < last and _goes_on(line, end, at):
        end += 1
    while end > at and line.folded[end - 1] in NAME_PARTICLES:
        end -= 1
    return end


def _goes_on(line: _Line, at: int, start: int) -> bool:
    """Return whether a word is of the name that begins at another."""
    if at == start:
        return line.is_capital(at)
    if line.gaps[at] != " ":
        return False
    return line.folded[at] in NAME_PARTICLES or line.is_capital(at)


def _whole_name(written: Sequence[str]) -> str:
    """Return a name without an ending; empty for a place, and for more words than a name has."""
    parts = [word for word in written if fold(word) not in NAME_PARTICLES]
    if not 0 < len(parts) <= MOST_NAME_WORDS:
        return ""
    if _is_of_place(parts):
        return ""
    return without_possessive(" ".join(written))


def _is_of_place(parts: Sequence[str]) -> bool:
    """Return whether what looks like a name is a place: many people are called like cities."""
    if countries(" ".join(parts)):
        return True
    is_alone = len(parts) == 1
    return is_alone and bool(cities(parts[0]))
