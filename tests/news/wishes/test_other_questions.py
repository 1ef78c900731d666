"""Questions about the bot and wishes about single stories: cost, saving, sharing, faults, no more."""

from __future__ import annotations

import pytest

from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "act"),
    [
        ("en", "does this thing cost anything", "cost"),
        ("zh-Hans", "用这个要花钱吗", "cost"),
        ("zh-Hant", "這個機器人是免費的嗎", "cost"),
        ("ja", "これはお金かかりますか", "cost"),
        ("de", "muss ich dafür bezahlen", "cost"),
        ("es", "hay que pagar algo", "cost"),
        ("fr", "c'est payant ?", "cost"),
        ("ru", "слушай а за это надо платить", "cost"),
        ("en", "pls bookmark this for later", "save"),
        ("zh-Hans", "这条先收藏一下", "save"),
        ("ja", "この記事、あとで読みたい", "save"),
        ("de", "heb den artikel auf für später", "save"),
        ("es", "guárdalo para luego", "save"),
        ("fr", "mets cet article de côté", "save"),
        ("ru", "сохрани на потом эту статью", "save"),
        ("en", "how can i share this with my friends", "share"),
        ("de", "wie kann ich das teilen", "share"),
        ("fr", "comment partager ça avec un ami", "share"),
        ("ru", "как поделиться с другом", "share"),
        ("ja", "友達にシェアしたい", "share"),
        ("en", "the summary is wrong", "fault"),
        ("zh-Hans", "这条新闻不准确", "fault"),
        ("es", "otra vez lo mismo", "fault"),
        ("ru", "опять одно и то же", "fault"),
        ("en", "please stop messaging me", "halt"),
        ("zh-Hant", "通通都不要了啦", "halt"),
        ("ja", "もう何も送らないで", "halt"),
        ("de", "schluss jetzt, hör auf", "halt"),
        ("es", "ya no me mandes nada", "halt"),
        ("fr", "ne m'envoie plus rien", "halt"),
        ("ru", "больше ничего не присылай", "halt"),
        ("ru", "а кто ты вообще такая", "help"),
        ("de", "wer betreibt das eigentlich", "help"),
        ("fr", "on peut parler allemand ?", "language"),
        ("es", "cambia a ruso", "language"),
    ],
)
def test_each_is_one_answer(locale: str, text: str, act: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.acts == {act}
    # A language may be that of the news, and is offered.
    assert found.is_settled or act == "language"


@pytest.mark.parametrize(
    ("locale", "text", "act"),
    [
        ("en", "free trade agreement", "cost"),
        ("de", "Kostenlose Kitas ab August", "cost"),
        ("zh-Hans", "高速公路春节免费通行", "cost"),
        ("en", "share of renewables rises", "share"),
        ("en", "something is wrong with the ceasefire", "fault"),
        ("en", "don't send me anything today", "halt"),
        ("es", "no me mandes nada de fútbol", "halt"),
        ("zh-Hans", "财经体育都不要了", "halt"),
    ],
)
def test_news_and_narrower_wishes_are_none_of_these(
    locale: str, text: str, act: str
) -> None:
    found = understand(text, locale)
    assert found is None or act not in found.acts


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "was war gestern abend mit der Fähre los"),
        ("en", "what happened yesterday evening in Lindau"),
        ("ru", "что было вчера вечером в Самаре"),
        ("fr", "il s'est passé quoi hier soir à Brest"),
    ],
)
def test_a_time_behind_is_no_time_of_digests(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is None or not found.times


def test_a_pause_ends_with_what_stands_before_going_on() -> None:
    found = understand("先停一停，下个月一号再继续", "zh-Hans")
    assert found is not None
    assert [(order.act, order.value) for order in found.orders] == [
        ("pause", "下个月一号")
    ]


@pytest.mark.parametrize(
    ("locale", "text", "wanted"),
    [
        ("ja", "健康を追加して文化を外して", {"subscribe": "health", "drop": "culture"}),
        ("ja", "健康を増やして文化を減らして", {"more": "health", "less": "culture"}),
        ("zh-Hant", "晚上九點以後到早上七點不要傳", {"quiet": "晚上九點-早上七點"}),
        ("zh-Hans", "来一份今天的简报", {"latest": ""}),
        ("es", "no me enseñes nada de Mars", {"drop": "Mars"}),
        ("fr", "beaucoup trop de notifs", {"much": ""}),
        ("en", "way too many pings lately", {"much": ""}),
    ],
)  # fmt: skip
def test_verbs_behind_names_and_words_between_hours(
    locale: str, text: str, wanted: dict[str, str]
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert {order.act: order.value for order in found.orders} == wanted


def test_a_german_verb_is_no_topic_of_english() -> None:
    found = understand("was war gestern mit der Fähre", "de")
    assert found is None or not found.orders


@pytest.mark.parametrize(
    ("locale", "text", "act"),
    [
        ("es", "lo leo más tarde, guárdalo", "save"),
        ("de", "das hab ich doch schon dreimal bekommen", "fault"),
        ("de", "was ist denn neu", "latest"),
    ],
)
def test_one_of_several_readings_is_taken(
    locale: str, text: str, act: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.acts == {act}
