"""A title is read once, however many sites print it, and weighed anew for each."""

from __future__ import annotations

from datetime import UTC, datetime

from news.cluster.article_reading import Reader
from news.cluster.title_terms import title_terms
from news.models import Article

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HEADLINE = "Ferry with ninety passengers runs aground off Harrow Point"


def test_a_title_that_comes_again_is_not_read_again() -> None:
    assert title_terms(HEADLINE, "en") is title_terms(HEADLINE, "en")


def test_languages_read_one_title_apart() -> None:
    english = title_terms("Brand in Lindau", "en")
    german = title_terms("Brand in Lindau", "de")
    assert set(english.keys).isdisjoint(german.keys)


def test_a_headline_without_an_event_has_no_terms() -> None:
    read = title_terms("Weekly update", "en")
    assert not read.folded
    assert not len(read.pieces.terms)
    assert not len(read.keys)


def test_a_title_that_comes_again_weighs_what_is_known_by_then() -> None:
    reader = Reader()
    first = reader.read(_article("one"), _seconds(NOW))
    for _ in range(200):
        reader.learn(first, size=1)
    again = reader.read(_article("two"), _seconds(NOW))
    assert again.title == first.title
    assert set(again.vectors.keys) == set(first.vectors.keys)
    assert again.key_weights.sum() < first.key_weights.sum()


def _article(site: str) -> Article:
    return Article(
        f"https://{site}.example/1",
        title=HEADLINE,
        language="en",
        published_at=NOW,
    )


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
