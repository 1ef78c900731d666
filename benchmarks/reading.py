"""Reading, measured beside its peers: `python -m benchmarks.reading --data DIR [--feedparser DIR] [--short]`."""

from __future__ import annotations

from benchmarks import reading_articles, reading_english, reading_feeds, reading_fuzz, reading_pages
from benchmarks.figures import finish, options

if __name__ == "__main__":
    data, short, feedparser = options("Feeds, section pages, article pages and charsets.")
    figures = [
        *reading_feeds.run(data, feedparser),
        *reading_pages.run(),
        *reading_articles.run(data, short=short),
    ]
    finish(
        [*figures, *reading_english.run(data, short=short), *reading_fuzz.run(6 if short else 60)]
    )
