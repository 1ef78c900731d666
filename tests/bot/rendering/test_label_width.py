"""How many labels fit in a row on a phone."""

from __future__ import annotations

import pytest

from bot.rendering.keyboards import grid
from bot.rendering.label_width import fits, width
from news.models import Button


def test_wide_characters_take_more_room_and_joiners_none() -> None:
    assert width("科技") > width("ab") > width("il") > 0
    assert width("❤️") == width("❤")
    assert width("") == 0


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (["08", "09"], 6),
        (["科技", "体育"], 3),
        (["Wissenschaft und Forschung"] * 2, 1),
    ],
)
def test_a_row_holds_what_fits(labels: list[str], columns: int) -> None:
    assert fits(labels, columns)
    assert {
        len(row) for row in grid((Button(label, "x") for label in labels), 6)
    } <= {1, 2}


def test_one_long_label_gives_all_more_room() -> None:
    names = ["A", "B", "Ein sehr langer Name einer Zeitung"]
    assert [
        len(row) for row in grid((Button(name, "x") for name in names), 3)
    ] == [1, 1, 1]
