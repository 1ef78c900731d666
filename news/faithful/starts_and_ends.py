"""Find a start told as an end: "until August" for "since August", "begins on May 31" for "until
May 31".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, dropwhile, takewhile

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before, behind, in_clause
from news.faithful.word import Word, labels_of
from news.numbers.number_tables import tables

_MARKS = frozenset({".since", ".until"})
# Words within which a time stands beside its mark: "until the end of August".
_REACH = 4


def takes_start_for_end(case: Case) -> bool:
    """Return whether a claim lets begin at a time or number what ends there in its evidence.

    "Until August" for "since August", and the reverse; also by a verb, "ends in August".
    """
    claim = case.reading
    starts = gather(_marked_since, case.evidence.readings)
    ends = gather(_marked_until, case.evidence.readings)
    started = {*_marked_since(claim), *_of_verb("start", claim)}
    ended = {*_marked_until(claim), *_of_verb("end", claim)}
    return bool(started & (ends - starts) or ended & (starts - ends))


def _beside(mark: str, reading: Reading) -> Iterator[str]:
    """Yield the times and numbers beside a mark: 21, June of "from June 21 to July 2"."""
    is_time = partial(_is_time, reading=reading)
    for found in reading.marked(mark):
        from_first = dropwhile(_not(is_time), _near(found, reading))
        yield from map(reading.text_of, takewhile(is_time, from_first))


_marked_since = partial(_beside, ".since")
_marked_until = partial(_beside, ".until")


def _of_verb(verb: str, reading: Reading) -> Iterator[str]:
    """Yield the times of a verb's clause, where no mark says more: "begins on May 31"."""
    is_time = partial(_is_time, reading=reading)
    found = reading.marked(verb)
    clauses = [in_clause(reading.words, word.clause) for word in found]
    unmarked = filter(_is_unmarked, clauses)
    times = filter(is_time, chain.from_iterable(unmarked))
    return map(reading.text_of, times)


def _is_unmarked(clause: list[Word]) -> bool:
    """Return whether no word of a clause says that what follows is a start or an end."""
    return labels_of(clause).isdisjoint(_MARKS)


def _near(mark: Word, reading: Reading) -> list[Word]:
    """Return the next words to a mark: behind it, in Chinese and Japanese before it (7月1日起)."""
    if reading.language in EAST:
        return before(reading.words, mark.start)[: -_REACH - 1 : -1]
    return behind(reading.words, mark.end)[:_REACH]


def _is_time(word: Word, reading: Reading) -> bool:
    """Return whether a word is a number, a month or a weekday."""
    written = reading.text_of(word)
    is_weekday = any(label.startswith(".day") for label in word.labels)
    return is_weekday or written[0].isdigit() or written in tables().months


def _not(holds: Callable[[Word], bool]) -> Callable[[Word], bool]:
    """Return what is True of a word where something else is not."""
    return lambda word: not holds(word)
