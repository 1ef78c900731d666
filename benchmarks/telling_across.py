"""Events told in several languages (`across.txt`): what was written before the rule, and what nobody looked at until the end."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from statistics import mean

from benchmarks.figures import Figure
from benchmarks.telling_stories import bcubed
from news.cluster import Clusterer
from news.models import Article

EVENTS = Path(__file__).with_name("across.txt")
UNSEEN = "# unseen"
"""The line that begins the part that no rule was tried on."""
SEEDS = range(3)
START = datetime(2026, 11, 20, tzinfo=UTC)
Row = tuple[str, str, str]
"""Event, language, headline."""


def run() -> list[Figure]:
    """Return F and the precision of pairs for both parts, the mean of three orders of arrival."""
    first, _, unseen = EVENTS.read_text("utf-8").partition(UNSEEN)
    return [*_figures("written first", first), *_figures("unseen", unseen)]


def _figures(name: str, text: str) -> list[Figure]:
    rows = _rows(text)
    placed = [_placed(rows, seed) for seed in SEEDS]
    f = mean(bcubed(stories, events) for stories, events in placed)
    precision = mean(_precision(stories, events) for stories, events in placed)
    note = f"{len(rows)} headlines of {len({event for event, _, _ in rows})} events"
    return [
        Figure(
            f"one event across languages, {name}: BCubed F",
            f,
            "",
            0.88,
            "higher",
            note=note,
        ),
        Figure(
            f"one event across languages, {name}: precision of pairs",
            precision,
            "",
            0.95,
            "higher",
            note=note,
        ),
    ]


def _rows(text: str) -> list[Row]:
    lines = [
        line for line in text.splitlines() if line and not line.startswith("#")
    ]
    rows = []
    for line in lines:
        event, language, title = line.split(" | ", 2)
        rows.append((event, "zh-Hans" if language == "zh" else language, title))
    return rows


def _placed(rows: Sequence[Row], seed: int) -> tuple[list[str], list[str]]:
    """Return the story and the event of each headline, ten minutes apart in an order of the seed's."""
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    clusterer = Clusterer()
    stories: list[str] = []
    for number, (_, language, title) in enumerate(shuffled):
        article = Article(
            f"https://news.example/{number}",
            title=title,
            language=language,
            published_at=START + timedelta(minutes=10 * number),
        )
        placement = clusterer.place(article)
        stories = [
            placement.story if key in placement.joined else key
            for key in stories
        ]
        stories.append(placement.story)
    return stories, [event for event, _, _ in shuffled]


def _precision(stories: Sequence[str], events: Sequence[str]) -> float:
    """Return the share of right pairs among those that are in one story."""
    sizes = Counter(stories).values()
    joined = sum(size * (size - 1) // 2 for size in sizes)
    right = sum(
        events[one] == events[other]
        for one, other in combinations(range(len(stories)), 2)
        if stories[one] == stories[other]
    )
    return right / max(joined, 1)
