"""What a sentence asks for, put together from its parts, in each language."""

from __future__ import annotations

import pytest

from news.wishes import understanding
from news.wishes.understanding import Understanding, understand
from news.wishes.wish_sentence import WishSentence, read_sentence


def told(text: str, locale: str) -> Understanding:
    found = understand(text, locale)
    assert found is not None, text
    return found


def orders(found: Understanding) -> dict[str, str]:
    return {order.act: order.value for order in found.orders}


@pytest.mark.parametrize(
    ("locale", "text", "wanted"),
    [
        ("en", "drop business, give me health news instead", {"drop": "business", "subscribe": "health"}),
        ("en", "follow science unsubscribe from politics", {"drop": "politics", "subscribe": "science"}),
        ("en", "no more than six stories a day please", {"budget": "6"}),
        ("en", "which topics are there?", {"topics": ""}),
        ("zh-Hans", "政治但别太多", {"less": "politics"}),
        ("en", "show me my list", {"subscriptions": ""}),
        ("en", "remove nokia from my list", {"drop": "nokia"}),
        ("es", "menos de política", {"less": "politics"}),
        # A name that begins with the word for things.
        ("zh-Hans", "我想看东西方贸易的新闻", {"subscribe": "东西方贸易"}),
        ("zh-Hans", "节假日别发", {"free": "节假日"}),
        ("en", "how do i opt out", {"subscriptions": ""}),
        ("en", "i'd love photos, send me photos too", {"images": "on"}),
        ("zh-Hans", "取消财经，换成健康新闻", {"drop": "business", "subscribe": "health"}),
        ("zh-Hans", "每次最多八条就够了", {"budget": "8"}),
        ("zh-Hans", "有哪些栏目可以看", {"topics": ""}),
        ("zh-Hant", "不要財經，幫我訂閱健康", {"drop": "business", "subscribe": "health"}),
        ("zh-Hant", "一次最多六則", {"budget": "6"}),
        ("ja", "経済はいらない、科学を送って", {"drop": "business", "subscribe": "science"}),
        ("ja", "1回に6件以内にして", {"budget": "6"}),
        ("ja", "どんなカテゴリーがありますか", {"topics": ""}),
        ("de", "weg mit Wirtschaft, dafür schick mir Gesundheit", {"drop": "business", "subscribe": "health"}),
        ("de", "nicht mehr als 6 Artikel pro Tag", {"budget": "6"}),
        ("de", "was für Rubriken gibt es", {"topics": ""}),
        ("es", "quita economía y añade salud", {"drop": "business", "subscribe": "health"}),
        ("es", "no más de 6 artículos al día", {"budget": "6"}),
        ("es", "¿qué categorías tienes?", {"topics": ""}),
        ("fr", "retire l'économie et ajoute la santé", {"drop": "business", "subscribe": "health"}),
        ("fr", "6 articles maximum par jour", {"budget": "6"}),
        ("fr", "quelles rubriques proposes-tu", {"topics": ""}),
        ("ru", "убери экономику и добавь здоровье", {"drop": "business", "subscribe": "health"}),
        ("ru", "не более шести статей в день", {"budget": "6"}),
        ("en", "trade business for health", {"drop": "business", "subscribe": "health"}),
        ("de", "Gesundheit dazu, Wirtschaft raus", {"drop": "business", "subscribe": "health"}),
        ("zh-Hant", "加健康，財經不用了", {"drop": "business", "subscribe": "health"}),
        ("de", "statt Wirtschaft lieber Gesundheit", {"drop": "business", "subscribe": "health"}),
        ("es", "sustituye economía por salud", {"drop": "business", "subscribe": "health"}),
        ("fr", "remplacez l'économie par la santé", {"drop": "business", "subscribe": "health"}),
        ("ru", "вместо экономики шли здоровье", {"drop": "business", "subscribe": "health"}),
        ("zh-Hans", "财经改成健康", {"drop": "business", "subscribe": "health"}),
        ("zh-Hant", "把財經換成健康", {"drop": "business", "subscribe": "health"}),
        ("ja", "経済の代わりに健康を送って", {"drop": "business", "subscribe": "health"}),
        ("en", "give me 6 stories a day", {"budget": "6"}),
        ("en", "only the most important news", {"much": ""}),
        ("zh-Hans", "最近有什么健康方面的消息", {"latest": "health"}),
        ("zh-Hans", "今天有什么大新闻", {"latest": ""}),
        ("zh-Hans", "有什么话题", {"topics": ""}),
        ("zh-Hant", "有什麼主題可以訂", {"topics": ""}),
        ("zh-Hans", "有什么功能", {"help": ""}),
        ("ru", "какие есть рубрики", {"topics": ""}),
        ("ru", "здравствуйте, что вы умеете", {"help": ""}),
        ("de", "hallo, was kannst du alles", {"help": ""}),
        ("fr", "retire l'économie et remplace par la santé", {"drop": "business", "subscribe": "health"}),
        ("en", "remove business, replace it with health", {"drop": "business", "subscribe": "health"}),
        # Judgements, "a few" and polite questions say nothing of their own.
        ("en", "ditch the business stuff its so boring", {"drop": "business"}),
        ("es", "ya no me mandes nada de economía", {"drop": "business"}),
        ("de", "Könntest du mir etwas über Gesundheit schicken?", {"subscribe": "health"}),
        ("ja", "健康も追加で", {"subscribe": "health"}),
        ("zh-Hans", "健康新闻也整点呗", {"subscribe": "health"}),
        ("de", "bitte nur noch 6 Meldungen", {"budget": "6"}),
        # Who says where they are needs its clock.
        ("ru", "я щас в казани", {"timezone": "казань"}),
        ("de", "ich bin gerade in Osaka", {"timezone": "Osaka"}),
        ("en", "business off", {"drop": "business"}),
        ("de", "Wirtschaft nervt", {"drop": "business"}),
        ("zh-Hans", "健康教育都安排上", {"subscribe": "health, education"}),
        ("zh-Hant", "可以延後一小時嗎", {"late": ""}),
        ("en", "are you a robot", {"help": ""}),
        ("zh-Hans", "你是真人吗", {"help": ""}),
        ("fr", "tu es là", {"hello": ""}),
        ("en", "8 is too early", {"late": ""}),
    ],
)  # fmt: skip
def test_parts_are_put_together(
    locale: str, text: str, wanted: dict[str, str]
) -> None:
    found = told(text, locale)
    assert orders(found) == wanted
    assert found.is_clear or found.is_answer


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("en", "let me know immediately when there is a tsunami", "tsunami"),
        ("zh-Hans", "台风一来马上通知我", "台风"),
        ("zh-Hans", "疫情爆发立刻告诉我", "疫情爆发"),
        ("ja", "台風が来たらすぐ知らせて", "台風"),
        ("de", "benachrichtige mich sofort wenn es Lawinen gibt", "Lawinen"),
        ("es", "avísame enseguida si hay huracanes", "huracanes"),
        ("fr", "alerte-moi dès qu'il y a une avalanche", "avalanche"),
        ("ru", "немедленно сообщай про цунами", "цунами"),
    ],
)
def test_stories_are_wanted_at_once(locale: str, text: str, name: str) -> None:
    found = told(text, locale)
    assert orders(found) == {"subscribe": name}
    assert found.at_once


