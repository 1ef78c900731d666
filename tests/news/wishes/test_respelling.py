"""A misspelt wish: which words are put right, and which stay."""

from __future__ import annotations

import pytest

from news.wishes.respelling import respelled


@pytest.mark.parametrize(
    ("locale", "text", "meant"),
    [
        ("en", "sned me tehc nwes", "send me tech news"),
        ("en", "unsubcribe sports", "unsubscribe sports"),
        ("en", "pasue for 3 days", "pause for 3 days"),
        ("de", "abonire technik", "abonniere technik"),
        ("ru", "подпеши меня на спорт", "подпиши меня на спорт"),
        ("en", "Why was the bridge closed?", "Why was the bridge closed?"),
        ("fr", "vive le sport", "vive le sport"),
        ("zh-Hans", "订阅科技", "订阅科技"),
        ("ja", "うるさい隣人", "うるさい隣人"),
        ("en", "sned " * 20, "sned " * 20),
        ("en", "news abt tech rn", "news about tech right now"),
        ("en", "tell Abt about RN 5", "tell Abt about RN 5"),
        ("es", "ya no kiero deportes", "ya no quiero deportes"),
        ("fr", "envoi moi ts", "envoie moi tous"),
        ("ru", "че там", "что там"),
        ("en", "the rail strike", "the rail strike"),
    ],
)
def test_words_like_those_of_wishes_are_put_right(
    locale: str, text: str, meant: str
) -> None:
    assert respelled(text, locale) == meant


def test_a_plural_is_no_misspelt_word() -> None:
    text = "pause everything for two months"
    assert respelled(text, "en") == text


def test_a_day_is_no_misspelt_word() -> None:
    text = "salgo de viaje del viernes al domingo"
    assert respelled(text, "es") == text
