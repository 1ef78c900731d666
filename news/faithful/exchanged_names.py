"""Find a name in another name's place: "Ladd sued Moor" for "Moor sued Ladd".

A claim and a sentence of the articles are laid beside each other twice: word by word, and with one
mark for every name. Where marks meet, the claim's name stands in the place of the sentence's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.roles import voices_differ
from news.faithful.word_diff import diff
from news.words import STOP

# Languages that write names with capitals, and other words small.
_CASED = frozenset({"en", "fr", "es", "ru"})
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
_JOINERS = frozenset({" ", "\u00a0", "-"})
_POSSESSIVES = ("'s", "’s")
_AND = frozenset({"and", "or", "et", "ou", "y", "e", "o", "u", "и", "или"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of a sentence, or all words of a name."""

    words: tuple[Word, ...]
    # Its text where it is a name.
    name: Name | None = None

    @property
    def key(self) -> str:
        return self.words[0].key if self.name is None else _MARK

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(word.key for word in self.words)

    @property
    def is_listed(self) -> bool:
        """Whether it may stand in a list of names: a name, or "and"."""
        return self.name is not None or self.key in _AND


def takes_anothers_place(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim has, in each sentence that it follows, a name in another's place."""
    if reading.language not in _CASED or reading.language != pool.language:
        return False
    if pool.without_capitals:
        return False
    mine = _tokens(reading, pool)
    beside = [
        _Beside(claim, reading, mine, source, _tokens(source, pool))
        for source in _near(reading, pool)
    ]
    followed = [one for one in beside if one.follows]
    return bool(followed) and all(one.misplaces_a_name() for one in followed)


def _near(reading: Reading, pool: Pool) -> Iterator[Reading]:
    """Yield the sentences that have enough of a claim's words, in whatever order."""
    least = _FOLLOWED * len(reading.all_keys)
    for source in pool.readings:
        if len(reading.all_keys & source.all_keys) >= least:
            yield source


class _Beside:
    """A claim beside a sentence, both as words and as words with marks for names."""

    def __init__(
        self,
        claim: Claim,
        reading: Reading,
        mine: list[_Unit],
        source: Reading,
        theirs: list[_Unit],
    ) -> None:
        self._claim = claim
        self._reading = reading
        self._mine = mine
        self._source = source
        self._theirs = theirs
        marked = diff(
            [token.key for token in theirs], [one.key for one in mine]
        )
        self._shared = frozenset(marked.shared)

    @property
    def follows(self) -> bool:
        """Whether the claim has most of its words from the sentence, in their order and voice."""
        close = len(self._shared) >= _FOLLOWED * len(self._mine)
        return close and not voices_differ(self._reading, self._source)

    def misplaces_a_name(self) -> bool:
        """Return whether a name of the claim left its place and stands in another's."""
        return any(
            self._has_moved(self._mine[at])
            and self._holds_its_place(place, at)
            and not self._may_stand_there(self._mine[at], place)
            and not self._is_genitive(place, at)
            for place, at in self._shared
        )

    def _has_moved(self, token: _Unit) -> bool:
        """Return whether a token is a name of which no word stands where the sentence has it."""
        if token.name is None:
            return False
        return not any(word.start in self._staying for word in token.words)

    @cached_property
    def _staying(self) -> frozenset[int]:
        """Where the claim's words begin that the sentence has in the same order."""
        words = self._reading.words
        plain = diff(
            [word.key for word in self._source.words],
            [word.key for word in words],
        )
        return frozenset(words[at].start for _, at in plain.shared)

    def _holds_its_place(self, place: int, at: int) -> bool:
        """Return whether a name has the neighbours that the other one has in the sentence."""
        has_both = self._mine[at].keys & self._source.all_keys
        least = _SIDES_EXCHANGED if has_both else _SIDES_REPLACED
        sides = (
            at == 0 or (place - 1, at - 1) in self._shared,
            at == len(self._mine) - 1 or (place + 1, at + 1) in self._shared,
        )
        return sum(sides) >= least

    def _may_stand_there(self, token: _Unit, place: int) -> bool:
        """Return whether a name means the one whose place it takes, or is of one list with it."""
        other = self._theirs[place]
        if token.keys & other.keys or token.keys & self._list_at(place):
            return True
        if not token.keys & self._source.all_keys and _may_mean(token, other):
            return True
        return _is_same(token, other, self._claim)

    def _is_genitive(self, place: int, at: int) -> bool:
        """Return whether two neighbouring names are linked in another way: "Ek of Rome", "Rome's Ek"."""
        ours = _distances(self._mine, at, self._theirs[place])
        theirs = _distances(self._theirs, place, self._mine[at])
        return bool(ours and theirs) and ours.isdisjoint(theirs)

    def _list_at(self, place: int) -> frozenset[str]:
        """Return the words of the names that stand in a list with one: A, B and C."""
        rows = groupby(enumerate(self._theirs), lambda one: one[1].is_listed)
        for _, numbered in rows:
            row = dict(numbered)
            if place in row and any(one.key in _AND for one in row.values()):
                return frozenset[str]().union(
                    *(one.keys for one in row.values())
                )
        return frozenset()


def _distances(tokens: list[_Unit], at: int, name: _Unit) -> set[int]:
    """Return how far a name stands from a place, among its nearest neighbours."""
    first = max(at - _NEIGHBOURS, 0)
    near = enumerate(tokens[first : at + _NEIGHBOURS + 1], first)
    return {abs(place - at) for place, one in near if one.keys & name.keys}


def _is_same(token: _Unit, other: _Unit, claim: Claim) -> bool:
    if token.name is None or other.name is None:
        return False
    return same_person(token.name, claim, other.name)


def _may_mean(token: _Unit, other: _Unit) -> bool:
    """Return whether a name may be a title or a short form for another: PM, Lib Dem."""
    titles = concepts().titles
    if any(word.concepts & titles for word in (*token.words, *other.words)):
        return True
    if _initials(token) in other.keys or _initials(other) in token.keys:
        return True
    beginnings = {key[:_SHORT_FORM] for key in other.keys}
    return any(key[:_SHORT_FORM] in beginnings for key in token.keys)


def _initials(token: _Unit) -> str:
    return "".join(word.key[0] for word in token.words)


def _tokens(reading: Reading, pool: Pool) -> list[_Unit]:
    """Return the words of a sentence, those of one name together."""
    tokens: list[_Unit] = []
    for word in reading.words:
        if not _is_name(word, reading, pool):
            tokens.append(_Unit((word,)))
        elif tokens and _continues(tokens[-1], word, reading):
            tokens[-1] = _named((*tokens[-1].words, word), reading)
        else:
            tokens.append(_named((word,), reading))
    return tokens


def _is_name(word: Word, reading: Reading, pool: Pool) -> bool:
    """Return whether a capital marks a word as a name's."""
    if not reading.raw[word.start].isupper() or word.key in STOP:
        return False
    # Where a sentence begins any word has a capital.
    return word.start > 0 or word.key in pool.capitalised


def _continues(token: _Unit, word: Word, reading: Reading) -> bool:
    """Return whether a word belongs to the name before it; "Rome's" ends one."""
    if token.name is None:
        return False
    last = token.words[-1]
    return reading.raw[last.end : word.start] in _JOINERS and not reading.raw[
        : last.end
    ].endswith(_POSSESSIVES)


def _named(words: tuple[Word, ...], reading: Reading) -> _Unit:
    start, end = words[0].start, words[-1].end
    return _Unit(words, Name(reading.raw[start:end], start, end))
