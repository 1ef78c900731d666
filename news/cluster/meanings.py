"""Vectors of stories from a multilingual model, found by hashed signs of their parts."""

from __future__ import annotations

from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from news.across.parallel import Meaning

Numbers = npt.NDArray[np.int64]

# Parts of a vector at the most: no model at hand has more.
MOST_PARTS = 4096
_FIRST = 256
_BYTE = 8
# Levels of a part on each side of 0: it is kept as one signed byte.
_LEVELS = 127
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
    return vector / np.float32(length) if 0 < length < float("inf") else None


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

    def __len__(self) -> int:
        return len(self._slots)

    def put(self, number: int, language: str, vector: Meaning) -> None:
        """Keep a story's vector; one of another length than the first one's is left out."""
        if not len(self._parts):
            self._grow(_FIRST, len(vector))
        if len(vector) != self._parts.shape[1]:
            return
        slot = (
            self._slots[number] if number in self._slots else self._take(number)
        )
        scale = float(np.abs(vector).max()) or 1.0
        self._scales[slot] = scale / _LEVELS
        self._parts[slot] = np.rint(vector * (_LEVELS / scale))
        self._signs[slot] = _signs(vector)
        self._languages[slot] = language_mark(language)

    def get(self, number: int) -> Meaning | None:
        """Return a story's vector, None where it has none."""
        slot = self._slots.get(number)
        return None if slot is None else self._parts[slot] * self._scales[slot]

    def drop(self, number: int) -> None:
        """Forget a story's vector."""
        slot = self._slots.pop(number, None)
        if slot is not None:
            self._numbers[slot] = 0
            self._free.append(slot)

    def nearest(self, vector: Meaning, language: str, most: int) -> list[int]:
        """Return the numbers of the likest stories in other languages, the likest first."""
        if not self._slots or len(vector) != self._parts.shape[1]:
            return []
        differing = np.bitwise_count(self._signs ^ _signs(vector)).sum(
            axis=1, dtype=np.int16
        )
        left_out = (self._numbers == 0) | (
            self._languages == language_mark(language)
        )
        differing[left_out] = _FAR
        most = min(most, int((~left_out).sum()))
        if not most:
            return []
        slots = np.argpartition(differing, most - 1)[:most]
        cosines = (self._parts[slots] @ vector) * self._scales[slots]
        order = np.argsort(-cosines, kind="stable")
        numbers: list[int] = self._numbers[slots[order]].tolist()
        return numbers

    def _take(self, number: int) -> int:
        if not self._free:
            self._grow(len(self._numbers) * 5 // 4 + 1, self._parts.shape[1])
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
    bits = np.packbits(vector > 0)
    missing = -len(bits) % _BYTE
    return np.concatenate([bits, np.zeros(missing, np.uint8)]).view(np.uint64)


def language_mark(language: str) -> int:
    """Return a number that stands for a language."""
    return crc32(language.encode())