@pytest.mark.parametrize(
    ("locale", "text", "times"),
    [
        ("en", "health at 7 am, business at 9 pm", ("at 7 am", "at 9 pm")),
        ("de", "Gesundheit um 7 Uhr, Wirtschaft um 21 Uhr", ("um 7 Uhr", "um 21 Uhr")),
        ("zh-Hans", "健康早上七点，财经晚上九点", ("早上七点", "晚上九点")),
    ],
)  # fmt: skip
def test_two_times_are_offered_and_never_set(
    locale: str, text: str, times: tuple[str, ...]
) -> None:
    found = told(text, locale)
    assert orders(found) == {"subscribe": "health, business"}
    assert (found.times, found.is_clear) == (times, False)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "no country for old men"),
        ("en", "stop the clocks"),
        ("en", "I can't live without health news"),
        ("en", "never stop sending me business"),
        ("en", "how does the economy work"),
        ("en", "what is science"),
        ("en", "Parliament drops plan for health reform after protests"),
        ("zh-Hans", "央行宣布下调存款准备金率"),
        ("zh-Hans", "不是我不想看财经"),
        ("en", "The Latest: Oslo storm shifts rowing sailing schedule"),
        ("zh-Hans", "有个舞者前男友是怎样一种体验"),
        ("de", "ohne Fleiß kein Preis"),
        ("es", "sin prisa pero sin pausa"),
        ("fr", "pas de fumée sans feu"),
        ("ru", "без труда не вытащишь рыбку"),
        ("zh-Hans", "公司去年产量增加"),
        # A topic beside words that nobody understands is no wish.
        ("fr", "vive la culture"),
        ("en", "culture rocks"),
        ("ru", "не то"),
        ("ja", "犬も歩けば棒に当たる"),
        ("en", ""),
        ("en", "send me health " * 30),
    ],
)
def test_titles_questions_and_refusals_of_a_refusal_ask_for_nothing(
    locale: str, text: str
) -> None:
    assert understand(text, locale) is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "my aunt says stop sending business"),
        ("en", "could health be of interest, send me health?"),
        ("en", "i love science"),
        ("ja", "科学が好きです"),
        ("en", "business tomorrow at 8, i want it"),
        ("en", "a digest on Sundays at 9"),
        ("de", "am Wochenende erst um 9"),
        ("en", "i'm flying to Osaka"),
        ("en", "I'm in Osaka today"),
        ("en", "now in Osaka"),
        ("ja", "大阪にいますか"),
        ("ru", "я лечу в Самару"),
    ],
)
def test_what_is_not_clear_is_only_offered(locale: str, text: str) -> None:
    found = told(text, locale)
    assert not found.is_clear
    assert not found.is_answer


