"""What a sentence takes back is asked about, and what is to stay is not left."""

from __future__ import annotations

import pytest

from news.topics import find
from news.wishes import read_timed_wish
from news.wishes.setting_rules import WishedAct
from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "mute sports never mind"),
        ("en", "add science. Never mind."),
        ("en", "drop sports or actually keep it"),
        ("en", "pictures off never mind"),
        ("en", "pause until monday never mind"),
        ("de", "keine bilder oder doch lass die bilder"),
        ("es", "sin fotos bueno mejor con fotos"),
        ("de", "keine wirtschaft mehr vergiss es"),
        ("de", "sport abbestellen war nur spaß"),
        ("es", "añade ciencia olvidalo"),
        ("es", "manda mas economia (ironia)"),
        ("fr", "ajoute la science non plutot la santé"),
        ("fr", "arrete le sport je rigole"),
        ("ja", "政治追加して やっぱりいいや"),
        ("ja", "科学追加して いや 健康"),
        ("ja", "科学追加して あ、間違えた健康"),
        ("ja", "もっと経済送ってくれていいんだよ(皮肉)"),
        ("ja", "スポーツいらない やっぱりいる"),
        ("ru", "добавь науку ой нет здоровье"),
        ("en", "drop business oh sorry sports"),
        ("de", "wirtschaft weg ach sorry sport"),
        ("es", "quita economia ay perdon deportes"),
        ("fr", "enleve l'economie euh pardon le sport"),
        ("ru", "убери экономику ой прости спорт"),
        ("zh-Hans", "加个科学 哦不对 加健康"),
        ("zh-Hans", "不要体育了 算了还是留着吧"),
        ("zh-Hant", "取消體育 說錯了"),
        ("zh-Hant", "不要體育 騙你的"),
    ],
)
def test_what_is_taken_back_is_not_done(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.is_doubtful
    assert not found.is_settled


@pytest.mark.parametrize(
    ("locale", "text", "orders"),
    [
        ("en", "follow science, no sports", "subscribe science, drop sports"),
        (
            "fr",
            "la science oui, non au sport",
            "subscribe science, drop sports",
        ),
        ("zh-Hans", "体育不用了 加科学", "subscribe science, drop sports"),
        ("zh-Hans", "要科技不要体育", "subscribe tech, drop sports"),
    ],
)
def test_a_refusal_of_another_topic_takes_nothing_back(
    locale: str, text: str, orders: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    read = ", ".join(f"{order.act} {order.value}" for order in found.orders)
    assert (read, found.is_doubtful) == (orders, False)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "dont remove sports remove business"),
        ("en", "remove business dont remove sports"),
        ("de", "wirtschaft abbestellen aber sport nicht abbestellen"),
        ("es", "quita economia no quites deportes"),
        ("fr", "enlève l'économie n'enlève pas le sport"),
        ("ja", "スポーツ消さないで経済消して"),
        ("ja", "経済を消して スポーツは消さないで"),
        ("ru", "убери экономику не убирай спорт"),
        ("zh-Hans", "体育别删 财经删掉"),
    ],
)
def test_what_is_to_stay_is_not_left_with_the_rest(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.orders == (WishedAct("drop", "business"),)


def test_what_is_to_stay_alone_changes_nothing() -> None:
    found = understand("sport nicht abbestellen wirtschaft abbestellen", "de")
    assert found is not None
    assert found.is_answer


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "give me tech but not at 8"),
        ("de", "gib mir technik aber nicht um 8"),
        ("ru", "давай технологии но не в 8"),
    ],
)
def test_a_refused_hour_is_that_of_no_topic(locale: str, text: str) -> None:
    assert read_timed_wish(text, locale, find) is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-Hans", "之前你都是7点发"),
        ("zh-Hans", "以前7点发的"),
        ("zh-Hans", "本来是7点发的呀"),
        ("ja", "以前は7時に送ってた"),
    ],
)
def test_the_hour_of_former_times_is_at_most_offered(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert not found.is_settled
    assert found.is_doubtful


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "send at 8 on weekdays but skip business on fridays"),
        ("de", "schick um 8 aber freitags keine wirtschaft"),
        ("es", "manda a las 9 pero los viernes sin economia"),
        ("fr", "envoie à 8h mais pas d'économie le week-end"),
        ("ja", "金曜は経済いらない 8時に送って"),
        ("ru", "присылай в 9 но по пятницам без экономики"),
        ("zh-Hant", "8點傳 但週末不要財經"),
    ],
)
def test_a_topic_refused_on_days_is_not_left_though_an_hour_is_set(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert (found.orders, found.times) == ((WishedAct("partial"),), ())


def test_days_with_a_verb_of_their_own_are_those_of_digests() -> None:
    found = understand("no sports, send it at 9 on fridays", "en")
    assert found is not None
    assert found.orders == (WishedAct("drop", "sports"),)
    assert found.times == ("at 9 on fridays",)


@pytest.mark.parametrize(
    ("locale", "text", "kept"),
    [
        ("zh-Hans", "早上8点太早了改9点吧", "9点"),
        ("zh-Hans", "晚上8点太晚了改7点", "7点"),
        ("ja", "朝8時は早すぎるから9時にして", "9時"),
    ],
)
def test_the_hour_that_is_too_early_is_not_set(
    locale: str, text: str, kept: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.times == (kept,)
