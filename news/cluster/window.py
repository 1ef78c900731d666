"""The stories of the window with the articles that represent them, under a hard limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

import numpy as np

from news.cluster.cards import Cards
from news.cluster.meanings import Meanings, language_mark
from news.cluster.postings import Postings
from news.cluster.window_columns import ArticleRows, Rows, Vectors

# Articles that stand for a story: its first eight and its last eight.
MEMBERS = 16
# Share of the ceiling that is freed at once.
SHARE_EVICTED = 0.02
# Seconds by which a story counts as younger for each doubling of its articles.
DOUBLING = 6 * 3600


@dataclass(slots=True)
class IndexedStory:
    """A story of the window."""

    key: str
    language: str
    # The first report: what its reprints are reprints of.
    url: str
    first: int
    last: int
    # Articles that were placed in it.
    size: int = 1
    # Mean probability over the pairs of its articles; nothing for one article.
    cohesion: float = 0.0
    rows: list[int] = field(default_factory=list)
    # The compared title of each row.
    titles: list[str] = field(default_factory=list)
    # What the window calls it.
    number: int = 0
    # The key of the event that it tells, together with tellings in other
    # languages.
    card: str = ""

    def title(self, row: int) -> str:
        """Return the compared title of one of its rows."""
        return self.titles[self.rows.index(row)]


class Window:
    """Stories by key, rows and postings; no judgement of its own."""

    def __init__(
        self, ceiling: int, postings: Postings | None = None, model: str = ""
    ) -> None:
        self.ceiling = ceiling
        self.stories: dict[str, IndexedStory] = {}
        self.rows = ArticleRows()
        self.postings = postings or Postings()
        self.cards = Cards()
        self.meanings = Meanings(model)
        self.lost_cards: list[str] = []
        # Keys of the stories that changed or went since they were last kept.
        self.changed: set[str] = set()
        # Of each row, the number of its story; 0 where it is gone.
        self._owners = np.zeros(0, np.int64)
        # Of each row, a mark of its language.
        self._languages = np.zeros(0, np.int64)
        # How many rows each such mark has.
        self._crowds: Counter[int] = Counter()
        self._by_number: dict[int, IndexedStory] = {}
        self._last_number = 0

    def begin(self, story: IndexedStory, vectors: Vectors, title: str) -> int:
        """Take up a new story with its first article; returns the article's row."""
        row = self.probe(story, vectors, title)
        neutral, _ = vectors.neutral
        keys = np.concatenate([vectors.keys, neutral])
        self.postings.add(row, keys)
        self.changed.add(story.key)
        return row

    def probe(self, story: IndexedStory, vectors: Vectors, title: str) -> int:
        """Take up a story that no other will find; `drop_probe` ends it."""
        row = self.rows.put(vectors)
        story.rows = [row]
        story.titles = [title]
        self._take_up(story)
        return row

    def drop_probe(self, story: IndexedStory) -> None:
        """Forget a story that was only looked with."""
        self._free(story.rows)
        self._drop(story.key)

    def alive(self, rows: Rows) -> Rows:
        """Leave out rows that stand for no story any more."""
        kept: Rows = rows[self._owners[rows] > 0]
        return kept

    def in_other_languages(self, rows: Rows, language: str) -> Rows:
        """Leave out rows of a language, and those that stand for no story any more."""
        alive = self.alive(rows)
        is_other = self._languages[alive] != language_mark(language)
        kept: Rows = alive[is_other]
        return kept

    def has_others(self, language: str) -> bool:
        """Return whether articles of other languages stand for stories."""
        return self._crowds.total() > self.crowd(language)

    def crowd(self, language: str) -> int:
        """Return how many articles of a language stand for stories."""
        return self._crowds[language_mark(language)]

    def owner(self, row: int) -> IndexedStory:
        """Return the story that a live row stands for."""
        number = int(self._owners[row])
        return self._by_number[number]

    def owners(self, rows: Rows) -> list[IndexedStory]:
        """Return the stories that live rows stand for, each once, in the order of the rows."""
        numbers = dict.fromkeys(self._owners[rows].tolist())
        return [self._by_number[number] for number in numbers]

    def unite(self, kept: str, gone: str) -> None:
        """Make the events of two cards one."""
        moved = self.cards.unite(kept, gone)
        self.changed.update(story.key for story in moved)
        self.lost_cards.append(gone)

    def merge(
        self, kept: IndexedStory, gone: IndexedStory, likely: float
    ) -> None:
        """Make two stories one, and their events with them.

        `likely` is the mean probability over the pairs between the two. Where another language
        tells the events apart, they stay two, and the story belongs to the kept one's.
        """
        one_event = kept.card == gone.card
        if not one_event and not self.cards.are_told_apart(kept, gone):
            self.unite(kept.card, gone.card)
        self._merge_meanings(kept, gone)
        self._merge_members(kept, gone)
        kept.first = min(kept.first, gone.first)
        kept.last = max(kept.last, gone.last)
        kept.cohesion = _joint_cohesion(kept, gone, likely)
        kept.size += gone.size
        self._owners[kept.rows] = kept.number
        self._drop(gone.key)
        self.changed |= {kept.key, gone.key}

    def _merge_members(self, kept: IndexedStory, gone: IndexedStory) -> None:
        """Let the first and the last articles of two stories stand for one, and free the others."""
        rows = kept.rows + gone.rows
        titles = kept.titles + gone.titles
        times = self.rows.data["time"][rows].tolist()
        in_order = sorted(range(len(rows)), key=times.__getitem__)
        half = MEMBERS // 2
        behind = max(half, len(rows) - half)
        self._free(rows[at] for at in in_order[half:behind])
        standing = in_order[:half] + in_order[behind:]
        kept.rows = [rows[at] for at in standing]
        kept.titles = [titles[at] for at in standing]

    def _merge_meanings(self, kept: IndexedStory, gone: IndexedStory) -> None:
        """Give a story the mean of two stories' vectors, each weighed by its articles."""
        ours = self.meanings.get(kept.number)
        theirs = self.meanings.get(gone.number)
        if theirs is None:
            return
        if ours is not None:
            share = np.float32(gone.size / (kept.size + gone.size))
            theirs = (1 - share) * ours + share * theirs
        self.meanings.put(kept.number, kept.language, theirs)

    def named(self, numbers: Iterable[int]) -> list[IndexedStory]:
        """Return the stories of these numbers."""
        return [self._by_number[number] for number in numbers]

    def forget(self, key: str) -> None:
        """Forget a story."""
        self._free(self.stories[key].rows)
        self._drop(key)
        self.changed.add(key)

    def evict(self) -> int:
        """Make room under the ceiling: the oldest and smallest stories leave first;
        returns how many left.
        """
        excess = len(self.rows) - self.ceiling
        if excess <= 0:
            return 0
        wanted = excess + int(self.ceiling * SHARE_EVICTED)
        ranked = sorted(self.stories.values(), key=_standing)
        gone = 0
        for story in ranked:
            if wanted <= 0:
                break
            wanted -= len(story.rows)
            self.forget(story.key)
            gone += 1
        return gone

    def restore(self, stories: list[IndexedStory], rows: range) -> None:
        """Take up stories with rows that were just put, in order."""
        numbers = iter(rows)
        for story in stories:
            story.rows = [next(numbers) for _ in story.titles]
            self._take_up(story)
        if not rows:
            return
        data = self.rows.data
        chosen = slice(rows.start, rows.stop)
        times = data["time"][chosen]
        by_time = np.argsort(times, kind="stable")
        of_both_kinds = [data["keys"][chosen], data["neutral"][chosen]]
        keys = np.concatenate(of_both_kinds, axis=1)
        self.postings.add_all(by_time + rows.start, keys[by_time])

    def _take_up(self, story: IndexedStory) -> None:
        """Give a story its number, and its rows to the story."""
        self._last_number += 1
        story.number = self._last_number
        self.stories[story.key] = story
        self._by_number[story.number] = story
        missing = self.rows.room - len(self._owners)
        if missing:
            room = np.zeros(missing, np.int64)
            self._owners = np.concatenate([self._owners, room])
            self._languages = np.concatenate([self._languages, room])
        mark = language_mark(story.language)
        # Mostly there is one row, and numpy takes long for a list.
        for row in story.rows:
            self._owners[row] = story.number
            self._languages[row] = mark
        self._crowds[mark] += len(story.rows)
        self.cards.add(story)

    def _drop(self, key: str) -> None:
        story = self.stories.pop(key)
        self.meanings.drop(story.number)
        del self._by_number[story.number]
        self.cards.remove(story)

    def _free(self, rows: Iterable[int]) -> None:
        for row in rows:
            self._owners[row] = 0
            self._crowds[int(self._languages[row])] -= 1
            self.rows.free(row)


