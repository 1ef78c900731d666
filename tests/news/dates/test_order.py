"""The order of day and month."""

from __future__ import annotations

import pytest

from news.dates import Order, proven_order, usual_order


@pytest.mark.parametrize(
    ("language", "zone", "order"),
    [
        ("de", "UTC", Order.DMY),
        ("en-US", "UTC", Order.MDY),
        ("en", "Europe/London", Order.DMY),
        ("en", "UTC", None),
        ("", "America/Chicago", Order.MDY),
        ("", "Asia/Tokyo", Order.YMD),
        ("zh-Hant-HK", "UTC", Order.DMY),
        ("", "UTC", None),
        ("xx", "Mars/Olympus", None),
    ],
)
def test_language_and_country(
    language: str, zone: str, order: Order | None
) -> None:
    assert usual_order(language, zone) is order


def test_a_number_above_twelve_proves_the_order() -> None:
    assert proven_order(["01/02/2024", "24/02/2024"]) is Order.DMY
    assert proven_order(["01/02/2024", "02/24/2024"]) is Order.MDY


def test_a_list_that_proves_both_or_nothing() -> None:
    assert proven_order(["24/02/2024", "02/24/2024"]) is None
    assert proven_order(["01/02/2024", "2024-02-24", "no date"]) is None


def test_a_list_is_looked_at_to_a_bound() -> None:
    assert proven_order(["01/02/2024"] * 1000 + ["24/02/2024"]) is None