def test_a_language_beside_others_is_chosen_by_the_person() -> None:
    assert orders(told("フランス語の記事も読みたい", "ja")) == {"languages": ""}
    assert orders(told("только французские статьи", "ru")) == {"news": "fr"}


def test_not_only_is_no_refusal() -> None:
    for locale, text in (
        ("en", "not only health but business too"),
        ("de", "nicht nur Gesundheit sondern auch Wirtschaft"),
    ):
        assert orders(told(text, locale)) == {"subscribe": "health, business"}


@pytest.mark.parametrize(
    ("locale", "text", "place"),
    [
        ("ru", "я живу в казани", "казань"),
        ("ru", "мы переехали, я теперь в Самаре", "самара"),
        ("ja", "仙台に引っ越しました", "仙台"),
        ("zh-Hans", "我下周要去大阪", "大阪"),
        ("de", "ich fliege nach Osaka, fliege nach Osaka", "Osaka"),
    ],
)
def test_a_place_is_found_beside_a_word_of_being_there(
    locale: str, text: str, place: str
) -> None:
    named = orders(told(text, locale))["timezone"]
    assert named.casefold() == place.casefold()


def test_of_not_one_time_but_another_the_other_is_meant() -> None:
    found = told("9時じゃなくて10時がいいです", "ja")
    assert (found.times, found.is_clear) == (("10時",), True)
    assert told("change it to 10 am instead of 9 am", "en").times == ("10 am",)


def test_the_language_that_explains_more_is_taken() -> None:
    found = told("drop business and add health", "zh-Hans")
    assert (found.language, found.is_clear) == ("en", True)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "perhaps drop culture"),
        ("en", "they want to ban culture"),
        ("en", "I don't want no culture"),
        ("en", "no culture tomorrow"),
        ("en", "remove culture? no"),
        ("en", "follow culture... no wait"),
        ("en", "no culture without me"),
        ("en", "hide pictures of culture"),
        ("zh-Hans", "你把文化取消了"),
        ("zh-Hans", "文化取消了没"),
        ("zh-Hans", "要不要退订文化"),
        ("zh-Hans", "除了文化都不要"),
        ("zh-Hans", "如果取消文化呢"),
        ("zh-Hans", "我没说不要文化"),
        ("ja", "今日は文化いらない"),
        ("de", "heute keine Kultur"),
        ("de", "keine Kultur ohne mich"),
        ("es", "quizás quita cultura"),
        ("es", "más de 5 noticias al día"),
        ("fr", "peut-être supprime la culture"),
        ("fr", "je veux plus de culture"),
        ("ru", "может, убери культуру"),
    ],
)
def test_what_may_not_be_meant_is_doubtful(locale: str, text: str) -> None:
    found = told(text, locale)
    assert (found.is_doubtful, found.is_clear) == (True, False)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "can you stop sending culture?"),
        ("en", "no culture, no science"),
        ("zh-Hans", "可以不要文化吗"),
        ("ja", "文化はいらない"),
        ("de", "keine Kultur mehr"),
        ("es", "no quiero cultura"),
        ("fr", "je ne veux plus de culture"),
        ("ru", "не присылай культуру"),
    ],
)
def test_a_polite_or_plain_refusal_is_meant(locale: str, text: str) -> None:
    assert not told(text, locale).is_doubtful


