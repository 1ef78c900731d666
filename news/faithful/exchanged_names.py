"""Find a name in another name's place: "Ladd sued Moor" for "Moor sued Ladd".

A claim and a sentence of the articles are laid beside each other twice: word by word, and with one
mark for every name. Where marks meet, the claim's name stands in the place of the sentence's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, starmap

from news.faithful.case import Case
from news.faithful.concept_lexicon import concepts
from news.faithful.copied_sentences import sentences_with
from news.faithful.pool import Pool
from news.faithful.proper_names import Name
from news.faithful.roles import voices_differ
from news.faithful.sentence_reading import Reading
from news.faithful.word import Word, labels_of, marked, stems_of
from news.faithful.word_diff import diff_words
from news.words import STOP

# Languages that write names with capitals; German writes its nouns so, too.
_CASED = frozenset({"en", "de", "fr", "es", "pt", "ru", "uk"})
# The same for every name, so that one may stand for another; no word has it.
_MARK = "\0"
# Share of a claim's words, names aside, that a sentence must have in their
# order for the claim to follow it.
#
# Measured on 166 sentences of public articles with two names exchanged, the
# faithful ones of 811 judged summaries, and 1,346 claims of ours.
_FOLLOWED = 0.6
# Neighbours of a name that must be its neighbours in the sentence too: of a
# name that the sentence has elsewhere, and of one that it does not have, which
# may be another name for the same.
_SIDES_EXCHANGED = 1
_SIDES_REPLACED = 2
# Letters that a short form shares with its name: Lib, Hibs.
_SHORT_FORM = 3
# Places between a name and the one that it is linked to: "Ek of Rome" has two.
_NEIGHBOURS = 2
# What stands beside a German name's word: another of its words, or what has no article behind it
# before places only. Nouns stand alone.
_BEFORE_NAME_DE = re.compile(r"\b(?:in|nach|aus|[A-ZÄÖÜ][\w-]+)\s$")
_CAPITAL = re.compile(r"\s[A-ZÄÖÜ]")
# Words that stand before nouns and names, and are none: "gegen", "die".
_SMALL = frozenset({".generic"})
# Characters before a word in which these are looked for.
_NAME_REACH = 30
_JOINERS = frozenset({" ", "\u00a0", "-"})
_POSSESSIVES = ("'s", "’s")
_AND = frozenset({"and", "or", "et", "ou", "y", "e", "o", "u", "и", "или"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of a sentence, or all words of a name."""

    words: tuple[Word, ...]
    text: str
    is_name: bool

    @property
    def key(self) -> str:
        """What it is compared by: a word's stem, one mark for all names."""
        return _MARK if self.is_name else self.words[0].key

    @property
    def name(self) -> Name:
        """It as a name, whose place is that of its words."""
        return Name(self.text, self.words[0].start, self.words[-1].end)

    @property
    def keys(self) -> frozenset[str]:
        """The stems of its words, by which parts of a name are known.

        Ek is a part of Lena Ek, for both have "ek".
        """
        return frozenset(stems_of(self.words))

    @property
    def beginnings(self) -> frozenset[str]:
        """The first letters of its words, which a short form keeps.

        "Hibs" and "Hibernian" both begin with "hib".
        """
        return frozenset(key[:_SHORT_FORM] for key in self.keys)

    @property
    def is_listed(self) -> bool:
        """Whether it may stand in a list of names: a name, or "and"."""
        return self.is_name or self.key in _AND


def takes_anothers_place(case: Case) -> bool:
    """Return whether a claim has, in each sentence that it follows, a name in another's place.

    "Ladd sued Moor over the barn" for "Moor sued Ladd over the barn".
    """
    if case.reading.language not in _CASED:
        return False
    followed = list(_followed(case))
    if not followed:
        return False
    return all(map(_Beside.misplaces_a_name, followed))


def _followed(case: Case) -> Iterator[_Beside]:
    """Yield a claim beside each sentence that it follows.

    "Ladd sued Moor over the barn" follows "Moor sued Ladd over the barn", and not "Moor sold the
    barn that Ladd had built".
    """
    mine = _units(case.reading, case.pool)
    for source in sentences_with(_FOLLOWED, case.reading, case.pool):
        theirs = _units(source, case.pool)
        beside = _Beside(case, mine, source, theirs)
        if beside.follows:
            yield beside


