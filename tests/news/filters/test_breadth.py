"""How much a one-word filter matches, said before it is tried."""

from __future__ import annotations

import pytest

from news.filters import Breadth, breadth, parse


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the", "common"),
        ("的", "common"),
        ("x", "letter"),
        ("ж", "letter"),
        ("😀", "symbol"),
        ("☂️", "symbol"),
        ("芯", ""),
        ("5", ""),
        ("IT", ""),
        ("chips", ""),
        ("the chips", ""),
        ("/the/", ""),
    ],
)
def test_an_odd_filter_is_known_by_its_one_word(
    typed: str, expected: Breadth
) -> None:
    assert breadth(parse(typed)) == expected