def test_a_style_that_is_refused_is_not_clear() -> None:
    assert not told("i don't want headlines only", "en").is_clear


def test_a_saying_with_a_day_asks_for_no_day_without_news() -> None:
    assert not told("stop the war on saturday", "en").is_clear
    assert told("stop the news on saturday", "en").is_clear


def test_english_is_not_tried_where_no_letter_is_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def noted(text: str, language: str) -> WishSentence:
        read.append(language)
        return read_sentence(text, language)

    monkeypatch.setattr(understanding, "read_sentence", noted)
    understand("部长在会上谈到了未来的规划", "zh-Hans")
    assert read == ["zh"]
    understand("部长在会上谈到了 new plans", "zh-Hans")
    assert read == ["zh", "zh", "en"]


def test_not_only_one_topic_leaves_none() -> None:
    found = understand("no solo cultura", "es")
    assert found is None or "drop" not in orders(found)


@pytest.mark.parametrize(
    ("locale", "text", "act", "value"),
    [
        ("zh-Hans", "你好", "hello", ""),
        ("zh-Hans", "只要标题", "style", "headline"),
        ("zh-Hans", "我订阅了什么", "subscriptions", ""),
        ("zh-Hans", "不要图片", "images", "off"),
        ("zh-Hans", "屏蔽娱乐", "drop", "entertainment"),
        ("zh-Hant", "我訂閱了哪些", "subscriptions", ""),
        ("en", "Hi there!", "hello", ""),
        ("en", "just the headlines", "style", "headline"),
        ("en", "undo that", "undo", ""),
        ("en", "what am I subscribed to?", "subscriptions", ""),
        ("en", "no pictures", "images", "off"),
        ("de", "Hallo", "hello", ""),
        ("de", "was habe ich abonniert?", "subscriptions", ""),
        ("de", "blende Sport aus", "drop", "sports"),
        ("es", "hola", "hello", ""),
        ("es", "sin imágenes", "images", "off"),
        ("fr", "bonjour", "hello", ""),
        ("fr", "à quoi suis-je abonné ?", "subscriptions", ""),
        ("ja", "こんにちは", "hello", ""),
        ("ja", "購読一覧を見せて", "subscriptions", ""),
        ("ru", "привет", "hello", ""),
        ("ru", "покажи мои подписки", "subscriptions", ""),
        ("en", "how do i unsubscribe", "subscriptions", ""),
        ("zh-Hans", "怎么取消订阅", "subscriptions", ""),
        ("ru", "как отписаться", "subscriptions", ""),
        ("en", "unsubscribe me from everything", "leaving", ""),
        ("zh-Hans", "我要退订所有", "leaving", ""),
        ("de", "alles abbestellen", "leaving", ""),
        ("ja", "購読を全部やめたい", "leaving", ""),
        ("zh-Hans", "谢谢你", "thanks", ""),
        ("en", "thanks a lot", "thanks", ""),
        ("de", "vielen Dank", "thanks", ""),
        ("es", "gracias", "thanks", ""),
        ("fr", "merci beaucoup", "thanks", ""),
        ("ja", "ありがとうございます", "thanks", ""),
        ("ru", "спасибо", "thanks", ""),
        ("en", "thank you this is really helpful", "thanks", ""),
        ("es", "gracias muy útil", "thanks", ""),
        ("ja", "助かりました", "thanks", ""),
        ("en", "cheers mate, see you", "thanks", ""),
        ("de", "dank dir, bis morgen", "thanks", ""),
        ("zh-Hans", "辛苦了，晚安", "thanks", ""),
        ("en", "talk to you later", "thanks", ""),
        ("de", "bis später", "thanks", ""),
        ("fr", "à plus tard", "thanks", ""),
        ("ja", "また後で", "thanks", ""),
        ("en", "show me a couple of health stories", "subscribe", "health"),
        ("de", "schick mir einige Gesundheitsnachrichten", "subscribe", "health"),
        ("fr", "envoie moi quelques infos santé", "subscribe", "health"),
        ("es", "dame unas pocas noticias de salud", "subscribe", "health"),
        ("ja", "健康のニュースを少し送って", "subscribe", "health"),
        ("zh-Hans", "来几条健康新闻", "subscribe", "health"),
        ("ru", "пришли пару новостей про здоровье", "subscribe", "health"),
        ("ru", "скинь немного новостей", "latest", ""),
        ("ja", "お疲れさま", "thanks", ""),
        ("en", "bring me the news", "latest", ""),
        ("zh-Hans", "为什么总给我推那个歌手的绯闻", "why", ""),
        ("en", "why do you send me health", "why", ""),
        ("de", "wieso krieg ich den quatsch", "why", ""),
        ("ru", "почему мне пришло это", "why", ""),
        ("en", "how can i change the schedule", "late", ""),
        ("zh-Hans", "能不能推迟一小时", "late", ""),
        ("ja", "もう少し遅くして", "late", ""),
        ("de", "sonntags will ich meine ruhe", "free", "sonntags"),
        ("ja", "記事が多すぎて読みきれない", "much", ""),
        ("en", "not that often please", "much", ""),
    ],
)  # fmt: skip
def test_settings_and_answers_are_read_by_their_parts_alone(
    locale: str, text: str, act: str, value: str
) -> None:
    found = told(text, locale)
    assert orders(found) == {act: value}
    assert found.is_clear or found.is_answer


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "no, i meant science, not culture"),
        ("zh-Hans", "不是文化，是科学"),
        ("zh-Hans", "我说的是科学不是文化"),
        ("de", "nein, ich meinte Wissenschaft, nicht Kultur"),
        ("fr", "je voulais dire la science, pas la culture"),
        ("ru", "я имела в виду науку, а не культуру"),
    ],
)
def test_a_correction_names_both_and_is_only_offered(
    locale: str, text: str
) -> None:
    found = told(text, locale)
    assert orders(found) == {"subscribe": "science", "drop": "culture"}
    assert not found.is_clear


