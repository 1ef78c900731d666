"""The clusterer filled with articles of real length: `python -m benchmarks.telling_scale [--articles N] [--short]`.

Time an article, and whether the last tenth takes longer than the second; memory of the process, the oldest and smallest
leaving first; how long the state takes to load; the search for an event in other languages among 30,000 stories. `--short`
fills smaller windows and ends within 50 seconds on a quiet machine.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.figures import Figure, beside, finish
from news.cluster import Across, Clusterer
from news.models import Article

START = datetime(2026, 11, 20, tzinfo=UTC)
CEILING = 100_000
CHARACTERS = 2500
"""Of a news article, as many as the median of real ones has."""
VOCABULARY = 60_000
COPIED = 0.33
"""Share of articles that are copies of an earlier one; most of them take no row of their own."""
FILLING = 105_000
"""Articles of the large window. It stays under its ceiling: copies, and reports of a large story, take no row."""
SMALL_CEILING = 400
SMALL_FILLING = 1_500
"""A window that is filled beyond its ceiling."""
WORD = re.compile(r"\w+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def articles(count: int) -> Iterator[Article]:
    """Make articles of words by Zipf's law, a third of them copies with another headline, an article a second."""
    chance = random.Random(8)
    words = [
        "".join(chance.choices(LETTERS, k=chance.randint(3, 10)))
        for _ in range(VOCABULARY)
    ]
    recent: list[str] = []
    for number in range(count):
        if recent and chance.random() < COPIED:
            text = chance.choice(recent)
        else:
            text = _text(words, chance)
            recent = [*recent[-500:], text]
        first = text[: chance.randint(60, 90)]
        yield Article(
            f"https://news{number % 300}.example/{number}",
            title=first,
            text=text,
            published_at=START + timedelta(seconds=number),
            language="en",
        )


def _text(words: list[str], chance: random.Random) -> str:
    ranks = (
        int(chance.paretovariate(0.7)) % VOCABULARY
        for _ in range(CHARACTERS // 7)
    )
    return " ".join(words[rank] for rank in ranks)


STORIES = 30_000
"""Stories of two languages in the window when the search across languages is timed."""
SHORT_FILLING = 4000
SHORT_STORIES = 4000
"""The same two in a short run."""
SEARCHES = 500
NAMES = 4000


def headlines(count: int) -> Iterator[Article]:
    """Make headlines in two languages, each of a few names, a place and a number, an article a second."""
    chance = random.Random(9)
    names = [
        "".join(chance.choices(LETTERS, k=7)).title() for _ in range(NAMES)
    ]
    places = {
        "en": ("Chile", "Japan", "Kenya", "France"),
        "de": ("Chile", "Japan", "Kenia", "Frankreich"),
    }
    for number in range(count):
        language = ("en", "de")[number % 2]
        told = [*chance.choices(names, k=5), chance.choice(places[language])]
        title = " ".join([*told, str(chance.randint(2, 900))])
        yield Article(
            f"https://news{number % 300}.example/{number}",
            title=title,
            published_at=START + timedelta(seconds=number),
            language=language,
        )


def bridging(stories: int = STORIES) -> Figure:
    """Return what the search across languages adds to a headline, in a window of so many stories."""
    times: dict[Across, float] = {}
    for across in ("off", "names"):
        clusterer = Clusterer(ceiling=CEILING, across=across)
        spent = 0.0
        for number, article in enumerate(headlines(stories + SEARCHES)):
            began = time.process_time()
            clusterer.place(article)
            if number >= stories:
                spent += time.process_time() - began
        times[across] = 1000 * spent / SEARCHES
    return Figure(
        "search across languages, a story",
        times["names"] - times["off"],
        "ms",
        1.0,
        "lower",
        note=f"{stories:,} headlines in the window",
    )


def leaving_early() -> Figure:
    """Return how many stories leave a small window early."""
    clusterer = Clusterer(ceiling=SMALL_CEILING)
    for article in articles(SMALL_FILLING):
        clusterer.place(article)
    return Figure(
        "clusterer, stories that left early at its ceiling",
        clusterer.evicted,
        "",
        1,
        "higher",
        note=f"{SMALL_FILLING:,} articles, a ceiling of {SMALL_CEILING}",
    )


def run(
    count: int, ceiling: int = CEILING, stories: int = STORIES
) -> list[Figure]:
    """Fill a window, keep its state, and load it again; search across languages among that many stories."""
    clusterer = Clusterer(ceiling=ceiling)
    pieces: dict[str, bytes] = {}
    tenths, peer = [0.0] * 10, [0.0] * 10
    for number, article in enumerate(articles(count)):
        began = time.process_time()
        clusterer.place(article)
        placed = time.process_time()
        # The peer does no more than what any joiner must: it counts the words.
        Counter(WORD.findall(article.text.lower()))
        tenths[10 * number // count] += placed - began
        peer[10 * number // count] += time.process_time() - placed
        if number % 100 == 0:
            _keep(pieces, clusterer)
    _keep(pieces, clusterer)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    learned = clusterer.dump()
    began = time.process_time()
    Clusterer.load(learned, pieces, ceiling=ceiling)
    loaded = time.process_time() - began
    note = f"{count:,} articles of {CHARACTERS} characters"
    state = sum(map(len, pieces.values())) / 1e6
    return [
        Figure(
            "clusterer, time an article",
            1000 * sum(tenths) / count,
            "ms",
            None,
            "lower",
            "counting its words",
            1000 * sum(peer) / count,
            note,
        ),
        beside("clusterer, time an article", sum(tenths), sum(peer), 22.0),
        Figure(
            "clusterer, time an article in the last tenth beside the second",
            (tenths[9] / peer[9]) / (tenths[1] / peer[1]),
            "×",
            # In fewer the window is not full by the second tenth.
            1.2 if count >= SHORT_FILLING else None,
            "lower",
            note="each beside its peer",
        ),
        Figure(
            "clusterer, peak memory less its kept state",
            peak - state,
            "MB",
            600,
            "lower",
        ),
        leaving_early(),
        Figure(
            "clusterer, loading its state",
            loaded,
            "s",
            1.0,
            "lower",
            note=f"{state:.0f} MB",
        ),
        bridging(stories),
    ]


def _keep(pieces: dict[str, bytes], clusterer: Clusterer) -> None:
    """Take up what changed, as the store does."""
    for key, piece in clusterer.changes().items():
        if piece is None:
            pieces.pop(key, None)
        else:
            pieces[key] = piece


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=FILLING)
    parser.add_argument("--short", action="store_true", help="under 50 seconds")
    options = parser.parse_args()
    if options.short:
        finish(run(SHORT_FILLING, stories=SHORT_STORIES))
    finish(run(options.articles))
