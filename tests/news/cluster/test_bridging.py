"""A telling is compared with events in other languages that are near enough by names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from news.cluster.article_reading import Reader
from news.cluster.bridging import Bridge
from news.cluster.overlaps import Across
from news.cluster.scores import PairScorer, Scores
from news.cluster.window import IndexedStory, Window
from news.cluster.window_columns import ColumnBlock
from news.models import Article

FLOOD = "Flood in Kenya kills 31 near Mombasa"
SAME = "Überschwemmung in Kenia: 31 Tote bei Mombasa"
FAR = "Kenia eröffnet 14 Schulen, Regierung wirbt in Mombasa um Touristen"


class CountingScorer(PairScorer):
    """Counts what is compared."""

    comparisons = 0

    def across(self, ours: ColumnBlock, theirs: ColumnBlock) -> Across:
        self.comparisons += 1
        return super().across(ours, theirs)


@pytest.mark.parametrize(("title", "comparisons"), [(SAME, 2), (FAR, 1)])
def test_an_event_that_no_mean_could_join_is_not_compared_further(
    title: str, comparisons: int
) -> None:
    reader, window = Reader(), Window(1000)
    scorer = CountingScorer(Scores(), reader.frequencies)
    for number, (headline, language) in enumerate(
        ((FLOOD, "en"), (title, "de"))
    ):
        reading = reader.read(
            Article("https://a.example/", title=headline, language=language),
            number,
        )
        story = IndexedStory(str(number), language, "", number, number)
        window.begin(story, reading.vectors, headline)
    bridge = Bridge(window, scorer, reader.frequencies, timedelta(hours=72))
    found = bridge.find(window.stories["1"])
    assert scorer.comparisons == comparisons
    assert bool(found) is (comparisons == 2)
