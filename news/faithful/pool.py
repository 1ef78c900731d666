"""Everything that a story's articles say, read once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from news.faithful.chinese_bodies import recurring_bodies
from news.faithful.claims import Source
from news.faithful.lexicon import EAST
from news.faithful.names import find_names, language_of
from news.faithful.reading import Reading, Word, read
from news.numbers import Quantity, days
from news.transliteration import romanise
from news.words import fold

_PLAIN = re.compile(r"[\W_]+")
# Words within which two words of a sentence count as neighbours.
NEAR = 5
# Sentences that say what a story is about: the headline and the first one.
OPENING = 2
# Sentences that have a word of what the story is about.
_AGAIN = 2
# Words of a text by which its capitals can be judged.
_ENOUGH = 40
# A text with fewer than one capital in so many words has none: names alone make
# three in a hundred.
_RARE = 100
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Pool:
    """The sentences of a story's articles, and what they say together."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        self.text = "\n".join(source.text for source in sources)
        self.language = language_of(self.text[:2000])

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(
            read(source.text, self.language) for source in self.sources
        )

    @cached_property
    def places(self) -> dict[str, int]:
        """The numbers of the sentences by their texts."""
        return {
            source.text.strip(): number
            for number, source in enumerate(self.sources)
        }

    @cached_property
    def spaced(self) -> str:
        """The text's words, one space about each."""
        return _spaced(self.text)

    @cached_property
    def plain(self) -> str:
        """The text without white space and punctuation."""
        return self.spaced.replace(" ", "")

    @cached_property
    def words(self) -> frozenset[str]:
        """All folded words as they stand."""
        return frozenset(self.spaced.split())

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(
            number for reading in self.readings for number in reading.quantities
        )

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems and concepts of all sentences."""
        return frozenset().union(*(reading.keys for reading in self.readings))

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset().union(
            *(reading.concepts for reading in self.readings)
        )

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words of all sentences that say something, each once."""
        words = {
            word.key: word
            for reading in self.readings
            for word in reading.content
        }
        return tuple(words.values())

    @cached_property
    def subject(self) -> frozenset[str]:
        """Stems and concepts of what the articles are about.

        Those of the headline and the first sentence, and those that several sentences have.
        """
        counts = Counter(
            key for reading in self.readings for key in reading.keys
        )
        again = {key for key, count in counts.items() if count >= _AGAIN}
        return frozenset(again).union(
            *(reading.keys for reading in self.readings[:OPENING])
        )

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Stems of all words, also of those that say nothing."""
        return frozenset(
            word.key for reading in self.readings for word in reading.words
        )

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Each two words that stand side by side in a sentence."""
        return frozenset(
            pair
            for reading in self.readings
            for pair in pairwise(w.key for w in reading.words)
        )

    @cached_property
    def near_pairs(self) -> frozenset[tuple[str, str]]:
        """Each two words of which the second stands within a few words behind the first."""
        pairs: set[tuple[str, str]] = set()
        for reading in self.readings:
            keys = [word.key for word in reading.words]
            for step in range(1, NEAR):
                pairs.update(zip(keys, keys[step:], strict=False))
        return frozenset(pairs)

    @cached_property
    def without_capitals(self) -> bool:
        """Whether the text is of a script with capitals,
        but has none except where sentences begin.
        """
        if self.language in EAST:
            return False
        words = [
            word
            for source in self.sources
            for word in source.text.split()[1:]
            if word[0].isalpha()
        ]
        capitals = sum(word[0].isupper() for word in words)
        return len(words) >= _ENOUGH and capitals * _RARE < len(words)

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Stems of the words that have a capital where no sentence begins."""
        return frozenset(
            word.key
            for reading in self.readings
            for word in reading.words
            if word.start > 0 and reading.raw[word.start].isupper()
        )

    @cached_property
    def romanised(self) -> str:
        """The text in small Latin letters without blanks."""
        return romanise(self.text)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The folded parts of each name, sentence by sentence."""
        listed = (
            name for reading in self.readings for name in find_names(reading)
        )
        return tuple(
            tuple(fold(part) for part in name.parts) for name in listed
        )

    @cached_property
    def sure_names(self) -> frozenset[str]:
        """Names as they stand where no sentence begins, by which others are known there."""
        return frozenset(
            name.text
            for reading in self.readings
            for name in find_names(reading)
            if name.sure
        )

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Chinese names of teams, firms and offices that the text
        says more than once, the longest first.
        """
        return recurring_bodies(self.text)

    def holds(self, text: str) -> bool:
        """Return whether a name or quotation stands in the articles,
        marks and variants of script aside.
        """
        spaced = _spaced(text)
        if not _HAN.search(text):
            return bool(spaced.strip()) and spaced in self.spaced
        plain = spaced.replace(" ", "")
        return bool(plain) and plain in self.plain


def _spaced(text: str) -> str:
    return f" {_PLAIN.sub(' ', fold(text)).strip()} "
