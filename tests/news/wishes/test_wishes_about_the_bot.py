"""What people say to the bot about itself, as they type: without marks, accents or care."""

from __future__ import annotations

import re

import pytest

from bot.rendering.i18n import LOCALES, tongue
from news.wishes import is_vague, names_whole, read_wish, read_wishes


@pytest.mark.parametrize(
    ("locale", "text", "act", "rest"),
    [
        ("en", "when is the next digest?", "next", ""),
        ("en", "i didnt get my news today", "next", ""),
        ("zh-Hans", "下一次什么时候推送", "next", ""),
        ("zh-Hant", "怎麼還沒收到今天的新聞", "next", ""),
        ("ja", "次の配信はいつですか", "next", ""),
        ("de", "wann kommt die nächste übersicht", "next", ""),
        ("es", "cuando llega el proximo resumen", "next", ""),
        ("fr", "c'est quand le prochain résumé", "next", ""),
        ("ru", "во сколько придут новости", "next", ""),
        ("en", "why am i getting this", "why", ""),
        ("zh-Hans", "为什么给我发这个", "why", ""),
        ("ja", "なぜこの記事が届いたのですか", "why", ""),
        ("de", "wieso bekomme ich das", "why", ""),
        ("es", "por qué me mandas esto", "why", ""),
        ("fr", "pourquoi je reçois ça", "why", ""),
        ("ru", "зачем ты мне это прислал", "why", ""),
        ("en", "what did you send yesterday", "again", ""),
        ("zh-Hans", "昨天发了什么", "again", ""),
        ("ja", "昨日のニュースをもう一度送って", "again", ""),
        ("de", "zeig mir die nachrichten von gestern nochmal", "again", ""),
        ("es", "que me mandaste ayer", "again", ""),
        ("fr", "les infos d'hier encore", "again", ""),
        ("ru", "что ты присылал вчера", "again", ""),
        ("en", "nothing on weekends", "free", "weekends"),
        ("en", "no news at weekends please", "free", "weekends"),
        ("en", "don't send me anything tomorrow", "free", "tomorrow"),
        ("zh-Hans", "下午别推了", "free", "下午"),
        ("zh-Hans", "周末别推", "free", "周末"),
        ("zh-Hant", "明天不要發", "free", "明天"),
        ("ja", "週末は送らないで", "free", "週末"),
        ("de", "sonntags bitte nichts schicken", "free", "sonntags"),
        ("es", "nada los domingos", "free", "domingos"),
        ("fr", "rien le dimanche", "free", "dimanche"),
        ("ru", "не присылай по выходным", "free", "по выходным"),
        ("en", "nothing after 10 pm", "night", "10 pm"),
        ("zh-Hans", "晚上十点以后别发", "night", "晚上十点"),
        ("de", "nichts nach 22 uhr", "night", "22 uhr"),
        ("ru", "после 22 не пиши", "night", "22"),
        ("en", "only english articles", "articles", "english"),
        ("zh-Hans", "只看中文新闻", "articles", "中文"),
        ("de", "nur deutsche artikel bitte", "articles", "deutsche"),
        ("fr", "seulement en français", "articles", "français"),
        ("ru", "только на русском", "articles", "русск"),
        ("en", "stop sending me stuff about trump", "unwanted", "trump"),
        ("zh-Hans", "不想看跟选秀有关的新闻", "unwanted", "选秀"),
        ("ja", "トランプの話はもういい", "unwanted", "トランプ"),
        ("de", "genug von trump", "unwanted", "trump"),
        ("fr", "j'en ai marre de macron", "unwanted", "macron"),
        ("en", "a bit later please", "late", ""),
        ("zh-Hans", "晚点再发", "late", ""),
        ("de", "etwas später bitte", "late", ""),
        ("en", "i'm away for two weeks so pause", "away", "two weeks"),
        ("zh-Hans", "出差三天先暂停", "away", "三天"),
        ("es", "no me mandes nada hasta el lunes", "pause", "hasta el lunes"),
        ("ru", "не пиши до среды", "pause", "до среды"),
        ("en", "pause until the cows come home", "pausing", ""),
        ("en", "you are useless", "annoyed", ""),
        ("zh-Hans", "你真笨", "annoyed", ""),
        ("ja", "うるさい", "annoyed", ""),
        ("de", "lass mich in ruhe", "annoyed", ""),
        ("es", "eres tonto", "annoyed", ""),
        ("fr", "t'es nul", "annoyed", ""),
        ("ru", "отвали", "annoyed", ""),
        ("en", "i dont understand chinese", "language", ""),
        ("en", "just moved to Lisbon", "timezone", "Lisbon"),
        ("en", "i'm back you can resume", "resume", ""),
        ("zh-Hans", "我回来了继续推送吧", "resume", ""),
        ("de", "ich bin wieder da du kannst weitermachen", "resume", ""),
        ("fr", "je suis rentré tu peux reprendre", "resume", ""),
        ("ru", "я вернулась присылай снова", "resume", ""),
        ("en", "how often do you send?", "next", ""),
        ("de", "die nachrichten lieber abends um sieben", "schedule", "abends um sieben"),
        ("zh-Hans", "每天早上8点晚上8点各推一次", "schedule", "每天早上8点晚上8点"),
        ("ja", "今ロンドンです", "timezone", "ロンドン"),
        ("zh-Hans", "推送太频繁了", "much", ""),
        ("fr", "tu m'envoies trop de trucs", "much", ""),
        ("es", "manda solo lo más importante", "much", ""),
        ("ja", "毎朝6時半にお願いします", "schedule", "毎朝6時半"),
        ("de", "morgens um sieben reicht", "schedule", "morgens um sieben"),
        ("fr", "je préfère le matin à 7h", "schedule", "matin à 7h"),
        ("zh-Hans", "别再发股票了烦死了", "unwanted", "股票"),
        ("zh-Hant", "幫我追蹤一下颱風", "subscribe", "颱風"),
        ("zh-Hans", "我看不懂英文换成中文", "language", "中文"),
        ("ru", "пришли мне сводку за неделю", "week", ""),
        ("fr", "ajoute moi la culture", "subscribe", "culture"),
        ("fr", "envoie moi le sport", "subscribe", "sport"),
        ("es", "mandame tecnologia", "subscribe", "tecnologia"),
        # Accents that a hurried person leaves out.
        ("es", "cambia el resumen a las 9", "schedule", "9"),
        ("fr", "arrete tout jusqu'a lundi", "pause", "jusqu'a lundi"),
        ("de", "keine uberschriften", "stop", "uberschriften"),
    ],
)  # fmt: skip
def test_words_about_the_bot_are_read(
    locale: str, text: str, act: str, rest: str
) -> None:
    assert (act, rest) in [
        (wish.act, wish.rest) for wish in read_wishes(text, locale)
    ]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "when is the next election"), ("en", "why did the bridge collapse"), ("en", "weekend box office"), ("en", "sunday times"),
        ("en", "bad bunny tour"), ("en", "boring company"), ("en", "english premier league"), ("en", "last week tonight"),
        ("en", "holiday in greece"), ("en", "back to the future"), ("en", "thank you for smoking"), ("zh-Hans", "周末去哪玩"), ("zh-Hans", "下午股市"), ("zh-Hans", "垃圾分类"), ("zh-Hans", "周一停工潮"),
        ("ja", "週末の天気"), ("ja", "最悪の事故"), ("de", "wann ist die nächste wahl"), ("de", "müll"), ("es", "desastre natural"),
        ("fr", "quand est la prochaine grève"), ("ru", "мусор"), ("ru", "когда следующие выборы"),
    ],
)  # fmt: skip
def test_news_that_only_sounds_alike_is_no_wish(locale: str, text: str) -> None:
    assert read_wish(text, locale) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bot_reads_the_examples_that_it_gives(locale: str) -> None:
    told = tongue(locale).say("talk.sorry")
    examples = re.findall(r"[“„«「]\s?(.+?)\s?[”“»」]", told)
    wishes = [read_wish(example, locale) for example in examples]
    assert [wish and wish.act for wish in wishes] == ["much", "stop", "pause"]


def test_a_wish_that_does_not_fit_leaves_the_next_reading() -> None:
    acts = [wish.act for wish in read_wishes("no more news about Trump", "en")]
    assert acts == ["stop", "unwanted"]


@pytest.mark.parametrize(
    ("locale", "text", "is_one"),
    [
        ("en", "please follow News at Ten", True),
        ("zh-Hans", "关注新闻联播", True),
        ("de", "folge Bild am Sonntag", True),
        ("en", "give me a break", False),
        ("es", "quiero solo tres noticias", False),
    ],
)
def test_a_verb_that_takes_names_whole(
    locale: str, text: str, is_one: bool
) -> None:
    assert names_whole(text, locale) == is_one


@pytest.mark.parametrize(
    ("locale", "text", "is_one"),
    [
        ("en", "it half an hour later", True),
        ("zh-Hans", "这个", True),
        ("de", "nix", True),
        ("en", "Italy", False),
        ("de", "Nixon", False),
    ],
)
def test_a_word_that_names_nothing(
    locale: str, text: str, is_one: bool
) -> None:
    assert is_vague(text, locale) == is_one
