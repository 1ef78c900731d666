"""More or less of a topic is a wish of its own, neither to follow it nor to hide it."""

from __future__ import annotations

import pytest

from news.wishes.understanding import understand


def orders(text: str, locale: str) -> dict[str, str]:
    found = understand(text, locale)
    assert found is not None, text
    return {order.act: order.value for order in found.orders}


@pytest.mark.parametrize(
    ("locale", "text", "wanted"),
    [
        ("en", "send me less business", {"less": "business"}),
        ("en", "way too much culture", {"less": "culture"}),
        ("en", "culture less often", {"less": "culture"}),
        ("en", "less culture, more health", {"less": "culture", "more": "health"}),
        ("en", "add health and a bit less culture", {"subscribe": "health", "less": "culture"}),
        ("en", "i don't want any more culture", {"drop": "culture"}),
        ("en", "no more culture", {"drop": "culture"}),
        ("en", "can you send more health stories", {"more": "health"}),
        ("zh-Hans", "少推一点政治", {"less": "politics"}),
        ("zh-Hans", "文化的少来点", {"less": "culture"}),
        ("zh-Hans", "健康多一点，文化就不要了", {"more": "health", "drop": "culture"}),
        ("zh-Hant", "健康類多來一些", {"more": "health"}),
        ("zh-Hant", "文化可以少一點嗎", {"less": "culture"}),
        ("ja", "政治を減らして", {"less": "politics"}),
        ("ja", "健康をもう少し増やしてもらえますか", {"more": "health"}),
        ("de", "weniger Politik", {"less": "politics"}),
        ("de", "mehr Gesundheit und weniger Kultur", {"more": "health", "less": "culture"}),
        ("de", "keine Kulturnachrichten mehr", {"drop": "culture"}),
        ("es", "menos política", {"less": "politics"}),
        ("es", "un poco más de salud por favor", {"more": "health"}),
        ("es", "no quiero más cultura", {"drop": "culture"}),
        ("fr", "moins de politique", {"less": "politics"}),
        ("fr", "j'aimerais plus de culture", {"more": "culture"}),
        ("fr", "beaucoup trop de culture", {"less": "culture"}),
        ("ru", "меньше политики", {"less": "politics"}),
        ("ru", "больше здоровья и поменьше культуры", {"more": "health", "less": "culture"}),
        ("ru", "больше культуры не надо", {"drop": "culture"}),
        ("fr", "moins de politique plus de culture", {"less": "politics", "more": "culture"}),
        ("fr", "plus de culture, moins de politique", {"less": "politics", "more": "culture"}),
        ("ja", "7件だけでいい", {"budget": "7"}),
    ],
)  # fmt: skip
def test_more_and_less_are_read_with_what_they_are_about(
    locale: str, text: str, wanted: dict[str, str]
) -> None:
    assert orders(text, locale) == wanted
    found = understand(text, locale)
    assert found is not None
    assert found.is_settled


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        # A title may begin with the word for more.
        ("en", "more kraftwerk"),
        ("de", "mehr Geld für Kitas"),
        ("ru", "больше снега"),
        # Spoken French leaves out "ne": more of it, or no more.
        ("fr", "plus de culture"),
    ],
)
def test_more_of_a_name_alone_is_never_done_at_once(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is None or not found.is_settled


def test_a_refusal_behind_a_sign_is_no_change_of_what_stands_before_it() -> (
    None
):
    wanted = orders("send me culture. too many messages", "en")
    assert wanted.get("subscribe") == "culture"
    assert "less" not in wanted
