"""Headlines that share too few names are one event where a model says that they mean the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from news.across.parallel import Calibration, Meaning
from news.cluster import Clusterer
from news.cluster.meanings import Meanings, read_meaning
from news.cluster.scores import Scores
from news.models import Article, Placement

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MODEL = "test"
PARTS = 64
USUAL = np.zeros(PARTS, np.float32)
EVEN = Calibration(MODEL, unrelated=0.0, same=1.0, mean=USUAL)


def vector(seed: int, like: Meaning | None = None) -> Meaning:
    """Return a random vector from a seed, or one near a given vector."""
    random = np.random.default_rng(seed).normal(size=PARTS).astype(np.float32)
    found = read_meaning(random if like is None else like * 20 + random)
    assert found is not None
    return found


def place(
    clusterer: Clusterer,
    title: str,
    language: str,
    meaning: Meaning | None,
    minutes: int = 0,
) -> Placement:
    article = Article(
        f"https://{language}.example/{len(title)}",
        title=title,
        published_at=NOW + timedelta(minutes=minutes),
        language=language,
    )
    return clusterer.place(article, meaning)


def by_meaning(calibration: Calibration | None = EVEN) -> Clusterer:
    clusterer = Clusterer(across="meaning", model=MODEL)
    clusterer.calibration = calibration
    return clusterer


def test_headlines_that_mean_the_same_are_one_event() -> None:
    clusterer = by_meaning()
    band = vector(1)
    first = place(clusterer, "Brass band goes home to Norway", "en", band)
    second = place(
        clusterer,
        "Musikverein zieht es nach Norwegen",
        "de",
        vector(2, band),
        5,
    )
    assert second.story == first.story
    assert second.telling != first.telling


def test_headlines_that_mean_something_else_are_two() -> None:
    clusterer = by_meaning()
    first = place(clusterer, "Brass band goes home to Norway", "en", vector(1))
    assert (
        place(clusterer, "Schnee in den Bergen", "de", vector(2), 5).story
        != first.story
    )


def test_a_like_meaning_joins_no_headlines_with_other_numbers() -> None:
    clusterer = by_meaning()
    fine = vector(1)
    first = place(
        clusterer, "EU fines a carmaker 120 million euros", "en", fine
    )
    other = place(
        clusterer,
        "EU-Strafe von 450 Millionen Euro gegen Autobauer",
        "de",
        vector(2, fine),
        5,
    )
    assert other.story != first.story


@pytest.mark.parametrize(("drift", "joins"), [(0.0, True), (1.0, False)])
def test_a_like_meaning_counts_less_on_another_day(
    drift: float, joins: bool
) -> None:
    scores = replace(Scores(), meaning_drift=drift)
    clusterer = Clusterer(across="meaning", model=MODEL, scores=scores)
    clusterer.calibration = EVEN
    band = vector(1)
    first = place(clusterer, "Brass band goes home to Norway", "en", band)
    second = place(
        clusterer,
        "Musikverein zieht es nach Norwegen",
        "de",
        vector(2, band),
        12 * 60,
    )
    assert (second.story == first.story) is joins


@pytest.mark.parametrize("calibration", [None, EVEN])
def test_without_vectors_names_alone_join(
    calibration: Calibration | None,
) -> None:
    clusterer = by_meaning(calibration)
    meaning = None if calibration else vector(1)
    first = place(clusterer, "Brass band goes home to Norway", "en", meaning)
    assert place(
        clusterer, "Musikverein zieht es nach Norwegen", "de", meaning, 5
    ).story != (first.story)
    named = place(clusterer, "Flood in Kenya kills 31 near Mombasa", "en", None)
    same = place(
        clusterer, "Überschwemmung in Kenia: 31 Tote bei Mombasa", "de", None, 5
    )
    assert same.story == named.story


def test_meanings_outlive_the_process_but_not_their_model() -> None:
    band = vector(1)
    clusterer = by_meaning()
    first = place(clusterer, "Brass band goes home to Norway", "en", band)
    pieces = {
        key: piece
        for key, piece in clusterer.changes().items()
        if piece is not None
    }
    for model, joins in ((MODEL, True), ("another", False), ("", False)):
        loaded = Clusterer.load(
            clusterer.dump(), pieces, across="meaning", model=model
        )
        loaded.calibration = EVEN
        told = place(
            loaded,
            "Musikverein zieht es nach Norwegen",
            "de",
            vector(2, band),
            5,
        )
        assert (told.story == first.story) is joins, model


def test_the_nearest_in_other_languages_come_first() -> None:
    meanings, wanted = Meanings(MODEL), vector(0)
    for number in range(1, 700):
        meanings.put(number, "en", vector(number))
    meanings.put(700, "en", vector(701, wanted))
    meanings.put(701, "de", wanted)
    assert meanings.nearest(wanted, "de", 5)[0] == 700
    assert 701 not in meanings.nearest(wanted, "de", 700)
    meanings.drop(700)
    assert 700 not in meanings.nearest(wanted, "de", 700)
    assert len(meanings) == 700


def test_what_all_stories_of_a_language_mean_tells_none_apart() -> None:
    meanings, games = Meanings(MODEL), vector(0)
    for number in range(1, 1000):
        meanings.put(number, "en", vector(number, games))
    kept, distinct = meanings.get(7), meanings.distinct(7, USUAL)
    assert kept is not None
    assert distinct is not None
    assert float(kept @ games) > 0.9
    assert float(distinct @ games) < 0.2


def test_one_story_of_a_language_keeps_its_meaning() -> None:
    meanings = Meanings(MODEL)
    meanings.put(1, "en", vector(1))
    distinct = meanings.distinct(1, USUAL)
    assert distinct is not None
    assert float(distinct @ vector(1)) > 0.95


def test_a_story_that_left_counts_no_longer() -> None:
    meanings, alone = Meanings(MODEL), Meanings(MODEL)
    for number in range(1, 300):
        meanings.put(number, "en", vector(number))
        meanings.put(number, "en", vector(-number % 97))
    for number in range(2, 300):
        meanings.drop(number)
    alone.put(1, "en", vector(96))
    left, expected = meanings.distinct(1, USUAL), alone.distinct(1, USUAL)
    assert left is not None
    assert expected is not None
    np.testing.assert_allclose(left, expected, atol=1e-5)


def test_a_story_that_comes_or_goes_counts_at_once() -> None:
    meanings, fresh = Meanings(MODEL), Meanings(MODEL)
    for number in (1, 2):
        meanings.put(number, "en", vector(number))
    alone = meanings.distinct(1, USUAL)
    meanings.put(3, "en", vector(3))
    beside_another = meanings.distinct(1, USUAL)
    meanings.drop(2)
    meanings.drop(3)
    left = meanings.distinct(1, USUAL)
    fresh.put(1, "en", vector(1))
    expected = fresh.distinct(1, USUAL)
    assert alone is not None
    assert beside_another is not None
    assert left is not None
    assert expected is not None
    assert not np.array_equal(beside_another, alone)
    np.testing.assert_allclose(left, expected, atol=1e-5)


def test_a_mean_of_another_length_compares_with_nothing() -> None:
    meanings = Meanings(MODEL)
    meanings.put(1, "en", vector(1))
    assert meanings.distinct(1, USUAL[:8]) is None
    assert meanings.distinct(2, USUAL) is None


def test_a_vector_is_kept_at_a_byte_a_part() -> None:
    meanings = Meanings(MODEL)
    meanings.put(1, "en", vector(1))
    kept = meanings.get(1)
    assert kept is not None
    assert float(kept @ vector(1)) == pytest.approx(1, abs=0.01)
    meanings.put(2, "en", vector(1)[:8])
    assert meanings.get(2) is None


@pytest.mark.parametrize(
    "values",
    [
        [],
        [0.0, 0.0],
        ["a"],
        [[1.0]],
        None,
        [float("nan")],
        [1.0] * 5000,
        [float("inf")],
    ],
)
def test_what_is_no_vector_is_none(values: object) -> None:
    assert read_meaning(values) is None