@dataclass(frozen=True)
class _Beside:
    """A claim beside a sentence, both as words and as words with marks for names."""

    case: Case
    mine: Sequence[_Unit]
    source: Reading
    theirs: Sequence[_Unit]

    @cached_property
    def shared(self) -> frozenset[tuple[int, int]]:
        """Pairs of places, in the sentence and in the claim, of what both have in one order.

        All four of "then Ladd sued Moor" beside "then Moor sued Ladd": names have one mark.
        """
        return frozenset(diff_words(self.theirs, self.mine).shared)

    @property
    def follows(self) -> bool:
        """Whether the claim has most of its words from the sentence, in their order and voice.

        A passive claim, "Moor was sued by Ladd", does not follow "Ladd sued Moor".
        """
        least = _FOLLOWED * len(self.mine)
        if len(self.shared) < least:
            return False
        return not voices_differ(self.case.reading, self.source)

    def misplaces_a_name(self) -> bool:
        """Return whether a name of the claim left its place and stands in another's.

        Where the name means the other one, or both may stand there, nothing is said of it.
        """
        return any(starmap(self._is_misplaced, self.shared))

    def _is_misplaced(self, place: int, at: int) -> bool:
        """Return whether a unit is a name in another's place.

        Ladd in "Ladd sued Moor" for "Moor sued Ladd"; `place` is the other's, `at` its own.
        """
        unit = self.mine[at]
        if not self._has_moved(unit):
            return False
        takes_place = self._has_neighbours(place, at)
        excuses = (
            self._moves_whole(place, at),
            self._may_stand_there(unit, place),
            self._is_genitive(place, at),
        )
        is_excused = any(excuses)
        return takes_place and not is_excused

    def _has_moved(self, unit: _Unit) -> bool:
        """Return whether a unit is a name of which no word stands where the sentence has it.

        In "Lena Ek paid" for "Ek paid Moor" Lena Ek has not moved.
        """
        starts = (word.start for word in unit.words)
        has_left = self._staying.isdisjoint(starts)
        return unit.is_name and has_left

    @cached_property
    def _staying(self) -> frozenset[int]:
        """Where the claim's words begin that the sentence has in the same order.

        Those of "then" and "Moor" in "then Ladd sued Moor" for "then Moor sued Ladd": only Ladd has
        moved.
        """
        words = self.case.reading.words
        plain = diff_words(self.source.words, words)
        staying = (words[at] for _, at in plain.shared)
        return frozenset(word.start for word in staying)

    def _has_neighbours(self, place: int, at: int) -> bool:
        """Return whether a name has the neighbours that the other one has in the sentence.

        Where a claim begins or ends, it has the neighbour of that side.
        """
        has_both = self.mine[at].keys & self.source.all_keys
        least = _SIDES_EXCHANGED if has_both else _SIDES_REPLACED
        is_first = at == 0
        is_last = at == len(self.mine) - 1
        one_before = (place - 1, at - 1)
        one_behind = (place + 1, at + 1)
        before = is_first or one_before in self.shared
        behind = is_last or one_behind in self.shared
        sides = before + behind
        return sides >= least

    def _moves_whole(self, place: int, at: int) -> bool:
        """Return whether a name stands behind another small word than the one there.

        "Ida Moor gewann gegen Jan Klein" for "gegen Jan Klein gewann Ida Moor": any
        part may begin, and takes its preposition along.
        """
        mine = _small_word(self.mine[:at])
        theirs = _small_word(self.theirs[:place])
        return mine != theirs

    def _may_stand_there(self, unit: _Unit, place: int) -> bool:
        """Return whether a name means the one whose place it takes, or is of one list with it.

        "Moor and Ek paid" says what "Ek and Moor paid" says.
        """
        other = self.theirs[place]
        listed = self._listed_with(place)
        if unit.keys & listed:
            return True
        is_new = unit.keys.isdisjoint(self.source.all_keys)
        if is_new and _may_mean(unit, other):
            return True
        return self.case.is_same(unit.name, other.name)

    def _is_genitive(self, place: int, at: int) -> bool:
        """Return whether two neighbouring names are linked in another way.

        "Ek of Rome" is "Rome's Ek": the other name has another distance.
        """
        name = self.mine[at]
        other = self.theirs[place]
        ours = _distances(self.mine, at, other)
        theirs = _distances(self.theirs, place, name)
        if not ours or not theirs:
            return False
        return ours.isdisjoint(theirs)

    def _listed_with(self, place: int) -> frozenset[str]:
        """Return the words of the names that stand in a list with one.

        For Moor in "then Ek, Moor and Voss paid" → ek, moor, and, voss.
        """
        words: set[str] = set()
        ahead = reversed(self.theirs[:place])
        behind = self.theirs[place:]
        for side in (ahead, behind):
            for unit in side:
                if not unit.is_listed:
                    break
                words |= unit.keys
        is_list = not words.isdisjoint(_AND)
        return frozenset(words) if is_list else frozenset()


