"""Concepts of the news across languages: dead, muertos and 死亡 are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from news.across.beginnings import beginnings
from news.numbers.number_tables import alternatives
from news.toml_tables import read_rows
from news.words import fold

# Letters of a beginning that stands for all its words; a shorter one stands for
# itself.
SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names, from a character to another."""

    concept: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tables:
    """The numbers of the concepts, by what names them."""

    whole: dict[str, int]
    stems: dict[str, int]
    # Runs of Chinese or Japanese characters.
    wide: dict[str, int]

    def add(self, word: str, concept: int) -> None:
        """Take in a folded word of the table; the first concept that has it keeps it.

        `quake` stands for all words that begin so, `rio.` for itself alone, 地震 for each place
        where it stands.
        """
        if _WIDE.search(word):
            self.wide.setdefault(word, concept)
        elif word.endswith(".") or len(word) < SHORTEST_STEM:
            self.whole.setdefault(word.rstrip("."), concept)
        else:
            self.stems.setdefault(word, concept)


@cache
def _tables() -> _Tables:
    """Return the concepts of `concepts.txt`."""
    rows = read_rows(files("news.across") / "concepts.txt")
    tables = _Tables({}, {}, {})
    for number, row in enumerate(rows, 1):
        for word in row.split():
            tables.add(fold(word), number)
    return tables


@lru_cache(maxsize=50_000)
def concept_of(word: str) -> int:
    """Return the number of the concept that a folded word of an alphabet names; 0 for none.

    "earthquakes" is the concept whose row has "earthquake": a longer word stands for all words
    that begin with it, the longest such word first.
    """
    tables = _tables()
    if word in tables.whole:
        return tables.whole[word]
    stems = filter(tables.stems.__contains__, beginnings(word, SHORTEST_STEM))
    return tables.stems.get(next(stems, ""), 0)


@cache
def _wide_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(_tables().wide))


def wide_concepts(text: str) -> set[int]:
    """Return the concepts that a folded Chinese or Japanese text names.

    智利地震 names the concept of "earthquake".
    """
    if not _WIDE.search(text):
        return set()
    words = _wide_pattern().findall(text)
    return set(map(_tables().wide.__getitem__, words))


def mentions(text: str) -> list[Mention]:
    """Return where a folded text names concepts, those of alphabets first.

    "12 dead in chile" names one, from character 3 to 7.
    """
    words = [
        Mention(concept, *match.span())
        for match in _WORD.finditer(text)
        if (concept := concept_of(match.group()))
    ]
    if not _WIDE.search(text):
        return words
    wide = _tables().wide
    return words + [
        Mention(wide[match.group()], *match.span())
        for match in _wide_pattern().finditer(text)
    ]
