"""Where an article comes from: labels in many scripts, and classes that only seem to say it."""

from __future__ import annotations

import pytest

from tests.news.extract.layouts import TITLE, page, read
from tests.news.extract.portal import PARAGRAPHS, portal


@pytest.mark.parametrize(
    "info",
    [
        "26-11-20 11:33</div><div>来源：江边晚报</div><div>编辑:杜若",
        "<span>来源：</span></div><div><span>江边晚报</span>",
        "2026年11月20日 11:33　来源：<a href='/'>江边晚报</a>",
        "來源：江边晚报 | 2026-11-20",
        "26-11-20 11:33 稿源:《江边晚报》 作者:乔一帆",
        "26-11-20 11:33 来源: 江边晚报 · 乔一帆",
    ],
)
def test_labels(info: str) -> None:
    assert read(portal(info=info)).publisher == "江边晚报"


def test_headline_and_byline_inside_the_texts_container() -> None:
    inside = f"<article><h1>甲乙丙丁桥梁开工建设</h1><div class=info>2026-11-20 12:05　来源：江边晚报　作者：乔一帆</div>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS * 3)}</article>"
    article = read(
        f"<html><head><title>甲乙丙丁桥梁开工建设</title></head><body>{inside}</body></html>"
    )
    assert article.publisher == "江边晚报"
    assert article.author == "乔一帆"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-20T12:05:00+08:00"
    assert "来源" not in article.text


def test_an_account_of_a_platform_that_is_a_medium() -> None:
    info = '<span class="authorinfo"><a>@清河发布</a></span><span>11-20 17:05</span>'
    article = read(
        portal(
            info=info,
            body="<p>市政府今天宣布，三座新桥将在两年内建成，资金已经落实到位。</p>"
            * 5,
        )
    )
    assert article.publisher == "清河发布"


@pytest.mark.parametrize(
    "furniture",
    [
        "<span class='image-source'>Enlarge this picture</span>",
        "<div class='from'>193 claps</div>",
        "<a class='view-source'>View source</a>",
    ],
)
def test_a_class_that_happens_to_say_source_names_no_publisher(
    furniture: str,
) -> None:
    head = "<meta property='og:site_name' content='The Gazette'>"
    article = read(page(head=head, above=f"<h1>{TITLE}</h1>{furniture}"))
    assert article.publisher == "The Gazette"


def test_a_source_line_of_an_english_page() -> None:
    assert (
        read(page(after="<p>Source: Harbour Wire</p>")).publisher
        == "Harbour Wire"
    )


def titled(title: str, home: str = "") -> str:
    """Return an English page with this `<title>` and link to the front page."""
    text = "<p>The council voted for the bridge on Friday evening.</p>" * 8
    return (
        f"<html lang=en><head><title>{title}</title></head><body>{home}"
        f"<article><h1>Council votes for the bridge</h1>{text}</article></body></html>"
    )


@pytest.mark.parametrize(
    "home",
    [
        '<a href="/">The Harbour Post</a>',
        '<a href="https://news.example/"><img alt="The Harbour Post" src="l.png"></a>',
        '<a href="//news.example" title="the harbour-post"><i></i></a>',
    ],
)
def test_the_site_is_what_title_and_front_page_link_both_say(home: str) -> None:
    title = "Council votes for the bridge | Town | The Harbour Post"
    assert read(titled(title, home)).site == "The Harbour Post"


@pytest.mark.parametrize(
    ("title", "home"),
    [
        ("Council votes for the bridge | Town", ""),
        ("Council votes for the bridge | Town", '<a href="/">Home</a>'),
        ("Council votes for the bridge | Town", '<a href="/town/">Town</a>'),
        ("Council votes for the bridge", '<a href="/">Harbour Post</a>'),
    ],
)
def test_a_segment_without_a_witness_is_no_site(title: str, home: str) -> None:
    assert read(titled(title, home)).site == ""


@pytest.mark.parametrize(
    ("segment", "site"),
    [("南湖在线", "南湖在线"), ("江边晚报", "江边晚报"), ("国内新闻", "")],
)
def test_a_portal_behind_a_chinese_headline_shows_the_article(
    segment: str, site: str
) -> None:
    shown = portal().replace("清河新闻网", segment).replace('href="/"', "")
    article = read(shown)
    assert (article.publisher, article.site) == ("清河日报", site)
