"""Vectors of stories from a multilingual model, found by hashed signs of their parts."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from news.across.parallel import Meaning

Numbers = npt.NDArray[np.int64]

# Parts of a vector at the most: no model at hand has more.
MOST_PARTS = 4096
# Stories that the mean of headlines on many subjects counts as, beside those of
# a language in the window: a few of one subject are no measure of the language.
PRIOR = 100
_FIRST = 256
_BYTE = 8
# Levels of a part on each side of 0: it is kept as one signed byte.
_LEVELS = 127
# More differing signs than any vector has.
_FAR = (1 << 15) - 1
_Part = TypeVar("_Part", bound=np.generic)


def read_meaning(values: object) -> Meaning | None:
    """Return a vector scaled to length 1; None where it is empty, too long or no numbers."""
    try:
        vector: Meaning = np.asarray(values, np.float32)
    except (TypeError, ValueError):
        return None
    if vector.ndim != 1 or not 0 < len(vector) <= MOST_PARTS:
        return None
    length = float(np.sqrt(vector @ vector))
    is_measured = 0 < length < float("inf")
    return vector / np.float32(length) if is_measured else None


class Meanings:
    """The mean vector of each story, under the story's number.

    A story takes a byte a part and an eighth of that for its signs: 600 bytes with 512 parts.
    A search compares signs with all stories of other languages (30,000 in half a millisecond),
    and the vectors of the nearest.
    """

    def __init__(self, model: str = "") -> None:
        # The name of the model that made the vectors; empty where there is
        # none.
        self.model = model
        self._slots: dict[int, int] = {}
        self._numbers: Numbers = np.zeros(0, np.int64)
        self._languages = np.zeros(0, np.uint32)
        self._scales = np.zeros(0, np.float32)
        self._parts = np.zeros((0, 0), np.int8)
        self._signs = np.zeros((0, 0), np.uint64)
        self._free: list[int] = []
        # By the mark of a language, the sum of its stories' vectors and how
        # many they are.
        self._sums: dict[int, npt.NDArray[np.float64]] = {}
        self._counts: Counter[int] = Counter()
        # By the mark of a language, what its stories mean in the mean, until one
        # of them changes: it is asked for ten times an article.
        self._means: dict[int, Meaning] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def put(self, number: int, language: str, vector: Meaning) -> None:
        """Keep a story's vector; one of another length than the first one's is left out."""
        if not len(self._parts):
            self._grow(_FIRST, len(vector))
        if len(vector) != self._parts.shape[1]:
            return
        self._leave_sum(number)
        known = self._slots.get(number)
        slot = self._take(number) if known is None else known
        largest = float(np.abs(vector).max()) or 1.0
        levels_a_unit = _LEVELS / largest
        self._scales[slot] = largest / _LEVELS
        self._parts[slot] = np.rint(vector * levels_a_unit)
        self._signs[slot] = _signs(vector)
        mark = self._languages[slot] = language_mark(language)
        # What can be read again is added, so that it can be taken out again.
        kept = self._read(slot).astype(np.float64)
        self._sums[mark] = self._sums.get(mark, 0) + kept
        self._counts[mark] += 1
        self._means.pop(mark, None)

    def get(self, number: int) -> Meaning | None:
        """Return a story's vector, None where it has none."""
        slot = self._slots.get(number)
        return None if slot is None else self._read(slot)

    def _read(self, slot: int) -> Meaning:
        """Return the vector in a slot, as exactly as it was kept."""
        vector: Meaning = self._parts[slot] * self._scales[slot]
        return vector

    def distinct(self, number: int, usual: Meaning) -> Meaning | None:
        """Return what a story means beside what its language's stories mean in the
        mean; None where it has no vector.

        In a week of one subject all stories are alike, and a model puts languages
        apart: both stand in the mean. `usual` is the mean of the model's vectors on
        many subjects, which a window with few stories keeps near; it is always the same
        one.
        """
        slot = self._slots.get(number)
        if slot is None:
            return None
        vector = self._read(slot)
        if len(usual) != len(vector):
            return None
        mark = int(self._languages[slot])
        return vector - self._mean_of(mark, usual)

    def _mean_of(self, mark: int, usual: Meaning) -> Meaning:
        """Return what the stories of a language mean in the mean."""
        kept = self._means.get(mark)
        if kept is None:
            total = self._sums[mark] + PRIOR * usual
            mean = total / (self._counts[mark] + PRIOR)
            kept = self._means[mark] = mean.astype(np.float32)
        return kept

    def drop(self, number: int) -> None:
        """Forget a story's vector."""
        self._leave_sum(number)
        slot = self._slots.pop(number, None)
        if slot is not None:
            self._numbers[slot] = 0
            self._free.append(slot)

    def nearest(self, vector: Meaning, language: str, most: int) -> list[int]:
        """Return the numbers of the likest stories in other languages, the likest first."""
        if not self._slots or len(vector) != self._parts.shape[1]:
            return []
        unlike = np.bitwise_count(self._signs ^ _signs(vector))
        differing = unlike.sum(axis=1, dtype=np.int16)
        is_free = self._numbers == 0
        is_own_language = self._languages == language_mark(language)
        left_out = is_free | is_own_language
        differing[left_out] = _FAR
        others = len(left_out) - int(left_out.sum())
        most = min(most, others)
        if not most:
            return []
        slots = np.argpartition(differing, most - 1)[:most]
        cosines = (self._parts[slots] @ vector) * self._scales[slots]
        order = np.argsort(-cosines, kind="stable")
        likest = slots[order]
        numbers: list[int] = self._numbers[likest].tolist()
        return numbers

    def _leave_sum(self, number: int) -> None:
        """Take a story's vector out of the sum of its language."""
        vector = self.get(number)
        if vector is None:
            return
        mark = int(self._languages[self._slots[number]])
        self._sums[mark] -= vector
        self._counts[mark] -= 1
        self._means.pop(mark, None)
        if not self._counts[mark]:
            del self._sums[mark], self._counts[mark]

    def _take(self, number: int) -> int:
        if not self._free:
            _, parts = self._parts.shape
            a_quarter_more = len(self._numbers) * 5 // 4 + 1
            self._grow(a_quarter_more, parts)
        slot = self._free.pop()
        self._slots[number] = slot
        self._numbers[slot] = number
        return slot

    def _grow(self, count: int, parts: int) -> None:
        before = len(self._numbers)
        words = -(-parts // (_BYTE * _BYTE))
        self._numbers = np.resize(self._numbers, count)
        self._languages = np.resize(self._languages, count)
        self._scales = np.resize(self._scales, count)
        self._parts = _taller(self._parts, count, parts)
        self._signs = _taller(self._signs, count, words)
        self._numbers[before:] = 0
        self._free += range(count - 1, before - 1, -1)


def _taller(
    table: npt.NDArray[_Part], count: int, columns: int
) -> npt.NDArray[_Part]:
    """Return a table with so many lines, the first as they were."""
    grown = np.zeros((count, columns), table.dtype)
    if table.size:
        grown[: len(table)] = table
    return grown


def _signs(vector: Meaning) -> npt.NDArray[np.uint64]:
    """Return the signs of a vector's parts, 64 in a number."""
    packed = np.packbits(vector > 0)
    missing = -len(packed) % _BYTE
    padding = np.zeros(missing, np.uint8)
    whole = np.concatenate([packed, padding])
    return whole.view(np.uint64)


def language_mark(language: str) -> int:
    """Return a number that stands for a language."""
    return crc32(language.encode())
