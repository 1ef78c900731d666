"""Read a sentence for its meaning: words with their concepts, clauses, negations, numbers
and days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from news.faithful.cutting import CutWord, cut_words
from news.faithful.lexicon import EAST, NOTHING, Lexicon, lexicon
from news.numbers import Quantity, days, quantities
from news.words import STOP, fold

# A comma or point within a number parts nothing: 1,200.
_MARKS = r"(?<!\d),|,(?!\d)|\.(?!\d)|[;:!?()—–。；：！？（）\"“”«»「」]| [-–—] "
_JOINERS = (
    r"(?=\b(?:and|but|while|whereas|as|because|which|who|if|when|although|though|after|und|aber|während|weil|"
    r"et|mais|qui|y|pero|mientras|porque|и|а|но|потому|который|которая|которые)\b)"
)
# What a clause begins behind, by language. Words that join clauses belong to
# the second one. The comma of lists parts clauses in Japanese alone.
_CLAUSE_BREAKS = {
    "zh": re.compile(_MARKS),
    "ja": re.compile(f"{_MARKS}|、"),
}
_CLAUSE_BREAKS_WEST = re.compile(f"{_MARKS}|{_JOINERS}")
# Content words behind a negation that it turns: the verb and what stands beside
# it.
_NEGATED_WORDS = 2
# The same in Chinese and Japanese, in characters.
_NEGATED_CHARACTERS = 5
_NEGATING_VERB_CHARACTERS = 8
# A verb that denies, and denials of any kind.
_VERB = ".negating_verbs"
_NEGATIONS = {".negators", _VERB}
_DOUBTS = {".alleged", ".possible"}
# A month that is written as a word of doubt.
_MONTH = re.compile(r"May\b")
# Words that add little: "come", "have to". They count for negations alone.
_LIGHT = frozenset({".light"})
# Characters of a sentence that are read.
MAX_LENGTH = 800
# Numbers of a sentence that are compared, so that a table of figures costs no
# more; a claim with so many is dropped.
MOST_NUMBERS = 16


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence."""

    # Its stem, by which words are compared.
    key: str
    start: int
    end: int
    # Concepts, and parts of grammar with a point in front.
    labels: frozenset[str] = NOTHING
    clause: int = 0
    negated: bool = False
    # Whether it is the very word that a negation turns, not one beside it.
    target: bool = False

    @property
    def concepts(self) -> frozenset[str]:
        return _concepts_among(self.labels)

    @property
    def keys(self) -> frozenset[str]:
        """What it is compared by: its stem and its concepts."""
        return self.concepts | {self.key}

    @property
    def says_something(self) -> bool:
        """Whether its presence in another sentence means anything."""
        if self.concepts:
            return True
        if self.labels - _LIGHT or self.key in STOP:
            return False
        return not self.key[0].isdigit() and (
            len(self.key) > 1 or self.key > "\u3400"
        )

    @property
    def is_light(self) -> bool:
        """Whether it adds hardly anything, as a verb such as "come" does."""
        return ".light" in self.labels and not self.concepts

    def means(self, other: Word) -> bool:
        """Return whether two words are one word or of one concept."""
        return self.key == other.key or not self.concepts.isdisjoint(
            other.concepts
        )


@lru_cache(maxsize=4096)
def _concepts_among(labels: frozenset[str]) -> frozenset[str]:
    """Leave out labels of grammar: {"fall", ".negators"} → {"fall"}."""
    return frozenset(label for label in labels if label[0] != ".")