def members(story: IndexedStory, most: int) -> Rows:
    """Return up to so many of a story's rows, spread over its time; the newest is among them."""
    rows: Rows = np.array(story.rows, np.int64)
    if len(rows) <= most:
        return rows
    chosen = _spread(len(rows), most)
    return rows[chosen]


def _standing(story: IndexedStory) -> float:
    """Return the moment by which stories leave a full window: the last article, later
    for a large one.
    """
    doublings = log2(story.size)
    return story.last + DOUBLING * doublings


def _joint_cohesion(
    one: IndexedStory, other: IndexedStory, between: float
) -> float:
    """Return the mean probability over all pairs of two stories made one."""
    within_one = _pairs_within(one.size) * one.cohesion
    within_other = _pairs_within(other.size) * other.cohesion
    across = one.size * other.size * between
    pairs = _pairs_within(one.size + other.size)
    return (within_one + within_other + across) / pairs


def _pairs_within(size: int) -> float:
    """Return how many pairs so many articles make."""
    return size * (size - 1) / 2


@lru_cache(maxsize=256)
def _spread(count: int, most: int) -> Rows:
    """Return `most` places spread evenly over `count`, the first and the last among them."""
    chosen: Rows = np.linspace(0, count - 1, most).astype(np.int64)
    return chosen
