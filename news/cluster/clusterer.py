"""The stories of the last days, and the one pass that places each article among them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from heapq import nlargest
from math import log
from typing import Any

from news.cluster.prints import letters, lines_of, mark, winnow
from news.cluster.terms import LEAD, Bag, bag, forbidden, numbers_differ
from news.extract.lines import strip_lines
from news.models import Article, Placement

REPRINT = 0.5
"""Share of the shorter text's fingerprints that stand in the other: the containment that makes a copy."""
SAME = 0.42
"""Likeness (cosine of TF-IDF) from which two texts tell one event, on the day itself; it rises with the gap."""
POSTINGS = 400
"""A term or fingerprint known to more stories than this tells nothing any more."""
FURNITURE = 5
"""A line seen in so many stories is furniture."""
VERSION = 1
_START = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Story:
    key: str
    first: int
    last: int
    url: str
    """The first report: what its reprints are reprints of."""
    prints: set[int] = field(default_factory=set)
    sizes: list[int] = field(default_factory=list)
    vector: dict[int, float] = field(default_factory=dict)
    bags: list[Bag] = field(default_factory=list)
    title: str = ""


class Clusterer:
    """Places articles in a window of time; costs stay flat, for every index has a bound.

    Single pass: exact and edited reprints by containment of fingerprints, indexed by story; then other texts of the event by
    TF-IDF over words and n-grams, with document frequencies that persist. A story keeps its key when it grows.
    """

    def __init__(self, *, hours: int = 72) -> None:
        self._window = timedelta(hours=hours)
        self._stories: dict[str, _Story] = {}
        self._by_print: dict[int, list[str]] = defaultdict(list)
        self._by_term: dict[int, list[str]] = defaultdict(list)
        self._lines: Counter[int] = Counter()
        self._frequency: Counter[int] = Counter()
        self._documents = 0
        self._now = _START

    def add(self, article: Article) -> str:
        """Place an article and return its story's key."""
        return self.place(article).story

    def place(self, article: Article) -> Placement:
        """Place an article: a new story, a reprint, or another report of a known event; two stories may turn out one."""
        moment = article.published_at or self._now
        self._now = max(self._now, moment)
        lines = self._kept(article.text)
        terms = bag(article.title, " ".join(lines)[:LEAD], article.language)
        prints = winnow("".join(map(letters, lines)))
        copies = self._copies(prints, terms)
        self._count(terms)
        if copies:
            kept, joined = self._join([key for key, _ in copies])
            story = self._stories[kept]
            original = story.url if copies[0][1] >= REPRINT and article.url != story.url else ""
            self._grow(story, terms, prints, moment)
            return Placement(kept, "reprint" if original else "report", original, joined)
        likely = self._likely(terms, moment)
        if likely:
            kept, joined = self._join(likely)
            self._grow(self._stories[kept], terms, prints, moment)
            return Placement(kept, "report", "", joined)
        return Placement(self._begin(article, terms, prints, moment))

    def expire(self, now: datetime) -> int:
        """Forget the stories that no article joined within the window; returns how many."""
        limit = int((now - self._window).timestamp())
        old = [key for key, story in self._stories.items() if story.last < limit]
        for key in old:
            self._forget(key)
        if len(self._frequency) > 400_000:
            self._frequency = Counter({term: count for term, count in self._frequency.items() if count > 1})
        if len(self._lines) > 400_000:
            self._lines = Counter({line: count for line, count in self._lines.items() if count > 1})
        return len(old)

    def _kept(self, text: str) -> list[str]:
        """Return a text's folded lines without furniture: told by rules at first, by its number of articles later."""
        lines = lines_of("\n".join(strip_lines(text.split("\n"), "")[0]))
        marks = [mark(line) for line in lines]
        kept = [line for line, each in zip(lines, marks, strict=True) if self._lines[each] < FURNITURE]
        self._lines.update(set(marks))
        return kept

    def _copies(self, prints: frozenset[int], terms: Bag) -> list[tuple[str, float]]:
        """Return the stories that hold most of this text, or that it holds, the likest first."""
        if len(prints) < 4:
            return []
        shared: Counter[str] = Counter()
        for each in prints:
            keys = self._by_print.get(each)
            if keys and len(keys) <= POSTINGS:
                shared.update(keys)
        found = []
        for key, count in shared.most_common(20):
            story = self._stories.get(key)
            if story is None or any(forbidden(terms, other) for other in story.bags[:2]):
                continue
            share = count / min(len(prints), min(story.sizes, default=len(prints)))
            if min(share, 1.0) >= REPRINT and count >= 4:
                found.append((key, min(share, 1.0)))
        return sorted(found, key=lambda each: -each[1])[:3]

    def _weights(self, terms: Bag) -> dict[int, float]:
        """Return the article's TF-IDF vector at length 1."""
        total = self._documents + 50
        raw = {term: count * log(total / (self._frequency[term] + 0.5)) for term, count in terms.counts}
        raw = {term: value for term, value in raw.items() if value > 0}
        top = sorted(raw.items(), key=lambda each: -each[1])[:60]
        norm = sum(value * value for _, value in top) ** 0.5 or 1.0
        return {term: value / norm for term, value in top}

    def _likely(self, terms: Bag, moment: datetime) -> list[str]:
        """Return the stories that tell the same event, the likest first; two at the most."""
        vector = self._weights(terms)
        strongest = sorted(vector, key=vector.__getitem__, reverse=True)[:24]
        scores: dict[str, float] = defaultdict(float)
        for term in strongest:
            keys = self._by_term.get(term)
            if keys and len(keys) <= POSTINGS:
                for key in keys:
                    scores[key] += vector[term]
        found = []
        for key in nlargest(12, scores, key=scores.__getitem__):
            story = self._stories[key]
            likeness = self._likeness(vector, story)
            gap = abs(moment.timestamp() - story.last) / 3600
            needed = SAME + 0.12 * min(gap / 48.0, 1.0)
            if any(numbers_differ(terms, other) for other in story.bags[-1:]):
                needed += 0.06
            if likeness >= needed and not any(forbidden(terms, other) for other in story.bags[:3]):
                found.append((likeness, key))
        found.sort(reverse=True)
        return [key for likeness, key in found[:2] if likeness >= 0.75 * found[0][0]]

    def _likeness(self, vector: dict[int, float], story: _Story) -> float:
        other = story.vector
        norm = sum(value * value for value in other.values()) ** 0.5 or 1.0
        return sum(value * other.get(term, 0.0) for term, value in vector.items()) / norm

    def _count(self, terms: Bag) -> None:
        self._documents += 1
        self._frequency.update({term for term, _ in terms.counts})

    def _begin(self, article: Article, terms: Bag, prints: frozenset[int], moment: datetime) -> str:
        seed = f"{article.url}\n{article.title}\n{moment.isoformat()}\n{self._documents}"
        key = blake2b(seed.encode("utf-8", "replace"), digest_size=8).hexdigest()
        stamp = int(moment.timestamp())
        story = _Story(key=key, first=stamp, last=stamp, url=article.url, title=article.title)
        self._stories[key] = story
        self._grow(story, terms, prints, moment)
        return key

    def _grow(self, story: _Story, terms: Bag, prints: frozenset[int], moment: datetime) -> None:
        story.last = max(story.last, int(moment.timestamp()))
        for each in prints - story.prints:
            self._by_print[each].append(story.key)
        story.prints |= prints
        if prints and len(story.sizes) < 40:
            story.sizes.append(len(prints))
        if len(story.bags) < 12:
            story.bags.append(terms)
        self._blend(story, self._weights(terms))

    def _blend(self, story: _Story, vector: dict[int, float]) -> None:
        """Move the story's centre towards a new member; only its strongest terms are kept and indexed."""
        before = set(story.vector)
        for term, value in vector.items():
            story.vector[term] = story.vector.get(term, 0.0) + value
        if len(story.vector) > 120:
            top = sorted(story.vector.items(), key=lambda each: -each[1])[:120]
            story.vector = dict(top)
        for term in before - set(story.vector):
            self._drop(self._by_term, term, story.key)
        for term in set(story.vector) - before:
            self._by_term[term].append(story.key)

    def _join(self, keys: list[str]) -> tuple[str, tuple[str, ...]]:
        """Make several stories one: the oldest keeps its key."""
        ordered = sorted(keys, key=lambda key: (self._stories[key].first, key))
        kept = self._stories[ordered[0]]
        for key in ordered[1:]:
            gone = self._stories[key]
            kept.last = max(kept.last, gone.last)
            for each in gone.prints - kept.prints:
                self._by_print[each].append(kept.key)
            kept.prints |= gone.prints
            kept.sizes = (kept.sizes + gone.sizes)[:40]
            kept.bags = (kept.bags + gone.bags)[:12]
            self._blend(kept, dict(gone.vector))
            self._forget(key)
        return kept.key, tuple(ordered[1:])

    def _forget(self, key: str) -> None:
        story = self._stories.pop(key)
        for each in story.prints:
            self._drop(self._by_print, each, key)
        for term in story.vector:
            self._drop(self._by_term, term, key)

    @staticmethod
    def _drop(index: dict[int, list[str]], entry: int, key: str) -> None:
        keys = index.get(entry)
        if keys and key in keys:
            keys.remove(key)
            if not keys:
                del index[entry]

    def dump(self) -> bytes:
        """Return what outlives the window, for `load`: document frequencies, furniture and the stories' state."""
        stories = [
            [
                s.key,
                s.first,
                s.last,
                s.url,
                s.title,
                sorted(s.prints),
                s.sizes,
                sorted(s.vector.items()),
                [_bag_out(each) for each in s.bags],
            ]
            for s in self._stories.values()
        ]
        frequency = [[term, count] for term, count in self._frequency.items() if count > 1]
        lines = [[line, count] for line, count in self._lines.items() if count > 1]
        state = {
            "version": VERSION, "hours": self._window.total_seconds() / 3600, "documents": self._documents,
            "now": self._now.timestamp(), "frequency": frequency, "lines": lines, "stories": stories,
        }  # fmt: skip
        return json.dumps(state, separators=(",", ":")).encode()

    @classmethod
    def load(cls, data: bytes) -> Clusterer:
        """Read a state; one of another version, or broken, is begun anew."""
        try:
            state = json.loads(data)
            if state["version"] != VERSION:
                return cls()
            clusterer = cls(hours=int(state["hours"]))
            clusterer._documents = state["documents"]
            clusterer._now = datetime.fromtimestamp(state["now"], UTC)
            clusterer._frequency = Counter(dict(state["frequency"]))
            clusterer._lines = Counter(dict(state["lines"]))
            for row in state["stories"]:
                clusterer._restore(row)
        except (ValueError, KeyError, TypeError, IndexError, OverflowError):
            return cls()
        return clusterer

    def _restore(self, row: Any) -> None:
        key, first, last, url, title, prints, sizes, vector, bags = row
        story = _Story(key, first, last, url, set(prints), sizes, dict(vector), title=title)
        story.bags = [_bag_in(each) for each in bags]
        self._stories[key] = story
        for each in story.prints:
            self._by_print[each].append(key)
        for term in story.vector:
            self._by_term[term].append(key)


def _bag_out(terms: Bag) -> list[list[str]]:
    return [sorted(terms.numbers), sorted(terms.ordinals), sorted(terms.people)]


def _bag_in(row: list[list[str]]) -> Bag:
    numbers, ordinals, people = (frozenset(each) for each in row)
    return Bag((), numbers, ordinals, people, frozenset())
