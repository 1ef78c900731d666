"""The hashed terms by which articles are compared: three-letter pieces of the title, words
of the opening.

A term is a number below `SPACE`; the language is part of the hash, so that languages never meet.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from news.across import neutral_keys
from news.words import STOP, cut_folded, fold

Terms = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]

BITS = 20
_CHECKSUM_BITS = 32
# Numbers of terms: two of 100,000 different ones seldom share a number.
SPACE = 1 << BITS
# Characters of the text that count: openings tell the event, later lines its
# background.
OPENING = 600
# How often the title counts among the words of a text.
TITLE_TIMES = 2
# Letters of a word by which articles are found: endings are left out.
KEY_LETTERS = 6
# Under which frequencies of keys are counted that any language shares.
EVERY_LANGUAGE = "*"
KIND_MASK = 3
# Kinds of keys that any language shares: names and words by their sound, and
# what else is told.
KINDS = 4
SOUND, PLACE, NUMBER, EVENT = range(KINDS)
_KINDS = {"place": PLACE, "number": NUMBER, "event": EVENT}
_PLAIN = re.compile(r"[\W_]+")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FACTOR = np.uint64(0x100000001B3)
_SHIFT = np.uint64(64 - BITS)
_GRAM = 3
_PAIR = 2
_SPACE = 32


@dataclass(frozen=True, slots=True)
class Counts:
    """Terms of one text with how often each stands in it, in no order."""

    terms: Terms
    times: Weights


NOTHING = Counts(np.zeros(0, np.int32), np.zeros(0, np.float32))


def count_title(title: str, doubtful: str, language: str) -> Counts:
    """Count the pieces of a title; a doubtful part, which may be a site's name, counts less."""
    pieces = np.sort(_pieces(title, language))
    later, earlier = pieces[1:], pieces[:-1]
    is_new = np.ones(len(pieces), np.bool_)
    np.not_equal(later, earlier, out=is_new[1:])
    terms = pieces[is_new]
    # Of each piece, which of the terms it is; so they are counted.
    numbers = is_new.cumsum() - 1
    times = np.bincount(numbers)
    weights = 1 + np.log(times)
    if doubtful:
        other = np.setdiff1d(_pieces(doubtful, language), terms)
        doubts = np.full(len(other), DOUBT)
        terms = np.concatenate([terms, other])
        weights = np.concatenate([weights, doubts])
    return Counts(terms, weights.astype(np.float32))


# Weight of a piece of a title's last segment where it may be the site's name.
DOUBT = 0.3


def count_words(title: str, text: str, language: str) -> Counts:
    """Count the words of a text's opening with its title's."""
    words: Counter[int] = Counter()
    for part, times in ((title, TITLE_TIMES), (text[:OPENING], 1)):
        for word in cut_folded(part, language):
            if word not in STOP:
                words[hash_word("w", word, language)] += times
    terms = np.fromiter(words, np.int32, len(words))
    times_seen = np.fromiter(words.values(), np.float32, len(words))
    return Counts(terms, 1 + np.log(times_seen))


def count_neutral(title: str, doubtful: str, language: str) -> Counts:
    """Return the keys of a title that any language shares, each with its weight.

    Those of a doubtful part, which may be a site's name, weigh less.
    """
    of_doubtful = neutral_keys(doubtful, language) if doubtful else {}
    keys = {key: DOUBT * weight for key, weight in of_doubtful.items()}
    keys.update(neutral_keys(title, language))
    found = {_neutral_term(key): weight for key, weight in keys.items()}
    terms = np.fromiter(found, np.int32, len(found))
    weights = np.fromiter(found.values(), np.float32, len(found))
    return Counts(terms, weights)


# The same words stand in one headline after another.
@lru_cache(maxsize=50_000)
def _neutral_term(key: str) -> int:
    """Return the term of a key, its kind in the last bits."""
    name, _, _ = key.partition(" ")
    kind = _KINDS.get(name, SOUND)
    without_kind = hash_word("n", key, EVERY_LANGUAGE) & ~KIND_MASK
    return without_kind | kind


def find_keys(title: str, language: str) -> Terms:
    """Return the terms by which articles with a like title are found:
    beginnings of words, pairs of characters.
    """
    words = _PLAIN.split(title)
    found = [word[:KEY_LETTERS] for word in words]
    # Most titles have no script without spaces.
    if _WIDE.search(title):
        found = list(chain.from_iterable(map(_keys_of, words)))
    keys = {hash_word("k", key, language) for key in found if key}
    return np.fromiter(sorted(keys), np.int32, len(keys))


def _keys_of(word: str) -> list[str]:
    """Return the pairs of Chinese or Japanese characters in a word, and how its other parts begin."""
    pairs: list[str] = []
    for run in _WIDE.findall(word):
        beginnings = range(max(1, len(run) - 1))
        pairs += [run[at : at + _PAIR] for at in beginnings]
    others = [part[:KEY_LETTERS] for part in _WIDE.split(word)]
    return pairs + others


@lru_cache(maxsize=100_000)
def hash_word(kind: str, word: str, language: str) -> int:
    """Return the term of a word; `kind` keeps apart what words are taken for, as keys or as counts."""
    named = f"{kind}{language}:{word}"
    checksum = crc32(named.encode("utf-8", "replace"))
    return checksum >> (_CHECKSUM_BITS - BITS)


def _pieces(title: str, language: str) -> Terms:
    """Return the pieces of a folded title: three letters within a word with its edges,
    two characters of Han or kana.
    """
    # Where blanks part words, the same stand in one title after another.
    if _WIDE.search(title):
        return _hash_pieces(title, language)
    found = [_pieces_of(word, language) for word in _PLAIN.split(title)]
    return np.concatenate(found)


@lru_cache(maxsize=20_000)
def _pieces_of(word: str, language: str) -> Terms:
    return _hash_pieces(word, language)


def _hash_pieces(title: str, language: str) -> Terms:
    """Return the pieces of some words.

    Hashes are polynomial over code points and put together for all pieces at once.
    """
    words = _PLAIN.sub(" ", title).strip()
    plain = f" {words} "
    encoded = plain.encode("utf-32-le", "replace")
    codes = np.frombuffer(encoded, np.uint32).astype(np.uint64)
    if len(codes) < _GRAM:
        return np.zeros(0, np.int32)
    salt = np.uint64(crc32(language.encode()))
    salted = codes * _FACTOR + salt
    pairs = salted[:-1] * _FACTOR + codes[1:]
    grams = pairs[:-1] * _FACTOR + codes[2:]
    # An edge may begin or end a piece, not stand inside.
    is_edge = codes == _SPACE
    edge_inside = is_edge[1:-1]
    hashes = grams[~edge_inside]
    if _WIDE.search(plain):
        wide = _is_wide(codes)
        has_wide = wide[:-2] | wide[1:-1] | wide[2:]
        is_narrow = ~(edge_inside | has_wide)
        are_wide = wide[:-1] & wide[1:]
        hashes = np.concatenate([grams[is_narrow], pairs[are_wide]])
    pieces: npt.NDArray[np.uint64] = hashes * _MIX >> _SHIFT
    return pieces.astype(np.int32)


def _is_wide(codes: npt.NDArray[np.uint64]) -> Any:
    """Return which code points are kana, Han characters or Hangul."""
    kana = (codes >= 0x3041) & (codes <= 0x30FF)
    han = (codes >= 0x3400) & (codes <= 0x9FFF)
    hangul = (codes >= 0xAC00) & (codes <= 0xD7A3)
    return kana | han | hangul


def fold_title(title: str) -> str:
    """Return the form of a title that is compared."""
    return fold(title)[:300]
