"""Of two hours the refused one is never set, and a single refused hour sets nothing."""

from __future__ import annotations

import pytest

from news.wishes import read_wishes
from news.wishes.bot_questions import read_bot_question
from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "hour"),
    [
        ("en", "don't send it at 6 send it at 7", "at 7"),
        ("en", "send it at 7 please don't send it at 6", "at 7"),
        ("zh-Hans", "六点别发七点发", "七点"),
        ("zh-Hans", "不要六点，改七点半", "七点半"),
        ("zh-Hans", "不是六点 是七点", "七点"),
        ("ja", "6時は送らないで7時に送って", "7時"),
    ],
)
def test_the_other_hour_is_meant(locale: str, text: str, hour: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == (hour,)
    assert not found.orders


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "not at 8"), ("de", "nicht um 8"), ("ru", "не в восемь")],
)
def test_a_refused_hour_alone_sets_nothing(locale: str, text: str) -> None:
    assert understand(text, locale) is None


@pytest.mark.parametrize(
    ("locale", "text", "act"),
    [
        ("ru", "ой нет, лучше в девять", "schedule"),
        ("en", "sorry, make it at 9", "schedule"),
        ("ru", "заебал уже", "annoyed"),
        ("es", "que pesado eres joder", "annoyed"),
    ],
)
def test_a_correction_or_anger_is_heard(
    locale: str, text: str, act: str
) -> None:
    assert act in {wish.act for wish in read_wishes(text, locale)}


@pytest.mark.parametrize(
    "text", ["actually make that 9", "sorry, make it stop"]
)
def test_a_number_that_may_count_stories_is_no_hour(text: str) -> None:
    found = understand(text, "en")
    assert found is None or not found.times
    acts = {wish.act for wish in read_wishes(text, "en")}
    assert "schedule" not in acts


@pytest.mark.parametrize(
    ("locale", "text", "subject"),
    [
        ("en", "what do you do w my data", "privacy"),
        ("fr", "c koi ce truc", "self"),
        ("de", "bin nächste Woche im Urlaub", "break"),
        ("fr", "je pars en vacances jeudi", "break"),
    ],
)
def test_hurried_words_are_answered(
    locale: str, text: str, subject: str
) -> None:
    question = read_bot_question(text, locale)
    assert question is not None
    assert question.subject == subject


def test_too_often_in_chinese_is_less_of_a_topic() -> None:
    found = understand("别老发体育的了", "zh-Hans")
    assert found is not None
    assert [order.act for order in found.orders] == ["less"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "schick um halb acht die Nachrichten, aber nicht mittwochs"),
        ("fr", "envoie à 7h30 mais pas le mercredi"),
        ("es", "mándamelo a las 7:30 pero no los miércoles"),
    ],
)
def test_refused_days_are_left_out_of_the_hours(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == ("07:30 mon tue thu fri sat sun",)
    assert not found.is_clear


@pytest.mark.parametrize(
    "text", ["jveux plus de culture", "je veux plus de culture"]
)
def test_more_or_no_more_is_asked_in_french(text: str) -> None:
    found = understand(text, "fr")
    assert found is not None
    assert found.is_doubtful
    acts = {wish.act for wish in read_wishes(text, "fr")}
    assert acts.isdisjoint({"stop", "unwanted"})


def test_two_japanese_wishes_are_parted() -> None:
    found = understand("健康も追加して 政治は消して", "ja")
    assert found is not None
    orders = {order.act: order.value for order in found.orders}
    assert orders == {"subscribe": "health", "drop": "politics"}
