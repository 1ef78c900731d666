"""Decide an article's topics: by its section and categories, then the words of
`topics.toml`, then the learner.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import exp, log, sqrt
from typing import NamedTuple, Protocol

from news.language import detect
from news.models import Article, Topic
from news.topics.headline_background import split_background
from news.topics.topic_lexicon import TopicWord, lexicon
from news.topics.topic_tree import (
    TopicInfo,
    all_ancestors,
    ancestors,
    catalogue,
    find,
)
from news.words import fold

__all__ = [
    "Learner",
    "TopicInfo",
    "all_ancestors",
    "ancestors",
    "catalogue",
    "classify",
    "find",
]

MOST = 3
# Characters of the body that are looked at.
TEXT = 1500
# Characters of the title that are looked at.
TITLE = 400
# Confidence from which words decide: two strong words of two topics give .66.
# On the development halves of public sets .74 of English and .76 of Russian texts
# are decided, .94 and .92 of these right.
DECIDED = 0.655
# In Chinese a word may be cut out of two others, and two topics are no proof: with
# the limit of other languages .56 of the titles of a public set were decided, .828
# of these right, and with this one .55, .835 of these right.
_DECIDED_IN = {"zh": 0.661}
# Confidence from which a section decides; two sections of one article stand
# side by side.
BY_SECTION = 0.5
# Probability, words and learning together, from which a topic is decided:
# taught by 401 titles of a public set, .60 of 725 others are decided, and .83
# of these right (words alone .55 at .84).
SURE = 0.58
# Probability that a second topic of the words keeps beside the first.
BESIDE = 0.08
# Evidence from which a topic may be decided: one strong word of a title, or two
# others.
_ENOUGH = 2.0
# Share of the best topic's evidence that a second one needs.
_NEAR_BEST = 0.6
# Share of a child's evidence that its parent keeps, so that football comes
# before sports.
_CHILD = 0.9
# Evidence of a section's or a category's name, and the weight of that as a reason: more
# than any word's.
_SECTION = 3.5
_SECTION_REASON = 9.0
_TITLE_WEIGHT = 3.0
_MOST_COUNTED = 6.0
# Power by which repetitions of a word count less and less.
_REPEATED = 0.6
# Characters of a body at which words count for 1/√2.
_LENGTH = 600
_PARTS = re.compile(r">|/|,|，|·|\|")
# Begins the reason of a topic that a section told.
_BY_SECTION = "section:"


class Learner(Protocol):
    """A model that learned topics from feeds' sections on the operator's machine."""

    def chances(self, text: str) -> dict[str, float]:
        """Return the logarithm of each known topic's probability;
        empty where nothing is known of the text.
        """
        ...


class _TopicReason(NamedTuple):
    """Why an article is of a topic, and how much that weighs."""

    weight: float
    text: str


@dataclass(slots=True)
class _TopicEvidence:
    """The evidence for each topic, and the best reason for it."""

    scores: defaultdict[str, float] = field(
        default_factory=lambda: defaultdict(float)
    )
    reasons: dict[str, _TopicReason] = field(default_factory=dict)

    def add(self, key: str, worth: float, weight: float, reason: str) -> None:
        """Add to a topic's score; the reason with most weight is kept."""
        self.scores[key] += worth
        known = self.reasons.get(key)
        if known is None or weight > known.weight:
            self.reasons[key] = _TopicReason(weight, reason)

    def reason(self, key: str, default: str) -> str:
        """Return the best reason for a topic."""
        known = self.reasons.get(key)
        if known is None:
            return default
        return known.text


def classify(
    article: Article, *, learner: Learner | None = None
) -> list[Topic]:
    """Return the topics of an article, the surest first;
    empty where nothing tells (unknown stays unknown).

    A topic brings those above it: football is never without sports.
    """
    evidence = _TopicEvidence()
    _by_section(article, evidence)
    language = article.language or detect(article.title)
    _by_words(article, language, evidence)
    told = _decide(evidence, _DECIDED_IN.get(language[:2], DECIDED))
    if learner is None:
        return told
    chances = learner.chances(f"{article.title}\n{article.text[:TEXT]}")
    if not chances:
        return told
    return _weigh(chances, evidence, told)


