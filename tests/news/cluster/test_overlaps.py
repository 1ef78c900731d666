"""Pairs of articles are compared all at once, as one by one."""

from __future__ import annotations

import numpy as np
import pytest

from news.cluster.hashed_terms import EVENT, KINDS, PLACE, SOUND
from news.cluster.overlaps import MOST_BESIDE, Overlaps
from news.cluster.window_columns import (
    KEYS,
    NO_PLACE,
    ArticleRows,
    ColumnBlock,
    Vectors,
)

NOTHING = (np.zeros(0, np.int32), np.zeros(0, np.float32))


def vectors(pieces: dict[int, float], neutral: dict[int, float]) -> Vectors:
    def vector(terms: dict[int, float]) -> tuple[np.ndarray, np.ndarray]:
        return (
            np.array(list(terms), np.int32),
            np.array(list(terms.values()), np.float32),
        )

    return Vectors(
        time=0,
        has_text=False,
        pieces=vector(pieces),
        words=NOTHING,
        keys=np.array([1, 2], np.int32),
        named=np.array([True, False]),
        neutral=vector(neutral),
        sketch=np.zeros(0, np.uint32),
    )


def worth(ours: ColumnBlock, each: float = 0) -> np.ndarray:
    """Return what the keys of some rows are worth as names, all alike."""
    return np.full((len(ours), KEYS), each, np.float32)


def key(number: int, kind: int) -> int:
    return number * KINDS + kind


ROWS = [
    ({0: 0.5, 7: 0.5}, {key(1, PLACE): 0.5, key(2, SOUND): 0.5}),
    ({7: 0.25}, {key(1, PLACE): 0.5, key(3, EVENT): 0.25}),
    ({9: 1.0}, {key(2, SOUND): 1.0, key(3, EVENT): 0.0}),
    ({}, {}),
]


@pytest.fixture
def rows() -> ArticleRows:
    kept = ArticleRows()
    for pieces, neutral in ROWS:
        kept.put(vectors(pieces, neutral))
    return kept


def test_cosines_are_those_of_each_pair(rows: ArticleRows) -> None:
    every = rows.block(np.arange(len(ROWS)))
    table = Overlaps().titles(every, every, worth(every)).pieces
    for line, (ours, _) in enumerate(ROWS):
        for column, (theirs, _) in enumerate(ROWS):
            expected = sum(ours[term] * theirs.get(term, 0) for term in ours)
            assert table[line, column] == pytest.approx(expected)


def test_shared_keys_are_counted_by_kind_unless_they_weigh_nothing(
    rows: ArticleRows,
) -> None:
    every = rows.block(np.arange(len(ROWS)))
    for overlap in (
        Overlaps().neutral(every, every),
        Overlaps().titles(every, every, worth(every)).neutral,
    ):
        packed = np.ascontiguousarray(overlap.shared)[:, :, None]
        shared = packed.view(np.uint8)
        assert shared[0, 0].tolist() == [1, 1, 0, 0]
        assert shared[0, 1].tolist() == [0, 1, 0, 0]
        assert shared[1, 2].tolist() == [0, 0, 0, 0]
        assert shared[3, 3].tolist() == [0, 0, 0, 0]
        assert overlap.cosines[0, :2].tolist() == [0.5, 0.25]
        assert overlap.cosines[0, 2:].tolist() == [0.5, 0]


def test_a_comparison_leaves_nothing_behind_for_the_next(
    rows: ArticleRows,
) -> None:
    overlaps = Overlaps()
    every = rows.block(np.arange(len(ROWS)))
    first = overlaps.titles(every, every, worth(every)).pieces
    overlaps.neutral(every, every)
    overlaps.words(every, every)
    assert np.array_equal(
        overlaps.titles(every, every, worth(every)).pieces, first
    )


def test_a_piece_meets_no_neutral_key_and_no_name_of_its_number() -> None:
    rows = ArticleRows()
    rows.put(vectors({1: 1.0}, {}))
    rows.put(vectors({}, {key(0, PLACE): 1.0}))
    every = rows.block(np.arange(2))
    overlap = Overlaps().titles(every, every, worth(every))
    assert overlap.pieces[0, 1] == overlap.neutral.cosines[0, 1] == 0


def test_rows_come_back_as_they_were_stored(rows: ArticleRows) -> None:
    stored = rows.stored(list(range(len(ROWS))))
    again = ArticleRows()
    again.put_all(stored)
    for name, column in rows.data.items():
        count = len(ROWS)
        assert np.array_equal(again.data[name][:count], column[:count]), name


def test_a_full_block_of_ours_fits(rows: ArticleRows) -> None:
    ours = rows.block(np.zeros(MOST_BESIDE, np.int64))
    theirs = rows.block(np.array([1]))
    table = Overlaps().titles(ours, theirs, worth(ours)).pieces
    assert table.shape == (MOST_BESIDE, 1)


def test_only_names_that_both_have_are_worth_something(
    rows: ArticleRows,
) -> None:
    every = rows.block(np.arange(len(ROWS)))
    worths = worth(every, 3)
    worths[1] = 2
    rarest = Overlaps().titles(every, every, worths).rarest_name
    assert rarest[0].tolist() == [3] * len(ROWS)
    assert rarest[1].tolist() == [2] * len(ROWS)
    rows.data["name_places"][0] = NO_PLACE
    every = rows.block(np.arange(len(ROWS)))
    rarest = Overlaps().titles(every, every, worths).rarest_name
    assert rarest[:, 2].tolist() == [0, 2, 3, 3]
    assert not rarest[0].any()
