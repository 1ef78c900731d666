"""Concepts of the news across languages: dead, muertos and 死亡 are one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from news.words import fold

# Letters of a beginning that stands for all its words; a shorter one stands for
# itself.
SHORTEST_STEM = 4
# Letters of a word that are looked at.
LONGEST = 40
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the concepts of `concepts.txt` by whole word, by beginning,
    and by a run of Chinese or Japanese.
    """
    whole: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    wide: dict[str, int] = {}
    text = files("news.across").joinpath("concepts.txt").read_text("utf-8")
    rows = [
        line for line in text.splitlines() if line and not line.startswith("#")
    ]
    for number, row in enumerate(rows, 1):
        for word in row.split():
            folded = fold(word)
            if _WIDE.search(folded):
                wide.setdefault(folded, number)
            elif folded.endswith(".") or len(folded) < SHORTEST_STEM:
                whole.setdefault(folded.rstrip("."), number)
            else:
                beginnings.setdefault(folded, number)
    return whole, beginnings, wide


@lru_cache(maxsize=50_000)
def concept_of(word: str) -> int:
    """Return the number of the concept that a folded word of an alphabet names; 0 for none."""
    whole, beginnings, _ = _tables()
    word = word[:LONGEST]
    if word in whole:
        return whole[word]
    ends = range(len(word), SHORTEST_STEM - 1, -1)
    return next(
        (beginnings[word[:end]] for end in ends if word[:end] in beginnings), 0
    )


@cache
def _wide_pattern() -> re.Pattern[str]:
    words = sorted(_tables()[2], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def wide_concepts(text: str) -> set[int]:
    """Return the concepts that a folded Chinese or Japanese text names."""
    if not _WIDE.search(text):
        return set()
    return {_tables()[2][word] for word in _wide_pattern().findall(text)}


def mentions(text: str) -> list[tuple[int, int, int]]:
    """Return where a folded text names concepts: (concept, start,
    end) each, those of alphabets first.
    """
    found = [
        (concept, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (concept := concept_of(match.group()))
    ]
    wide = _tables()[2]
    matches = _wide_pattern().finditer(text)
    return found + [
        (wide[match.group()], match.start(), match.end()) for match in matches
    ]
