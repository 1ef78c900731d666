"""What an article is compared by: weighted words of title and opening, with names and numbers; and what forbids a match."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from news.words import STOP, cut_folded, fold

LEAD = 400
"""Characters of the body that count beside the title."""
MOST = 80
NAME = 1.5
"""How much more a name counts than another word of the headline."""
PIECE = 0.2
"""How much a piece of a word counts beside the word."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_CAPITAL = re.compile(r"(?<=\s)[A-Z\u00c0-\u00de\u0410-\u042f]\w+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百零\d]+(?:[届次期轮批季场集章号回天年]|$)?|\b\d+(?:st|nd|rd|th)\b"
)
_DAY = re.compile(
    r"\d{1,2}月\d{1,2}日|(?<!\d)\d{1,2}月(?!\d)|前\d{1,2}个月|\d{4}年|(?<![\d月])\d{1,2}日|\b\d{4}\b"
)
_DATE = re.compile(
    r"(?<![\d/.-])(\d{1,2})日(?=[^\d])|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
OPENING = 120
"""Characters of the body in which the day of the event is looked for."""
_PERSON = re.compile(
    r"([\u4e00-\u9fff]{2,4})(?=(?:会见|会谈|接受|被(?:查|双开|逮捕|开除|提起)|严重违纪|涉嫌|当选|逝世|去世|任|获(?:刑|奖)|落马|受审|被公诉))"
)


@dataclass(frozen=True, slots=True)
class TermVector:
    """The weighted terms of an article."""

    counts: tuple[tuple[str, float], ...]
    """(term, weight before document frequency)."""
    numbers: frozenset[str]
    ordinals: frozenset[str]
    people: frozenset[str]
    days: frozenset[str] = frozenset()
    """Days that the opening names."""


def bag(headline: str, title: str, lead: str, language: str = "") -> TermVector:
    """Read an article's terms: pairs of characters for Chinese, words and pieces of four letters for others.

    `headline` is the title as it stands, `title` and `lead` are folded.
    """
    counts: dict[str, float] = defaultdict(float)
    for text, weight in ((title, 2.0), (lead, 0.6)):
        for term, times in Counter(_terms(text, language)).items():
            counts[term] += times * (weight * PIECE if term[0] == "~" else weight)
    for name in names(headline, language):
        counts[name] *= NAME
    top = sorted(counts.items(), key=itemgetter(1), reverse=True)[:MOST]
    return TermVector(
        counts=tuple((term, min(count, 5.0) ** 0.7) for term, count in top),
        numbers=frozenset(_NUMBER.findall(title)),
        ordinals=frozenset(_ORDINAL.findall(title)) | frozenset(_DAY.findall(title)),
        people=frozenset(found.group(1) for found in [_PERSON.search(title)] if found),
        days=frozenset(found.group() for found in _DATE.finditer(lead[:OPENING])),
    )


def names(headline: str, language: str) -> set[str]:
    """Return the words of a headline that are written as names: with a capital, past its first word."""
    capital = " ".join(_CAPITAL.findall(headline))
    return set(cut_folded(fold(capital), language)) - STOP if capital else set()


def _terms(text: str, language: str) -> list[str]:
    """Return pairs of characters for Chinese, which find as much as cut words do, and words with pieces for the rest."""
    found: list[str] = []
    for run in _HAN.findall(text):
        found += map("".join, pairwise(run))
    for word in cut_folded(_HAN.sub(" ", text), language):
        if word in STOP:
            continue
        found.append(word)
        if len(word) > 5 and word.isascii() and word.isalpha():
            found += [f"~{word[index : index + 4]}" for index in range(0, len(word) - 3, 2)]
    return found


def forbidden(one: TermVector, other: TermVector) -> bool:
    """Tell template twins: the same form with another ordinal, day or person is another event."""
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return True
    return bool(one.people and other.people and not one.people & other.people)


def differences(one: TermVector, other: TermVector) -> int:
    """Count what may tell two events of one kind: headlines whose numbers, openings whose days are all others."""
    numbers = one.numbers and other.numbers and not one.numbers & other.numbers
    days = one.days and other.days and not one.days & other.days
    return int(bool(numbers)) + int(bool(days))
