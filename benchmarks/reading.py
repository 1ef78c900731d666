"""Reading, measured beside its peers: `python -m benchmarks.reading --data DIR [--feedparser DIR] [--short]`.

Each part needs a set below DIR; parts whose set is not there are left out, and named at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import (
    reading_articles,
    reading_english,
    reading_feed_tests,
    reading_feeds,
    reading_fuzz,
    reading_pages,
    reading_sets,
)
from benchmarks.figures import Figure, finish, options


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the measurement and the file of the data that it needs."""

    name: str
    needs: str
    run: Callable[[Path], list[Figure]]


def parts(*, short: bool) -> list[Part]:
    """Return the parts that need data."""
    return [
        Part("charsets of Chinese pages", "zh-pages", reading_feeds.charsets),
        Part(
            "article pages in Chinese",
            "zh-pages/truth.json",
            lambda data: reading_articles.run(data, short=short),
        ),
        Part(
            "English texts in layouts of our own",
            "telling/en-topics.jsonl.gz",
            lambda data: reading_english.run(data, short=short),
        ),
        Part(
            "feeds of a public test set",
            "feeds/tests.jsonl.gz",
            reading_feed_tests.run,
        ),
        Part(
            "article pages of public sets",
            "pages",
            lambda data: reading_sets.pages(data, short=short),
        ),
        Part("section pages of public sets", "lists.jsonl", reading_sets.lists),
    ]


def measure(
    data: Path | None, *, short: bool
) -> tuple[list[Figure], list[str]]:
    """Return the figures of the parts whose data are there, and the names of the others with what they lack."""
    figures: list[Figure] = []
    skipped: list[str] = []
    for part in parts(short=short):
        if data is not None and (data / part.needs).exists():
            figures += part.run(data)
        else:
            skipped.append(f"{part.name} ({part.needs} is not there)")
    return figures, skipped


if __name__ == "__main__":
    folder, brief, feedparser = options(
        "Feeds, section pages, article pages and charsets."
    )
    found, left_out = measure(folder, short=brief)
    own = [
        *reading_feeds.run(feedparser),
        *reading_pages.run(),
        *reading_fuzz.run(6 if brief else 60),
    ]
    for left in left_out:
        print(f"skipped: {left}")
    finish([*own, *found])