def keys_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the stems and concepts of some words."""
    return NOTHING.union(*(word.keys for word in words))


class Reading:
    """A sentence, read once for its meaning."""

    def __init__(self, text: str, language: str) -> None:
        self.raw = text[:MAX_LENGTH]
        self.text = fold(self.raw)
        self.language = language
        self.lexicon = lexicon(language)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words in order, those of numbers too."""
        words = [
            Word(
                cut.key,
                cut.start,
                cut.end,
                self._labels_of(cut),
                self.clause_at(cut.start),
            )
            for cut in cut_words(self.text, self.language)
        ]
        return _negate(words, self.lexicon)

    @cached_property
    def _clause_starts(self) -> list[int]:
        breaks = _CLAUSE_BREAKS.get(self.language, _CLAUSE_BREAKS_WEST)
        return [0, *(match.end() for match in breaks.finditer(self.text))]

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that holds a place, from 1."""
        return bisect_right(self._clause_starts, place)

    def _labels_of(self, cut: CutWord) -> frozenset[str]:
        """Return a word's labels; within a sentence May is a month and no doubt."""
        is_month = cut.start > 0 and _MONTH.match(self.raw, cut.start)
        return cut.labels - _DOUBTS if is_month else cut.labels

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something, numbers left out."""
        numbered = {
            place
            for number in self.quantities
            for place in range(number.start, number.end)
        }
        return tuple(
            word
            for word in self.words
            if word.says_something and word.start not in numbered
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantities(self.text)[:MOST_NUMBERS])

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems and concepts of what it says."""
        return keys_of(self.content)

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Stems of all its words, also of those that say nothing."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def written(self) -> frozenset[str]:
        """Its folded words as they stand."""
        return frozenset(
            self.text[word.start : word.end] for word in self.words
        )

    @cached_property
    def concepts(self) -> frozenset[str]:
        return NOTHING.union(*(word.concepts for word in self.words))

    @cached_property
    def doubted(self) -> frozenset[Word]:
        """The words in clauses that say what is alleged or possible."""
        clauses = {
            word.clause
            for word in self.words
            if not word.labels.isdisjoint(_DOUBTS)
        }
        return frozenset(word for word in self.words if word.clause in clauses)

    def words_before(self, place: int) -> list[Word]:
        """Return all words that end before a place."""
        return [word for word in self.words if word.end <= place]

    def content_before(self, place: int) -> list[Word]:
        """Return the words that say something and end before a place."""
        return [word for word in self.content if word.end <= place]

    def content_behind(self, place: int) -> list[Word]:
        """Return the words that say something from a place on."""
        return [word for word in self.content if word.start >= place]

    def marked(self, label: str) -> list[Word]:
        """Return the words with a label."""
        return [word for word in self.words if label in word.labels]


@lru_cache(maxsize=512)
def read(text: str, language: str) -> Reading:
    """Read a sentence; what was read last is kept."""
    return Reading(text, language)


def _negate(words: list[Word], known: Lexicon) -> tuple[Word, ...]:
    """Mark the words that a negation turns, and those that it turns first."""
    turned: set[int] = set()
    targets: set[int] = set()
    for place, word in enumerate(words):
        if word.labels.isdisjoint(_NEGATIONS):
            continue
        scope = _scope(words, place, known)
        turned.update(scope)
        targets.update(scope[:1] if _turns_one(word, known) else scope)
    return tuple(
        replace(word, negated=place in turned, target=place in targets)
        for place, word in enumerate(words)
    )


def _turns_one(negation: Word, known: Lexicon) -> bool:
    """Return whether a negation turns one word first: "not", but no verb such as "deny".

    A German "nicht" stands far from its verb; characters cut Chinese and Japanese
    words at will.
    """
    if known.language in EAST or known.scope == "around":
        return False
    return _VERB not in negation.labels


def _scope(words: list[Word], place: int, known: Lexicon) -> list[int]:
    """Return the places of the words that a negation turns, the nearest first."""
    is_verb = _VERB in words[place].labels
    if known.language in EAST:
        reach = _NEGATING_VERB_CHARACTERS if is_verb else _NEGATED_CHARACTERS
        return _within(words, place, reach, before=known.scope == "before")
    if is_verb:
        return _behind(words, place, _NEGATED_WORDS + 1)
    if known.scope == "around":
        # A German "nicht" turns its whole clause: the verb stands at either end.
        clause = words[place].clause
        return [at for at, word in enumerate(words) if word.clause == clause]
    turned = _behind(words, place, _NEGATED_WORDS)
    if known.language == "ru":
        # "Он получать не стал": the verb's own word may stand before its
        # negation.
        turned[1:1] = _of_clause(words, place, range(max(place - 1, 0), place))
    return turned


def _behind(words: list[Word], place: int, most: int) -> list[int]:
    """Return the places of the content words behind a negation.

    "The files were not taken": where none is, what stands before it is denied.
    """
    behind = _of_clause(words, place, range(place + 1, len(words)))
    return behind[:most] or _of_clause(words, place, range(place))[-1:]


def _of_clause(words: list[Word], place: int, places: range) -> list[int]:
    """Return those of the places that hold content words of the same clause."""
    clause = words[place].clause
    return [
        at
        for at in places
        if words[at].clause == clause and words[at].says_something
    ]


def _within(
    words: list[Word], place: int, reach: int, *, before: bool
) -> list[int]:
    """Return the places of the words within some characters of a negation: 不|上涨."""
    negation = words[place]
    same = [
        at for at, word in enumerate(words) if word.clause == negation.clause
    ]
    if before:
        return [
            at for at in same if 0 <= negation.start - words[at].end < reach
        ]
    return [at for at in same if 0 <= words[at].start - negation.end < reach]
