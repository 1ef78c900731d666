"""Reading, measured beside its peers: `python -m benchmarks.reading --data DIR [--feedparser DIR] [--short]`."""

from __future__ import annotations

from benchmarks import reading_articles, reading_feeds, reading_pages
from benchmarks.figures import finish, options

if __name__ == "__main__":
    data, short, feedparser = options("Feeds, section pages, article pages and charsets.")
    finish([*reading_feeds.run(data, feedparser), *reading_pages.run(), *reading_articles.run(data, short=short)])
