"""Find the parts of a wish anywhere in its sentence: verbs, topics, times, numbers, and the
words between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import TypeGuard

from news.schedule.finding import TimePhrase, refusal, times_said
from news.schedule.vocabulary import normal, number_words
from news.toml_tables import Table, read_list, read_table
from news.topics import catalogue, find
from news.topics.topic_tree import initials
from news.wishes.rules import alike
from news.wishes.topic_names import own_names
from news.wishes.wish_grammar import LONGEST
from news.words import fold

# A sign that parts a sentence, as a blank between Chinese characters or behind a
# Japanese verb does, one such character, or a word: French l' is one.
_TOKEN = re.compile(
    r"[,.;:!?…，。；：、！？\n]+|(?:(?<=[\u3400-\u9fffてよね])|(?<=ない))\s+(?=[\u3400-\u9fff])"
    r"|[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+['’]?"
)
# Of a blank nothing is left.
_CUT = re.compile(r"[,.;:!?…，。；：、！？\n]*")
# A number of stories.
_NUMBER = re.compile(r"[0-9]{1,3}")
# What is made of a topic's name and the word for news: Sportnachrichten.
_NEWS_OF = re.compile(r"(?<=\w)s?(?:nachrichten|meldungen|news|infos|artikel)$")
# What stands between a refused time and the right one: "not at 8, at 9", не в восемь
# а в девять; and the words that refuse.
_SEAM = re.compile(r"\s*[,，、]\s*|\s+а\s+")
_REFUSALS = frozenset(("keep_last", "drop"))
# Words of a topic's name, or Chinese characters, that are looked up together.
_TOPIC_WORDS = 10
# Letters that stay of an inflected name: of "спортом" and "спорта" спорт.
_STEM = 4
# Letters that an ending has at the most.
_ENDING = 3
# Ends of names that other cases replace: наука, науку.
_VOWELS = "аеиоуыэюяьй"

Kinds = frozenset[str]
_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WishPart:
    """Words of a sentence and what they may add to a wish."""

    start: int
    end: int
    # The person's own letters.
    text: str
    # Kinds of `parts.toml`; `topic`, `section`, `time`, `number`, `cut`; none
    # for other words.
    kinds: Kinds
    # The topic's key, the number in digits, or the language's tag.
    value: str = ""
    time: TimePhrase | None = None

    def means(self, *kinds: str) -> bool:
        """Return whether the words may be of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    @property
    def is_empty(self) -> bool:
        """Whether the words may say nothing of their own: "please"."""
        return "fill" in self.kinds

    @property
    def size(self) -> int:
        """The letters of the words, and the blanks between them."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class WishWords:
    """The words of one language's table, by their first word."""

    # All phrases with their kinds; the lengths of those that begin with a word.
    kinds: Mapping[_Phrase, Kinds]
    lengths: Mapping[str, tuple[int, ...]]
    # Beginnings of words: английск of английском.
    stems: Mapping[str, Kinds]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _WordPlace:
    """One word with its place in the sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _WordRow:
    """The words of a sentence, from one of them on."""

    sentence: str
    words: Sequence[_WordPlace]

    def part(self, count: int, kinds: Kinds, value: str = "") -> WishPart:
        """Return the first words as one part of some kinds."""
        start, end = self.words[0].start, self.words[:count][-1].end
        return WishPart(start, end, self.sentence[start:end], kinds, value)

    def first(self, count: int) -> _Phrase:
        """Return the first words, as they are compared."""
        return tuple(word.text for word in self.words[:count])


def read_parts(text: str, language: str) -> tuple[WishPart, ...]:
    """Return the parts of a sentence in its order, by the words of one language.

    The longest part that begins at a word is taken. Time is linear in the text,
    of which 200 characters are read.
    """
    sentence = text[:LONGEST]
    words = [
        _WordPlace(normal(match[0]).strip(), *match.span())
        for match in _TOKEN.finditer(sentence)
    ]
    times = _times(sentence, language)
    known = wish_words(language)
    starts = [word.start for word in words]
    parts: list[WishPart] = []
    at = 0
    while at < len(words):
        row = _WordRow(sentence, words[at:])
        parts.append(_longest(row, times, known))
        at = bisect_left(starts, parts[-1].end)
    return tuple(parts)


@cache
def wish_words(language: str) -> WishWords:
    """Return the table of a language, compiled.

    A phrase of the table may be of several kinds; "only" is, for it limits
    stories as well as languages.
    """
    table = read_table(files("news.wishes") / "parts.toml")[language]
    kinds: dict[_Phrase, Kinds] = defaultdict(frozenset)
    for kind, phrase in _listed(table):
        kinds[_tokens(phrase)] |= {kind, *_language_of(kind)}
    stems = {
        phrase[0]: meant
        for phrase, meant in kinds.items()
        if phrase[-1].endswith("*")
    }
    return WishWords(
        MappingProxyType(dict(kinds)),
        MappingProxyType(_lengths(kinds)),
        MappingProxyType(stems),
        number_words(language),
    )


def single_words(language: str) -> tuple[str, ...]:
    """Return the phrases of one word of a language's table, as they are compared.

    The words of longer ones, such as "lose the", are like too many others.
    """
    phrases = wish_words(language).kinds
    return tuple(phrase[0] for phrase in phrases if len(phrase) == 1)


def _listed(table: Table) -> Iterator[tuple[str, str]]:
    """Yield each phrase of a table, with its kind before it.

    The phrases of a kind stand in one text, with commas between.
    """
    for kind, listed in table.items():
        yield from ((kind, phrase) for phrase in read_list(listed))


def _language_of(kind: str) -> list[str]:
    """Return the kind `language` for the name of a language, `language_en`.

    Of every other kind nothing is returned.
    """
    return ["language"] * kind.startswith("language_")


def _tokens(phrase: str) -> _Phrase:
    """Return the words of a phrase, as they are compared with those of a sentence.

    A star at its end is a word of its own: "английск*" → "английск", "*".
    """
    words = map(normal, _TOKEN.findall(phrase))
    return (*words, *["*"] * phrase.endswith("*"))


def _lengths(phrases: Mapping[_Phrase, object]) -> dict[str, tuple[int, ...]]:
    """Map the first word of phrases to their lengths, the longest first.

    Only so many words of a sentence are looked up as phrases have that begin
    with the same one.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        lengths[phrase[0]].add(len(phrase))
    return {
        first: tuple(sorted(known, reverse=True))
        for first, known in lengths.items()
    }


