"""A wish that names topics and a time: what people write in each language, and what only looks alike."""

from __future__ import annotations

import pytest

from news.errors import ScheduleError
from news.schedule import format_schedule, parse_schedule
from news.topics import find
from news.wishes import TimedWish, read_timed_wish


def read(text: str, locale: str) -> TimedWish | None:
    return read_timed_wish(text, locale, find)


def when(wish: TimedWish, locale: str) -> str:
    """Return the times as they are kept, or the reason of a question."""
    try:
        return format_schedule(parse_schedule(wish.when, locale))
    except ScheduleError as error:
        return f"? {error.details['why']}"


@pytest.mark.parametrize(
    ("locale", "text", "topics", "times"),
    [
        ("en", "send me tech news every morning at 8", "tech", "08:00"),
        ("en", "Every day at 6 pm send me Chess news, please", "Chess", "18:00"),
        ("en", "can you send me science and health at 8 and 18 on weekdays?", "science, health", "08:00 18:00 weekdays"),
        ("en", "give me news about Tesla every 3 hours from 9 to 18", "Tesla", "09:00 12:00 15:00 18:00"),
        ("en", "on Mondays and Fridays at 7 I want business news", "business", "07:00 mon fri"),
        ("en", "subscribe to climate change daily at noon", "climate change", "12:00"),
        ("en", "follow Formula 1 news every Sunday at 9 pm", "Formula 1", "21:00 sun"),
        ("en", "send me sports at 7:30 pm", "sports", "19:30"),
        ("zh-Hans", "晚上七点发吧", "", "19:00"),
        ("zh-Hans", "每天早上八点给我科技新闻", "科技", "08:00"),
        ("zh-Hans", "早上8点推送AI新闻", "AI", "08:00"),
        ("zh-Hans", "科技新闻每天早上八点发给我", "科技", "08:00"),
        ("zh-Hans", "请每周一早上九点给我发财经和体育新闻，谢谢", "财经, 体育", "09:00 mon"),
        ("zh-Hans", "我想每天晚上八点半看科技新闻", "科技", "20:30"),
        ("zh-Hans", "工作日早7点半推送半导体", "半导体", "07:30 weekdays"),
        ("zh-Hans", "每天早上八点半导体新闻发给我", "半导体", "08:00"),
        ("zh-Hans", "每天早上8点5G新闻发给我", "5G", "08:00"),
        ("zh-Hans", "订阅新能源汽车，每天中午推送", "新能源汽车", "12:00"),
        ("zh-Hans", "每隔三小时给我发科技", "科技", "00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00"),
        ("zh-Hans", "麻烦工作日早上8点给我推送一下人工智能相关的新闻", "人工智能", "08:00 weekdays"),
        ("zh-Hans", "我想订阅体育，时间是晚上8点", "体育", "20:00"),
        ("zh-Hant", "每天早上八點給我科技新聞", "科技", "08:00"),
        ("zh-Hant", "請在平日晚上7點推送體育新聞", "體育", "19:00 weekdays"),
        ("zh-Hant", "訂閱晶片，每週六上午十點發給我", "晶片", "10:00 sat"),
        ("ja", "毎朝8時に科学のニュースを送って", "科学", "08:00"),
        ("ja", "科学のニュースを毎朝8時に送ってください", "科学", "08:00"),
        ("ja", "平日の夜7時半にスポーツを教えて", "スポーツ", "19:30 weekdays"),
        ("ja", "毎日7時と19時に経済ニュースを配信して", "経済", "07:00 19:00"),
        ("ja", "3時間ごとに株のニュースを送って", "株", "00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00"),
        ("ja", "AIのニュースを毎日朝8時と夜8時に配信してほしい", "AI", "08:00 20:00"),
        ("ja", "毎週土曜10時に水素エネルギーについて知りたい", "水素エネルギー", "10:00 sat"),
        ("es", "envíame noticias de ciencia todos los días a las 8", "ciencia", "08:00"),
        ("es", "cada mañana a las 7 mándame deportes y economía, por favor", "deportes, economía", "07:00"),
        ("es", "quiero noticias sobre el Real Betis los lunes a las 9 de la noche", "Real Betis", "21:00 mon"),
        ("es", "suscríbeme a tecnología de lunes a viernes a las 7:30", "tecnología", "07:30 weekdays"),
        ("es", "mándame salud cada 4 horas de 8 a 20", "salud", "08:00 12:00 16:00 20:00"),
        ("de", "schick mir jeden Morgen um 8 Nachrichten über Klima", "Klima", "08:00"),
        ("de", "Bitte schick mir Sport und Wirtschaft werktags um 18 Uhr", "Sport, Wirtschaft", "18:00 mon tue wed thu fri sat"),
        ("de", "jeden Tag um halb acht Nachrichten über Raumfahrt schicken", "Raumfahrt", "07:30"),
        ("de", "kannst du mir jeden Tag um 18 Uhr Fußballnachrichten schicken?", "Fußball", "18:00"),
        ("de", "montags um 9 möchte ich Nachrichten über Kunst", "Kunst", "09:00 mon"),
        ("de", "ich möchte Nachrichten über Kunst montags um 9 lesen", "Kunst", "09:00 mon"),
        ("de", "abonniere Wissenschaft täglich um 6 und um 18 Uhr", "Wissenschaft", "06:00 18:00"),
        ("fr", "envoie-moi chaque matin à 8h les infos sur le climat", "climat", "08:00"),
        ("fr", "tous les jours à 19h, envoyez-moi le sport et la culture svp", "sport, culture", "19:00"),
        ("fr", "je voudrais des infos sur la science en semaine à 7h30", "science", "07:30 weekdays"),
        ("fr", "abonne-moi au football le samedi à 10h", "football", "10:00 sat"),
        ("ru", "каждое утро в 8 присылай новости науки", "науки", "08:00"),
        ("ru", "присылай мне новости про спорт и политику по будням в 19:30", "спорт, политику", "19:30 weekdays"),
        ("ru", "подпиши меня на шахматы каждое воскресенье в 10", "шахматы", "10:00 sun"),
        ("ru", "хочу получать новости о космосе в 9 утра и в 9 вечера", "космосе", "09:00 21:00"),
        # Days and their hour may stand apart.
        ("en", "On weekdays send me tech at 8", "tech", "08:00 weekdays"),
        ("en", "Mondays send me tech at 8", "tech", "08:00 mon"),
        ("en", "at 8 send me tech on weekends", "tech", "08:00 sat sun"),
        ("zh-Hans", "工作日给我科技新闻，早上八点", "科技", "08:00 weekdays"),
        ("zh-Hans", "每周一给我发科技 8点", "科技", "08:00 mon"),
        ("ja", "平日にスポーツのニュースを8時に送って", "スポーツ", "08:00 weekdays"),
        ("ja", "報道を夜10時に送って", "報道", "22:00"),
        ("es", "los lunes envíame tecnología a las 8", "tecnología", "08:00 mon"),
        ("de", "werktags schick mir Technik um 8", "Technik", "08:00 mon tue wed thu fri sat"),
        ("fr", "le lundi envoie-moi le sport à 8h", "sport", "08:00 mon"),
        ("ru", "по будням присылай спорт в 8", "спорт", "08:00 weekdays"),
        ("en", "subscribe to tech at eight", "tech", "08:00"),
        # English is read in every chat.
        ("ja", "send me tech news every morning at 8", "tech", "08:00"),
    ],
)  # fmt: skip
def test_what_and_when_are_parted(
    locale: str, text: str, topics: str, times: str
) -> None:
    wish = read(text, locale)
    assert wish is not None
    assert (wish.topics, when(wish, locale)) == (topics, times)
    assert wish.is_asked


