"""The news as they are now: all of them, or what is new on one thing, without the words around its name."""

from __future__ import annotations

import pytest

from news.wishes import read_wish


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "what are today's headlines"),
        ("en", "read me the top stories"),
        ("en", "breaking news right now"),
        ("en", "open the main stories of the day"),
        ("en", "any big news today"),
        ("en", "what has been happening in the world lately"),
        ("de", "zeig mir die neuesten Meldungen"),
        ("de", "was steht in den Nachrichten von heute"),
        ("fr", "quels sont les gros titres"),
        ("fr", "raconte-moi les dernières actus du jour"),
        ("es", "cuéntame las últimas novedades"),
        ("es", "cuáles son los titulares de hoy"),
        ("ru", "расскажи главные новости дня"),
        ("ru", "какие сейчас новости"),
        ("ja", "最新のニュースを見せてください"),
        ("zh-Hans", "帮我看看今天的头条"),
        ("zh-Hant", "今天發生了哪些大事"),
    ],
)
def test_who_asks_for_the_news_gets_them(locale: str, text: str) -> None:
    wish = read_wish(text, locale)
    assert wish is not None
    assert wish.act == "digest"


@pytest.mark.parametrize(
    ("locale", "text", "sought"),
    [
        ("en", "look up recent stories about the Oder flood", "Oder flood"),
        ("en", "what's the latest news on Airbus today", "Airbus"),
        ("en", "what is happening with the ferry right now", "ferry"),
        ("en", "show me the latest headlines from Peru", "Peru"),
        ("en", "i want to hear the latest from Peru", "Peru"),
        ("en", "what are Tahiti's latest headlines", "Tahiti"),
        ("en", "has there been any progress in the ferry talks", "ferry talks"),
        ("de", "was sind die neuesten Meldungen zur Oder", "Oder"),
        ("de", "such mal im Internet nach Airbus", "Airbus"),
        ("fr", "quelles sont les dernières infos sur le ferry", "ferry"),
        ("es", "dime si hay novedades sobre Airbus", "Airbus"),
        ("es", "qué está pasando con el volcán", "volcán"),
        ("ru", "какие есть новости про паром", "паром"),
        ("ru", "расскажи подробнее о пароме", "пароме"),
        ("ru", "какие сегодня новости Opel", "Opel"),
        ("ja", "オーデル川の最新ニュースを教えてください", "オーデル川"),
        ("zh-Hans", "请告诉我渡轮的最新消息", "渡轮"),
        ("zh-Hans", "空客最近有什么进展", "空客"),
    ],
)
def test_what_is_sought_is_its_name_alone(
    locale: str, text: str, sought: str
) -> None:
    wish = read_wish(text, locale)
    assert wish is not None
    assert (wish.act, wish.rest) == ("search", sought)


@pytest.mark.parametrize(
    ("text", "act", "rest"),
    [
        ("follow News of the World", "subscribe", "of the World"),
        ("follow Top Gear", "subscribe", "Top Gear"),
        ("i want the news about Airbus", "subscribe", "Airbus"),
        ("show me some tech news", "subscribe", "tech"),
    ],
)
def test_other_wishes_stay_as_they_were(text: str, act: str, rest: str) -> None:
    wish = read_wish(text, "en")
    assert wish is not None
    assert (wish.act, wish.rest) == (act, rest)


def test_results_of_nothing_search_nothing() -> None:
    found = read_wish("show me the Arsenal results", "en")
    assert found is not None
    assert (found.act, found.rest) == ("search", "Arsenal")
    for text in ("show me results", "show me the results"):
        other = read_wish(text, "en")
        assert other is None or other.act != "search"