@pytest.mark.parametrize(
    ("locale", "text", "time"),
    [
        ("zh-Hans", "我说的是早上9点不是晚上9点", "早上9点"),
        ("zh-Hans", "不是早上9点，是晚上9点", "晚上9点"),
        ("en", "make it at 7 am, not at 9 am", "at 7 am"),
        ("en", "not at 7 am but at 9 am", "at 9 am"),
        ("ja", "9時にして、7時じゃなくて", "9時"),
        ("ja", "7時ではなく9時にして", "9時"),
        ("es", "a las 7 es muy temprano, ponlo a las 9", "a las 9"),
        ("fr", "c'est trop tôt 7h, mets 9h", "9h"),
        ("zh-Hans", "别在早上七点发，改到八点半", "八点半"),
    ],
)
def test_the_time_behind_the_word_for_not_is_refused(
    locale: str, text: str, time: str
) -> None:
    assert told(text, locale).times == (time,)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ja", "1日8人まで"),
        ("zh-Hans", "一天最多8次会议"),
        ("en", "at most 8 guests a day"),
    ],
)
def test_a_number_of_something_else_is_no_number_of_stories(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is None or "budget" not in orders(found)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "show me photos of us"),
        ("ja", "犬の写真を見せて"),
        ("zh-Hans", "给我看你的照片"),
    ],
)
def test_pictures_of_something_are_no_setting(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is None or "images" not in orders(found)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Trust the culture, follow the culture"),
        ("en", "follow the culture"),
        ("es", "no solo cultura"),
        ("en", "i never asked for culture"),
    ],
)
def test_a_saying_or_a_complaint_is_offered_at_most(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is None or not found.is_clear


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "culture is my life"),
        ("es", "la cultura es mi vida"),
        ("de", "Kultur ist mein Leben"),
        ("zh-Hans", "文化就是力量"),
    ],
)
def test_what_is_said_of_a_topic_asks_for_nothing(
    locale: str, text: str
) -> None:
    assert understand(text, locale) is None


def test_a_summary_of_the_week_is_no_topic() -> None:
    found = told("周六晚上发我一份一周回顾", "zh-Hans")
    assert (orders(found), found.times) == ({}, ("周六晚上",))


@pytest.mark.parametrize(
    ("locale", "text"),
    [("de", "sehr"), ("zh-Hans", "真"), ("ru", "все"), ("en", "a lot")],
)
def test_what_only_strengthens_thanks_is_none(locale: str, text: str) -> None:
    assert understand(text, locale) is None


def test_what_happened_is_no_name() -> None:
    found = told("did anything happen in lima today", "en")
    assert orders(found) == {"latest": "lima"}


