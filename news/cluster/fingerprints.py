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
    codes = np.frombuffer(
        text[:MAX_CHARACTERS].encode("utf-32-le", "replace"), dtype=np.uint32
    ).astype(np.uint64)
    if len(codes) < GRAM + WINDOW:
        return frozenset()
    hashes = codes
    for step, factor in _STEPS:
        hashes = hashes[:-step] * factor + hashes[step:]
    hashes = hashes * _MIX
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    pairs = np.minimum(hashes[:-1], hashes[1:])
    least = np.minimum(np.minimum(pairs[:-4], pairs[2:-2]), pairs[4:])
    least >>= np.uint64(16)
    # Neighbouring windows mostly share their least shingle.
    return frozenset(
        least[
            np.flatnonzero(np.diff(least, prepend=least[:1] + np.uint64(1)))
        ].tolist()
    )


def sketch(prints: frozenset[int]) -> npt.NDArray[np.uint32]:
    """Return the smallest fingerprints of a text, in order:
    a sample that is the same for the same passage.
    """
    # A row ends in zeros, so that no fingerprint may be one.
    values = np.fromiter(prints, np.uint64, len(prints)) % np.uint64(
        0xFFFFFFFE
    ) + np.uint64(1)
    return np.unique(values.astype(np.uint32))[:SKETCH]


def containment(
    one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32]
) -> tuple[float, float]:
    """Return the shares of each of two texts that stand in the other,
    from their sketches; 0 where too little is known.
    """
    one, other = one[one > 0], other[other > 0]
    limit = min(_limit(one), _limit(other))
    one, other = one[one <= limit], other[other <= limit]
    if min(len(one), len(other)) < FEWEST:
        return 0.0, 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / len(one), shared / len(other)


def _limit(prints: npt.NDArray[np.uint32]) -> int:
    """Return up to which fingerprint a sketch is whole."""
    return int(prints[-1]) if len(prints) == SKETCH else 0xFFFFFFFF
