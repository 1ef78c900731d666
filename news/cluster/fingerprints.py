"""Fingerprints of a text by winnowing (Schleimer, Wilkerson and Aiken, 2003): a copied passage
shares some with its original.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
import numpy.typing as npt

# Characters of a shingle, white space and punctuation left out.
GRAM = 8
WINDOW = 6
# Fingerprints that are kept of a text, the smallest: 384 bytes tell the share
# of a text in another to a tenth.
SKETCH = 96
# Fingerprints of the shorter text that must be at hand for a verdict.
FEWEST = 4
MAX_CHARACTERS = 8000
_LETTERS = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = tuple(pow(0x100000001B3, power, 1 << 64) for power in (1, 2, 4))
_STEPS = tuple(
    (1 << step, np.uint64(factor)) for step, factor in enumerate(_FACTORS)
)
# Numbers of 32 bits but the last two, so that none is 0 once it is one higher.
_FINGERPRINTS = np.uint64(0xFFFFFFFE)
_ONE = np.uint64(1)
_LARGEST = 0xFFFFFFFF
Sketch = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]


def letters(text: str) -> str:
    """Return a text without white space and punctuation."""
    return "".join(_LETTERS.findall(text))


def mark(line: str) -> int:
    """Return a mark of a line, for counting furniture."""
    return crc32(line.encode("utf-8", "replace"))


def winnow(text: str) -> frozenset[int]:
    """Return the fingerprints of a folded text: of each window of shingles,
    the least; empty for a short text.

    A shingle's hash is polynomial over its eight code points, put together by doubling: three
    passes, not eight.
    """
    encoded = text[:MAX_CHARACTERS].encode("utf-32-le", "replace")
    codes = np.frombuffer(encoded, np.uint32).astype(np.uint64)
    if len(codes) < GRAM + WINDOW:
        return frozenset()
    hashes = codes
    for step, factor in _STEPS:
        hashes = hashes[:-step] * factor + hashes[step:]
    hashes = hashes * _MIX
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    least = _least_of_windows(hashes)
    least >>= np.uint64(16)
    # Neighbouring windows mostly share their least shingle: each is taken once.
    unlike_first = least[:1] + _ONE
    steps = np.diff(least, prepend=unlike_first)
    (changes,) = steps.nonzero()
    return frozenset(least[changes].tolist())


def _least_of_windows(hashes: Hashes) -> Hashes:
    """Return the least hash of each window of six: of three pairs that follow each other."""
    pairs = np.minimum(hashes[:-1], hashes[1:])
    first, second, third = pairs[:-4], pairs[2:-2], pairs[4:]
    least: Hashes = np.minimum(np.minimum(first, second), third)
    return least


def sketch(prints: frozenset[int]) -> Sketch:
    """Return the smallest fingerprints of a text, in order:
    a sample that is the same for the same passage.
    """
    values = np.fromiter(prints, np.uint64, len(prints))
    # A row ends in zeros, so that no fingerprint may be one.
    above_zero = values % _FINGERPRINTS + _ONE
    in_order = np.unique(above_zero.astype(np.uint32))
    return in_order[:SKETCH]


def containment(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Return the shares of each of two texts that stand in the other,
    from their sketches; 0 where too little is known.
    """
    one = one[one > 0]
    other = other[other > 0]
    # Above it, a sketch may lack fingerprints that its text has.
    limit = min(_limit(one), _limit(other))
    one = one[one <= limit]
    other = other[other <= limit]
    if min(len(one), len(other)) < FEWEST:
        return 0.0, 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / len(one), shared / len(other)


def _limit(prints: Sketch) -> int:
    """Return the fingerprint up to which a sketch has all of its text."""
    is_cut = len(prints) == SKETCH
    return int(prints[-1]) if is_cut else _LARGEST