def _times(text: str, language: str) -> dict[int, WishPart]:
    """Return the times that a sentence says by where they begin."""
    kinds = frozenset({"time"})
    said = map(partial(_apart, text, language), times_said(text, language))
    return {
        time.start: WishPart(time.start, time.end, time.text, kinds, time=time)
        for time in chain.from_iterable(said)
    }


def _apart(text: str, language: str, time: TimePhrase) -> list[TimePhrase]:
    """Return the two times of one phrase one by one, where a word before them
    refuses the first: "not at 8, at 9"; the phrase itself otherwise.
    """
    before = _tokens(text[: time.start])
    known = wish_words(language).kinds
    tails = (known.get(before[-count:], frozenset()) for count in (1, 2))
    seam = _SEAM.search(time.text)
    if seam is None or _REFUSALS.isdisjoint(frozenset().union(*tails)):
        return [time]
    end, start = time.start + seam.start(), time.start + seam.end()
    first = replace(time, end=end, text=time.text[: seam.start()])
    second = replace(time, start=start, text=time.text[seam.end() :])
    halves = [first, second]
    faults = [refusal(half.text, language) for half in halves]
    return [time] if any(faults) else halves


def _longest(
    row: _WordRow, times: Mapping[int, WishPart], known: WishWords
) -> WishPart:
    """Return the longest part that begins at the first word of a row.

    Of equally long ones `_rank` chooses; words that nothing explains are a part
    without a kind.
    """
    candidates = (
        times.get(row.words[0].start),
        _phrase(row, known, times),
        _topic(row),
        _number(row, known),
        _inflected(row, known),
        _other(row),
    )
    return max(filter(None, candidates), key=_rank)


def _rank(part: WishPart) -> tuple[int | bool, ...]:
    """Return what decides between parts that begin at the same word.

    "A day" of "5 stories a day" counts and is no time; a word that says nothing
    is no topic; a topic's name is no other word. 早 alone is a greeting.
    """
    order = ("hello", "daily", "time", "fill", "topic", "section")
    return (part.end, *map(part.means, order), bool(part.kinds))


