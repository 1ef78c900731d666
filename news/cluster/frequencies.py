"""Count how common each term is in each language, as articles arrive, in a fixed table."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

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

# Articles of a language that are taken to have been read before the first, of
# which
PRIOR = 500
# so many hold each of the usual words of headlines (`common.txt`),
USUAL = 15
# and so many each of the words that nearly every text has.
EVERYWHERE = 150
# Articles of a language from which all counts are halved: what is common
# changes with the seasons.
MOST = 50_000
_CEILING = 60_000


@cache
def _rows() -> dict[str, list[tuple[str, int]]]:
    """Return the words of `common.txt` by language,
    with how many of the first articles hold each.
    """
    by_language: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in read_rows(files("news.cluster") / "common.txt"):
        name, _, words = row.partition(":")
        times = EVERYWHERE if name.endswith("*") else USUAL
        by_language[name.rstrip("*")] += [
            (word, times) for word in words.split()
        ]
    return dict(by_language)


@lru_cache(maxsize=256)
def usual_words(language: str) -> frozenset[str]:
    """Return the stems of the usual words of a language's headlines."""
    words = " ".join(word for word, _ in _rows().get(language, []))
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
            self._counts >>= 1
            self._articles = {
                name: count // 2 for name, count in self._articles.items()
            }

    def times(self, terms: Terms) -> npt.NDArray[np.uint16]:
        """Return how many articles hold each term."""
        return self._counts.take(terms)

    def articles(self, language: str) -> int:
        """Return how many articles of a language were read; 0 where halving took them all."""
        return max(self._articles.get(language, PRIOR) - PRIOR, 0)

    def rarity(self, terms: Terms, language: str) -> Weights:
        """Return how much each term tells:
        the logarithm of the share of articles without it, at least 0.
        """
        self._begin(language)
        counts = self._counts.take(terms) + np.float32(0.5)
        rarity: Weights = np.log(np.float32(self._articles[language]) / counts)
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
        for word, times in _rows().get(language, []):
            pieces = count_title(word, "", language).terms
            stems = [
                hash_word("w", stem, language)
                for stem in cut_folded(word, language)
            ]
            keys = find_keys(word, language)
            terms = np.unique(
                np.concatenate([pieces, np.array(stems, np.int32), keys])
            )
            self._counts[terms] = np.minimum(
                self._counts[terms].astype(np.int64) + times, PRIOR
            )

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
            articles = {
                str(name): int(count)
                for name, count in json.loads(head).items()
            }
        except (zlib.error, AttributeError, TypeError) as error:
            raise ValueError("frequencies that can't be read") from error
        if len(counts) != SPACE:
            raise ValueError(f"{len(counts)} frequencies, expected {SPACE}")
        frequencies._counts, frequencies._articles = counts.copy(), articles
        return frequencies
