"""Faithful or not sent: what a language model wrote is held against the articles it was given.

Each number, day, name and quotation of a sentence must stand in the articles, and each sentence must rest on one of theirs, which
is kept beside it as evidence. What does not is dropped. An article's text is data: sentences that speak to a model are taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from news.numbers import days, numbers
from news.sentences import sentences
from news.words import STOP, content_words, fold, words

LEAST = 0.34
"""Share of a sentence's words that its evidence must hold, in the same language."""
KNOWN = 0.6
"""Share of a sentence's words that all articles together must hold, in the same language."""
_SPEAKS_TO_MODEL = re.compile(
    r"(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules|above|previous)|system\s+prompt|you\s+are\s+(?:now\s+)?(?:an?\s+)?(?:ai|chatgpt|assistant|language\s+model)|"
    r"(?:as|for)\s+(?:an?\s+)?(?:ai|llm|language\s+model|assistant)\b|(?:summari[sz]er|assistant|model)s?\s*[:,]\s*(?:please\s+)?(?:say|write|answer|output|reply)|"
    r"忽略\S{0,8}(?:指令|指示|提示|要求|规则)|无视\S{0,8}(?:指令|指示|提示|规则)|系统提示词?|你(?:现在)?是(?:一个|一名)?(?:ai|人工智能|助手|语言模型)|请(?:直接)?(?:输出|回答|回复)[:：“\"]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“「『«„]([^”」』»“]{2,200})[”」』»“]|\"([^\"]{2,200})\"|《([^》]{1,80})》")
