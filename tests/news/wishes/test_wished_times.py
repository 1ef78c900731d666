"""Of two times one may be refused, some words bound the night, and a day of one's own names its part."""

from __future__ import annotations

import pytest

from news.schedule import format_schedule, parse_schedule
from news.wishes.parts import read_parts
from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "when"),
    [
        ("en", "not at nine, at ten", "at ten"),
        ("de", "nicht um neun, um halb zehn", "um halb zehn"),
        ("fr", "pas à neuf heures, à neuf heures et demie", "à neuf heures et demie"),
        ("ru", "не в девять а в полдесятого", "в полдесятого"),
        ("zh-Hans", "不要九点，改十点半", "十点半"),
        ("zh-Hant", "不要九點，十點", "十點"),
        ("es", "no a las nueve sino a las diez", "a las diez"),
        ("zh-Hans", "不对，是早上九点", "早上九点"),
        ("en", "no, I meant 9 in the morning", "9 in the morning"),
        ("fr", "non, 19h30 plutôt", "19h30"),
        ("ru", "нет, лучше в полседьмого", "в полседьмого"),
        ("zh-Hans", "周末不用发，工作日八点半", "工作日八点半"),
        ("ru", "по будням без десяти восемь", "по будням без десяти восемь"),
        ("es", "entre semana tipo 7", "entre semana tipo 7"),
        # Nothing is refused here.
        ("en", "send it at nine, at ten", "at nine, at ten"),
        ("de", "kein Sport, um 8 und um 9 Uhr", "um 8 und um 9 Uhr"),
        # The other words name no time of digests.
        ("en", "I work nights, send it at 3pm", "at 3pm"),
    ],
)  # fmt: skip
def test_the_time_that_is_not_refused_is_meant(
    locale: str, text: str, when: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == (when,)


@pytest.mark.parametrize(
    ("locale", "text", "act", "value"),
    [
        ("en", "please don't send anything before 7", "dawn", "7"),
        ("en", "only tech and nothing after 10 pm", "night", "10 pm"),
        ("de", "nichts nach 22 Uhr", "night", "22 Uhr"),
        ("zh-Hans", "十点以后别吵我", "night", "十点"),
        ("de", "mehr Technik, aber nicht nachts", "apart", "nachts"),
        ("en", "tech but not on weekends", "apart", "weekends"),
        # "Pero no de" and "mais pas du" leave something out, and take nothing of a time.
        ("es", "ciencia, pero no de madrugada", "apart", "de madrugada"),
        ("fr", "la science mais pas du matin", "apart", "du matin"),
        ("fr", "tu m'as réveillée à 5h", "untimely", ""),
        ("es", "llega muy tarde para mí, ya estoy en clase", "untimely", ""),
        ("zh-Hans", "科技，不要太长", "brief", ""),
        ("de", "schick mir das nicht so früh", "late", ""),
        ("ja", "もう少し早い時間がいい", "late", ""),
        ("fr", "t'as rien sur le climat ?", "latest", "climate"),
        ("zh-Hans", "有没有关于火星的", "latest", "火星"),
        ("en", "tech and science but keep it short", "brief", ""),
    ],
)
def test_what_bounds_the_news_is_no_time_of_digests(
    locale: str, text: str, act: str, value: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    wanted = {order.act: order.value for order in found.orders}
    assert wanted.get(act) == value
    assert found.times == ()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "tech at 8, not at 9"),
        ("en", "send me news after the storm"),
        ("de", "Nachrichten nach acht"),
        ("zh-Hant", "晚上九點以後到早上七點不要傳"),
        ("en", "the day before the vote"),
        ("en", "tech, not sports, on weekends"),
    ],
)
def test_other_words_bound_nothing(locale: str, text: str) -> None:
    found = understand(text, locale)
    acts = found.acts if found else frozenset()
    assert acts.isdisjoint(("night", "dawn", "apart"))


def test_a_topic_is_followed_beside_a_wish_for_short_texts() -> None:
    found = understand("科技和财经，别太长", "zh-Hans")
    assert found is not None
    named = {order.act: order.value for order in found.orders}
    assert named == {"subscribe": "tech, business", "brief": ""}
    assert found.names_topics


def test_everything_but_a_topic_leaves_it_in_spanish_and_french() -> None:
    for locale, text in (
        ("es", "mándame todo menos ciencia"),
        ("fr", "envoie-moi tout sauf les sciences"),
    ):
        found = understand(text, locale)
        assert found is not None
        assert [order.act for order in found.orders] == ["drop"]


@pytest.mark.parametrize(
    ("language", "text", "stored"),
    [
        ("zh", "下班路上看，七点发", "19:00"),
        ("zh", "下午三点半推给我", "15:30"),
        ("zh", "睡前十点半", "22:30"),
        ("zh", "早上，八点", "08:00"),
        ("en", "half seven in the evening", "19:30"),
        ("en", "after work, at 6", "18:00"),
        ("de", "vor der Arbeit um 6", "06:00"),
        ("de", "dreiviertel acht abends", "19:45"),
        ("ru", "после работы в 7", "19:00"),
        ("es", "al salir del trabajo a las 6", "18:00"),
        ("fr", "avant de dormir à 10h", "22:00"),
        ("ja", "寝る前 11時", "23:00"),
        ("ja", "毎朝7amに", "07:00"),
    ],
)
def test_a_part_of_ones_own_day_tells_which_hour_is_meant(
    language: str, text: str, stored: str
) -> None:
    assert format_schedule(parse_schedule(text, language)) == stored


def test_mornings_and_an_hour_stay_two_times() -> None:
    found = understand("早上和八点", "zh-Hans")
    assert found is None or found.times != ("早上和八点",)


def test_the_language_behind_a_refused_one_is_meant() -> None:
    found = understand("不要英文，换成中文", "zh-Hans")
    assert found is not None
    assert [(order.act, order.value) for order in found.orders] == [
        ("language", "zh")
    ]


def test_no_before_a_wish_without_a_time_stays_a_refusal() -> None:
    found = understand("no, sports", "en")
    assert found is None or not found.has("subscribe")


def test_a_refusal_far_from_two_times_keeps_both() -> None:
    found = understand("drop sports, send tech at 8 but science at 9", "en")
    assert found is not None
    assert found.times == ("at 8", "at 9")


def test_days_and_their_hour_behind_a_refusal_stay_one_phrase() -> None:
    parts = read_parts("not mondays, at 8", "en")
    assert [part.text for part in parts if part.time] == ["mondays, at 8"]
