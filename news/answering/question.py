"""Read a question: the kind of answer it wants, and its words, names, numbers and days."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import cast

from news.answering.models import Kind, Question, Term
from news.answering.time_spans import take_span
from news.faithful.names import find_names
from news.faithful.reading import Reading, read
from news.faithful.sentence_language import language_of
from news.words import STOP, cut_folded, cut_run, fold

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


@cache
def _tables() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    text = (files("news.answering") / "question_words.toml").read_text("utf-8")
    return {
        language: {kind: re.compile(pattern) for kind, pattern in table.items()}
        for language, table in tomllib.loads(text).items()
    }


def _table(language: str) -> Mapping[str, re.Pattern[str]]:
    return _tables().get(language, _tables()["en"])


def is_question(text: str, likely: str = "") -> bool:
    """Return whether a text asks: it ends in a question mark,
    or begins or (East Asian) holds a word that asks.
    """
    folded = fold(text[:LONGEST]).strip()
    if _MARKS.search(folded):
        return True
    language = language_of(text[:LONGEST], likely)
    asking = _asking_words(folded, language)
    return any(
        language in ("zh", "ja") or match.start() == 0 for match in asking
    )


def _asking_words(folded: str, language: str) -> Iterator[re.Match[str]]:
    for name, pattern in _table(language).items():
        if name != "noise":
            yield from pattern.finditer(folded)


def read_question(
    text: str, *, now: datetime, zone: str = "UTC", likely: str = ""
) -> Question:
    """Read what a question asks; at most 300 characters of it are read.

    `zone` is the asker's IANA zone, in which "yesterday" is a day; `likely` is the language that a
    short question is taken for where its words allow it.
    """
    asked = text.strip()[:LONGEST]
    language = language_of(asked, likely)
    kind, match = _kind(fold(asked), language)
    span, timeless = take_span(asked, now=now, zone=zone)
    names = tuple(dict.fromkeys(_names(timeless, language)))
    reading = read(_without_asking(fold(timeless), language), language)
    return Question(
        asked,
        language,
        kind,
        tuple(_terms(reading))[:MOST_TERMS],
        names,
        frozenset(quantity.value for quantity in reading.quantities),
        frozenset(reading.days),
        _counted(fold(asked), fold(asked)[match.end() :], language)
        if match and kind == "how-many"
        else "",
        span,
    )


def _kind(folded: str, language: str) -> tuple[Kind, re.Match[str] | None]:
    for name, pattern in _table(language).items():
        match = pattern.search(folded) if name != "noise" else None
        if match:
            return cast(Kind, name), match
    return "what", None


def _without_asking(folded: str, language: str) -> str:
    """Blank the words that ask: what they stood between must not run together."""
    for pattern in _table(language).values():
        folded = pattern.sub(" ", folded)
    return folded


def _names(text: str, language: str) -> Iterator[str]:
    """Return the names, without a first word that is capital
    only because a sentence begins with it.
    """
    for name in find_names(read(text, language)):
        folded = fold(name.text)
        asks = any(
            pattern.fullmatch(folded) for pattern in _table(language).values()
        )
        if not asks and (
            name.start > 0 or language in ("zh", "ja") or " " in folded
        ):
            yield folded


def _terms(reading: Reading) -> Iterator[Term]:
    """Return the words as full-text search cuts them, with what each means."""
    seen: set[str] = set()
    numbers = [(number.start, number.end) for number in reading.quantities]
    start = 0
    for surface, word in _cut(reading.text, reading.language):
        start = reading.text.index(surface, start)
        end = start + len(surface)
        inside = [
            one
            for one in reading.words
            if start <= one.start and one.end <= end
        ]
        start = end
        meant = frozenset[str]().union(*(one.concepts for one in inside))
        counted = any(first <= end - 1 < last for first, last in numbers)
        if counted or word in seen or _says_nothing(word, surface, meant):
            continue
        seen.add(word)
        yield Term(inside[0].key if len(inside) == 1 else word, meant, (word,))


def _cut(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each word as written, and as the index knows it."""
    for run in _RUN.findall(text):
        for surface in cut_run(run) if _HAN.match(run) else [run]:
            for word in cut_folded(surface, language)[:1]:
                yield surface, word


def _says_nothing(word: str, surface: str, meant: frozenset[str]) -> bool:
    """Tell particles, Japanese endings and single characters that are no concept."""
    if word in STOP or surface in STOP or _HIRAGANA.fullmatch(surface):
        return True
    return len(surface) < 2 and not meant


def _counted(folded: str, rest: str, language: str) -> str:
    """Return what a "how many" counts: a measure word in Chinese and Japanese,
    elsewhere the stem behind it.
    """
    if language in ("zh", "ja"):
        match = _MEASURE.search(folded)
        return match[1] if match else ""
    words = read(rest, language).content
    return words[0].key if words else ""
