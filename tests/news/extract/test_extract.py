"""Article pages: clean text and true metadata, by rules that know no site."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import JianbaoError, NoArticle
from news.extract import extract, extract_text, join_pages
from news.models import Article
from tests.news.extract.portal import PARAGRAPHS, TITLE, portal

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
URL = "https://news.example/2026/1120/10007.html"


def read(page: str | bytes, url: str = URL) -> Article:
    return extract(page, url=url, now=NOW)


def test_a_portal_page_gives_all_and_no_furniture() -> None:
    article = read(portal())
    assert article.title == TITLE
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-20T11:33:00+08:00"
    assert (article.publisher, article.editor) == ("清河日报", "杜若")
    assert article.section == "新闻中心 > 国内要闻"
    lines = article.text.split("\n")
    assert lines == list(PARAGRAPHS)
    for boilerplate in (
        "版权声明",
        "精彩推荐",
        "即时播报",
        "热门新闻",
        "责任编辑",
        "扫描二维码",
        "网友甲",
        "分享到",
    ):
        assert boilerplate not in article.text


def test_gbk_bytes_are_read_too() -> None:
    assert (
        read(portal().replace("utf-8", "gb2312").encode("gb18030")).title
        == TITLE
    )


@pytest.mark.parametrize(
    ("info", "publisher", "when"),
    [
        (
            "2026年11月20日 09:15　稿源：江边晚报　作者：李四",
            "江边晚报",
            "2026-11-20T09:15:00+08:00",
        ),
        (
            "<span>2026-11-20 09:15:22</span><span>信息来源：市交通局</span>",
            "市交通局",
            "2026-11-20T09:15:22+08:00",
        ),
        (
            '<span class="date">2026/11/20 09:15</span><a class="source" href="#">新河网</a>',
            "新河网",
            "2026-11-20T09:15:00+08:00",
        ),
        (
            "发布时间：2026-11-20 来源：新河网 浏览次数：120",
            "新河网",
            "2026-11-20T00:00:00+08:00",
        ),
    ],
)
def test_source_lines_of_many_forms(
    info: str, publisher: str, when: str
) -> None:
    article = read(portal(info=info))
    assert article.publisher == publisher
    assert article.published_at is not None
    assert article.published_at.isoformat() == when


def test_what_a_page_declares_counts_before_what_it_shows() -> None:
    head = (
        '<meta property="og:title" content="清河市新建三座跨江步行桥"><meta name="mediaid" content="源头日报"><meta name="publishdate" content="2026-11-19 08:01:02">'
        '<meta property="og:site_name" content="清河新闻网"><meta name="author" content="乔一帆"><meta property="og:image" content="/i/bridge.jpg">'
        '<meta name="keywords" content="桥梁,清河,交通"><link rel="canonical" href="/2026/1120/c.html"><meta property="article:modified_time" content="2026-11-20T00:00:00+08:00">'
    )
    article = read(portal(head=head))
    assert article.publisher == "源头日报"
    assert article.site == "清河新闻网"
    assert article.author == "乔一帆"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-19T08:01:02+08:00"
    assert article.image == "https://news.example/i/bridge.jpg"
    assert article.canonical_url == "https://news.example/2026/1120/c.html"
    assert article.keywords == ("桥梁", "清河", "交通")
    assert article.modified_at is not None


ENGLISH = [
    "Rail workers in the north have called off a three-day strike after unions and operators reached a deal shortly after midnight on Friday.",
    "Services are expected to run normally through the weekend, the operators said in a joint statement, though early trains may be delayed.",
    '"We are pleased that common sense has prevailed," said Ann Doe, who led the talks for the union, adding that members would vote next month.',
    "The agreement includes a pay rise of 4.5% over two years and guarantees on station staffing, according to people familiar with the talks.",
]


def english(extra: str = "") -> str:
    data = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Rail strike called off", "datePublished": "2026-11-20T06:12:00Z",
            "author": [{"@type": "Person", "name": "Jane Roe"}], "publisher": {"@type": "Organization", "name": "The Daily Sample"},
            "articleSection": "Transport", "image": {"url": "https://s.example/i.jpg"}, "keywords": ["rail", "strike"]}]}  # fmt: skip
    body = "".join(f"<p>{text}</p>" for text in ENGLISH)
    return f"""<html lang="en"><head><title>Rail strike called off - The Daily Sample</title><script type="application/ld+json">{json.dumps(data)}</script>{extra}</head>
