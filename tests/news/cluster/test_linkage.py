"""A story that grew is compared again only with those that may be one with it by now."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from news.cluster.article_reading import Reader
from news.cluster.linkage import CANDIDATES, Linkage
from news.cluster.overlaps import Table
from news.cluster.scores import CROWD, PairScorer, Scores
from news.cluster.window import IndexedStory, Window
from news.cluster.window_columns import ColumnBlock
from news.models import Article

FIRE = (
    "Fire destroys old harbour market in Lindau",
    "Old harbour market of Lindau destroyed by fire",
    "Lindau: fire destroys the old harbour market",
)
FAR = "Council plans new halls and offices beside the market"
NEARLY = "Council argues about parking fees beside the harbour"


class CountingScorer(PairScorer):
    """Counts what is compared."""

    comparisons = 0

    def likelihoods(
        self,
        ours: ColumnBlock,
        theirs: ColumnBlock,
        language: str,
        crowd: int = CROWD,
    ) -> Table:
        self.comparisons += 1
        return super().likelihoods(ours, theirs, language, crowd)


class Desk:
    """Places headlines, as a clusterer does."""

    def __init__(self) -> None:
        self.reader, self.window = Reader(), Window(1000)
        self.scorer = CountingScorer(Scores(), self.reader.frequencies)
        self.linkage = Linkage(
            self.window,
            self.scorer,
            self.reader.frequencies,
            timedelta(hours=72),
        )
        self.placed = 0

    def place(self, title: str) -> str:
        self.placed += 1
        reading = self.reader.read(
            Article("https://a.example/", title=title, language="en"),
            self.placed,
        )
        near = self.window.postings.find(
            reading.vectors.keys, reading.key_weights, CANDIDATES
        )
        story = IndexedStory(
            str(self.placed), "en", "", self.placed, self.placed
        )
        self.window.begin(story, reading.vectors, title)
        compared = self.linkage.compare(story, near)
        kept, _ = self.linkage.settle(story, [], compared)
        self.reader.learn(reading, kept.size)
        return kept.key


@pytest.mark.parametrize(("other", "comparisons"), [(FAR, 1), (NEARLY, 2)])
def test_a_grown_story_is_compared_again_only_with_what_nearly_joined_it(
    other: str, comparisons: int
) -> None:
    desk = Desk()
    first = desk.place(FIRE[0])
    assert desk.place(other) != first
    desk.scorer.comparisons = 0
    assert desk.place(FIRE[1]) == first
    assert desk.scorer.comparisons == comparisons


def test_all_that_tell_a_found_articles_story_are_compared_at_once() -> None:
    desk = Desk()
    key = [desk.place(title) for title in FIRE][-1]
    rows = desk.window.stories[key].rows
    probe = desk.place(FAR)
    compared = desk.linkage.compare(
        desk.window.stories[probe], np.array(rows[:1])
    )
    assert compared.rows.tolist() == rows[:1]
    assert set(compared.known) == set(rows)