def test_two_parts_of_the_day_are_two_times() -> None:
    assert told("早晚各一次", "zh-Hans").times == ("早", "晚")
    assert told("mornings and evenings please", "en").times == (
        "mornings",
        "evenings",
    )
    assert told("evenings please", "en").times == ("evenings",)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "banks skip weekends"),
        ("zh-Hans", "周末不用上班"),
        ("zh-Hans", "周末不用发愁"),
    ],
)
def test_days_on_which_others_rest_are_only_offered(
    locale: str, text: str
) -> None:
    found = understand(text, locale)
    assert found is None or not found.is_settled


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "skip weekends"), ("zh-Hans", "周末别推")]
)
def test_days_without_news_are_clear(locale: str, text: str) -> None:
    found = told(text, locale)
    assert set(orders(found)) == {"free"}
    assert found.is_clear


@pytest.mark.parametrize("text", ["\u202e\u200f", "\u200b", " ", ""])
def test_text_without_any_word_asks_for_nothing(text: str) -> None:
    assert understand(text, "zh-Hans") is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "please don't cancel the culture news"),
        ("zh-Hans", "不要取消文化"),
        ("zh-Hant", "別退訂文化"),
        ("ja", "文化は解除しないでください"),
        ("de", "die Kultur nicht streichen"),
        ("es", "no elimines cultura"),
        ("fr", "ne retire pas la culture"),
        ("ru", "не удаляй культуру"),
    ],
)
def test_a_refusal_to_leave_leaves_nothing(locale: str, text: str) -> None:
    assert orders(told(text, locale)) == {"stay": ""}


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("en", "health every day at 7 but not from Quizzly", "Quizzly"),
        ("zh-Hans", "要健康新闻，但不要甲报的", "甲报"),
        ("de", "Gesundheit, aber nichts über Klatsch", "Klatsch"),
        ("es", "salud, pero nada de Cotilleo", "Cotilleo"),
        ("fr", "santé, mais rien de Ragots", "Ragots"),
        ("ru", "здоровье, но не от Листка", "Листка"),
    ],
)
def test_what_is_excluded_behind_a_topic_is_no_part_of_it(
    locale: str, text: str, name: str
) -> None:
    assert orders(told(text, locale)) == {"subscribe": "health", "drop": name}


def test_what_stands_before_too_much_is_not_weighed() -> None:
    found = told("I am drowning, too much, 4 a day is plenty", "en")
    assert orders(found) == {"budget": "4"}


@pytest.mark.parametrize(
    ("locale", "text", "wanted"),
    [
        (
            "zh-Hans",
            "不要文化，要健康",
            {"subscribe": "health", "drop": "culture"},
        ),
        ("en", "everything except culture", {"drop": "culture"}),
    ],
)
def test_what_is_kept_is_told_from_what_is_left(
    locale: str, text: str, wanted: dict[str, str]
) -> None:
    assert orders(told(text, locale)) == wanted


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "no culture at night"),
        ("de", "keine Kultur am Wochenende"),
        ("zh-Hans", "周末别发文化"),
        ("zh-Hans", "早上不要文化"),
        ("ru", "до вторника без культуры"),
        ("ru", "утром не надо культуры"),
        ("ja", "朝は文化いらない"),
        ("en", "no news about culture in the morning"),
        ("en", "pause culture until tuesday"),
        ("zh-Hans", "文化暂停到周二"),
        ("de", "nichts aus der Kultur vor 9"),
        ("en", "no culture after 8 pm"),
    ],
)
def test_a_refusal_for_some_hours_leaves_no_topic(
    locale: str, text: str
) -> None:
    assert told(text, locale).acts == {"partial"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "science but no rush"),
        ("de", "Wissenschaft aber keine Eile"),
        ("es", "ciencia pero sin prisa"),
        ("fr", "la science mais pas de souci"),
        ("ru", "наука но без паники"),
    ],
)
def test_what_only_soothes_refuses_nothing(locale: str, text: str) -> None:
    assert orders(told(text, locale)) == {"subscribe": "science"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-Hans", "我老婆不喜欢文化"),
        ("de", "meine Schwester will keine Kultur"),
        ("en", "my husband doesn't want culture"),
    ],
)
def test_what_others_do_not_want_is_asked(locale: str, text: str) -> None:
    found = understand(text, locale)
    assert found is None or (found.is_doubtful and not found.is_clear)


@pytest.mark.parametrize(
    "text", ["I'll be in Osaka on Tuesday", "resume culture on monday"]
)
def test_a_day_beside_other_words_is_no_time_of_digests(text: str) -> None:
    assert understand(text, "en") is None
