"""What an article is about: its section and categories first, then the words of `topics.toml`, then what was learned."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from news.models import Article, Topic
from news.words import fold

MOST = 3
TEXT = 1500
"""Characters of the body that are looked at."""
DECIDED = 0.5
SURE = 0.48
"""Probability, words and learning together, from which a topic is decided."""
BESIDE = 0.08
"""Probability that a second topic of the words keeps beside the first."""
_LATIN = re.compile(r"[a-z0-9]")


class Learner(Protocol):
    """What has learned topics from feeds' sections on the operator's own machine."""

    def chances(self, text: str) -> dict[str, float]:
        """Return the logarithm of each known topic's probability; empty where nothing is known of the text."""
        ...


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """A topic of the tree."""

    key: str
    parent: str
    emoji: str
    names: tuple[tuple[str, str], ...]

    def name(self, locale: str) -> str:
        """Return its name in an interface language, English where it has none."""
        names = dict(self.names)
        return names.get(locale.replace("-", "_")) or names["en"]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    matcher: AhoCorasick
    owners: tuple[tuple[str, str, float], ...]
    """(topic, word, weight) by pattern."""


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(files("news").joinpath("topics.toml").read_text("utf-8"))


@cache
def catalogue() -> tuple[TopicInfo, ...]:
    """Return all topics in the order in which a digest tells them."""
    found = []
    for key, fields in _table().items():
        names = fields["names"]
        assert isinstance(names, dict)
        parent, emoji = str(fields.get("parent", "")), str(fields.get("emoji", ""))
        found.append(
            TopicInfo(
                key, parent, emoji, tuple((str(name), str(value)) for name, value in names.items())
            )
        )
    return tuple(found)


@cache
def ancestors(key: str) -> tuple[str, ...]:
    """Return the topics above one, the nearest first."""
    parents = {info.key: info.parent for info in catalogue()}
    above = []
    while key := parents.get(key, ""):
        above.append(key)
    return tuple(above)


@cache
def _named() -> dict[str, str]:
    found: dict[str, str] = {}
    for info in catalogue():
        for name in (info.key, *(value for _, value in info.names)):
            found.setdefault(fold(name), info.key)
    for info in catalogue():
        for section in _listed(info.key, "sections"):
            found.setdefault(fold(section), info.key)
    return found


def _listed(key: str, name: str) -> list[str]:
    values = _table()[key].get(name, [])
    return [str(value) for value in values] if isinstance(values, list) else []


def find(name: str) -> str | None:
    """Return the topic that a name in any interface language (or a section's name) means."""
    return _named().get(fold(name.strip()).strip())


@cache
def _lexicon() -> _Lexicon:
    owners = [
        (info.key, fold(word), weight)
        for info in catalogue()
        for kind, weight in (("strong", 2.0), ("words", 0.7))
        for word in _listed(info.key, kind)
    ]
    return _Lexicon(
        AhoCorasick([word for _, word, _ in owners], matchkind=MatchKind.Standard), tuple(owners)
    )


def classify(article: Article, *, learner: Learner | None = None) -> list[Topic]:
    """Return the topics of an article, the surest first; empty where nothing tells (unknown stays unknown)."""
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, tuple[float, str]] = {}
    _by_section(article, scores, reasons)
    _by_words(article, scores, reasons)
    chances = learner.chances(f"{article.title}\n{article.text[:TEXT]}") if learner else {}
    return _weigh(chances, scores, reasons) if chances else _decide(scores, reasons)


def _weigh(
    chances: dict[str, float], scores: dict[str, float], reasons: dict[str, tuple[float, str]]
) -> list[Topic]:
    """Decide by what was learned and the words together, as evidence in logarithms; unsure, abstain unless a section tells."""
    unknown = -log(2 * len(chances))
    sums = {key: chances.get(key, unknown) + scores.get(key, 0.0) for key in {*chances, *scores}}
    most = max(sums.values())
    whole = sum(exp(value - most) for value in sums.values())
    best = max(sums, key=lambda key: (sums[key], key))
    sure = 1.0 / whole
    told = _decide(scores, reasons)
    if sure < SURE:
        return [topic for topic in told if topic.reason.startswith("section:")]
    first = Topic(best, round(sure, 3), reasons.get(best, (0.0, "learned"))[1])
    others = [
        topic
        for topic in told
        if topic.key != best and exp(sums[topic.key] - most) / whole >= BESIDE
    ]
    above = [Topic(key, first.confidence, first.reason) for key in ancestors(best)]
    return [
        first,
        *others,
        *(topic for topic in above if topic.key not in {other.key for other in others}),
    ][:MOST]


def _note(reasons: dict[str, tuple[float, str]], key: str, weight: float, reason: str) -> None:
    if weight > reasons.get(key, (0.0, ""))[0]:
        reasons[key] = (weight, reason)


def _by_section(
    article: Article, scores: dict[str, float], reasons: dict[str, tuple[float, str]]
) -> None:
    parts = [part.strip() for part in re.split(r">|/|,|，|·|\|", article.section)]
    for part in [*parts, *article.categories]:
        if part and (key := find(part)):
            scores[key] += 3.5
            _note(reasons, key, 9.0, f"section:{part}")


def _by_words(
    article: Article, scores: dict[str, float], reasons: dict[str, tuple[float, str]]
) -> None:
    """Count words, those of the title threefold, each word's repetitions less and less, a long text by its length."""
    title, body = fold(article.title), fold(article.text[:TEXT])
    counts: dict[int, float] = defaultdict(float)
    for text, weight in ((title, 3.0), (body, 1.0)):
        for pattern, start, end in _lexicon().matcher.find_matches_as_indexes(
            text, overlapping=True
        ):
            if _whole(text, start, end):
                counts[pattern] += weight
    length = 1.0 + len(body) / 600
    for pattern, count in counts.items():
        key, word, weight = _lexicon().owners[pattern]
        worth = weight * min(count, 6.0) ** 0.6 / length**0.5
        scores[key] += worth
        _note(reasons, key, worth, f"word:{word}")


def _whole(text: str, start: int, end: int) -> bool:
    """Refuse a Latin word inside a longer one: `ai` is not in `said`."""
    if not _LATIN.match(text[start]) and not _LATIN.match(text[end - 1]):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not (before.isascii() and before.isalnum() and _LATIN.match(text[start]))
    return left and not (after.isascii() and after.isalnum() and _LATIN.match(text[end - 1]))


def _decide(scores: dict[str, float], reasons: dict[str, tuple[float, str]]) -> list[Topic]:
    """Keep topics with evidence enough, alone and beside the best; a child outranks its parent's general words."""
    for info in catalogue():
        if info.parent and scores.get(info.key, 0.0) >= 2.0:
            scores[info.parent] = min(scores.get(info.parent, 0.0), scores[info.key] * 0.9)
    best = max(scores.values(), default=0.0)
    total = sum(scores.values()) or 1.0
    found: list[Topic] = []
    for key, score in sorted(scores.items(), key=lambda each: -each[1]):
        if score < 2.0 or score < 0.6 * best or len(found) >= MOST:
            break
        confidence = min(1.0, (score / total) ** 0.5 * min(1.0, 0.45 + score / 8))
        if confidence >= DECIDED:
            found.append(Topic(key, round(confidence, 3), reasons.get(key, (0.0, ""))[1]))
    return found
