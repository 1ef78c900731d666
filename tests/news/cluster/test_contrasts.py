"""What two headlines name in common, and what each names alone."""

from __future__ import annotations

import numpy as np
import pytest

from news.cluster.contrasts import Contrast, TollRates, toll_table
from news.cluster.hashed_terms import EVENT, KINDS, NUMBER, PLACE, SOUND

Counts = dict[int, int]
RATES = TollRates(
    disjoint=(0.0, 0.1, 0.05, 0.0), rival=(0.0, 0.25, 0.1, 0.12), double=0.2
)


def contrast(ours: Counts, theirs: Counts, shared: Counts) -> Contrast:
    """Compare one headline with one, by their counts of keys of each kind."""

    def counts(by_kind: Counts) -> list[int]:
        return [by_kind.get(kind, 0) for kind in range(KINDS)]

    return Contrast(
        np.array([counts(ours)], np.uint8),
        np.array([counts(theirs)], np.uint8),
        np.array([[counts(shared)]], np.uint8),
    )


def toll(ours: Counts, theirs: Counts, shared: Counts) -> float:
    codes = contrast(ours, theirs, shared).codes()
    return float(toll_table(RATES)[codes[0, 0]])


@pytest.mark.parametrize(
    ("ours", "theirs", "shared", "disjoint", "rival"),
    [
        (1, 1, 0, True, True),
        (2, 2, 1, False, True),
        (2, 1, 1, False, False),
        (1, 0, 0, False, False),
    ],
)
def test_places_may_be_others_or_each_one_more(
    ours: int, theirs: int, shared: int, *, disjoint: bool, rival: bool
) -> None:
    pair = contrast({PLACE: ours}, {PLACE: theirs}, {PLACE: shared})
    assert bool(pair.disjoint()[0, 0, PLACE]) is disjoint
    assert bool(pair.rival()[0, 0, PLACE]) is rival


def test_one_shared_word_is_few_and_two_are_not() -> None:
    for shared, few in ((0, True), (1, True), (2, False)):
        pair = contrast({SOUND: 3}, {SOUND: 3}, {SOUND: shared})
        assert bool(pair.shares_few()[0, 0]) is few


def test_other_numbers_count_double_beside_other_places_or_deeds() -> None:
    named = {NUMBER: 1, PLACE: 1, EVENT: 1}
    numbers, places = 0.05 + 0.1, 0.1 + 0.25
    assert toll(named, named, {EVENT: 1}) == pytest.approx(
        numbers + places + 0.2
    )
    assert toll(named, named, {PLACE: 1, EVENT: 1}) == pytest.approx(numbers)
    assert toll(named, named, {NUMBER: 1}) == pytest.approx(places + 0.12)


def test_who_shares_names_loses_only_what_is_disjoint() -> None:
    ours = {SOUND: 4, PLACE: 1, NUMBER: 1}
    assert toll(ours, ours, {SOUND: 3}) == pytest.approx(0.1 + 0.05)
