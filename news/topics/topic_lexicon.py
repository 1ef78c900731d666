"""Find the words of topics in a text of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from ahocorasick_rs import AhoCorasick, MatchKind

from news.toml_tables import Table, read_list, read_table
from news.topics.topic_tree import catalogue, words
from news.words import fold

# The words that count in every language: names that are written alike.
EVERY = "any"
_WEIGHTS = (("strong", 2.0), ("words", 0.7))
# The topic of phrases in which a topic's word means something else.
_OTHER_SENSE = ""
# From kana on, scripts put no space between words.
_UNSPACED = "\u3040"


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word that tells of a topic."""

    topic: str
    text: str
    weight: float
    # Whether further letters may follow: medal*.
    goes_on: bool
    # Whether other letters may stand before: *meister.
    goes_before: bool


@dataclass(frozen=True, slots=True)
class TopicLexicon:
    """All words of one language."""

    matcher: AhoCorasick
    words: tuple[TopicWord, ...]

    def find(self, text: str) -> Iterator[TopicWord]:
        """Return the words in a folded text; of words of one topic that overlap, the longest.

        A word within a phrase in which it means something else is left out: apple in apple pie.
        """
        spans = self.matcher.find_matches_as_indexes(text, overlapping=True)
        # By their beginnings, the longest first.
        spans.sort(key=lambda span: (span[1], -span[2]))
        reached: dict[str, int] = defaultdict(int)
        phrase = range(0)
        for number, start, end in spans:
            word = self.words[number]
            if end <= reached[word.topic]:
                continue
            if not _is_whole(text, start, end, word):
                continue
            if word.topic == _OTHER_SENSE:
                phrase = range(start, end)
            elif end <= phrase.stop and end - start < len(phrase):
                continue
            else:
                yield word
            reached[word.topic] = end


@lru_cache(maxsize=256)
def lexicon(language: str) -> TopicLexicon:
    """Return the words of a language tag such as zh-Hans, with those of every language."""
    main = language.partition("-")[0]
    known: dict[tuple[str, str], TopicWord] = {}
    lists = product(catalogue(), _WEIGHTS, (EVERY, main))
    for info, (kind, weight), tag in lists:
        for written in words(info.key, kind, tag):
            word = _read(info.key, written, weight)
            known.setdefault((word.topic, word.text), word)
    for tag in (EVERY, main):
        other_senses = _other_senses().get(tag, {})
        for written in read_list(other_senses.get("phrases", "")):
            word = _read(_OTHER_SENSE, written, 0.0)
            known.setdefault((word.topic, word.text), word)
    texts = [word.text for word in known.values()]
    matcher = AhoCorasick(texts, matchkind=MatchKind.Standard)
    return TopicLexicon(matcher, tuple(known.values()))


@cache
def _other_senses() -> Table:
    """Return, by language, the phrases in which a topic's word means something else.

    Of "zh" one is 大盘鸡, a dish with 大盘 in it.
    """
    return read_table(files("news.topics") / "other_senses.toml")


def _read(topic: str, written: str, weight: float) -> TopicWord:
    """Read a word as the table writes it: `medal*`, `*meister`."""
    return TopicWord(
        topic=topic,
        text=fold(written.strip("*")),
        weight=weight,
        goes_on=written.endswith("*"),
        goes_before=written.startswith("*"),
    )


def _is_whole(text: str, start: int, end: int, word: TopicWord) -> bool:
    """Refuse a word inside a longer one: `ai` is not in `said`, though it is in `AI芯片`."""
    begins = word.goes_before or not _are_joined(text, start)
    ends = word.goes_on or not _are_joined(text, end)
    return begins and ends


def _are_joined(text: str, place: int) -> bool:
    """Return whether the characters before and behind a place make one word."""
    beside = text[place - 1 : place + 1]
    are_letters = len(beside) == 2 and beside.isalnum()
    return are_letters and max(beside) < _UNSPACED
