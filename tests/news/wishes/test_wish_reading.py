"""What people write without a command, in their own language, and what they mean by it."""

from __future__ import annotations

import pytest

from news.wishes import Wish, bare, read_wish, read_wishes


@pytest.mark.parametrize(
    ("locale", "text", "act", "rest"),
    [
        ("zh-Hans", "帮我订阅科技和财经", "subscribe", "科技, 财经"),
        ("zh-Hans", "我想看科技新闻", "subscribe", "科技"),
        ("zh-Hans", "每天早上八点发给我", "schedule", "每天早上八点"),
        ("zh-Hans", "改成晚上九点", "schedule", "晚上九点"),
        ("zh-Hans", "八点太早了，改成九点", "schedule", "九点"),
        ("zh-Hans", "以后别发体育了", "stop", "体育"),
        ("zh-Hans", "不要再推送娱乐新闻", "stop", "娱乐"),
        ("zh-Hans", "取消订阅财经", "stop", "财经"),
        ("zh-Hans", "不要政治新闻", "stop", "政治"),
        ("zh-Hans", "我不看体育", "stop", "体育"),
        ("zh-Hans", "今天有什么新闻？", "digest", ""),
        ("zh-Hans", "有没有关于大桥的新闻", "search", "大桥"),
        ("zh-Hans", "算了，继续发吧", "resume", ""),
        ("en", "what was yesterday about the ferry", "search", "ferry"),
        ("de", "was war gestern mit der Fähre los", "search", "Fähre"),
        ("ru", "что вчера было про паром", "search", "паром"),
        ("fr", "cherche les infos sur les ferries", "search", "ferries"),
        ("es", "qué hubo ayer sobre el puente", "search", "puente"),
        ("ru", "с 22 до 6 утра не буди", "quiet", "с 22 до 6 утра"),
        ("zh-Hans", "暂停三天", "pause", "三天"),
        ("zh-Hans", "暂停到下周一", "pause", "到下周一"),
        ("zh-Hans", "先停一下", "pause", ""),
        ("zh-Hans", "恢复推送", "resume", ""),
        ("zh-Hans", "晚上十点到早上七点别打扰", "quiet", "晚上十点到早上七点"),
        ("zh-Hans", "我在东京", "timezone", "东京"),
        ("zh-Hans", "时区改成东京", "timezone", "东京"),
        ("zh-Hans", "说英文", "language", "英文"),
        ("zh-Hans", "把简报改短一点", "much", ""),
        ("zh-Hans", "太多了", "much", ""),
        ("zh-Hans", "我对天文感兴趣", "subscribe", "天文"),
        ("zh-Hans", "不用了", "no", ""),
        ("zh-Hans", "每周给我一份总结", "week", ""),
        ("zh-Hans", "搜索跨海大桥", "search", "跨海大桥"),
        ("zh-Hans", "跨海大桥最近有什么消息？", "search", "跨海大桥"),
        # The word for news beside a time alone belongs to a name.
        ("zh-Hans", "关注晚间新闻", "subscribe", "晚间新闻"),
        ("zh-Hans", "关注新闻联播", "subscribe", "新闻联播"),
        ("ja", "ニュース7をフォロー", "subscribe", "ニュース7"),
        ("en", "follow the Evening News", "subscribe", "the Evening News"),
        ("zh-Hant", "請幫我訂閱科技", "subscribe", "科技"),
        ("zh-Hant", "不要再發體育新聞", "stop", "體育"),
        ("zh-Hant", "每天早上7點發給我", "schedule", "每天早上7點"),
        (
            "en",
            "please subscribe me to tech and sports",
            "subscribe",
            "tech, sports",
        ),
        ("en", "I want to read news about science", "subscribe", "science"),
        ("en", "Send me tech news", "subscribe", "tech"),
        (
            "en",
            "send me the news every morning at 8",
            "schedule",
            "every morning at 8",
        ),
        (
            "en",
            "Send it at 7:30 on weekdays",
            "schedule",
            "at 7:30 on weekdays",
        ),
        ("en", "8 is too early, make it 9", "schedule", "9"),
        ("en", "stop sending me sports", "stop", "sports"),
        ("en", "no more celebrity news please", "stop", "celebrity"),
        ("en", "I don't want politics anymore", "stop", "politics"),
        ("en", "what's new?", "digest", ""),
        ("en", "pause for three days", "pause", "for three days"),
        ("en", "pause until Monday", "pause", "until Monday"),
        ("en", "don't disturb me from 10pm to 7am", "quiet", "10pm to 7am"),
        ("en", "I'm in Berlin", "timezone", "Berlin"),
        ("en", "speak German", "language", "German"),
        ("en", "in French please", "language", "French"),
        ("en", "too much news", "much", ""),
        ("en", "resume", "resume", ""),
        ("en", "no thanks", "no", ""),
        ("en", "weekly summary please", "week", ""),
        ("en", "what's new about the ferry?", "search", "ferry"),
        ("en", "search for ferry timetables", "search", "ferry timetables"),
        ("en", "show me some tech news", "subscribe", "tech"),
        ("en", "google for ferry timetables", "search", "ferry timetables"),
        (
            "de",
            "Ich möchte Nachrichten über Wissenschaft lesen",
            "subscribe",
            "Wissenschaft",
        ),
        (
            "de",
            "bitte schick mir Nachrichten über Sport und Wirtschaft",
            "subscribe",
            "Sport, Wirtschaft",
        ),
        (
            "de",
            "Schick mir die Nachrichten jeden Morgen um 7",
            "schedule",
            "jeden Morgen um 7",
        ),
        ("de", "keine Sportnachrichten mehr", "stop", "Sport"),
        ("de", "ich will keine Politik mehr", "stop", "Politik"),
        ("de", "Pause bis Montag", "pause", "bis Montag"),
        ("de", "nicht stören von 22 bis 7 Uhr", "quiet", "22 bis 7 Uhr"),
        ("de", "ich bin in Wien", "timezone", "Wien"),
        ("de", "sprich englisch", "language", "englisch"),
        ("de", "zu viel", "much", ""),
        ("de", "was gibt's Neues?", "digest", ""),
        ("de", "lieber um 9", "schedule", "um 9"),
        ("de", "Was gibt es Neues zu Fähren?", "search", "Fähren"),
        ("es", "quiero noticias de ciencia", "subscribe", "ciencia"),
        (
            "es",
            "suscríbeme a deportes y economía",
            "subscribe",
            "deportes, economía",
        ),
        ("es", "envíame las noticias a las 8", "schedule", "a las 8"),
        ("es", "no quiero más deportes", "stop", "deportes"),
        ("es", "pausa hasta el lunes", "pause", "hasta el lunes"),
        ("en", "stop for a week im on holiday", "pause", "for a week"),
        # "Until" tells the 9th from nine days.
        ("es", "pausa hasta el 9", "pause", "hasta el 9"),
        ("zh-Hans", "暂停到9日", "pause", "到9日"),
        ("ja", "9日まで止めて", "pause", "9日まで"),
        ("es", "estoy en Madrid", "timezone", "Madrid"),
        ("es", "habla inglés", "language", "inglés"),
        ("es", "demasiadas noticias", "much", ""),
        ("es", "¿qué hay de nuevo?", "digest", ""),
        ("es", "¿qué hay de nuevo sobre el ferry?", "search", "ferry"),
        ("fr", "je voudrais des infos sur la science", "subscribe", "science"),
        ("fr", "abonne-moi au sport", "subscribe", "sport"),
        (
            "fr",
            "envoie-moi les infos tous les jours à 8h",
            "schedule",
            "tous les jours à 8h",
        ),
        ("fr", "je ne veux plus de sport", "stop", "sport"),
        ("fr", "pause jusqu'à lundi", "pause", "jusqu'à lundi"),
        ("fr", "je suis à Paris", "timezone", "Paris"),
        ("fr", "parle anglais", "language", "anglais"),
        ("fr", "trop d'infos", "much", ""),
        ("fr", "quoi de neuf ?", "digest", ""),
        ("fr", "plutôt à 9h", "schedule", "à 9h"),
        ("fr", "cherche le ferry", "search", "ferry"),
        ("de", "schick mir Sportnachrichten", "subscribe", "Sport"),
        ("ru", "присылай мне спорт", "subscribe", "спорт"),
        ("ja", "スポーツのニュースを送って", "subscribe", "スポーツ"),
        ("ja", "科学を購読したい", "subscribe", "科学"),
        ("ja", "毎朝7時に送って", "schedule", "毎朝7時"),
        ("ja", "スポーツはもういらない", "stop", "スポーツ"),
        ("ja", "月曜まで止めて", "pause", "月曜まで"),
        ("ja", "東京にいます", "timezone", "東京"),
        ("ja", "英語で話して", "language", "英語"),
        ("ja", "多すぎる", "much", ""),
        ("ja", "フェリーを検索して", "search", "フェリー"),
        ("ja", "最新のニュースは", "digest", ""),
        ("ru", "подпиши меня на науку и спорт", "subscribe", "науку, спорт"),
        ("ru", "присылай новости про спорт", "subscribe", "спорт"),
        ("ru", "присылай новости в 8 утра", "schedule", "в 8 утра"),
        ("ru", "больше не присылай спорт", "stop", "спорт"),
        ("ru", "пауза до понедельника", "pause", "до понедельника"),
        ("ru", "я в Москве", "timezone", "Москве"),
        ("ru", "говори по-английски", "language", "английски"),
        ("ru", "слишком много", "much", ""),
        ("ru", "что нового?", "digest", ""),
        ("ru", "что нового про паром?", "search", "паром"),
    ],
)
def test_plain_words_are_read_as_what_they_want(
    locale: str, text: str, act: str, rest: str
) -> None:
    wish = read_wish(text, locale)
    assert wish is not None
    assert (wish.act, wish.rest) == (act, rest)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "only 5 articles"),
        ("de", "nur noch 5 Meldungen"),
        ("zh-Hans", "只要5条新闻"),
    ],
)
def test_a_number_of_stories_is_no_hour(locale: str, text: str) -> None:
    read = [(wish.act, wish.rest) for wish in read_wishes(text, locale)]
    assert ("schedule", "5") not in read


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-Hans", "大桥为什么关闭"),
        ("zh-Hans", "人工智能"),
        ("zh-Hans", "芯片出口"),
        ("en", "climate change"),
        ("en", "interest rates"),
        ("en", "Tesla recall"),
        ("en", "Google unveils new phone"),
        ("en", "Why was the bridge closed?"),
        ("de", "Zinsen"),
        ("ru", "изменение климата"),
        ("en", "x" * 201),
        ("en", "two\nlines"),
        ("en", " ... "),
        ("xx", "Zinsen"),
    ],
)
def test_words_to_look_for_are_no_wish(locale: str, text: str) -> None:
    assert read_wish(text, locale) is None


def test_english_is_read_in_every_chat() -> None:
    assert read_wish("no more sports", "ja") == Wish("stop", "sports")


@pytest.mark.parametrize(
    ("locale", "text", "topic"),
    [
        ("en", "Tech news, please", "Tech"),
        ("de", "Sportnachrichten", "Sport"),
        ("zh-Hans", "请发科技新闻吧", "发科技"),
        ("en", "news", "news"),
    ],
)
def test_the_word_for_news_and_courtesies_are_taken_off(
    locale: str, text: str, topic: str
) -> None:
    assert bare(text, locale) == topic


def test_a_preposition_is_no_beginning_of_a_word() -> None:
    (quiet, *_) = read_wishes("тихо сегодня", "ru")
    assert quiet == Wish("quiet", "сегодня")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我想看一带一路", "一带一路"),
        ("我想看一级方程式", "一级方程式"),
        ("我想看一点天文", "天文"),
        ("我想看一下天文", "天文"),
        ("我想看些天文", "天文"),
    ],
)
def test_a_little_is_no_part_of_a_name(text: str, name: str) -> None:
    assert read_wish(text, "zh-Hans") == Wish("subscribe", name)
