"""A digit before 百: 5百人 is 500."""

from __future__ import annotations

import pytest

from news.numbers import quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5百人参加", 500),
        ("3百年前", 300),
        ("2百万", 2_000_000),
        ("5百货店", 5),
    ],
)
def test_a_digit_counts_hundreds(text: str, value: int) -> None:
    assert [number.value for number in quantities(text)] == [value]
