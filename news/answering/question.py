"""Read a question: the kind of answer it wants, and its words, names, numbers and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import attrgetter
from typing import cast

from news.answering.question_parts import Kind, Question, QuestionTerm
from news.answering.time_spans import take_span
from news.faithful.proper_names import find_names
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import Reading, read
from news.toml_tables import read_table
from news.words import HAN_LANGUAGES, STOP, cut_folded, cut_run, fold

# Characters of a question that are read.
LONGEST = 300
MOST_TERMS = 16
_MARKS = re.compile(r"[?؟]\s*$")
_RUN = re.compile(
    r"[\u3400-\u9fff\u3041-\u30ffー]+|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)*"
)
_HAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_MEASURE = re.compile(r"(?:多少|几|何)(?:万|亿)?([^\W\d])")
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")


# What asks, by the kind of answer that it wants; `noise` only goes with it.
AskingWords = Mapping[str, re.Pattern[str]]
_NOISE = "noise"


@cache
def _tables() -> Mapping[str, AskingWords]:
    tables = read_table(files("news.answering") / "question_words.toml")
    return {
        language: dict(zip(table, map(re.compile, table.values()), strict=True))
        for language, table in tables.items()
    }


def _table(language: str) -> AskingWords:
    """Return the words that ask in a language; English ones for one without a table."""
    return _tables().get(language, _tables()["en"])


def is_question(text: str, likely: str = "") -> bool:
    """Return whether a text asks: it ends in a question mark, or begins or
    (East Asian) holds a word that asks.

    "when does the bridge open" asks; "the day when it opened" does not.
    """
    folded = fold(text[:LONGEST]).strip()
    if _MARKS.search(folded):
        return True
    language = language_of(text[:LONGEST], likely)
    asking = (match for _, match in _asking_words(folded, language))
    if language in HAN_LANGUAGES:
        return any(asking)
    return any(match.start() == 0 for match in asking)


def _asking_words(
    folded: str, language: str
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the words that ask with the kind of answer they want, by the table's order.

    "when" → when, 多少 → how-many.
    """
    for kind, pattern in _table(language).items():
        if kind != _NOISE:
            yield from zip(repeat(kind), pattern.finditer(folded))


def read_question(
    text: str, *, now: datetime, zone: str = "UTC", likely: str = ""
) -> Question:
    """Read what a question asks; at most 300 characters of it are read.

    `zone` is the asker's IANA zone, in which "yesterday" is a day; `likely` is the language that a
    short question is taken for where its words allow it.
    """
    asked = text.strip()[:LONGEST]
    language = language_of(asked, likely)
    folded = fold(asked)
    kind, end = _kind(folded, language)
    span, timeless = take_span(asked, now=now, zone=zone)
    names = tuple(dict.fromkeys(_names(timeless, language)))
    reading = read(_without_asking(fold(timeless), language), language)
    counts = kind == "how-many"
    return Question(
        text=asked,
        language=language,
        kind=kind,
        terms=tuple(_terms(reading))[:MOST_TERMS],
        names=names,
        numbers=frozenset(map(attrgetter("value"), reading.quantities)),
        days=frozenset(reading.days),
        counted=_counted(folded, folded[end:], language) if counts else "",
        span=span,
    )


def _kind(folded: str, language: str) -> tuple[Kind, int]:
    """Return the kind of answer that is asked for, and where the words end that ask for it.

    "How many …" → how-many, and the place behind "many"; "The bridge?" → what.
    """
    for kind, match in _asking_words(folded, language):
        return cast(Kind, kind), match.end()
    return "what", 0


def _without_asking(folded: str, language: str) -> str:
    """Blank the words that ask: what they stood between must not run together."""
    for pattern in _table(language).values():
        folded = pattern.sub(" ", folded)
    return folded


def _names(text: str, language: str) -> Iterator[str]:
    """Return the names, without a first word that is capital
    only because a sentence begins with it.

    Of "When did Ann Doe leave Lindau?" they are "ann doe" and "lindau".
    """
    has_capitals = language not in HAN_LANGUAGES
    for name in find_names(read(text, language)):
        folded = fold(name.text)
        begins = has_capitals and name.start == 0 and " " not in folded
        if not begins and not _asks(folded, language):
            yield folded


def _asks(folded: str, language: str) -> bool:
    """Return whether a whole text is a word that asks: "how many", 多少."""
    asking = _table(language).values()
    return any(pattern.fullmatch(folded) for pattern in asking)


def _terms(reading: Reading) -> Iterator[QuestionTerm]:
    """Return the words as full-text search cuts them, with what each means.

    "the bridges" → the stem of "bridges"; numbers and single letters are none.
    """
    taken: set[str] = set()
    end = 0
    for surface, word in _cut(reading.text, reading.language):
        start = reading.text.index(surface, end)
        end = start + len(surface)
        if word in taken or _is_particle(word, surface):
            continue
        term = _term(word, start, end, reading)
        # A letter says nothing; 死 does, it is a concept.
        says_something = len(surface) > 1 or term.concepts
        if says_something and not _is_number(end, reading):
            taken.add(word)
            yield term


def _term(word: str, start: int, end: int, reading: Reading) -> QuestionTerm:
    """Return the term of a word from its place in the question to its end.

    Its key is the one under which sentences have the word, where both cut it
    alike; a longer word has the meanings of all its parts.
    """
    parts = [
        part
        for part in reading.words
        if start <= part.start and part.end <= end
    ]
    concepts = frozenset[str]().union(*(part.concepts for part in parts))
    key = parts[0].key if len(parts) == 1 else word
    return QuestionTerm(key, concepts, (word,))


def _is_number(end: int, reading: Reading) -> bool:
    """Return whether a word that ends here is of a number, which
    `Question.numbers` has: "three", 3 and 千 of 三千.
    """
    numbers = reading.quantities
    return any(number.start < end <= number.end for number in numbers)


def _cut(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each word as written, and as the index knows it: "bridges" →
    ("bridges", "bridg"), 大桥倒塌 → 大桥 and 倒塌.
    """
    for run in _RUN.findall(text):
        surfaces = cut_run(run) if _HAN.match(run) else [run]
        for surface in surfaces:
            # A surface may hold no word of the index.
            words = cut_folded(surface, language)[:1]
            yield from zip([surface], words, strict=False)


def _is_particle(word: str, surface: str) -> bool:
    """Return whether a word only holds others together: "the", 的, and endings in Hiragana."""
    is_stop_word = not STOP.isdisjoint((word, surface))
    return is_stop_word or bool(_HIRAGANA.fullmatch(surface))


def _counted(folded: str, rest: str, language: str) -> str:
    """Return what a "how many" counts: a measure word in Chinese and Japanese,
    elsewhere the stem behind it.

    多少名乘客 → 名, "how many passengers died" → the stem of "passengers"; empty where it is open.
    """
    if language in HAN_LANGUAGES:
        return next(iter(_MEASURE.findall(folded)), "")
    counted = map(attrgetter("key"), read(rest, language).content)
    return next(counted, "")
