"""Who holds which office, read in Chinese and Japanese."""

from __future__ import annotations

import pytest

from news.across.holders_wide import (
    holders_in_chinese,
    holders_in_japanese,
)


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("昨天，秘鲁总统路易斯·奥尔特加说", "PE", "路易斯·奥尔特加"),
        ("秘魯總統奧爾特加表示", "PE", "奧爾特加"),
        ("汉堡市长彼得森在现场", "Europe/Berlin", "彼得森"),
    ],
)
def test_a_chinese_text_names_the_holder_behind(
    text: str, place: str, name: str
) -> None:
    (holder,) = holders_in_chinese(text)
    assert (holder.seat.place, holder.name) == (place, name)


@pytest.mark.parametrize(
    "text",
    [
        "秘鲁副总统奥尔特加表示",
        "总统奥尔特加表示",
        # The end of a name does not show, or it may be a Chinese one.
        "秘鲁总统奥尔特加到访",
        "韩国总统金正浩说",
        "秘鲁总统府奥尔特加表示",
    ],
)
def test_a_chinese_text_without_a_clear_holder_has_none(text: str) -> None:
    assert list(holders_in_chinese(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ペルーのオルテガ大統領が視察", ["オルテガ"]),
        ("ペルーのルイス・オルテガ大統領が視察", ["ルイス・オルテガ"]),
        ("ハンブルク市のペーターゼン市長が謝意", ["ペーターゼン"]),
        ("ペルーのオルテガ副大統領が視察", []),
        ("オルテガ大統領が視察", []),
    ],
)
def test_a_japanese_text_names_the_holder_before(
    text: str, names: list[str]
) -> None:
    assert [holder.name for holder in holders_in_japanese(text)] == names
