"""Fit the constants of `news/cluster/scores.py`: `python -m benchmarks.telling_fit --data DIR [--rounds N]`.

DIR has the layout of the development data: `telling/og2021.jsonl.gz` (titles of events in many languages, with times),
`telling/ecb.jsonl.gz` (texts of events) and `telling/pairs.jsonl.gz` (pairs judged by people). Two thirds of the events
are fitted on, by trying one constant at a time up and down; the last line scores the third that was held out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.telling_stories import bcubed
from news.cluster import Clusterer
from news.cluster.scores import Scores
from news.models import Article

STEPS = {
    "slope": 1.0,
    "title": 0.02,
    "text": 0.02,
    "title_share": 0.1,
    "fading": 0.05,
    "drift": 0.01,
    "place": 0.04,
    "join": 0.03,
    "join_bare": 0.03,
    "steady": 0.15,
    "looseness": 0.1,
    "crowding": 0.01,
    "name": 0.02,
    "name_known": 2.0,
}
"""How far each constant moves at a time."""
WEIGHTS = {
    "titles by language": 0.5,
    "texts": 0.2,
    "titles": 0.15,
    "pairs": 0.15,
}
LANGUAGES = ("en", "pt", "es", "fr", "de", "ru", "sl", "ar")
HELD_OUT = 3


@dataclass(frozen=True, slots=True)
class _Set:
    """Articles in order of arrival, with the event of each."""

    articles: list[Article]
    events: list[str]


def _read(data: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(
        data / "telling" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        return [json.loads(line) for line in lines]


def _is_held(event: str) -> bool:
    return crc32(event.encode()) % HELD_OUT == 0


def _titles(rows: list[dict[str, Any]], language: str) -> _Set:
    rows = sorted(
        (row for row in rows if row["language"] == language),
        key=lambda row: row["time"],
    )
    articles = [
        Article(
            f"u{number}",
            title=row["title"],
            published_at=datetime.fromisoformat(row["time"]).replace(
                tzinfo=UTC
            ),
            language=language,
        )
        for number, row in enumerate(rows)
    ]
    return _Set(articles, [row["event"] for row in rows])


def _texts(rows: list[dict[str, Any]], *, with_text: bool) -> _Set:
    random.Random(0).shuffle(rows)
    articles = [
        Article(
            f"e{number}",
            title=row["title"],
            text=row["text"] * with_text,
            language="en",
        )
        for number, row in enumerate(rows)
    ]
    return _Set(articles, [row["event"] for row in rows])


def place(articles: Sequence[Article], scores: Scores) -> list[str]:
    """Return the story of each article in the end."""
    clusterer = Clusterer(scores=scores)
    into: dict[str, str] = {}
    keys = []
    for article in articles:
        placed = clusterer.place(article)
        into.update(dict.fromkeys(placed.joined, placed.story))
        keys.append(placed.story)
        if article.published_at and len(keys) % 50 == 0:
            clusterer.expire(article.published_at)
    return [_last(key, into) for key in keys]


def _last(key: str, into: dict[str, str]) -> str:
    while key in into:
        key = into[key]
    return key


class _Measure:
    """Scores constants on a part of the sets."""

    def __init__(self, data: Path, *, held: bool) -> None:
        def part(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [row for row in rows if _is_held(row["event"]) is held]

        titles = part(_read(data, "og2021"))
        texts = part(_read(data, "ecb"))
        self._titles = [_titles(titles, language) for language in LANGUAGES]
        self._texts = _texts(list(texts), with_text=True)
        self._bare = _texts(list(texts), with_text=False)
        pairs = [row for row in _read(data, "pairs") if row["language"] == "ru"]
        self._pairs = [
            row for row in pairs if _is_held(row["first_url"]) is held
        ]

    def score(self, scores: Scores) -> dict[str, float]:
        """Return the figures by name, `all` their weighted mean."""
        by_language = [self._f(part, scores) for part in self._titles]
        figures = {
            "titles by language": sum(by_language) / len(by_language),
            "texts": self._f(self._texts, scores),
            "titles": self._f(self._bare, scores),
            "pairs": self._pairs_f(scores),
        }
        figures["all"] = sum(
            figures[name] * weight for name, weight in WEIGHTS.items()
        )
        return figures

    def _f(self, part: _Set, scores: Scores) -> float:
        return bcubed(place(part.articles, scores), part.events)

    def _pairs_f(self, scores: Scores) -> float:
        """Return the F of the pairs that are in one story."""
        articles = {
            row[f"{side}_url"]: Article(
                row[f"{side}_url"],
                title=row[f"{side}_title"],
                text=row[f"{side}_text"],
                language="ru",
            )
            for row in self._pairs
            for side in ("first", "second")
        }
        urls = sorted(articles)
        random.Random(0).shuffle(urls)
        stories = dict(
            zip(
                urls,
                place([articles[url] for url in urls], scores),
                strict=True,
            )
        )
        joined = [
            stories[row["first_url"]] == stories[row["second_url"]]
            for row in self._pairs
        ]
        same = [bool(row["same"]) for row in self._pairs]
        right = sum(a and b for a, b in zip(joined, same, strict=True))
        return 2 * right / max(sum(joined) + sum(same), 1)


def fit(measure: _Measure, start: Scores, rounds: int) -> Scores:
    """Move one constant at a time while that is better; steps are halved each round."""
    best, figure = start, measure.score(start)["all"]
    for turn in range(rounds):
        for name, step in STEPS.items():
            for direction in (1, -1):
                value = getattr(best, name) + direction * step / 2**turn
                tried = replace(best, **{name: value})
                score = measure.score(tried)["all"]
                if score > figure:
                    best, figure = tried, score
                    print(f"{figure:.4f} {name} = {value:.4f}", flush=True)
                    break
    return best


def _show(name: str, figures: dict[str, float]) -> None:
    print(
        name,
        ", ".join(f"{key} {value:.4f}" for key, value in figures.items()),
        flush=True,
    )


def main() -> None:
    """Fit on two thirds and score both parts."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    fitted_on, held = (
        _Measure(options.data, held=False),
        _Measure(options.data, held=True),
    )
    _show("before, fitted on", fitted_on.score(Scores()))
    _show("before, held out", held.score(Scores()))
    best = fit(fitted_on, Scores(), options.rounds)
    for field in fields(best):
        print(f"{field.name}: {getattr(best, field.name)}")
    _show("after, fitted on", fitted_on.score(best))
    _show("after, held out", held.score(best))


if __name__ == "__main__":
    main()
