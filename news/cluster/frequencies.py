"""Count how common each term is in each language, as articles arrive, in a fixed table."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from news.cluster.hashed_terms import (
    SPACE,
    Counts,
    Terms,
    Weights,
    count_title,
    find_keys,
    hash_word,
)
from news.toml_tables import read_rows
from news.words import cut_folded

# Articles of a language that are taken to have been read before the first.
PRIOR = 500
# How many of these hold each of the usual words of headlines (`common.txt`).
USUAL = 15
# How many of them hold each of the words that nearly every text has.
EVERYWHERE = 150
# Articles of a language from which all counts are halved: what is common
# changes with the seasons.
MOST = 50_000
# Counts go no higher: they are numbers of 16 bits.
_CEILING = 60_000


class _UsualWord(NamedTuple):
    """A word of `common.txt`, and how many of the first articles hold it."""

    word: str
    articles: int


@cache
def _rows() -> dict[str, list[_UsualWord]]:
    """Return the words of `common.txt` by language."""
    by_language: dict[str, list[_UsualWord]] = defaultdict(list)
    for row in read_rows(files("news.cluster") / "common.txt"):
        name, _, words = row.partition(":")
        articles = EVERYWHERE if name.endswith("*") else USUAL
        language = name.rstrip("*")
        for word in words.split():
            by_language[language].append(_UsualWord(word, articles))
    return dict(by_language)


@lru_cache(maxsize=256)
def usual_words(language: str) -> frozenset[str]:
    """Return the stems of the usual words of a language's headlines."""
    usual = _rows().get(language, [])
    words = " ".join(listed.word for listed in usual)
    return frozenset(cut_folded(words, language))


class Frequencies:
    """Document frequencies of terms, in one table for all languages."""

    def __init__(self) -> None:
        self._counts = np.zeros(SPACE, np.uint16)
        self._articles: dict[str, int] = {}

    def count_article(self, language: str, *kinds: Terms) -> None:
        """Learn the terms of one article of a language, each of a kind once."""
        self._begin(language)
        for terms in filter(len, kinds):
            counts = self._counts.take(terms)
            self._counts[terms] = counts + (counts < _CEILING)
        self._articles[language] += 1
        if self._articles[language] >= MOST:
            self._halve()

    def _halve(self) -> None:
        """Halve the counts of all languages, for they stand in one table."""
        self._counts >>= 1
        for language in self._articles:
            self._articles[language] //= 2

    def times(self, terms: Terms) -> npt.NDArray[np.uint16]:
        """Return how many articles hold each term."""
        return self._counts.take(terms)

    def articles(self, language: str) -> int:
        """Return how many articles of a language were read; 0 where halving took them all."""
        return max(self._articles.get(language, PRIOR) - PRIOR, 0)

    def rarity(self, terms: Terms, language: str) -> Weights:
        """Return how much each term tells, at least 0: its inverse document frequency.

        It is the logarithm of all articles divided by those that hold the term.
        """
        self._begin(language)
        articles = np.float32(self._articles[language])
        holding = self._counts.take(terms) + np.float32(0.5)
        rarity: Weights = np.log(articles / holding)
        return np.maximum(rarity, 0, out=rarity)

    def weigh(
        self, counts: Counts, language: str, most: int
    ) -> tuple[Terms, Weights]:
        """Return a vector of length 1 of a text: its `most` strongest terms,
        the strongest first.
        """
        if not len(counts.terms):
            return counts.terms, counts.times
        weights = counts.times * self.rarity(counts.terms, language)
        norm = float(np.sqrt(weights @ weights)) or 1.0
        order = (-weights).argsort(kind="stable")[:most]
        return counts.terms[order], weights[order] / np.float32(norm)

    def _begin(self, language: str) -> None:
        """Take the usual words of a language as read, when its first article comes."""
        if language in self._articles:
            return
        self._articles[language] = PRIOR
        for word, articles in _rows().get(language, []):
            terms = _terms_of(word, language)
            counted = self._counts[terms].astype(np.int64) + articles
            self._counts[terms] = np.minimum(counted, PRIOR)

    def dump(self) -> bytes:
        """Return the state as bytes for `load`."""
        head = json.dumps(self._articles).encode()
        return head + b"\n" + zlib.compress(self._counts.tobytes(), 1)

    @classmethod
    def load(cls, data: bytes) -> Frequencies:
        """Read a state. Raises ValueError where it can't be read."""
        frequencies = cls()
        head, _, packed = data.partition(b"\n")
        try:
            counts = np.frombuffer(zlib.decompress(packed), np.uint16)
            listed = json.loads(head).items()
            articles = {str(name): int(count) for name, count in listed}
        except (zlib.error, AttributeError, TypeError) as error:
            raise ValueError("frequencies that can't be read") from error
        if len(counts) != SPACE:
            raise ValueError(f"{len(counts)} frequencies, expected {SPACE}")
        frequencies._counts = counts.copy()
        frequencies._articles = articles
        return frequencies


def _terms_of(word: str, language: str) -> Terms:
    """Return all terms of a word, each once: pieces, stems, keys."""
    pieces = count_title(word, "", language).terms
    stems = cut_folded(word, language)
    words = [hash_word("w", stem, language) for stem in stems]
    keys = find_keys(word, language)
    return np.unique(np.concatenate([pieces, np.array(words, np.int32), keys]))