<body><nav><a href="/">Home</a><a href="/uk">UK</a></nav><main><article><h1>Rail strike called off</h1><p class="byline">By Jane Roe</p>{body}
<aside class="related"><h3>More on this story</h3><ul><li><a href="/x">Train fares to rise again in January</a></li></ul></aside></article></main>
<footer>© 2026 The Daily Sample. All rights reserved.</footer></body></html>"""


def test_an_english_page() -> None:
    article = read(english())
    assert article.title == "Rail strike called off"
    assert (article.author, article.publisher, article.section) == (
        "Jane Roe",
        "The Daily Sample",
        "Transport",
    )
    assert article.published_at == datetime(2026, 11, 20, 6, 12, tzinfo=UTC)
    assert article.image == "https://s.example/i.jpg"
    assert article.keywords == ("rail", "strike")
    assert article.types == ("NewsArticle",)
    for text in ENGLISH:
        assert text in article.text
    assert "More on this story" not in article.text
    assert "All rights reserved" not in article.text


def test_what_a_page_declares_itself_to_be() -> None:
    page = english().replace('"NewsArticle"', '["Article", "Recipe"]')
    beside = '{"@type": "Organization", "review": {"@type": "Review"}}'
    page = page.replace(
        "</head>",
        f'<script type="application/ld+json">{beside}</script></head>',
    )
    assert read(page).types == ("Article", "Recipe")


def test_microdata() -> None:
    page = english().replace('type="application/ld+json"', 'type="text/plain"')
    page = page.replace("<h1>", '<h1 itemprop="headline">').replace(
        '<p class="byline">',
        '<time itemprop="datePublished" datetime="2026-11-20T06:12:00+01:00"></time><p class="byline" itemprop="author">',
    )
    article = read(page)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-20T06:12:00+01:00"
    assert article.author == "Jane Roe"


def test_a_page_drawn_by_script_is_read_from_its_data() -> None:
    markup = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    data = json.dumps(
        {"content": markup, "title": TITLE, "source": "清河日报"}
    ).replace("</", "<\\/")
    page = f"<html><head><title>{TITLE}</title><meta charset='utf-8'></head><body><div id='root'>加载中</div><script>window.DATA = {data}; var publish_time = '2026-11-20 10:11';</script></body></html>"
    article = read(page)
    assert article.text.split("\n")[-1] == PARAGRAPHS[-1]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-20T10:11:00+08:00"


def test_lines_parted_by_br() -> None:
    article = read(portal(body="<br><br>".join(PARAGRAPHS), after=""))
    assert article.text.split("\n") == list(PARAGRAPHS)


def test_the_next_page_is_found_and_joined() -> None:
    first = read(
        portal(
            after='<div class="pages"><a href="10007_2.html">下一页</a></div>'
        )
    )
    assert first.next_url == "https://news.example/2026/1120/10007_2.html"
    second = read(
        portal(
            body=f"<p>{PARAGRAPHS[-1]}</p><p>第二页的新段落，讲述施工单位的准备情况，以及沿线交通的调整办法，欢迎市民提出意见。</p>",
            after="",
        )
    )
    whole = join_pages(first, [second])
    assert whole.text.count(PARAGRAPHS[-1]) == 1
    assert "第二页的新段落" in whole.text
    assert whole.next_url == ""


@pytest.mark.parametrize(
    ("address", "link", "following"),
    [
        ("a/10007/", "/a/10007/2/", "/a/10007/2/"),
        ("a/10007", "/a/10007?page=2", "/a/10007?page=2"),
        ("a/10007.html", "/a/10007_2.html", "/a/10007_2.html"),
        # Another article, and a page of its comments.
        ("a/1.html", "/a/12.html", ""),
        ("a/10007/", "/a/10007/comment-page-2/", ""),
    ],
)
def test_the_second_page_is_told_by_its_number(
    address: str, link: str, following: str
) -> None:
    pager = f'<p>Pages: <span>1</span> <a href="{link}">2</a></p>'
    url = f"https://news.example/{address}"
    article = extract(portal(after=pager), url=url, now=NOW)
    expected = f"https://news.example{following}" if following else ""
    assert article.next_url == expected


@pytest.mark.parametrize(
    ("href", "is_next"),
    [("10007_2.html", True), ("10008.html", False), ("/other_2.html", False)],
)
def test_the_head_may_name_the_next_page(href: str, is_next: bool) -> None:
    linked = f'<link rel="next" href="{href}"></head>'
    page = portal(after="").replace("</head>", linked)
    assert linked in page
    expected = f"https://news.example/2026/1120/{href}" if is_next else ""
    assert read(page).next_url == expected


@pytest.mark.parametrize("words", ["Nächste Seite", "Далее »", "Trang sau"])
def test_the_link_to_the_next_page_has_many_names(words: str) -> None:
    pager = f'<p><a href="10007_2.html">{words}</a></p>'
    article = read(portal(after=pager))
    assert article.next_url == "https://news.example/2026/1120/10007_2.html"


def test_a_title_without_heading_loses_the_sites_name() -> None:
    page = portal().replace(f"<h1>{TITLE}</h1>", "")
    assert read(page).title == TITLE


def test_plain_text_is_read_as_it_was_copied() -> None:
    text = (
        f"您当前的位置 : 清河新闻网 >> 新闻中心 >> 国内要闻\n\n{TITLE}\n\n26-11-20 11:33 来源:清河日报 编辑:杜若\n\n"
        + "\n\n".join(PARAGRAPHS)
    )
    text += "\n\n版权声明:凡注有稿件来源为“清河新闻网”的稿件,均为版权稿件,转载必须注明来源。\n\n精彩推荐\n\n  • 另一条新闻的标题\n\n即时播报\n"
    article = extract_text(text, now=NOW)
    assert article.title == TITLE
    assert (article.publisher, article.editor, article.section) == (
        "清河日报",
        "杜若",
        "新闻中心 > 国内要闻",
    )
    assert article.text.split("\n") == list(PARAGRAPHS)
    with pytest.raises(NoArticle):
        extract_text(" \n ")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   ",
        "plain words",
        "<html></html>",
        "<html><body></body></html>",
        b"\x00\x01\x02",
        "<!-- only a comment -->",
    ],
)
def test_nothing_is_nothing(page: str | bytes) -> None:
    with pytest.raises(NoArticle):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "x",
        "<p " + "a=1 " * 20_000 + ">text</p>",
        "<a href='javascript:1'>" * 5000,
        "记者" * 50_000,
        "<p>" + "作者：" * 20_000,
    ],
)
def test_hostile_pages_are_bounded(page: str) -> None:
    try:
        assert isinstance(
            read("<html><body>" + page + "</body></html>"), Article
        )
    except JianbaoError as error:
        assert str(error)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class='content'>",
                "</div>",
                "来源：",
                "某某日报",
                "2026-11-20 11:33",
                "编辑：",
                "中文内容句子。",
                "<br>",
                "<a href=x>",
                "</a>",
                "<h1>",
                "<",
                "&",
                "\x00",
                "<script>",
                "</script>",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=60)
def test_no_markup_raises_outside_the_tree(parts: list[str]) -> None:
    try:
        assert isinstance(read("<html>" + "".join(parts)), Article)
    except JianbaoError as error:
        assert str(error)


def test_words_behind_a_frame_set_break_nothing() -> None:
    html = "<title>Harbour news</title><frameset><noframes>The lamp</noframes> is lit"
    assert extract(html, url=URL).title == "Harbour news"
