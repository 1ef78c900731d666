"""What two headlines name in common, and what each names alone."""

from __future__ import annotations

import numpy as np
import pytest

from news.cluster.contrasts import Contrast, doubly, marks_by_kind
from news.cluster.terms import EVENT, NUMBER, PLACE, SOUND

KINDS = 4


def contrast(
    ours: dict[int, int], theirs: dict[int, int], shared: dict[int, int]
) -> Contrast:
    """Compare one headline with one, by their counts of keys of each kind."""

    def counts(by_kind: dict[int, int]) -> list[float]:
        return [float(by_kind.get(kind, 0)) for kind in range(KINDS)]

    return Contrast(
        np.array([counts(ours)], np.float32).T,
        np.array([counts(theirs)], np.float32).T,
        np.array(counts(shared), np.float32)[:, None, None],
    )


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
    assert bool(pair.disjoint()[PLACE, 0, 0]) is disjoint
    assert bool(pair.rival()[PLACE, 0, 0]) is rival


def test_one_shared_word_is_few_and_two_are_not() -> None:
    for shared, few in ((0, True), (1, True), (2, False)):
        pair = contrast({SOUND: 3}, {SOUND: 3}, {SOUND: shared})
        assert bool(pair.share_few()[0, 0]) is few


def test_other_numbers_count_double_beside_other_places_or_deeds() -> None:
    named = {NUMBER: 1, PLACE: 1, EVENT: 1}
    both = contrast(named, named, {EVENT: 1})
    numbers_alone = contrast(named, named, {PLACE: 1, EVENT: 1})
    places_alone = contrast(named, named, {NUMBER: 1})
    assert doubly(both.disjoint())[0, 0]
    assert not doubly(numbers_alone.disjoint())[0, 0]
    assert not doubly(places_alone.disjoint())[0, 0]


def test_keys_are_counted_by_kind_and_empty_places_are_not() -> None:
    terms = np.array([[8 | PLACE, 16 | PLACE, 24 | NUMBER, 0]])
    held = np.array([[True, True, True, False]])
    counts = marks_by_kind(terms, held).sum(axis=1)[0]
    assert counts.tolist() == [0, 2, 1, 0]
