"""The one pass that places each article among the stories of the last days."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from heapq import nlargest

from news.cluster import state
from news.cluster.fingerprints import GRAM, MAX_CHARACTERS, letters, mark, winnow
from news.cluster.index import FEWEST, IndexedStory, Memory
from news.cluster.terms import LEAD, TermVector, bag, differences, forbidden
from news.models import Article, Placement
from news.words import fold

REPRINT = 0.5
"""Share of the shorter text's fingerprints that stand in the other: the containment that makes a copy."""
WHOLE = 0.9
"""Containment that needs no such likeness."""
SAME = (0.17, 0.5)
"""Likeness (cosine of TF-IDF) from which two texts tell one event, on the day itself: of two bare headlines, which share
few words, and of two texts with their openings, which share many."""
APART = (0.04, 0.15)
"""What is needed more for other numbers in the headline, and for another day in the opening."""
SIZES = (25, 60)
"""Terms of a bare headline, and of a text with its opening."""
KIN = 0.25
"""Likeness of headline and opening that a partial copy needs: what is shared may be a portal's furniture."""
AKIN = 0.04
"""Likeness of two stories that both hold a new text, from which they are one: less, and the text is a round-up of both."""
BOILERPLATE = 5
"""A line seen in so many articles is furniture."""
_PATH = re.compile(r"\s(?:>|>>|»|›)\s")
"""A path to a section, not a headline."""
_START = datetime(2000, 1, 1, tzinfo=UTC)