def _small_word(ahead: Sequence[_Unit]) -> list[str]:
    """Return the last of some words where it is a preposition, an article or the like: "gegen"."""
    nearest = ahead[-1:]
    last = chain.from_iterable(unit.words for unit in nearest)
    return [word.key for word in last if not word.says_something]


def _distances(units: Sequence[_Unit], at: int, name: _Unit) -> set[int]:
    """Return how far a name stands from a place, among its nearest neighbours.

    From Ek in "Ek of Rome" Rome is 2 away, in "Rome's Ek" 1.
    """
    first = max(at - _NEIGHBOURS, 0)
    behind_last = at + _NEIGHBOURS + 1
    neighbours = units[first:behind_last]
    near = enumerate(neighbours, first)
    return {abs(place - at) for place, unit in near if unit.keys & name.keys}


def _may_mean(unit: _Unit, other: _Unit) -> bool:
    """Return whether a name may be a title or a short form for another.

    "The PM" for "Lena Ek", "Hibs" for "Hibernian".
    """
    both = (*unit.words, *other.words)
    said = labels_of(both)
    if not said.isdisjoint(concepts().titles):
        return True
    return not unit.beginnings.isdisjoint(other.beginnings)


def _units(reading: Reading, pool: Pool) -> list[_Unit]:
    """Return the words of a sentence, those of one name together.

    "Then Lena Ek paid" → Then, Lena Ek, paid.
    """
    units: list[_Unit] = []
    for word in reading.words:
        words: tuple[Word, ...] = (word,)
        is_name = _is_name(word, reading, pool)
        if is_name and units and _continues(units[-1], word, reading):
            words = (*units.pop().words, word)
        start = words[0].start
        text = reading.raw[start : word.end]
        units.append(_Unit(words, text, is_name))
    return units


def _is_name(word: Word, reading: Reading, pool: Pool) -> bool:
    """Return whether a capital marks a word as a name's.

    Where a sentence begins it does so for a word that has its capital elsewhere too.
    """
    if not reading.has_capital(word) or word.key in STOP:
        return False
    if reading.language == "de":
        return _is_no_noun(word, reading, pool)
    return word.start > 0 or word.key in pool.capitalised


def _is_no_noun(word: Word, reading: Reading, pool: Pool) -> bool:
    """Return whether a German word with a capital is of a name.

    Beside another word with a capital, behind "in" and "nach", or a part of what is
    surely a name in the articles: Moor, where they have "Ida Moor" or "Landrat Moor".
    """
    if marked([word], _SMALL):
        return False
    first = max(word.start - _NAME_REACH, 0)
    ahead = reading.raw[first : word.start]
    marks = (
        _BEFORE_NAME_DE.search(ahead),
        _CAPITAL.match(reading.raw, word.end),
        reading.text_of(word) in pool.parts_of_names,
    )
    return any(marks)


def _continues(unit: _Unit, word: Word, reading: Reading) -> bool:
    """Return whether a word belongs to the name before it: Ek to Lena in "Lena Ek".

    "Rome's" ends a name, and so does a comma.
    """
    if not unit.is_name or unit.text.endswith(_POSSESSIVES):
        return False
    last = unit.words[-1]
    joiner = reading.raw[last.end : word.start]
    return joiner in _JOINERS
