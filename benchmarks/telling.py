"""Telling, measured beside its peers: `python -m benchmarks.telling --data DIR [--short]`."""

from __future__ import annotations

from benchmarks import (
    telling_across,
    telling_faithful,
    telling_second_look,
    telling_stories,
    telling_summaries,
    telling_words,
)
from benchmarks.figures import finish, options

if __name__ == "__main__":
    data, short, _ = options(
        "Language, summaries, stories, topics, filters, and the whole of enrich."
    )
    figures = [*telling_faithful.run(), *telling_second_look.run()]
    figures += [
        *telling_words.run(data, short=short),
        *telling_summaries.run(data, short=short),
    ]
    finish(
        [
            *figures,
            *telling_across.run(),
            *telling_stories.run(data, short=short),
        ]
    )
