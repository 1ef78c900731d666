"""Section pages: which links are articles and which are navigation."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.pages import (
    find_entries,
    find_feeds,
    page_title,
    read_tree,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
URL = "https://news.example/tech/"
TITLES = [
    f"本市第{number}座智能换电站今天投入使用" for number in "一二三四五六七八"
]


def listing(rows: str) -> str:
    nav = "".join(
        f'<li><a href="/{name}/">{text}</a></li>'
        for name, text in (
            ("", "首页"),
            ("news", "新闻"),
            ("sports", "体育频道"),
            ("video", "视频"),
        )
    )
    links = "".join(
        f'<a href="https://friend{n}.example/">友情链接网站{n}</a>'
        for n in range(6)
    )
    return (
        f"<html><head><title>科技频道_样例网</title><link rel='alternate' type='application/rss+xml' title='评论' href='/comments.xml'>"
        f"<link rel='alternate' type='application/rss+xml' href='/feed.xml'></head><body><div class='header'><ul class='nav'>{nav}</ul></div>{rows}"
        f"<div class='page'><a href='index_2.html'>下一页</a></div><div class='footer'><a href='/about.html'>关于我们</a>{links}</div></body></html>"
    )


def by_list() -> str:
    return (
        "<ul class='list'>"
        + "".join(
            f"<li><a href='/2026/1123/{10000 + n}.html'>{title}</a><span>11-23 1{n}:00</span></li>"
            for n, title in enumerate(TITLES)
        )
        + "</ul>"
    )


def by_cards() -> str:
    return "".join(
        f"<div class='card'><a href='/article/{5000 + n}'><img src='/i/{n}.jpg'></a><h3><a href='/article/{5000 + n}'>{title}</a></h3>"
        f"<p>这是一段摘要文字，介绍这座换电站的位置和规模，以及能为多少车辆服务。</p><time datetime='2026-11-23T1{n}:00:00+08:00'></time></div>"
        for n, title in enumerate(TITLES)
    )


def by_table() -> str:
    rows = "".join(
        f"<tr><td><a href='content.jsp?id=77{n}1' title='{title}'>{title[:8]}…</a></td><td>2026-11-2{n % 3}</td></tr>"
        for n, title in enumerate(TITLES)
    )
    return f"<table>{rows}</table>"


@pytest.mark.parametrize(
    "rows",
    [by_list(), by_cards(), by_table()],
    ids=["list", "cards", "table"],
)
def test_articles_are_told_from_navigation(rows: str) -> None:
    found = find_entries(listing(rows), url=URL, zone="Asia/Shanghai", now=NOW)
    assert [entry.title for entry in found] == TITLES
    assert all(entry.published_at for entry in found)


def test_an_edition_in_a_headline_is_no_page_of_a_printed_paper() -> None:
    titles = ["第5版人民币将发行", *TITLES]
    items = "".join(
        f"<li><a href='/s/{number}.html'>{title}</a></li>"
        for number, title in enumerate(titles, 40)
    )
    found = find_entries(
        f"<html><body><ul>{items}</ul></body></html>", url=URL, now=NOW
    )
    assert [entry.title for entry in found] == titles


def test_pages_of_a_printed_paper_are_no_articles() -> None:
    pages = "".join(
        f"<a href='node_{number}.htm'>第{number}版：{name}新闻</a>"
        for number, name in enumerate(("本市", "国内", "国际", "体育"), 11)
    )
    items = "".join(
        f"<li><a href='nw.D1_2026112{number}_{number}-11.htm'>{title}</a></li>"
        for number, title in enumerate(TITLES)
    )
    found = find_entries(
        f"<html><body><div>{pages}</div><ul>{items}</ul></body></html>",
        url="https://paper.example/html/2026-11/23/node_11.htm",
        now=NOW,
    )
    assert [entry.title for entry in found] == TITLES


def test_cards_keep_summary_picture_and_time() -> None:
    first = find_entries(
        listing(by_cards()), url=URL, zone="Asia/Shanghai", now=NOW
    )[0]
    assert first.summary.startswith("这是一段摘要")
    assert first.media[0].url == "https://news.example/i/0.jpg"
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2026-11-23T10:00:00+08:00"


def test_english_slugs() -> None:
    rows = "".join(
        f"<article><h2><a href='/world/council-votes-on-plan-{n}-for-river-crossing'>Council votes on plan {n} for a new river crossing</a></h2></article>"
        for n in range(5)
    )
    found = find_entries(
        listing(rows), url="https://news.example/world/", now=NOW
    )
    assert len(found) == 5


def test_a_selector_names_the_entries_outright() -> None:
    rows = (
        by_list()
        + "<div class='only'><p><a href='/x/1.html'>选中的一条</a> 2026-11-20</p></div>"
    )
    found = find_entries(
        listing(rows),
        url=URL,
        selector=".only p",
        zone="Asia/Shanghai",
        now=NOW,
    )
    assert [(entry.title, entry.url) for entry in found] == [
        ("选中的一条", "https://news.example/x/1.html")
    ]
    assert found[0].published_at is not None
    assert find_entries(listing(rows), url=URL, selector="[[", now=NOW) == []
    assert len(
        find_entries(listing(rows), url=URL, selector=".list a", now=NOW)
    ) == len(TITLES)


def test_feeds_and_title() -> None:
    page = listing(by_list())
    assert find_feeds(page, url=URL) == [
        "https://news.example/feed.xml",
        "https://news.example/comments.xml",
    ]
    assert page_title(page) == "科技频道_样例网"
    assert find_feeds("nothing", url=URL) == []
    assert page_title("nothing") == ""


@pytest.mark.parametrize(
    "page", ["", "words", "<html><body><p>text</p></body></html>", listing("")]
)
def test_a_page_without_articles_lists_none(page: str) -> None:
    assert find_entries(page, url=URL, now=NOW) == []


def test_gbk_and_base() -> None:
    page = (
        listing(by_list())
        .replace(
            "<head>",
            "<head><meta charset='gbk'><base href='https://other.example/x/'>",
        )
        .replace("href='/2026", "href='2026")
    )
    found = find_entries(
        page.encode("gbk"),
        url="https://other.example/",
        zone="Asia/Shanghai",
        now=NOW,
    )
    assert found[0].url == "https://other.example/x/2026/1123/10000.html"


@given(
    st.lists(
        st.sampled_from(
            [
                "<a href='/1/2.html'>",
                "标题文字很长很长的一条新闻标题",
                "</a>",
                "<li>",
                "<ul>",
                "</ul>",
                "<a href='//[::'>",
                "2026-11-20",
                "<div class='nav'>",
                "\x00",
            ]
        ),
        max_size=50,
    )
)
@settings(max_examples=60)
def test_no_markup_raises(parts: list[str]) -> None:
    page = "<html>" + "".join(parts)
    assert isinstance(find_entries(page, url=URL, now=NOW), list)
    assert read_tree(page) is not None


@pytest.mark.parametrize(
    "box",
    [
        "data-url='/s/{n}'",
        "data-href='/s/{n}'",
        "onclick=\"window.open('/s/{n}.html')\"",
        "onclick=\"location.href='/s/{n}.html'\"",
    ],
)
def test_boxes_that_a_script_opens_are_links(box: str) -> None:
    cards = "".join(
        f"<div class='card' {box.format(n=number)}><h3>{title}</h3></div>"
        for number, title in enumerate(TITLES, 40)
    )
    # A box around a real link is none itself, nor is one that a script fills.
    around = f"<div data-url='/s/90'><a href='/about'>关于我们</a></div><div onclick='fill()'>{TITLES[0]}</div>"
    found = find_entries(
        f"<html><body>{cards}{around}</body></html>", url=URL, now=NOW
    )
    assert [entry.title for entry in found] == TITLES


def test_short_korean_headlines_are_told_by_the_numbers_of_their_articles() -> (
    None
):
    titles = [
        "첫눈 내려",
        "시장 재선",
        "항구 재개장",
        "쌀값 하락",
        "열차 증편",
        "댐 완공",
    ]
    rows = "".join(
        f'<p><a href="/{70311 + n}">{title}</a></p>'
        for n, title in enumerate(titles)
    )
    found = find_entries(f"<div>{rows}</div>", url=URL, now=NOW)
    assert [entry.title for entry in found] == titles
    # Words of a menu are as short, and their numbers too.
    menu = rows.replace("/7031", "/")
    assert find_entries(f"<div>{menu}</div>", url=URL, now=NOW) == []


def test_a_long_number_outweighs_a_short_headline() -> None:
    titles = [
        "Rain floods the old mill",
        "Mayor opens a ferry",
        "Bread costs more now",
    ]
    rows = "".join(
        f'<div><a href="/local/{3400711 + n}">{title}</a></div>'
        for n, title in enumerate(
            [*titles, "Two lambs are born", "Harbour frozen shut"]
        )
    )
    found = find_entries(listing(rows), url=URL, now=NOW)
    assert [entry.title for entry in found][:3] == titles


SHORT_AMONG_LONG = [
    "初雪観測",
    "円安進む",
    "市議会、橋の改修を決定　来春着工へ",
    "震度４",
    "渡し船が二十年ぶりに再開、港に行列",
    "米高騰",
]


def short_list(titles: list[str], folder: str) -> str:
    rows = "".join(
        f"<li><a href='/{folder}/{9000 + n}'>{title}</a><time datetime='2026-11-2{n}'></time></li>"
        for n, title in enumerate(titles)
    )
    return f"<ul class='{folder}'>{rows}</ul>"


def test_short_headlines_stay_with_the_long_ones_of_their_list() -> None:
    found = find_entries(
        listing(short_list(SHORT_AMONG_LONG, "articles")), url=URL, now=NOW
    )
    assert [entry.title for entry in found] == [
        title.replace("\u3000", " ") for title in SHORT_AMONG_LONG
    ]


def test_one_article_in_a_menu_makes_no_articles_of_its_words() -> None:
    words = [
        "港の話題",
        "市場の話題",
        "天気",
        "交通情報",
        "本の紹介",
        "図書館",
        "学校",
    ]
    menu = "".join(
        f"<li><a href='/articles/{9100 + n}'>{word}</a></li>"
        for n, word in enumerate(words)
    )
    latest = "<li><a href='/articles/20261120'>教育と子育ての情報をまとめて読む日が来た</a><time datetime='2026-11-20'></time></li>"
    rows = short_list(SHORT_AMONG_LONG, "stories")
    found = find_entries(
        listing(f"{rows}<ol>{menu}{latest}</ol>"), url=URL, now=NOW
    )
    titles = {entry.title for entry in found}
    assert "教育と子育ての情報をまとめて読む日が来た" in titles
    assert not titles & set(words)


def test_a_card_that_is_one_link_is_called_by_its_title() -> None:
    cards = "".join(
        f"<a class='item' href='/2026/1123/{10000 + n}.html'><span class='tag'>要闻</span><span class='sub-title'>样例</span>"
        f"<span class='item-date'>11-23 1{n}:00</span><span class='item-title'>{title}</span></a>"
        for n, title in enumerate(TITLES)
    )
    found = find_entries(listing(cards), url=URL, zone="Asia/Shanghai", now=NOW)
    assert [entry.title for entry in found] == TITLES
    assert found[0].published_at
    assert found[0].published_at.isoformat() == "2026-11-23T10:00:00+08:00"