def _phrase(
    row: _WordRow, known: WishWords, times: Mapping[int, WishPart]
) -> WishPart | None:
    """Return the longest phrase of the table with which a row begins, if any.

    The value of a language's name is its tag.
    """
    lengths = known.lengths.get(row.words[0].text, ())
    phrases = (
        (length, known.kinds.get(row.first(length)))
        for length in lengths
        if not _cuts_time(row, length, times)
    )
    meant = next(filter(_has_kinds, phrases), None)
    return row.part(meant[0], meant[1], _tag(meant[1])) if meant else None


def _cuts_time(
    row: _WordRow, length: int, times: Mapping[int, WishPart]
) -> bool:
    """Return whether a phrase so long ends inside a time, as "mais pas du" in "du soir"."""
    words = row.words[:length]
    inside = [times[word.start] for word in words[1:] if word.start in times]
    return any(time.end > words[-1].end for time in inside)


def _has_kinds(
    phrase: tuple[int, Kinds | None],
) -> TypeGuard[tuple[int, Kinds]]:
    """Return whether a phrase of a length stands in the table."""
    return phrase[1] is not None


def _tag(kinds: Kinds) -> str:
    """Return the tag of the language that words of some kinds name: `en` of
    `language_en`; empty for other words.
    """
    named = (kind.partition("language_")[2] for kind in kinds)
    return max(named, default="")


def _topic(row: _WordRow) -> WishPart | None:
    """Return the longest topic's name with which a row begins, in any of the
    languages, if any.

    Names are known in all cases of Russian: спорта, спортом.
    """
    # Most words begin no name; fold alone tells which letters are the same.
    may_begin = fold(row.words[0].text)[:1] in initials()
    longest = min(_TOPIC_WORDS * may_begin, len(row.words))
    for count in range(longest, 0, -1):
        name = row.part(count, frozenset()).text
        key = find(_NEWS_OF.sub("", name))
        key = key or _inflected_topic(name) * (count == 1)
        # A blank behind a Chinese name parts the sentence.
        if key and name == name.strip():
            return row.part(count, _topic_kinds(name), key)
    return None


def _topic_kinds(name: str) -> Kinds:
    """Return the kinds of a topic's name: it may be that of a section alone.

    War is a section of the topic military, and in many titles.
    """
    is_section = find(name) is not None and alike(name) not in own_names()
    return frozenset(("topic", "section")[: 1 + is_section])


def _inflected_topic(name: str) -> str:
    """Return the topic of whose Russian name a word is another case; empty where
    it is of none.

    Up to three letters are an ending: спортом is спорт.
    """
    word = normal(name)
    endings = range((_ENDING + 1) * word.isalpha())
    stems = (word[: len(word) - ending] for ending in endings)
    keys = map(_topics_by_stem().get, stems)
    return next(filter(None, keys), "")


@cache
def _topics_by_stem() -> Mapping[str, str]:
    """Map the Russian names of the topics, without the vowels that cases replace,
    to the topics.

    Names of less than four letters, such as мир, are in many other words.
    """
    names = {
        normal(dict(topic.names)["ru"]).rstrip(_VOWELS): topic.key
        for topic in catalogue()
    }
    return MappingProxyType(
        {stem: key for stem, key in names.items() if len(stem) >= _STEM}
    )


def _number(row: _WordRow, known: WishWords) -> WishPart | None:
    """Return the number with which a row begins, in digits or in the language's
    words, if any: "5", "five".
    """
    word = row.words[0].text
    number = _NUMBER.fullmatch(str(known.numbers.get(word, word)))
    return row.part(1, frozenset({"number"}), number[0]) if number else None


def _inflected(row: _WordRow, known: WishWords) -> WishPart | None:
    """Return the first word of a row if it begins with a stem of the table, as
    names of languages do: английском.
    """
    stem = next(filter(row.words[0].text.startswith, known.stems), "")
    kinds = known.stems.get(stem, frozenset())
    return row.part(1, kinds, _tag(kinds))


def _other(row: _WordRow) -> WishPart:
    """Return the first word of a row as a part without a kind, or as the sign
    that parts a sentence.
    """
    is_cut = _CUT.fullmatch(row.words[0].text) is not None
    return row.part(1, frozenset(("cut",)[:is_cut]))
