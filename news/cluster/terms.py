"""What an article is compared by: weighted words of title and opening, with names and numbers; and what forbids a match."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from heapq import nlargest
from operator import itemgetter

from news.words import STOP, fold, words

LEAD = 400
"""Characters of the body that count beside the title."""
MOST = 60
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零\d]+(?:[届次期轮批季场集章号回天年]|$)?|\b\d+(?:st|nd|rd|th)\b")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}年|\d{1,2}日(?!\w)|\b\d{4}\b")
_PERSON = re.compile(
    r"([\u4e00-\u9fff]{2,4})(?=(?:接受|被(?:查|双开|逮捕|开除|提起)|严重违纪|涉嫌|当选|逝世|去世|任|获(?:刑|奖)|落马|受审|被公诉))"
)


@dataclass(frozen=True, slots=True)
class Bag:
    """The weighted terms of an article."""

    counts: tuple[tuple[int, float], ...]
    """(hash of a term, weight before document frequency)."""
    numbers: frozenset[str]
    ordinals: frozenset[str]
    people: frozenset[str]
    title: frozenset[int]


def bag(title: str, lead: str, language: str = "") -> Bag:
    """Read an article's terms: words, and for Chinese also pairs of characters, for others also 4-grams of letters.

    `lead` is folded already.
    """
    title = fold(title)
    counts: dict[str, float] = defaultdict(float)
    heads: set[str] = set()
    for text, weight in ((title, 2.0), (lead, 0.6)):
        for term in _terms(text, language):
            counts[term] += weight
            if weight > 1:
                heads.add(term)
    top = nlargest(MOST * 2, counts.items(), key=itemgetter(1))
    return Bag(
        counts=tuple((_hash(term), min(count, 5.0) ** 0.7) for term, count in top),
        numbers=frozenset(_NUMBER.findall(title)),
        ordinals=frozenset(_ORDINAL.findall(title)) | frozenset(_DAY.findall(title)),
        people=frozenset(found.group(1) for found in [_PERSON.search(title)] if found),
        title=frozenset(_hash(term) for term in heads),
    )


def _terms(text: str, language: str) -> list[str]:
    found: list[str] = []
    for word in words(text, language):
        if word in STOP:
            continue
        found.append(word)
        if not _HAN.fullmatch(word) and len(word) > 5 and word.isalpha():
            found += [f"~{word[index : index + 4]}" for index in range(0, len(word) - 3, 2)]
    for run in _HAN.findall(text):
        found += [run[index : index + 2] for index in range(len(run) - 1)]
    return found


@lru_cache(maxsize=200_000)
def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=6).digest(), "big")


def forbidden(one: Bag, other: Bag) -> bool:
    """Tell template twins: the same form with another ordinal, day or person is another event."""
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return True
    return bool(one.people and other.people and not one.people & other.people)


def numbers_differ(one: Bag, other: Bag) -> bool:
    """Tell titles that both give numbers and share none."""
    return bool(one.numbers and other.numbers and not one.numbers & other.numbers)
