"""Find the words of topics in a text of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from news.topics.tree import catalogue, words
from news.words import fold

# The words that count in every language: names that are written alike.
EVERY = "any"
_WEIGHTS = (("strong", 2.0), ("words", 0.7))
# From kana on, scripts put no space between words.
_UNSPACED = "\u3040"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells of a topic."""

    topic: str
    text: str
    weight: float
    # Whether further letters may follow: medal*.
    goes_on: bool
    # Whether other letters may stand before: *meister.
    goes_before: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of one language."""

    matcher: AhoCorasick
    words: tuple[Word, ...]

    def find(self, text: str) -> Iterator[Word]:
        """Return the words in a folded text; of words of one topic that overlap, the longest."""
        spans = self.matcher.find_matches_as_indexes(text, overlapping=True)
        reached: dict[str, int] = defaultdict(int)
        for number, start, end in sorted(
            spans, key=lambda span: (span[1], -span[2])
        ):
            word = self.words[number]
            if end > reached[word.topic] and _is_whole(text, start, end, word):
                reached[word.topic] = end
                yield word


@lru_cache(maxsize=256)
def lexicon(language: str) -> Lexicon:
    """Return the words of a language tag such as zh-Hans, with those of every language."""
    main = language.partition("-")[0]
    known: dict[tuple[str, str], Word] = {}
    for info in catalogue():
        for kind, weight in _WEIGHTS:
            for tag in (EVERY, main):
                for written in words(info.key, kind, tag):
                    word = _read(info.key, written, weight)
                    known.setdefault((word.topic, word.text), word)
    texts = [word.text for word in known.values()]
    return Lexicon(
        AhoCorasick(texts, matchkind=MatchKind.Standard), tuple(known.values())
    )


def _read(topic: str, written: str, weight: float) -> Word:
    text = fold(written.strip("*"))
    return Word(
        topic, text, weight, written.endswith("*"), written.startswith("*")
    )


def _is_whole(text: str, start: int, end: int, word: Word) -> bool:
    """Refuse a word inside a longer one: `ai` is not in `said`, though it is in `AI芯片`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not word.goes_before and _joins(text[start]) and _joins(before):
        return False
    return word.goes_on or not (_joins(text[end - 1]) and _joins(after))


def _joins(char: str) -> bool:
    """Return whether a character makes one word with its neighbour of the same kind."""
    return char.isalnum() and char < _UNSPACED