def _weigh(
    chances: dict[str, float], evidence: _TopicEvidence, told: list[Topic]
) -> list[Topic]:
    """Decide by what was learned and the words together, as evidence in logarithms.

    Where both are not sure together, only a section tells.
    """
    # What the learner does not know is half as likely as one topic of all.
    unknown = -log(2 * len(chances))
    scores = evidence.scores
    sums: dict[str, float] = {}
    for key in {*chances, *scores}:
        sums[key] = chances.get(key, unknown) + scores.get(key, 0.0)
    best = max(sums, key=lambda key: (sums[key], key))
    greatest = sums[best]
    # How likely each topic is beside the best, which has 1.
    shares = {key: exp(value - greatest) for key, value in sums.items()}
    sure = 1.0 / sum(shares.values())
    if sure < SURE:
        return [topic for topic in told if _is_by_section(topic.reason)]
    decided = [Topic(best, round(sure, 3), evidence.reason(best, "learned"))]
    for topic in told:
        # A parent that only its child brought has no evidence of its own; its
        # child brings it again.
        share = shares.get(topic.key, 0.0)
        if topic.key != best and share * sure >= BESIDE:
            decided.append(topic)
    return _with_parents(decided)


def _is_by_section(reason: str) -> bool:
    return reason.startswith(_BY_SECTION)


def _by_section(article: Article, evidence: _TopicEvidence) -> None:
    """Count the names of sections and categories that mean a topic.

    "News > Football" counts for football; "News" means none.
    """
    parts = map(str.strip, _PARTS.split(article.section))
    for part in filter(None, (*parts, *article.categories)):
        key = find(part)
        if key:
            reason = f"{_BY_SECTION}{part}"
            evidence.add(key, _SECTION, _SECTION_REASON, reason)


def _by_words(
    article: Article, language: str, evidence: _TopicEvidence
) -> None:
    """Count words, those of the title threefold, each word's repetitions less and less,
    a long text by its length.

    What a headline only names as its background counts once: "Match goes on despite the storm".
    """
    title = fold(article.title[:TITLE])
    body = fold(article.text[:TEXT])
    subject, background = split_background(title, language)
    known = lexicon(language)
    counts: dict[TopicWord, float] = defaultdict(float)
    weighed = ((subject, _TITLE_WEIGHT), (background, 1.0), (body, 1.0))
    for text, weight in weighed:
        for word in known.find(text):
            counts[word] += weight
    length = 1.0 + len(body) / _LENGTH
    for word, count in counts.items():
        often = min(count, _MOST_COUNTED) ** _REPEATED
        worth = word.weight * often / sqrt(length)
        evidence.add(word.topic, worth, worth, f"word:{word.text}")


def _decide(evidence: _TopicEvidence, least: float) -> list[Topic]:
    """Keep topics with evidence enough, alone and beside the best;
    a child outranks its parent's general words.

    `least` is the confidence from which words decide.
    """
    scores = _children_first(evidence.scores)
    best_first = sorted(scores, key=scores.__getitem__, reverse=True)
    best = max(scores.values(), default=0.0)
    enough = max(_ENOUGH, _NEAR_BEST * best)
    decided: list[Topic] = []
    for key in best_first:
        if scores[key] < enough:
            break
        reason = evidence.reason(key, "")
        confidence = _confidence(key, scores)
        needed = BY_SECTION if _is_by_section(reason) else least
        if confidence >= needed:
            decided.append(Topic(key, round(confidence, 3), reason))
    return _with_parents(decided[:MOST])


def _confidence(key: str, scores: dict[str, float]) -> float:
    """Weigh a topic's evidence against that of all others but its parents and children.

    All the evidence gives 1, half of it 0.7; little evidence, as that of a single common word, at
    most half (a choice, which `DECIDED` was measured with).
    """
    score = scores[key]
    total = 0.0
    for other, evidence in scores.items():
        if not _are_kin(key, other):
            total += evidence
    share = sqrt(score / total)
    strength = min(1.0, 0.45 + score / 8)
    return min(1.0, share * strength)


def _are_kin(key: str, other: str) -> bool:
    """Return whether one of two topics lies above the other: sports and football do."""
    return other in ancestors(key) or key in ancestors(other)


def _children_first(scores: dict[str, float]) -> dict[str, float]:
    """Return the scores with each parent below its child, where the child has evidence enough.

    Football 4.0, sports 5.0 → sports 3.6; beside football 1.0 sports stays at 5.0.
    """
    ordered = dict(scores)
    for info in catalogue():
        child = scores.get(info.key, 0.0)
        if info.parent and child >= _ENOUGH:
            parent = ordered.get(info.parent, 0.0)
            ordered[info.parent] = min(parent, child * _CHILD)
    return ordered


def _with_parents(topics: list[Topic]) -> list[Topic]:
    """Put behind each topic those above it that are not there yet, and keep the first ones.

    A parent has the confidence and the reason of the child that brought it: football, tech →
    football, sports, tech.
    """
    present = {topic.key for topic in topics}
    whole: list[Topic] = []
    for topic in topics:
        missing = [key for key in ancestors(topic.key) if key not in present]
        present.update(missing)
        whole.append(topic)
        whole += [replace(topic, key=key) for key in missing]
    return whole[:MOST]
