"""What the clusterer remembers: the window's stories, the indexes that find them, and the frequencies that outlive them.

Every index leads to stories, not to copies, and has a bound, so an article costs the same among a thousand and among
a hundred thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice
from math import log, sqrt
from typing import Any

from news.cluster.terms import TermVector
from news.words import cut_folded

PRIOR = 600
"""Articles that are taken to have been read before the first, of which"""
USUAL = 18.0
"""so many hold each of the words that every headline uses (`common.txt`): names weigh more from the first day."""
COMMON = 4
"""A fingerprint that stands in so many stories is a portal's furniture or a set phrase."""
POSTINGS = 160
"""A term known to so many stories of the window finds none of them."""
FEWEST = 4
"""Fingerprints that tell a text at the least."""
STRONGEST = 60
CENTRE = 120
"""Terms of a story's centre that are kept."""
MEMBERS = 12
LINES = 400
MOST = 400_000
"""Frequencies that are kept; beyond, what was seen once is forgotten."""


@cache
def common() -> frozenset[str]:
    """Return the words of `common.txt`, stemmed as `news.words` stems."""
    text = files("news.cluster").joinpath("common.txt").read_text("utf-8")
    rows = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(stem for language, _, row in rows for stem in cut_folded(row, language))


@dataclass(slots=True)
class IndexedStory:
    """A story of the window."""

    key: str
    first: int
    last: int
    url: str
    """The first report: what its reprints are reprints of."""
    prints: set[int] = field(default_factory=set)
    core: frozenset[int] = frozenset()
    """Fingerprints of its shortest text."""
    lines: set[int] = field(default_factory=set)
    """Marks of the lines that its articles carry, so that a story counts once for each."""
    vector: dict[str, float] = field(default_factory=dict)
    norm: float = 1.0
    bags: list[TermVector] = field(default_factory=list)


class Memory:
    """The stories and their indexes; no judgement of its own."""

    def __init__(self) -> None:
        self.stories: dict[str, IndexedStory] = {}
        self.lines: Counter[int] = Counter()
        self.frequency: Counter[str] = Counter()
        self.documents = 0
        self.changed: set[str] = set()
        """Keys of the stories that changed or went since they were last kept."""
        self._by_print: dict[int, list[str]] = {}
        self._by_term: dict[str, list[str]] = defaultdict(list)

    def count(self, terms: TermVector) -> None:
        """Learn how common an article's terms are."""
        self.documents += 1
        self.frequency.update([term for term, _ in terms.counts])

    def count_lines(self, story: IndexedStory, marks: list[int]) -> None:
        """Learn which lines many stories carry."""
        if len(story.lines) < LINES:
            fresh = set(marks) - story.lines
            self.lines.update(fresh)
            story.lines |= fresh

    def trim(self) -> None:
        """Forget what was seen once, where there is too much of it."""
        for counter in (self.frequency, self.lines):
            if len(counter) > MOST:
                for each in [each for each, times in counter.items() if times < 2]:
                    del counter[each]

    def weights(self, terms: TermVector) -> dict[str, float]:
        """Return an article's TF-IDF vector at length 1, its strongest terms first."""
        total, frequency, usual = self.documents + PRIOR, self.frequency, common()
        raw = [
            (term, weight * log(total / (frequency[term] + (USUAL if term in usual else 0.5))))
            for term, weight in terms.counts
        ]
        top = sorted(
            ((term, value) for term, value in raw if value > 0), key=lambda each: -each[1]
        )[:STRONGEST]
        norm = sqrt(sum(value * value for _, value in top)) or 1.0
        return {term: value / norm for term, value in top}

    def rare(self, prints: frozenset[int]) -> tuple[int, Counter[str]]:
        """Return how many of a text's fingerprints tell something, and how many of them each story shares."""
        telling, shared = 0, Counter[str]()
        for each in prints:
            keys = self._by_print.get(each)
            if keys is None:
                telling += 1
            elif len(keys) < COMMON:
                telling += 1
                for key in keys:
                    shared[key] += 1
        return telling, shared

    def near(self, vector: dict[str, float], terms: int) -> dict[str, float]:
        """Return the stories that share the strongest terms, with the weight they share."""
        scores: dict[str, float] = defaultdict(float)
        for term, value in islice(vector.items(), terms):
            keys = self._by_term.get(term)
            if keys and len(keys) <= POSTINGS:
                for key in keys:
                    scores[key] += value
        return scores

    def grow(
        self,
        story: IndexedStory,
        terms: TermVector,
        vector: dict[str, float],
        prints: frozenset[int],
        moment: int,
    ) -> None:
        """Add an article to a story."""
        story.last = max(story.last, moment)
        story.core = _shorter(story.core, prints)
        if len(story.bags) < MEMBERS:
            story.bags.append(terms)
        self._print(story, prints)
        self._blend(story, vector)

    def merge(self, kept: IndexedStory, gone: IndexedStory) -> None:
        """Make two stories one."""
        kept.last = max(kept.last, gone.last)
        kept.core = _shorter(kept.core, gone.core)
        kept.lines |= gone.lines
        kept.bags = (kept.bags + gone.bags)[:MEMBERS]
        self.forget(gone.key)
        self._print(kept, frozenset(gone.prints))
        self._blend(kept, gone.vector)

    def put(self, story: IndexedStory) -> None:
        """Take up a story with all it holds."""
        self.stories[story.key] = story
        prints, vector = frozenset(story.prints), dict(story.vector)
        story.prints, story.vector = set(), {}
        self._print(story, prints)
        self._blend(story, vector)

    def forget(self, key: str) -> None:
        """Forget a story."""
        story = self.stories.pop(key)
        self.changed.add(key)
        for each in story.prints:
            _drop(self._by_print, each, key)
        for term in story.vector:
            _drop(self._by_term, term, key)

    def _print(self, story: IndexedStory, prints: frozenset[int]) -> None:
        self.changed.add(story.key)
        for each in prints - story.prints:
            keys = self._by_print.setdefault(each, [])
            # One more than is common is enough to tell that it is.
            if len(keys) < COMMON:
                keys.append(story.key)
        story.prints |= prints

    def _blend(self, story: IndexedStory, vector: dict[str, float]) -> None:
        """Move the story's centre towards a new member; only its strongest terms are kept and indexed."""
        old, centre = story.vector, dict(story.vector)
        for term, value in vector.items():
            centre[term] = centre.get(term, 0.0) + value
        if len(centre) > CENTRE:
            centre = dict(sorted(centre.items(), key=lambda each: -each[1])[:CENTRE])
            for term in old:
                if term not in centre:
                    _drop(self._by_term, term, story.key)
        for term in centre:
            if term not in old:
                self._by_term[term].append(story.key)
        story.vector = centre
        story.norm = sqrt(sum(value * value for value in centre.values())) or 1.0


def _shorter(one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
    """Return the smaller of two sets of fingerprints, of those that have enough to tell a text."""
    return min((each for each in (one, other) if len(each) >= FEWEST), key=len, default=frozenset())


def _drop(index: dict[Any, list[str]], entry: object, key: str) -> None:
    keys = index.get(entry)
    if keys and key in keys:
        keys.remove(key)
        if not keys:
            del index[entry]
