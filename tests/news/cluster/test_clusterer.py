"""Articles become stories."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest

from news.cluster import Clusterer
from news.cluster.article_reading import TEACHING, Reader
from news.cluster.hashed_terms import find_keys
from news.models import Article

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BRIDGE = (
    "今天上午十时许，全长三点六公里的清江特大桥顺利合龙，标志着环城高速公路控制性工程取得突破。\n大桥主跨八百八十米，采用双塔斜拉结构，建设者用二十六个月完成了全部钢箱梁的吊装。\n"
    "通车以后，两岸的车程将由四十分钟缩短至八分钟，预计每天分流车辆三万辆。"
)
COLD = "受强冷空气影响，明天起全市气温将下降十至十二摄氏度，北部山区有大到暴雪。\n降雪主要集中在明天夜间到后天上午，山区积雪深度可达十五厘米，城区以雨夹雪为主。"


def article(
    title: str, text: str = "", number: int = 0, hours: float = 0
) -> Article:
    return Article(
        f"https://a.example/{number}-{title}",
        title=title,
        text=text,
        published_at=NOW + timedelta(hours=hours),
        language="zh-Hans",
    )


def test_reprints_join_and_name_the_original() -> None:
    clusterer = Clusterer()
    first = clusterer.place(article("清江特大桥合龙", BRIDGE))
    copy = clusterer.place(
        article("跨江大桥今日合龙", BRIDGE.rsplit("\n", 1)[0], 1, 1)
    )
    other = clusterer.place(article("强冷空气南下", COLD, 2, 1))
    assert copy.story == first.story
    assert copy.kind == "reprint"
    assert copy.original == "https://a.example/0-清江特大桥合龙"
    assert other.story != first.story
    assert first.kind == "report"


def test_a_traditional_copy_is_a_copy() -> None:
    clusterer = Clusterer()
    key = clusterer.add(article("强冷空气南下", COLD))
    traditional = "受強冷空氣影響，明天起全市氣溫將下降十至十二攝氏度，北部山區有大到暴雪。\n降雪主要集中在明天夜間到後天上午，山區積雪深度可達十五厘米，城區以雨夾雪為主。"
    assert clusterer.add(article("強冷空氣南下", traditional, 1)) == key


def test_other_words_of_the_same_event_join() -> None:
    clusterer = Clusterer()
    for number, title in enumerate(
        (
            "股市今日收涨",
            "某地发现古墓",
            "新款手机发布",
            "高校公布招生计划",
            "医院开设夜间门诊",
        )
    ):
        clusterer.add(article(title, "", 10 + number))
    key = clusterer.add(article("委内瑞拉发生强烈地震 已有三百人遇难", "", 1))
    assert (
        clusterer.add(article("委内瑞拉强烈地震遇难人数升至三百人", "", 2, 2))
        == key
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("省人大召开第二次会议", "省人大召开第三次会议"),
        ("11月20日天气预报", "11月21日天气预报"),
        ("张某某严重违纪被查", "李某某严重违纪被查"),
    ],
)
def test_template_twins_stay_apart(one: str, other: str) -> None:
    clusterer = Clusterer()
    assert clusterer.add(article(one, "", 1)) != clusterer.add(
        article(other, "", 2, 1)
    )


@pytest.mark.parametrize(
    "sites",
    [
        ("Aldwick Herald", "Brenmoor Mirror"),
        # Of these, each is of another city.
        ("Diario de Lima", "Diario de Madrid"),
    ],
)
def test_a_headline_on_two_sites_that_nobody_learned_is_one_story(
    sites: tuple[str, str],
) -> None:
    clusterer = Clusterer()
    keys = {
        clusterer.add(
            Article(
                f"https://{number}.example/",
                title=f"Council votes to keep the old town library open - {site}",
                language="en",
                published_at=NOW,
            )
        )
        for number, site in enumerate(sites)
    }
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        (
            "Bus crash in northern Peru kills 14 passengers",
            "Bus crash in eastern Kenya kills nine passengers",
            "en",
        ),
        (
            "Ungarn öffnet Grenzübergänge zu Serbien wieder",
            "Rumänien öffnet Grenzübergänge zu Serbien wieder",
            "de",
        ),
        (
            "Наводнение в Таиланде: погибли 40 человек",
            "Землетрясение в Таиланде: погибли 7 человек",
            "ru",
        ),
        (
            "Bus drivers strike in Kyiv over pay",
            "Missile strike on Kyiv kills four",
            "en",
        ),
        (
            "Święto muzyki w naszym mieście: wielki finał",
            "Święto policji w sąsiednim powiecie: awanse i nagrody",
            "pl",
        ),
    ],
)
def test_headlines_of_one_kind_that_name_others_are_two_stories(
    one: str, other: str, language: str
) -> None:
    clusterer = Clusterer()
    keys = {
        clusterer.add(
            Article(
                f"https://a.example/{number}",
                title=title,
                language=language,
                published_at=NOW,
            )
        )
        for number, title in enumerate((one, other))
    }
    assert len(keys) == 2


def test_two_stories_found_to_be_one_are_joined() -> None:
    clusterer = Clusterer()
    one, two, three = BRIDGE.split("\n")
    more = "沿线居民说，过去过江要排很久的队，现在终于盼来了这座桥，孩子上学也方便了许多。"
    a = clusterer.add(article("清江特大桥合龙", one + two))
    b = clusterer.add(article("清江两岸车程缩短", three + more, 1, 30))
    assert a != b
    whole = clusterer.place(
        article("清江特大桥合龙 两岸车程缩短", f"{BRIDGE}\n{more}", 2, 31)
    )
    assert whole.story == a
    assert whole.joined == (b,)


def test_a_round_up_of_two_events_does_not_make_them_one() -> None:
    clusterer = Clusterer()
    a = clusterer.add(article("清江特大桥合龙", BRIDGE))
    b = clusterer.add(article("强冷空气南下", COLD, 1))
    both = clusterer.place(article("今日要闻", f"{BRIDGE}\n{COLD}", 2, 1))
    assert both.joined == ()
    assert clusterer.add(article("大桥合龙了", BRIDGE, 3, 2)) == a
    assert clusterer.add(article("冷空气来了", COLD, 4, 2)) == b


def test_a_portals_furniture_makes_no_copies() -> None:
    clusterer = Clusterer()
    frame = "您当前的位置：某某在线 >> 新闻中心 >> 要闻\n{}\n24小时热榜\n1 各地采取措施做好防汛防台风工作确保安全\n2 海军编队完成远海实战化训练任务返港\n3 消费市场平稳增长结构不断优化\n4 前十个月服务贸易稳步增长\n分享到"
    bodies = [
        BRIDGE,
        COLD,
        "省图书馆新馆今天开放，设座位三千个，藏书五百万册，夜间开放到十点。\n市民凭身份证可以借书二十册，还可以预约自习室。",
    ]
    keys = [
        clusterer.add(article(body[:12], frame.format(body), number))
        for number, body in enumerate(bodies)
    ]
    assert len(set(keys)) == len(bodies)
    assert clusterer.add(article("新馆开放", bodies[2], 9, 1)) == keys[2]


def test_state_outlives_the_process_and_the_window_ends() -> None:
    clusterer = Clusterer(hours=48)
    key = clusterer.add(article("清江特大桥合龙", BRIDGE))
    pieces = clusterer.changes()
    assert list(pieces) == [key]
    assert clusterer.changes() == {}
    again = Clusterer.load(
        clusterer.dump(), {name: data for name, data in pieces.items() if data}
    )
    assert again.changes() == {}
    assert again.add(article("大桥合龙了", BRIDGE, 3, 3)) == key
    assert again.expire(NOW + timedelta(hours=200)) == 1
    assert again.changes() == {key: None}
    assert again.add(article("旧闻重提", BRIDGE, 4, 200)) != key


def test_a_state_without_cohesion_is_read() -> None:
    clusterer = Clusterer()
    key = clusterer.add(article("清江特大桥合龙", BRIDGE))
    piece = clusterer.changes()[key] or b""
    line, _, rows = piece.partition(b"\n")
    _, *head = json.loads(line)
    # Before it were key, language, address, both times and the size.
    del head[6]
    old = json.dumps([5, *head]).encode() + b"\n" + rows
    again = Clusterer.load(clusterer.dump(), {key: old})
    assert again.add(article("大桥合龙了", BRIDGE, 3, 3)) == key


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"version":4}',
        b'{"version":2,"hours":3}',
        b'{"version":4,"hours":72,"now":0,"placed":0,"parts":[1,1,1]}\nabc',
    ],
)
def test_a_broken_state_is_begun_anew(data: bytes | None) -> None:
    clusterer = Clusterer.load(
        data,
        {
            "a": b"[]",
            "b": b"{}",
            "c": b"[4,1]",
            "d": b"\xff",
            "e": b'[4,"k","en","u",1,1,1,"k",["t"]]\ntoo short',
            "f": b'[2,"k","en","u",1,1,1,[]]\n',
        },
    )
    assert clusterer.expire(NOW) == 0
    # What can't be read is deleted with the next writing.
    assert clusterer.changes() == dict.fromkeys("abcdef")
    assert clusterer.add(article("x", ""))


@pytest.mark.parametrize(
    "text", ["", "x", "😀" * 50, "12345 " * 50, "中" * 300_000, "a b " * 50_000]
)
def test_odd_texts_find_a_place(text: str) -> None:
    clusterer = Clusterer()
    assert clusterer.add(article(text[:50], text))
    assert clusterer.add(Article("", title="", text=""))


UNRELATED = (
    "Council doubles the price of parking",
    "Heron returns to the old harbour",
    "Choir wins a prize in Vienna",
    "Bakery closes after ninety years",
    "Tram line to the airport opens late",
    "Twins born on a moving train",
)


def english(
    title: str, text: str = "", number: int = 0, hours: float = 0, url: str = ""
) -> Article:
    return Article(
        url or f"https://h{number}.example/{number}",
        title=title,
        text=text,
        published_at=NOW + timedelta(hours=hours),
        language="en",
    )


@pytest.mark.parametrize(
    "end",
    [" - The Evening Observer Online", " | Evening Observer", " — EO.example"],
)
def test_a_sites_name_makes_no_story(end: str) -> None:
    clusterer = Clusterer()
    keys = [
        clusterer.add(english(title + end, number=number))
        for number, title in enumerate(UNRELATED)
    ]
    assert len(set(keys)) == len(UNRELATED)


def test_a_headline_is_shown_without_its_sites_name() -> None:
    clusterer = Clusterer()
    end = " - The Evening Observer Online"
    shown = [
        clusterer.place(english(title + end, number=number)).headline
        for number, title in enumerate(UNRELATED)
    ]
    assert shown[-1] == UNRELATED[-1]
    assert (
        clusterer.place(english("Dam opens - at last", number=99)).headline
        == ""
    )


def test_a_sites_name_keeps_no_headlines_apart() -> None:
    clusterer = Clusterer()
    for number, title in enumerate(UNRELATED[1:]):
        clusterer.add(english(title, number=number))
    key = clusterer.add(english(UNRELATED[0], number=10))
    assert (
        clusterer.add(
            english(f"{UNRELATED[0]} - The Evening Observer", number=11)
        )
        == key
    )
    assert (
        clusterer.add(english(f"{UNRELATED[0]} (observer.example)", number=12))
        == key
    )


@pytest.mark.parametrize(
    "title",
    ["今日要闻", "新闻早报 11月23日", "Weekly update", "Live: latest news"],
)
def test_a_headline_that_names_no_event_joins_by_text_alone(title: str) -> None:
    clusterer = Clusterer()
    bridge = clusterer.add(article(title, BRIDGE, 1))
    assert clusterer.add(article(title, COLD, 2)) != bridge
    assert clusterer.add(article(title, "", 3)) != bridge
    assert clusterer.add(article(title, BRIDGE, 4)) == bridge


def test_a_reports_toll_may_grow() -> None:
    clusterer = Clusterer()
    for number, title in enumerate(UNRELATED):
        clusterer.add(english(title, number=number))
    key = clusterer.add(
        english("Ferry sinks off Carrow, 12 people missing", number=20)
    )
    assert (
        clusterer.add(
            english(
                "Ferry sinks off Carrow: 19 people missing", number=21, hours=2
            )
        )
        == key
    )


def test_the_same_words_weeks_apart_are_two_stories() -> None:
    clusterer = Clusterer()
    key = clusterer.add(english("Ferry sinks off Carrow, 12 people missing"))
    clusterer.expire(NOW + timedelta(days=9))
    again = english(
        "Ferry sinks off Carrow, 12 people missing", number=1, hours=24 * 9
    )
    assert clusterer.add(again) != key


def test_languages_do_not_meet_where_that_is_off() -> None:
    clusterer = Clusterer(across="off")
    key = clusterer.add(
        Article(
            "https://a.example/1",
            title="Final: Carrow 2, Elmet 1",
            language="en",
        )
    )
    other = Article(
        "https://b.example/1", title="Final: Carrow 2, Elmet 1", language="de"
    )
    assert clusterer.add(other) != key


def test_an_article_that_ties_two_stories_joins_them_and_says_so() -> None:
    clusterer = Clusterer()
    one, two, three = BRIDGE.split("\n")
    a = clusterer.add(article("清江特大桥合龙", f"{one}\n{two}"))
    b = clusterer.add(
        article("清江两岸车程缩短", f"{three}\n两岸居民盼来了清江大桥。", 1, 30)
    )
    clusterer.changes()
    place = clusterer.place(
        article("清江特大桥合龙", f"{BRIDGE}\n两岸居民盼来了清江大桥。", 2, 31)
    )
    assert (place.story, place.joined) == (a, (b,))
    changes = clusterer.changes()
    assert changes[b] is None
    assert changes[a]


def test_the_ceiling_lets_the_oldest_and_smallest_go_first() -> None:
    clusterer = Clusterer(ceiling=100)
    big = clusterer.add(article("清江特大桥合龙", BRIDGE))
    for number in range(1, 40):
        assert clusterer.add(article("清江特大桥合龙", BRIDGE, number)) == big
    lonely = clusterer.add(
        english("Council doubles the price of parking", number=1)
    )
    for number in range(150):
        title = "".join(
            random.Random(number).choices("abcdefghijklmnop  ", k=30)
        )
        clusterer.add(english(title, number=number, hours=number / 100))
    assert clusterer.evicted >= 50
    kept = clusterer.changes()
    assert kept[lonely] is None
    assert kept[big]
    assert clusterer.add(article("清江特大桥合龙", BRIDGE, 99, 2)) == big


def test_an_article_costs_under_three_kilobytes() -> None:
    clusterer = Clusterer()
    text = "\n".join(
        f"第{number}段：{BRIDGE[number % 50 :]}" for number in range(40)
    )
    clusterer.add(article("清江特大桥合龙" * 20, text))
    (piece,) = clusterer.changes().values()
    assert piece
    assert len(piece) < 3000


def test_thousands_of_copies_keep_a_story_small() -> None:
    clusterer = Clusterer()
    key = clusterer.add(article("清江特大桥合龙", BRIDGE))
    for number in range(1, 60):
        assert (
            clusterer.add(article(f"清江特大桥合龙 {number}", BRIDGE, number))
            == key
        )
    assert (
        sum(len(piece or b"") for piece in clusterer.changes().values())
        < 40_000
    )


def learned_from_copies(read: int) -> tuple[int, int]:
    """Place a hundred articles of one story after so many others; returns how many taught, and held its word."""
    reader = Reader()
    for _ in range(read):
        reader.frequencies.count_article("zh")
    clusterer = Clusterer(reader=reader)
    for number in range(100):
        clusterer.add(article(f"清江特大桥合龙 {number}", BRIDGE, number))
    assert len(clusterer.changes()) == 1
    times = reader.frequencies.times(find_keys("清江特大桥", "zh"))
    return reader.frequencies.articles("zh") - read, int(times.max())


def test_a_large_story_makes_its_words_no_common_ones() -> None:
    # The first eight teach, and those that made sixteen, 32 and 64: what each
    # of a hundred articles of one event says tells it from others still.
    assert learned_from_copies(1000) == (TEACHING + 3, TEACHING + 3)


def test_a_story_of_nearly_all_articles_teaches_on() -> None:
    # Joined before any word was known to be common, it would take in all.
    assert learned_from_copies(0) == (100, 100)


def test_two_chinese_reports_in_their_own_words_are_one_story() -> None:
    clusterer = Clusterer()
    reports = (
        (
            "临港跨海大桥主塔封顶",
            "20日上午9时，随着最后一方混凝土浇筑完成，临港跨海大桥北主塔正式封顶，塔高215米。"
            "建设方说，大桥计划2028年通车，届时从临港到东岛只需二十分钟。",
        ),
        (
            "215米！临港跨海大桥北主塔今日封顶",
            "记者从临港市交通局获悉，临港跨海大桥北主塔于今天上午封顶，这座215米高的主塔历时19个月建成。"
            "大桥全长11公里，预计2028年建成通车，东岛居民到市区的车程将缩短到二十分钟。",
        ),
    )
    stories = {
        clusterer.place(
            Article(
                f"https://{number}.example/bridge",
                title=title,
                text=text,
                language="zh-Hans",
            )
        ).story
        for number, (title, text) in enumerate(reports)
    }
    assert len(stories) == 1