_CAPITAL = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+[A-ZÀ-ÞА-Я][\w’'-]+)*")
_ADDRESS = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|cn|io|ru|de|fr)\b|@\w|</?\w+[^>]*>", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of an article."""

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote, the number of the source sentence it names, and the names it put into another script."""

    text: str
    source: int = -1
    names: Mapping[str, str] | None = None
    """As written → as it stands in the articles."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence that stands, and the sentence of an article on which it rests."""

    text: str
    article: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a model wrote of a story, as far as it stands."""

    title: str
    """Empty where the model's did not stand."""
    sentences: tuple[Grounded, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that does not stand, and why: number, day, name, quote, address, evidence."""

    text: str
    why: str


def read_sources(
    articles: Iterable[tuple[int, str, str]], language: str = "", *, most: int = 60
) -> list[Source]:
    """Cut (id, title, text) of articles into numbered sentences; what speaks to a model is left out, to the end of its line."""
    found: list[Source] = []
    for article, title, text in articles:
        for line in (title, *text.split("\n")):
            spoken = _SPEAKS_TO_MODEL.search(line)
            found += [
                Source(article, each)
                for each in sentences(line[: spoken.start()] if spoken else line, language)
            ]
    return [source for source in found if len(source.text) > 3][:most]


def check(
    claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[list[Grounded], list[Dropped]]:
    """Part the sentences that stand from those that do not."""
    pool = _Pool(tuple(sources))
    kept: list[Grounded] = []
    dropped: list[Dropped] = []
    for claim in claims:
        why = _wrong(claim, pool)
        source = None if why else _evidence(claim, pool)
        if source is None:
            dropped.append(Dropped(claim.text, why or "evidence"))
        else:
            kept.append(Grounded(claim.text.strip(), source.article, source.text))
    return kept, dropped


class _Pool:
    """All that the articles say, read once."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        self.text = "\n".join(source.text for source in sources)

    @cached_property
    def plain(self) -> str:
        """The text without white space and punctuation."""
        return self.spaced.replace(" ", "")

    @cached_property
    def spaced(self) -> str:
        """The text's words, one space about each."""
        return _spaced(self.text)

    @cached_property
    def numbers(self) -> set[Any]:
        return set(numbers(self.text)) | {value for day in days(self.text) for value in day}

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def words(self) -> set[str]:
        return _said(self.text)

    @cached_property
    def han(self) -> bool:
        return _mostly_han(self.text)

    def holds(self, text: str) -> bool:
        """Tell whether a name or quotation stands in the articles, punctuation and script variants aside."""
        spaced = _spaced(text)
        if not _HAN.search(text):
            return bool(spaced.strip()) and spaced in self.spaced
        plain = spaced.replace(" ", "")
        return bool(plain) and plain in self.plain


def _spaced(text: str) -> str:
    return f" {_PLAIN.sub(' ', fold(text)).strip()} "


def _mostly_han(text: str) -> bool:
    return len(_HAN.findall(text)) * 4 > len(text)


def _wrong(claim: Claim, pool: _Pool) -> str:
    """Return what in a sentence does not stand in the articles; empty where all does."""
    text = claim.text
    if not text.strip() or _ADDRESS.search(text) or _SPEAKS_TO_MODEL.search(text):
        return "address" if text.strip() else "evidence"
    if not days(text) <= pool.days:
        return "day"
    if not numbers(text) <= pool.numbers:
        return "number"
    if any(not pool.holds(part) for found in _QUOTED.findall(text) for part in found if part):
        return "quote"
    return "name" if any(not _named(name, claim, pool) for name in names(text)) else ""


def names(text: str) -> list[str]:
    """Return the names in a sentence: of people, places and bodies in Chinese, of capital letters elsewhere."""
    if _mostly_han(text):
        import rjieba  # noqa: PLC0415 - its tables take a moment to load

        tagged = rjieba.tag(text)
        latin = [match.group() for match in _CAPITAL.finditer(text)]
        return [
            word for word, tag in tagged if tag[:2] in {"nr", "ns", "nt", "nz"} and len(word) > 1
        ] + latin
    # The first word has its capital for its place: one that joins others is no name.
    return [
        name
        for name in (match.group() for match in _CAPITAL.finditer(text))
        if name.lower() not in STOP
    ]


def _named(name: str, claim: Claim, pool: _Pool) -> bool:
    """A name stands in the articles, whole or word by word, or as the one the model says it put into this script."""
    if pool.holds(name):
        return True
    foreign = (claim.names or {}).get(name, "")
    if foreign and _script(foreign) != _script(name) and pool.holds(foreign):
        return True
    if set(words(name)) <= pool.words:
        return True
    parts = [
        part
        for part in re.split(r"[\s-]+", name)
        if part[:1].isupper() and part.lower() not in STOP
    ]
    return len(parts) > 1 and all(_named(part, claim, pool) for part in parts)


def _script(text: str) -> str:
    return (
        "han"
        if _HAN.search(text)
        else "kana"
        if re.search(r"[\u3041-\u30fa]", text)
        else "cyrillic"
        if re.search(r"[\u0400-\u04ff]", text)
        else "latin"
    )


def _evidence(claim: Claim, pool: _Pool) -> Source | None:
    """Return the sentence that a claim rests on: the one it names if that holds, else the best; None where none does."""
    if _mostly_han(claim.text) != pool.han:
        return _foreign(claim, pool)
    said = _said(claim.text)
    if not said or len(said & pool.words) < KNOWN * len(said):
        return None
    scored = [
        (len(said & _said(source.text)) / len(said), -index)
        for index, source in enumerate(pool.sources)
    ]
    best, place = max(scored, default=(0.0, 0))
    named = scored[claim.source][0] if 0 <= claim.source < len(scored) else 0.0
    if named >= max(LEAST, 0.6 * best):
        return pool.sources[claim.source]
    return pool.sources[-place] if best >= LEAST else None


def _said(text: str) -> set[str]:
    """Return the words of a sentence but its numbers, which may stand in another form."""
    return {
        word
        for word in content_words(text)
        if not any(char.isdigit() or char in "万亿" for char in word)
    }


def _foreign(claim: Claim, pool: _Pool) -> Source | None:
    """Across languages words can't be compared: the sentence named must share each number and day that the claim gives, within one sentence."""
    if not 0 <= claim.source < len(pool.sources):
        return None
    near = " ".join(
        source.text for source in pool.sources[max(claim.source - 1, 0) : claim.source + 2]
    )
    given = set(numbers(near)) | {value for day in days(near) for value in day}
    facts = set(numbers(claim.text)) | {value for day in days(claim.text) for value in day}
    anchored = bool(facts) or bool(names(claim.text))
    return pool.sources[claim.source] if anchored and facts <= given else None
