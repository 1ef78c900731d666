"""A word of a sentence, and what several words say together."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from news.faithful.concept_lexicon import NOTHING, Labels
from news.words import STOP

# Letters by which a word within another counts as the same: Strom in Strompreis
# has five.
COMPOUND = 5
# Labels of words that add little ("come", "have to") or only lead to others ("managed to"), and of
# verbs of speech.
_LIGHT = frozenset({".light", ".achieved", ".factive", ".causing"})


class Keyed(Protocol):
    """A word, or what is compared in the place of words."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence."""

    # Its stem, by which words are compared.
    key: str
    start: int
    end: int
    # Concepts, and parts of grammar with a point in front.
    labels: Labels = NOTHING
    clause: int = 0
    negated: bool = False
    # Whether it is the very word that a negation turns, not one beside it.
    target: bool = False

    @property
    def concepts(self) -> Labels:
        return concepts_among(self.labels)

    @property
    def keys(self) -> frozenset[str]:
        """What it is compared by: its stem and its concepts.

        "Climbed" → climb, rise.
        """
        return self.concepts | {self.key}

    @property
    def says_something(self) -> bool:
        """Whether its presence in another sentence means anything.

        "Bridge" and 桥 do; "the", "not", "7" and a single letter do not.
        """
        if self.concepts:
            return True
        is_grammar = bool(self.labels - _LIGHT)
        return not is_grammar and _is_telling(self.key)

    @property
    def is_light(self) -> bool:
        """Whether it adds hardly anything, as a verb such as "come" does.

        A light verb that has a concept says that: "come into force".
        """
        return ".light" in self.labels and not self.concepts

    def is_of(self, kinds: Set[str]) -> bool:
        """Return whether one of its concepts is among some.

        "Climbed" is of {rise, fall}.
        """
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

    def is_like(self, other: Word) -> bool:
        """Return whether two words say the same: by stem, by concept,
        by a common beginning, or by a German compound's part.

        "Employer" and "employee", Strom and Strompreis.
        """
        if self.means(other):
            return True
        if self.key[:COMPOUND] == other.key[:COMPOUND]:
            return True
        shorter, longer = sorted((self.key, other.key), key=len)
        return len(shorter) >= COMPOUND and shorter in longer


@lru_cache(maxsize=4096)
def concepts_among(labels: Labels) -> Labels:
    """Leave out labels of grammar.

    {"fall", ".negators"} → {"fall"}.
    """
    return frozenset(label for label in labels if label[0] != ".")


@lru_cache(maxsize=20_000)
def _is_telling(stem: str) -> bool:
    """Return whether a stem says something by itself: no "the", no 7, no x.

    A single letter says nothing, a single Chinese character does.
    """
    if stem in STOP or stem[0].isdigit():
        return False
    return len(stem) > 1 or stem > "\u3400"


def saying(words: Iterable[Word]) -> list[Word]:
    """Return the words that say something.

    Of "did not open the bridge" → open, bridge.
    """
    return [word for word in words if word.says_something]


def stems_of(words: Iterable[Keyed]) -> list[str]:
    """Return the stems of some words, in their order.

    "The bridges rise" → the, bridg, rise.
    """
    return [word.key for word in words]


def keys_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the stems and concepts of some words.

    "Bridges climbed" → bridg, climb, bridge, rise: two stems, two concepts.
    """
    return NOTHING.union(*(word.keys for word in words))


def labels_of(words: Iterable[Word]) -> Labels:
    """Return the concepts of some words, and their parts of grammar.

    "Fares may climb" → fee, rise, .possible.
    """
    return NOTHING.union(*(word.labels for word in words))


def marked(words: Iterable[Word], labels: Labels) -> list[Word]:
    """Return the words that have one of the labels.

    With ".possible", of "prices may climb" → may.
    """
    return [word for word in words if not labels.isdisjoint(word.labels)]


def one_holds_other(one: str, other: str) -> bool:
    """Return whether one of two texts is a part of the other: Ek, Lena Ek.

    An empty one is a part of any.
    """
    return one in other or other in one
