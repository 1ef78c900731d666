"""Find the stories that hold the text of a new article, or stand whole in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations, starmap
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from news.cluster.fingerprints import containment
from news.cluster.scores import PairScorer
from news.cluster.twins import are_twins
from news.cluster.window import IndexedStory, Window, members
from news.cluster.window_columns import Rows

# Articles of a story that are compared.
COMPARED = 8
# Share of the shorter text's fingerprints that stand in the other: the
# containment that makes a copy.
COPY = 0.5
# Containment that needs no likeness.
WHOLE = 0.9
# Probability of one event that a partial copy needs: what is shared may be a
# portal's furniture.
COPY_LIKENESS = 0.15
# Articles whose fingerprints are compared with a new one's.
COPIES_SOUGHT = 5
# Likeness below which two texts that stand whole in a third are two events.
ROUND_UP = 0.04


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that an article shares most of itself with."""

    key: str
    share: float
    # True when all of that text stands in the article.
    whole: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles that were found for one, the likest first."""

    # The one.
    row: int
    rows: Rows
    # How likely each tells the event of the one.
    likely: npt.NDArray[np.float32]
    # The same by row, also of articles that were compared later.
    known: dict[int, float]

    def mean(self, rows: list[int]) -> float:
        """Return how likely those of some rows are, in the mean, that were compared."""
        likely = [self.known[row] for row in rows if row in self.known]
        return sum(likely) / len(likely) if likely else 1.0


class Copies:
    """Finds texts that repeat each other among the articles of a window."""

    def __init__(self, window: Window, scorer: PairScorer) -> None:
        self._window = window
        self._scorer = scorer

    def find(self, story: IndexedStory, found: Compared) -> list[Copy]:
        """Return the stories that hold most of a new text, or that it holds, the likest first."""
        data = self._window.rows.data
        if not data["has_text"][story.rows[0]]:
            return []
        with_text = np.flatnonzero(data["has_text"][found.rows])
        sought = with_text[:COPIES_SOUGHT]
        rows = found.rows[sought].tolist()
        likely = found.likely[sought].tolist()
        copies = filter(None, map(partial(self._copy_of, story), rows, likely))
        most_first = sorted(copies, key=attrgetter("share"), reverse=True)
        # Of the copies in one story, the one that shares most.
        of_story: dict[str, Copy] = {}
        for copy in most_first:
            of_story.setdefault(copy.key, copy)
        return list(of_story.values())

    def _copy_of(
        self, story: IndexedStory, row: int, likely: float
    ) -> Copy | None:
        """Compare the fingerprints of a new article with those of another."""
        data = self._window.rows.data
        ours = data["sketch"][story.rows[0]]
        theirs = data["sketch"][row]
        of_ours, of_theirs = containment(ours, theirs)
        share = max(of_ours, of_theirs)
        is_furniture = share < WHOLE and likely < COPY_LIKENESS
        if share < COPY or is_furniture:
            return None
        # A round-up has copies; what it holds is not one.
        if data["round_up"][row] and min(of_ours, of_theirs) < WHOLE:
            return None
        other = self._window.owner(row)
        if are_twins(story.titles[0], other.title(row), story.language):
            return None
        return Copy(other.key, share, whole=of_theirs >= WHOLE)

    def akin(self, copies: list[Copy]) -> list[IndexedStory]:
        """Return of the stories that share a text the first, and those that are like it."""
        if not copies:
            return []
        first, *others = (self._window.stories[copy.key] for copy in copies)
        akin = [
            other for other in others if self._mean(first, other) >= ROUND_UP
        ]
        return [first, *akin]

    def is_round_up(self, copies: list[Copy]) -> bool:
        """Return whether a text holds texts of stories that are not one event."""
        whole = [
            self._window.stories[copy.key] for copy in copies if copy.whole
        ]
        means = starmap(self._mean, combinations(whole, 2))
        return any(mean < ROUND_UP for mean in means)

    def _mean(self, one: IndexedStory, other: IndexedStory) -> float:
        """Return the mean likeness over the pairs of two stories, whatever the time between them."""
        rows = self._window.rows
        ours = rows.block(members(one, COMPARED))
        theirs = rows.block(members(other, COMPARED))
        likenesses = self._scorer.likenesses(ours, theirs)
        return float(likenesses.mean())
