"""A rare name that two headlines share makes them more likely one event."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from news.cluster import Clusterer
from news.cluster.article_reading import Reader
from news.cluster.frequencies import MOST, PRIOR, Frequencies
from news.cluster.hashed_terms import find_keys
from news.cluster.headline_names import name_keys
from news.cluster.window_columns import NO_PLACE, ArticleRows
from news.models import Article

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
VARGA = (
    "Orchestra cancels evening concert because Varga lost her voice",
    "Fans of soprano Varga queue for their money outside the old theatre",
)
ROCKETS = (
    "SpaceX launches 28 Starlink satellites from Florida",
    "SpaceX Starship explodes during ninth test flight",
)


@pytest.mark.parametrize(
    ("title", "language", "names"),
    [
        ("Pope Leo visits Lebanon on first trip", "en", "leo"),
        ("Fire near Berlin, says EU", "en", ""),
        ("Orchestra Cancels Concert Because Varga Lost Voice", "en", ""),
        ("Wal strandet vor Wismar", "de", "wal wismar"),
        ("Премьер Латвии встретился с Калныньшем", "ru", "калныньшем"),
        ("教皇利奥访问黎巴嫩", "zh", ""),
    ],
)
def test_names_are_words_with_a_capital_that_are_no_places(
    title: str, language: str, names: str
) -> None:
    found = set(name_keys(title, language).tolist())
    assert found == set(find_keys(names, language).tolist())


def is_one(titles: tuple[str, str], read: int, held: int = 0) -> bool:
    """Return whether two headlines are one story after so many articles, of which some hold each of their names."""
    reader = Reader()
    for _ in range(read):
        reader.frequencies.count_article("en")
    for title in titles:
        for _ in range(held):
            reader.frequencies.count_article("en", name_keys(title, "en"))
    clusterer = Clusterer(reader=reader)
    first, second = (
        clusterer.add(
            Article(title, title=title, published_at=NOW, language="en")
        )
        for title in titles
    )
    return first == second


def test_a_rare_name_makes_two_headlines_one_event() -> None:
    assert is_one(VARGA, read=3000)
    assert not is_one(VARGA, read=3000, held=20)


def test_a_rare_name_counts_for_nothing_beside_other_deeds() -> None:
    assert not is_one(ROCKETS, read=3000)


def test_halved_counts_leave_no_language_below_none() -> None:
    # With a hundred below none, what a name is worth was divided by nothing.
    frequencies = Frequencies()
    for _ in range(300):
        frequencies.count_article("de")
    for _ in range(MOST - PRIOR):
        frequencies.count_article("en")
    assert frequencies.articles("de") == 0
    assert frequencies.articles("en") == MOST // 2 - PRIOR


def test_names_are_kept_with_their_article() -> None:
    reader = Reader()
    title = "Pope Leo visits Lebanon on first trip"
    article = Article("https://a.example/1", title=title, language="en")
    rows, again = ArticleRows(), ArticleRows()
    row = rows.put(reader.read(article, 0).vectors)
    again.put_all(rows.stored([row]))
    for name in ("keys", "name_places"):
        assert np.array_equal(again.data[name][0], rows.data[name][row])
    is_name = again.data["name_places"][0] < NO_PLACE
    named = again.data["keys"][0][is_name]
    assert set(named.tolist()) == set(name_keys(title, "en").tolist())