class Clusterer:
    """Places articles in a window of time; costs stay flat, for every index has a bound.

    Single pass: exact and edited reprints by containment of fingerprints, indexed by story; then other texts of the event by
    TF-IDF over words and n-grams, with document frequencies that persist. A story keeps its key when it grows.
    """

    def __init__(self, *, hours: int = 72, memory: Memory | None = None) -> None:
        self._window = timedelta(hours=hours)
        self._memory = memory or Memory()
        self._now = _START

    def add(self, article: Article) -> str:
        """Place an article and return its story's key."""
        return self.place(article).story

    def place(self, article: Article) -> Placement:
        """Place an article: a new story, a reprint, or another report of a known event; two stories may turn out one."""
        moment = article.published_at or self._now
        self._now = max(self._now, moment)
        title, lines, marks = self._read(article)
        terms = bag(article.title[:300], title, " ".join(lines)[:LEAD], article.language)
        prints = whole = winnow(letters(" ".join(lines)))
        vector = self._memory.weights(terms)
        copies = self._copies(prints, terms, vector)
        found = copies or self._likely(terms, vector, moment)
        self._memory.count(terms)
        if not found:
            return Placement(self._begin(article, terms, vector, prints, marks, moment))
        best, *others = (self._memory.stories[key] for key in found)
        strange = [story for story in others if not _akin(best, story)]
        # What belongs to another event is not this story's.
        prints = prints.difference(*(story.prints for story in strange))
        if strange and all(_holds(whole, story) for story in (best, *strange)):
            return Placement(self._begin(article, terms, vector, prints, marks, moment))
        kept, joined = self._join([best, *(story for story in others if story not in strange)])
        copy = bool(copies) and article.url != kept.url
        self._memory.grow(kept, terms, vector, prints, int(moment.timestamp()))
        self._memory.count_lines(kept, marks)
        return Placement(
            kept.key, "reprint" if copy else "report", kept.url if copy else "", joined
        )

    def expire(self, now: datetime) -> int:
        """Forget the stories that no article joined within the window; returns how many."""
        limit = int((now - self._window).timestamp())
        old = [key for key, story in self._memory.stories.items() if story.last < limit]
        for key in old:
            self._memory.forget(key)
        self._memory.trim()
        return len(old)

    def _read(self, article: Article) -> tuple[str, list[str], list[int]]:
        """Return an article's folded headline, its folded lines but those that many stories carry, and marks of all."""
        text = fold(article.text[: 2 * MAX_CHARACTERS])
        lines = [line for line in text.split("\n") if len(line) >= GRAM]
        seen = self._memory.lines
        marks = [mark(line) for line in lines]
        kept = [line for line, each in zip(lines, marks, strict=True) if seen[each] < BOILERPLATE]
        heads = (
            line
            for line in (fold(article.title), *kept[:3], text[:80])
            if line and not _PATH.search(line)
        )
        title = next(heads, "")
        return title[:300], kept, marks

    def _copies(
        self, prints: frozenset[int], terms: TermVector, vector: dict[str, float]
    ) -> list[str]:
        """Return the stories that hold most of this text, or that it holds, the likest first."""
        telling, shared = self._memory.rare(prints)
        if telling < FEWEST:
            return []
        found = []
        for key, count in shared.most_common(8):
            story = self._memory.stories[key]
            share = max(count / telling, len(prints & story.core) / (len(story.core) or 1))
            if (
                count < FEWEST
                or share < REPRINT
                or any(forbidden(terms, other) for other in story.bags[:2])
            ):
                continue
            likeness = _likeness(vector, story)
            if share >= WHOLE or likeness >= KIN:
                found.append((share + likeness, key))
        return [key for _, key in sorted(found, reverse=True)[:3]]

    def _likely(self, terms: TermVector, vector: dict[str, float], moment: datetime) -> list[str]:
        """Return the stories that tell the same event, the likest first; two at the most."""
        scores = self._memory.near(vector, 24)
        found = []
        for key in nlargest(12, scores, key=scores.__getitem__):
            story = self._memory.stories[key]
            likeness = _likeness(vector, story)
            gap = abs(moment.timestamp() - story.last) / 3600
            size = min(len(vector), len(story.vector))
            apart = min((differences(terms, other) for other in story.bags[-3:]), default=0)
            needed = (
                _between(SAME, size) + _between(APART, size) * apart + 0.12 * min(gap / 48.0, 1.0)
            )
            if likeness >= needed and not any(forbidden(terms, other) for other in story.bags[:3]):
                found.append((likeness, key))
        found.sort(reverse=True)
        return [key for likeness, key in found[:2] if likeness >= 0.75 * found[0][0]]

    def _begin(
        self,
        article: Article,
        terms: TermVector,
        vector: dict[str, float],
        prints: frozenset[int],
        marks: list[int],
        moment: datetime,
    ) -> str:
        seed = f"{article.url}\n{article.title}\n{moment.isoformat()}\n{self._memory.documents}"
        key = blake2b(seed.encode("utf-8", "replace"), digest_size=8).hexdigest()
        stamp = int(moment.timestamp())
        story = IndexedStory(key=key, first=stamp, last=stamp, url=article.url)
        self._memory.put(story)
        self._memory.grow(story, terms, vector, prints, stamp)
        self._memory.count_lines(story, marks)
        return key

    def _join(self, same: list[IndexedStory]) -> tuple[IndexedStory, tuple[str, ...]]:
        """Make several stories one; the oldest keeps its key."""
        kept = min(same, key=lambda story: (story.first, story.key))
        joined = tuple(story.key for story in same if story is not kept)
        for key in joined:
            self._memory.merge(kept, self._memory.stories[key])
        return kept, joined

    def changes(self) -> dict[str, bytes | None]:
        """Return each story that changed since this was last asked: its state by key, None where it is gone."""
        return state.changes(self._memory)

    def dump(self) -> bytes:
        """Return what outlives the window: document frequencies and furniture; the stories come by `changes`."""
        return state.dump(self._memory, int(self._window.total_seconds() // 3600), self._now)

    @classmethod
    def load(cls, data: bytes | None, stories: dict[str, bytes]) -> Clusterer:
        """Read what `dump` and `changes` gave; what is broken or of another version is begun anew."""
        memory, hours, now = state.load(data, stories)
        clusterer = cls(hours=hours, memory=memory)
        clusterer._now = now
        return clusterer


def _between(bounds: tuple[float, float], terms: int) -> float:
    """Return the value between that for a bare headline and that for a text, by the number of terms."""
    share = (min(max(terms, SIZES[0]), SIZES[1]) - SIZES[0]) / (SIZES[1] - SIZES[0])
    return bounds[0] + share * (bounds[1] - bounds[0])


def _likeness(vector: dict[str, float], story: IndexedStory) -> float:
    other = story.vector
    return sum(value * other.get(term, 0.0) for term, value in vector.items()) / story.norm


def _holds(prints: frozenset[int], story: IndexedStory) -> bool:
    """Tell whether a text holds the whole of a story's shortest."""
    return len(prints & story.core) >= WHOLE * max(len(story.core), 1)


def _akin(one: IndexedStory, other: IndexedStory) -> bool:
    """Tell whether two stories that a text shares much with are one event, or only meet in a round-up."""
    shares = (len(a.core & b.prints) / (len(a.core) or 1) for a, b in ((one, other), (other, one)))
    return max(shares) >= REPRINT or _likeness(one.vector, other) / one.norm >= AKIN
