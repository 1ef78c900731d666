"""Read a sentence for its meaning: words with their concepts, clauses, negations, numbers
and days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from news.faithful.cutting import CutWord, cut_words
from news.faithful.lexicon import EAST, NOTHING, Lexicon, lexicon
from news.numbers import Quantity, days, quantities
from news.words import STOP, fold

# A comma or point within a number parts nothing: 1,200.
_MARKS = r"(?<!\d),|,(?!\d)|\.(?!\d)|[;:!?()—–。；：！？（）\"“”«»「」]| [-–—] "
_JOINERS = (
    r"(?=\b(?:and|but|while|whereas|as|because|which|who|if|when|although|"
    r"though|after|und|aber|während|weil|"
    r"et|mais|qui|y|pero|mientras|porque|и|а|но|потому|который|которая|"
    r"которые)\b)"
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
        """Whether its presence in another sentence means anything.

        "Bridge" and 桥 do; "the", "not", "7" and a single letter do not.
        """
        if self.concepts:
            return True
        is_grammar = bool(self.labels - _LIGHT)
        if is_grammar or self.key in STOP or self.key[0].isdigit():
            return False
        # A single letter says nothing, a single Chinese character does.
        return len(self.key) > 1 or self.key > "\u3400"

    @property
    def is_light(self) -> bool:
        """Whether it adds hardly anything, as a verb such as "come" does.

        A light verb that has a concept says that: "come into force".
        """
        return ".light" in self.labels and not self.concepts

    def is_of(self, kinds: Set[str]) -> bool:
        """Return whether one of its concepts is among some."""
        return not self.concepts.isdisjoint(kinds)

    def is_in(self, keys: Set[str]) -> bool:
        """Return whether its stem or one of its concepts is among some keys.

        Those of `keys`, or of a sentence: what one says another may say by another word.
        """
        return self.key in keys or self.is_of(keys)

    def means(self, other: Word) -> bool:
        """Return whether two words are one word or of one concept.

        "Rose" and "rises" have one stem, "rose" and "climbed" one concept.
        """
        return self.key == other.key or self.is_of(other.concepts)


@lru_cache(maxsize=4096)
def _concepts_among(labels: frozenset[str]) -> frozenset[str]:
    """Leave out labels of grammar: {"fall", ".negators"} → {"fall"}."""
    return frozenset(label for label in labels if label[0] != ".")


def keys_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the stems and concepts of some words.

    "Prices climbed" → price, cost, climb, rise: two stems, two concepts.
    """
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
        words = []
        for cut in cut_words(self.text, self.language):
            clause = self.clause_at(cut.start)
            labels = self._labels_of(cut)
            words.append(Word(cut.key, cut.start, cut.end, labels, clause))
        return _negate(words, self.lexicon)

    @cached_property
    def _clause_starts(self) -> list[int]:
        breaks = _CLAUSE_BREAKS.get(self.language, _CLAUSE_BREAKS_WEST)
        ends = (match.end() for match in breaks.finditer(self.text))
        return [0, *ends]

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that holds a place, from 1.

        In "He left, and she stayed" the words of "she stayed" are of a later one than
        "he left"; numbers may be left out between them.
        """
        return bisect_right(self._clause_starts, place)

    def _labels_of(self, cut: CutWord) -> frozenset[str]:
        """Return a word's labels; within a sentence May is a month and no doubt.

        "In May" is no "may"; "May I" begins its sentence.
        """
        is_month = cut.start > 0 and _MONTH.match(self.raw, cut.start)
        return cut.labels - _DOUBTS if is_month else cut.labels

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something, numbers left out.

        "The 12 cracks in the bridge" → crack, bridg.
        """
        numbered: set[int] = set()
        for number in self.quantities:
            numbered.update(range(number.start, number.end))
        content = []
        for word in self.words:
            if word.says_something and word.start not in numbered:
                content.append(word)
        return tuple(content)

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
        """The words in clauses that say what is alleged or possible.

        "Allegedly took bribes" doubts "bribes".
        """
        clauses = set()
        for word in self.words:
            if word.labels & _DOUBTS:
                clauses.add(word.clause)
        return frozenset(word for word in self.words if word.clause in clauses)

    def marked(self, label: str) -> list[Word]:
        """Return the words with a label: ".passive" marks the "by" of "sued by"."""
        return [word for word in self.words if label in word.labels]


@lru_cache(maxsize=512)
def read(text: str, language: str) -> Reading:
    """Read a sentence; what was read last is kept."""
    return Reading(text, language)


def _negate(words: list[Word], known: Lexicon) -> tuple[Word, ...]:
    """Mark the words that a negation turns, and those that it turns first.

    In "did not open the bridge" both "open" and "bridge" are turned, "open" first.
    """
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
    """Return the places of the words that a negation turns, the nearest first.

    How far it reaches depends on the language: some words behind it, some
    characters in Chinese and Japanese, in German the clause.
    """
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
    """Return those of the places that hold content words of the same clause.

    A negation does not reach over a comma: "not in Bern, but in Basel".
    """
    clause = words[place].clause
    return [
        at
        for at in places
        if words[at].clause == clause and words[at].says_something
    ]


def _within(
    words: list[Word], place: int, reach: int, *, before: bool
) -> list[int]:
    """Return the places of the words of a clause within some characters of a negation.

    In Chinese behind it, 不|上涨, in Japanese before it, 食べ|ない.
    """
    negation = words[place]
    near = []
    for at, word in enumerate(words):
        gap = word.start - negation.end
        if before:
            gap = negation.start - word.end
        if word.clause == negation.clause and 0 <= gap < reach:
            near.append(at)
    return near
