"""Who puts right what was understood is offered what is meant; complaints in other words are answered."""

from __future__ import annotations

import pytest

from news.schedule import format_schedule, parse_schedule
from news.wishes import read_wish
from news.wishes.setting_rules import WishedAct
from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "time"),
    [
        ("en", "i meant 9 not 10", "9:00"),
        ("en", "not 6, 7", "7:00"),
        ("es", "quise decir 7, no 8", "7:00"),
        ("ru", "вечером часов в восемь", "вечером часов в восемь"),
    ],
)
def test_the_hour_that_is_meant_stands_beside_the_refused_one(
    locale: str, text: str, time: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == (time,)
    assert not found.is_clear


@pytest.mark.parametrize(
    "text", ["i meant 30 not 40", "8 people, not 9", "not 5 stories but 7"]
)
def test_numbers_of_other_things_are_no_hours(text: str) -> None:
    found = understand(text, "en")
    assert found is None or not found.times


@pytest.mark.parametrize(
    ("locale", "text", "wanted", "dropped"),
    [
        ("en", "no business, only culture", "culture", "business"),
        ("de", "keine Wirtschaft, nur Kultur", "culture", "business"),
        ("fr", "pas d'économie, seulement la culture", "culture", "business"),
        ("ru", "нет, я имел в виду культуру", "culture", ""),
    ],
)
def test_only_and_what_is_meant_are_wanted(
    locale: str, text: str, wanted: str, dropped: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    orders = {order.act: order.value for order in found.orders}
    assert (orders["subscribe"], orders.get("drop", "")) == (wanted, dropped)


def test_only_without_a_refusal_begins_nothing_new() -> None:
    found = understand("just culture and business please", "en")
    assert found is not None
    assert found.orders == (WishedAct("subscribe", "culture, business"),)


@pytest.mark.parametrize(
    ("locale", "text", "act"),
    [
        ("en", "the links won't open", "fault"),
        ("de", "wieso bekomme ich das gleiche doppelt", "fault"),
        ("fr", "le lien ne s'ouvre pas", "fault"),
        ("es", "el enlace no carga", "fault"),
        ("ru", "ссылка не загружается", "fault"),
        ("zh-Hant", "連結點不開", "fault"),
        ("en", "keep it short pls", "much"),
        ("fr", "trop de texte, abrège", "much"),
        ("es", "demasiado texto, más breve", "much"),
        ("ru", "слишком много текста, сократи", "much"),
        ("ja", "文章が長いです", "much"),
        ("zh-Hans", "字太多了看不完", "much"),
        ("en", "stop spamming me", "halt"),
        ("es", "ya para, déjame en paz", "halt"),
        ("ru", "прекрати присылать", "halt"),
        ("de", "hör bitte auf damit", "halt"),
        ("zh-Hans", "别推了烦死了", "halt"),
        ("en", "what have i signed up for", "subscriptions"),
        ("zh-Hans", "我订阅的有哪些", "subscriptions"),
        ("en", "will you charge me later", "cost"),
        ("ja", "お金を払う必要はありますか", "cost"),
    ],
)
def test_each_is_answered_alone(locale: str, text: str, act: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.acts == {act}
    assert found.is_settled


@pytest.mark.parametrize(
    ("locale", "text"),
    [("zh-Hans", "足球别发了"), ("ru", "хватит слать спорт")],
)
def test_a_named_topic_alone_is_dropped(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.acts == {"drop"}


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("de", "hast du auch was aus Rostock", "Rostock"),
        ("en", "have you got anything from Malta", "Malta"),
        ("es", "tienes algo sobre Malta", "Malta"),
        ("fr", "vous avez des infos sur le Mali", "Mali"),
        ("ru", "у тебя есть что нибудь про Мальту", "Мальту"),
        ("ja", "マルタの情報ありますか", "マルタ"),
        ("zh-Hans", "大桥那件事后来怎么样了", "大桥"),
    ],
)
def test_what_is_asked_for_once_is_searched(
    locale: str, text: str, name: str
) -> None:
    wish = read_wish(text, locale)
    assert wish is not None
    assert (wish.act, wish.rest) == ("search", name)


def test_a_part_of_a_topic_is_not_left_unasked() -> None:
    found = understand("もう野球はいらない", "ja")
    assert found is not None
    assert found.orders == (WishedAct("drop", "野球"),)
    assert not found.is_settled


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("不要财经 没兴趣", (WishedAct("drop", "business"),)),
        (
            "给我看科学 体育就不用了",
            (WishedAct("subscribe", "science"), WishedAct("drop", "sports")),
        ),
    ],
)
def test_a_blank_parts_a_chinese_sentence(
    text: str, orders: tuple[WishedAct, ...]
) -> None:
    found = understand(text, "zh-Hans")
    assert found is not None
    assert found.orders == orders


def test_another_hour_is_no_fault_of_a_story() -> None:
    found = understand("错了 是六点 不是五点", "zh-Hans")
    assert found is not None
    assert (found.orders, found.times) == ((), ("六点",))


def test_what_is_said_of_no_hour_is_not_done_unasked() -> None:
    found = understand("send me science after work", "en")
    assert found is not None
    assert not found.is_settled


def test_days_behind_are_not_left_out_of_the_schedule() -> None:
    found = understand("you send nothing since monday", "en")
    assert found is None or "free" not in found.acts


def test_about_an_hour_is_no_sunday() -> None:
    assert format_schedule(parse_schedule("so um acht", "de")) == "08:00"
