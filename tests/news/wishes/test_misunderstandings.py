"""Who was understood wrong, who wants to hear it again, and who wants what no news bot does."""

from __future__ import annotations

import pytest

from news.wishes.bot_questions import read_bot_question
from news.wishes.rules import undecorated
from tests.linear_time import assert_linear


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "sorry but that's not what I meant"),
        ("en", "hm, you got it all wrong"),
        ("en", "no, this isn't the right answer"),
        ("de", "nein, das wollte ich nicht"),
        ("de", "du hast mich falsch verstanden"),
        ("fr", "non ce n'est pas ce que je voulais"),
        ("fr", "tu as mal compris"),
        ("es", "no es lo que pedí"),
        ("es", "me has entendido mal"),
        ("ru", "нет, ты меня неправильно понял"),
        ("ru", "это не то что я просил"),
        ("ja", "そういう意味じゃない"),
        ("zh-Hans", "你理解错了"),
        ("zh-Hant", "你沒聽懂我的意思"),
    ],
)
def test_a_misunderstanding_is_heard(locale: str, text: str) -> None:
    question = read_bot_question(text, locale)
    assert question is not None
    assert question.subject == "misread"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "could you tell me that once more please"),
        ("en", "say again"),
        ("de", "sag das bitte noch mal"),
        ("fr", "tu peux répéter encore une fois stp"),
        ("es", "repítelo por favor"),
        ("ru", "повтори ещё раз пожалуйста"),
        ("ja", "もう一度お願いします"),
        ("zh-Hans", "能再说一遍吗"),
    ],
)
def test_a_repetition_is_asked_for(locale: str, text: str) -> None:
    question = read_bot_question(text, locale)
    assert question is not None
    assert question.subject == "repeat"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "set an alarm for seven"),
        ("en", "remind me to buy milk"),
        ("de", "kennst du einen Witz"),
        ("de", "mach bitte das Licht aus"),
        ("fr", "mets un minuteur de dix minutes"),
        ("es", "pon un poco de música"),
        ("ru", "поставь будильник на семь"),
        ("ja", "タイマーを10分セットして"),
        ("zh-Hans", "帮我定个明早的闹钟"),
        ("zh-Hans", "讲个笑话吧"),
    ],
)
def test_what_no_news_bot_does_is_told_apart(locale: str, text: str) -> None:
    question = read_bot_question(text, locale)
    assert question is not None
    assert question.subject == "outside"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "doesn't matter to me"),
        ("de", "ist mir egal"),
        ("fr", "peu importe"),
        ("es", "no importa"),
        ("ru", "мне без разницы"),
        ("ja", "どっちでもいいです"),
        ("zh-Hans", "我都可以"),
    ],
)
def test_who_does_not_mind_changes_nothing(locale: str, text: str) -> None:
    question = read_bot_question(text, locale)
    assert question is not None
    assert question.subject == "aside"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "remind me about tech every day at 8"),
        ("en", "play station news"),
        ("en", "translate the news to English"),
        ("en", "the alarm over the reactor"),
        ("de", "Wecker der Revolution"),
        ("ru", "включи новости спорта"),
        ("zh-Hans", "每天早上八点提醒我看新闻"),
        ("zh-Hans", "音乐新闻"),
        ("en", "turn off the music news"),
        ("fr", "rappelle-moi les nouvelles demain"),
        ("es", "recuérdame las noticias"),
        ("ru", "выключи музыку"),
        ("ja", "8時にニュースをリマインドして"),
        ("zh-Hans", "来点音乐"),
        ("zh-Hans", "关掉电视新闻"),
        ("zh-Hans", "提醒我外交消息"),
        ("zh-Hans", "提醒我交通"),
        ("zh-Hans", "提醒我买房政策变化"),
    ],
)
def test_wishes_for_news_are_none_of_these(locale: str, text: str) -> None:
    question = read_bot_question(text, locale)
    named = question.subject if question else ""
    assert named not in {"outside", "misread", "repeat"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("👍", "aside"),
        ("❤️❤️", "aside"),
        ("👍🏽 👍🏽", "aside"),
        ("🛑", "misread"),
        ("❓❓", "lost"),
    ],
)
def test_pictures_alone_are_read(text: str, subject: str) -> None:
    for locale in ("en", "ru", "zh-Hans"):
        question = read_bot_question(text, locale)
        assert question is not None
        assert question.subject == subject


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("no sports 🙏🏽", "no sports"),
        ("🛑 ✋ stop", "stop"),
        ("别推体育了🙄", "别推体育了"),
        ("❤️", "❤️"),
        ("R2 → D2", "R2 → D2"),
    ],
)
def test_pictures_around_words_say_nothing(written: str, bare: str) -> None:
    assert undecorated(written) == bare


def test_blanks_between_words_take_linear_time() -> None:
    assert_linear(lambda text: undecorated(f"x{text}"))
