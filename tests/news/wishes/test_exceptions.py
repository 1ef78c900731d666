"""What is excepted is left alone, and what is not refused is kept, in each language."""

from __future__ import annotations

import pytest

from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "send me sports but not football"),
        ("en", "sports except football"),
        ("de", "Sport ohne Fußball"),
        ("es", "deportes sin fútbol"),
        ("fr", "le sport sauf le football"),
        ("ru", "спорт кроме футбола"),
        ("zh-Hans", "体育除了足球"),
    ],
)
def test_a_part_is_excepted_and_the_topic_stays(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is not None
    orders = {order.act: order.value for order in found.orders}
    assert orders["subscribe"] == "sports"
    assert "sports" not in orders["drop"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "no politics but sports"),
        ("de", "keine Politik, aber Sport"),
        ("en", "no politics except sports"),
    ],
)
def test_what_stands_behind_but_is_kept_and_only_offered(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert not found.is_clear
    orders = {order.act: order.value for order in found.orders}
    assert orders == {"subscribe": "sports", "drop": "politics"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "send me tech but not at 8"),
        ("en", "send me tech, but not at 8"),
        ("de", "schick mir Technik, aber nicht um 8"),
    ],
)
def test_a_refused_hour_is_no_time_of_digests(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is None or not found.times
