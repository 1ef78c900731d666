"""How lines of a board move."""

from __future__ import annotations

import zlib

import pytest

from news.durations import DAY, HOUR
from news.hotlists import (
    CLOSE,
    COMES_BACK,
    FAR,
    Board,
    dump,
    key_words,
    load,
    names_story,
    shown_lines,
    take_reading,
)
from news.models import Entry
from news.words import content_words


def line(name: str) -> Entry:
    return Entry(url=f"https://b.example/{name}", title=name, id=name)


def board(*readings: tuple[int, str]) -> Board:
    """Return a board after these readings: (moment, a letter a line)."""
    found = Board()
    for at, letters in readings:
        found = take_reading(found, [line(letter) for letter in letters], at)
    return found


def test_rank_and_movement() -> None:
    now = shown_lines(board((0, "abc"), (60, "cad")), 0)
    assert [(each.entry.title, each.rank, each.moved) for each in now] == [
        ("c", 1, 2),
        ("a", 2, -1),
        ("d", 3, None),
    ]


def test_lines_without_id_and_address_go_by_their_title() -> None:
    twice = [Entry(url="", title="x"), Entry(url="", title="x")]
    standing = take_reading(Board(), twice, 0).standing
    assert [(line.title, line.rank) for line in standing] == [("x", 1)]


def test_a_line_that_comes_back_soon_goes_on_standing_and_later_begins_anew() -> (
    None
):
    away = COMES_BACK - 1
    soon = board((0, "ab"), (60, "b"), (away, "ab"))
    assert [(row.title, row.first_at) for row in soon.standing] == [
        ("a", 0),
        ("b", 0),
    ]
    late = board(
        (0, "ab"), (60, "b"), (COMES_BACK + 60, "b"), (COMES_BACK + 120, "ab")
    )
    assert {row.title: row.first_at for row in late.standing} == {
        "a": COMES_BACK + 120,
        "b": 0,
    }


def test_a_line_that_stands_twice_counts_where_it_is_higher() -> None:
    assert [(row.title, row.rank) for row in board((0, "aba")).standing] == [
        ("a", 1),
        ("b", 2),
    ]


def test_movement_is_since_the_reading_that_a_digest_showed() -> None:
    found = board((100, "abc"), (200, "cab"), (300, "bca"))
    moved = {
        at: [each.moved for each in shown_lines(found, at)]
        for at in (99, 150, 200, 300)
    }
    assert moved == {
        99: [0, 0, 0],
        150: [1, 1, -2],
        200: [2, -1, -1],
        300: [0, 0, 0],
    }


def test_the_past_is_kept_close_for_a_day_and_by_the_hour_for_eight() -> None:
    step = HOUR // 4
    found = board(*((at, "ab") for at in range(0, FAR + DAY, step)))
    last = FAR + DAY - step
    moments = [at for at, _ in found.past]
    assert len(moments) < CLOSE // step + (FAR - CLOSE) // HOUR + 3
    assert min(moments) >= last - FAR
    assert [at for at in moments if at > last - CLOSE] == list(
        range(last - CLOSE + step, last + 1, step)
    )


def test_a_board_is_kept_whole_and_what_is_no_board_is_empty() -> None:
    found = board((100, "abc"), (200, "ca"))
    assert load(dump(found)) == found
    assert [load(data) for data in (b"", b"junk", zlib.compress(b"[1]"))] == [
        Board()
    ] * 3


@pytest.mark.parametrize(
    ("said", "headline", "language", "same"),
    [
        ("水库大坝夜间泄洪", "昨夜水库大坝夜间泄洪，下游村庄安全", "zh", True),
        ("水库大坝夜间泄洪", "水库大坝年底完工", "zh", False),
        ("泄洪", "昨夜水库大坝夜间泄洪", "zh", False),
        (
            "Night ferry returns to Brindle",
            "The night ferry returns to Brindle harbour",
            "en",
            True,
        ),
        (
            "Night ferry returns to Brindle",
            "Night train returns to Tollen",
            "en",
            False,
        ),
    ],
)
def test_a_line_names_the_story_that_holds_most_of_it(
    said: str, headline: str, language: str, same: bool
) -> None:
    held = frozenset(content_words(headline, language))
    assert names_story(key_words(said, language), held) is same