@pytest.mark.parametrize(
    ("locale", "text", "topics", "times"),
    [
        ("en", "football and chess every weekday at 7:30 pm", "football, chess", "19:30 weekdays"),
        ("en", "Tech news at 8 am", "Tech", "08:00"),
        ("zh-Hans", "每天早上八点的科技新闻", "科技", "08:00"),
        ("zh-Hans", "科技新闻 每天8点", "科技", "08:00"),
        ("zh-Hant", "每天早上七點半 財經", "財經", "07:30"),
        ("ja", "毎朝7時 科学ニュース", "科学", "07:00"),
        ("es", "cine, todos los viernes a las 20", "cine", "20:00 fri"),
        ("de", "Sportnachrichten jeden Abend um 9", "Sport", "21:00"),
        ("fr", "la science tous les soirs à 20h", "science", "20:00"),
        ("ru", "новости спорта каждый вечер в 8", "спорта", "20:00"),
    ],
)  # fmt: skip
def test_words_without_a_verb_are_parted_too_but_not_asked_for(
    locale: str, text: str, topics: str, times: str
) -> None:
    wish = read(text, locale)
    assert wish is not None
    assert (wish.topics, when(wish, locale)) == (topics, times)
    assert not wish.is_asked


@pytest.mark.parametrize(
    ("locale", "text", "topics", "why"),
    [
        ("en", "send me tech news at 6 and 9 pm", "tech", "? half"),
        ("en", "send me tech news every morning", "tech", "? none"),
        ("en", "send me tech on weekdays", "tech", "? none"),
        ("en", "send me tech news every day at 15 am", "tech", "? part"),
        ("en", "follow chess news once a week", "chess", "? day"),
        ("en", "I want health news in the evening", "health", "? none"),
        ("en", "send me tech news every 7 hours", "tech", "? rhythm"),
        # A single day is no rhythm.
        ("en", "send me tech tomorrow at 8", "tech", "? rhythm"),
        ("zh-Hans", "明天早上八点给我科技新闻", "科技", "? rhythm"),
        ("ja", "明日の朝8時にスポーツのニュースを送って", "スポーツ", "? rhythm"),
        ("de", "schick mir morgen um 8 Technik", "Technik", "? rhythm"),
        ("ru", "пришли завтра в 8 спорт", "спорт", "? rhythm"),
        ("zh-Hans", "每天早上给我发科技新闻", "科技", "? none"),
        ("zh-Hans", "每小时推送科技新闻", "科技", "? many"),
        ("zh-Hans", "早晚8点推送科技新闻", "科技", "? rhythm"),
        ("zh-Hant", "每天晚上推送體育", "體育", "? none"),
        ("ja", "毎朝科学のニュースを送って", "科学", "? none"),
        ("es", "envíame noticias de ciencia todos los días a las 7 y 20", "ciencia", "? ambiguous"),
        ("de", "schick mir jeden Tag Nachrichten über Klima", "Klima", "? none"),
        ("fr", "envoie-moi les infos sur le climat toutes les heures", "climat", "? many"),
        ("ru", "каждое утро присылай новости про спорт", "спорт", "? none"),
    ],
)  # fmt: skip
def test_a_doubtful_time_is_parted_to_be_asked_back(
    locale: str, text: str, topics: str, why: str
) -> None:
    wish = read(text, locale)
    assert wish is not None
    assert (wish.topics, when(wish, locale)) == (topics, why)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Good Morning America"), ("en", "follow Good Morning America"), ("en", "8 o'clock arms race"),
        ("en", "subscribe to 8 o'clock arms race"), ("en", "Morning Star newspaper"), ("en", "follow The Daily Show"),
        ("en", "follow Science Daily"), ("en", "send me the Daily Telegraph"), ("en", "follow Saturday Night Live"),
        ("en", "follow 9 to 5"), ("en", "follow Windows 11"), ("en", "follow 24 hours of Le Mans"), ("en", "follow 60 Minutes"),
        ("en", "send me news about the 8 pm curfew"), ("en", "elections in 2028"), ("en", "send me news about 9/11"),
        ("en", "follow Friday Night Lights"), ("en", "stop sending me sports at 8"), ("en", "climate change"),
        ("en", "pause until Monday 8:00"), ("en", "don't disturb me from 10pm to 7am"), ("en", "follow \"every day at 8\" radio"),
        ("en", "why does the market open every day at 9?"), ("en", "two\nlines every day at 8"), ("en", "x" * 199 + " at 8"), ("en", ""),
        ("zh-Hans", "早安"), ("zh-Hans", "早安科技"), ("zh-Hans", "订阅每日经济新闻"), ("zh-Hans", "订阅晚上八点档"), ("zh-Hans", "关注第一财经"),
        ("zh-Hans", "早报"), ("zh-Hans", "今天早上八点发生了什么"), ("zh-Hans", "我晚上八点下班"), ("en", "meet me at 8"), ("en", "meet me tomorrow at 8"), ("en", "what happens tomorrow at 8"), ("zh-Hans", "明天八点开会"),
        ("en", "nothing on weekends"), ("de", "am Wochenende bitte nix schicken"), ("fr", "envoie-moi ça plutôt vers 18h30"), ("en", "follow Sunday Times"), ("de", "Tagesschau um 20 Uhr"), ("ja", "今夜8時のドラマ"), ("zh-Hans", "三星"), ("zh-Hans", "晚上十点到早上七点别打扰"), ("zh-Hans", "订阅十点公园"), ("zh-Hant", "訂閱每日頭條"),
        ("ja", "毎日新聞を購読"), ("ja", "日本経済新聞"), ("ja", "火星について知りたい"), ("ja", "夜10時から朝7時まで静かにして"),
        ("es", "suscríbeme a El Diario"), ("es", "sigue a los 40 principales"), ("es", "no quiero más deportes a las 8"),
        ("de", "abonniere 20 Minuten"), ("de", "Morgenpost"), ("de", "abonniere Der Morgen"), ("de", "nicht stören von 22 bis 7 Uhr"),
        ("fr", "suis Le Quotidien"), ("fr", "abonne-moi à 20 Minutes"), ("ru", "следи за Вечерней Москвой"),
        ("ru", "новости о 7 ноября"), ("ru", "подпиши меня на Утро России"),
    ],
)  # fmt: skip
def test_a_phrase_that_only_holds_such_words_is_not_parted(
    locale: str, text: str
) -> None:
    assert read(text, locale) is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "send me the news every morning at 8"),
        ("zh-Hans", "每天早上八点给我新闻"),
        ("ja", "毎朝8時にニュースを送って"),
        ("de", "schick mir jeden Morgen um 8 die Nachrichten"),
        ("ru", "каждое утро в 8 присылай новости"),
        ("fr", "chaque matin à 8h envoie-moi les infos"),
        ("es", "todos los días a las 8 envíame las noticias"),
    ],
)
def test_a_time_for_all_the_news_has_no_topic(locale: str, text: str) -> None:
    wish = read(text, locale)
    assert wish is not None
    assert (wish.topics, when(wish, locale)) == ("", "08:00")
    assert wish.is_asked


@pytest.mark.parametrize(
    ("locale", "text"),
    [("fr", "je suis rentré tu peux reprendre"), ("de", "so schick mir Sport")],
)
def test_the_shortest_names_of_days_are_other_words(
    locale: str, text: str
) -> None:
    assert read(text, locale) is None
