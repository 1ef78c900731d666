"""What two headlines name in common, and what each names alone."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from news.cluster.contrasts import (
    PROBE,
    Contrast,
    Packed,
    TollRates,
    toll_table,
    total,
)
from news.cluster.hashed_terms import EVENT, KINDS, NUMBER, PLACE, SOUND

Counts = dict[int, int]
RATES = TollRates(
    disjoint=(0.0, 0.1, 0.05, 0.0), rival=(0.0, 0.25, 0.1, 0.12), double=0.2
)


def contrast(ours: Counts, theirs: Counts, shared: Counts) -> Contrast:
    """Compare one headline with one, by their counts of keys of each kind."""

    return Contrast(
        packed(ours) + PROBE, packed(theirs) + PROBE, packed(shared)[None]
    )


def packed(counts: Counts) -> Packed:
    """Return the counts of one headline, eight bits a kind."""
    number = sum(count << 8 * kind for kind, count in counts.items())
    return np.array([number], np.uint32)


def has(flags: Packed, kind: int) -> bool:
    """Return the flag of a kind, the highest of its eight bits."""
    return bool(flags[0, 0] >> 8 * kind & 0x80)


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
    assert has(pair.disjoint(), PLACE) is disjoint
    assert has(pair.rival(), PLACE) is rival


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


def test_a_kind_does_not_touch_its_neighbours() -> None:
    most = {SOUND: 24, NUMBER: 24}
    for shared in (0, 12, 24, 48):
        pair = contrast(most, most, {SOUND: shared, NUMBER: shared})
        for kind in (PLACE, EVENT):
            assert not has(pair.disjoint(), kind)
            assert not has(pair.rival(), kind)
        assert has(pair.rival(), SOUND) is (shared < 24)
        assert has(pair.disjoint(), NUMBER) is (shared == 0)


@pytest.mark.parametrize(
    ("ours", "theirs", "shared", "alone", "in_conflict"),
    [
        ({PLACE: 1, EVENT: 1}, {PLACE: 1, EVENT: 1}, {PLACE: 1}, True, False),
        ({PLACE: 1}, {PLACE: 1, EVENT: 1}, {PLACE: 1}, False, False),
        ({PLACE: 1, EVENT: 1}, {PLACE: 1, EVENT: 1}, {EVENT: 1}, False, True),
        ({EVENT: 1}, {EVENT: 1}, {}, False, False),
        ({NUMBER: 2}, {NUMBER: 1}, {}, False, True),
        ({SOUND: 2}, {SOUND: 1}, {}, False, False),
    ],
)
def test_a_pair_may_share_places_alone_or_be_in_conflict(
    ours: Counts,
    theirs: Counts,
    shared: Counts,
    *,
    alone: bool,
    in_conflict: bool,
) -> None:
    pair = contrast(ours, theirs, shared)
    assert bool(pair.place_alone()[0, 0]) is alone
    assert bool(pair.conflict()[0, 0]) is in_conflict


def test_the_counts_of_all_kinds_add_up() -> None:
    counts = {SOUND: 24, PLACE: 3, NUMBER: 2, EVENT: 1}
    assert total(packed(counts)).tolist() == [30]


def test_every_combination_of_flags_has_its_toll() -> None:
    """What a pair loses is added up here from its counts, kind by kind."""
    table = toll_table(RATES)
    for ours, theirs, sounds in product(_SOME, _SOME, range(3)):
        shared = {SOUND: sounds, PLACE: ours.get(PLACE, 0) // 2}
        own = {**ours, SOUND: 3}
        pair = contrast(own, {**theirs, SOUND: 3}, shared)
        expected = 0.0
        for kind in range(KINDS):
            expected += RATES.disjoint[kind] * has(pair.disjoint(), kind)
            if sounds < 2:
                expected += RATES.rival[kind] * has(pair.rival(), kind)
        others = has(pair.disjoint(), PLACE) or has(pair.disjoint(), EVENT)
        if sounds < 2 and others and has(pair.disjoint(), NUMBER):
            expected += RATES.double
        assert table[pair.codes()[0, 0]] == pytest.approx(expected)


_SOME: list[Counts] = [
    {PLACE: places, NUMBER: numbers, EVENT: events}
    for places, numbers, events in product((0, 2), (0, 1), (0, 1))
]
