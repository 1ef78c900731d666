"""Fingerprints of a text by winnowing (Schleimer, Wilkerson and Aiken, 2003): a copied passage shares some with its original."""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np

from news.words import fold

GRAM = 8
"""Characters of a shingle, white space and punctuation left out."""
WINDOW = 6
MAX_CHARACTERS = 8000
_PLAIN = re.compile(r"\W+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


def lines_of(text: str) -> list[str]:
    """Return a text's folded lines; those of a few characters are left out."""
    return [line for line in fold(text[: 2 * MAX_CHARACTERS]).split("\n") if len(line) >= GRAM]


def letters(line: str) -> str:
    """Return a line without white space and punctuation."""
    return _PLAIN.sub("", line)


def mark(line: str) -> int:
    """Return a 48-bit mark of a line, for counting furniture."""
    return int.from_bytes(blake2b(line.encode("utf-8", "replace"), digest_size=6).digest(), "big")


def winnow(text: str) -> frozenset[int]:
    """Return the fingerprints of a folded text: of each window of shingles, the least; empty for a short text."""
    codes = np.frombuffer(text[:MAX_CHARACTERS].encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < GRAM + WINDOW:
        return frozenset()
    hashes = np.zeros(len(codes) - GRAM + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(GRAM):
            hashes = (hashes ^ codes[offset : offset + len(hashes)]) * _MIX
            hashes ^= hashes >> np.uint64(29)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return frozenset(np.unique(windows.min(axis=1) >> np.uint64(16)).tolist())
