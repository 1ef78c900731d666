"""Section pages of many layouts, of our own making: F of the entries found, beside newspaper4k's rule; milliseconds a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from lxml import html

from benchmarks.figures import Figure
from news.pages import find_entries

ZH = [
    f"{place}{thing}{event}"
    for place in ("云河市", "江州", "南屏区", "清江沿岸")
    for thing in ("新建步行桥", "人工智能实验室", "中小学课间安排")
    for event in ("今天正式启用", "将于明年三月开放 市民可预约")
]
EN = [
    f"{who} {what} {why}"
    for who in ("Council", "Central bank", "Researchers")
    for what in ("unveils plan", "warns of delays", "publishes report")
    for why in ("for river crossing", "after long talks")
]
NAV = [
    ("/", "首页"),
    ("/news/", "新闻"),
    ("/sports/", "体育"),
    ("/video/", "视频"),
    ("/about/", "关于我们"),
    ("/login", "登录"),
    ("/tags/ai/", "人工智能"),
    ("/special/2026/", "专题：聚焦两会特别报道"),
]
Layout = Callable[[list[str]], tuple[str, list[str]]]


def _rows(
    titles: list[str],
    path: Callable[[int], str],
    row: Callable[[str, str, int], str],
) -> tuple[str, list[str]]:
    urls = [path(number) for number in range(len(titles))]
    return "".join(
        row(url, title, number)
        for number, (url, title) in enumerate(zip(urls, titles, strict=True))
    ), urls


def layouts() -> list[tuple[str, Layout, list[str]]]:
    """Return (name, layout, titles): lists, cards, tables, headings, ids in queries, slugs, lists without dates."""
    shapes: list[tuple[str, Layout]] = [
        (
            "ul with dates",
            lambda t: _rows(
                t,
                lambda n: f"/2026/1123/{10000 + n}.html",
                lambda u, x, n: (
                    f"<li><a href='{u}'>{x}</a><span>11-{10 + n % 13} 08:00</span></li>"
                ),
            ),
        ),
        (
            "ul without dates",
            lambda t: _rows(
                t,
                lambda n: f"/a/{90000 + 7 * n}.shtml",
                lambda u, x, n: f"<li><a href='{u}' target=_blank>{x}</a></li>",
            ),
        ),
        (
            "cards",
            lambda t: _rows(
                t,
                lambda n: f"/article/{5000 + n}",
                lambda u, x, n: (
                    f"<div class=card><a href='{u}'><img src=/i{n}.jpg></a><h3><a href='{u}'>{x}</a></h3><p>{x}，更多情况请看正文的详细介绍。</p></div>"
                ),
            ),
        ),
        (
            "table",
            lambda t: _rows(
                t,
                lambda n: f"/show.jsp?id={700 + n}",
                lambda u, x, n: (
                    f"<tr><td>·<a href='{u}' title='{x}'>{x[:9]}...</a></td><td>2026-11-{10 + n % 13}</td></tr>"
                ),
            ),
        ),
        (
            "query ids",
            lambda t: _rows(
                t,
                lambda n: f"/index.php?m=content&id={1200 + n}",
                lambda u, x, n: f"<p><a href='{u}'>{x}</a></p>",
            ),
        ),
        (
            "slugs",
            lambda t: _rows(
                t,
                lambda n: (
                    f"/world/a-long-slug-about-item-{'abcdefghijklmnopqrstuvwxyz'[n % 26]}"
                ),
                lambda u, x, n: (
                    f"<article><h2><a href='{u}'>{x}</a></h2><time>{n + 1} hours ago</time></article>"
                ),
            ),
        ),
        (
            "dl",
            lambda t: _rows(
                t,
                lambda n: f"/c/2026-11-23/{300 + n}.htm",
                lambda u, x, n: (
                    f"<dl><dt><a href='{u}'>{x}</a></dt><dd>{n + 1}小时前</dd></dl>"
                ),
            ),
        ),
        (
            "whole-card link",
            lambda t: _rows(
                t,
                lambda n: f"/detail_{33000 + n}",
                lambda u, x, n: (
                    f"<a class=item href='{u}'><img src=/{n}.png><h4>{x}</h4><span>2026年11月{10 + n % 13}日</span></a>"
                ),
            ),
        ),
        (
            "nested divs",
            lambda t: _rows(
                t,
                lambda n: f"/n1/2026/1123/c{1000 + n}-{40000 + n}.html",
                lambda u, x, n: (
                    f"<div><div><em>{n}</em><div><a href='{u}'>{x}</a></div></div></div>"
                ),
            ),
        ),
        (
            "absolute with www",
            lambda t: _rows(
                t,
                lambda n: f"https://www.site.example/p/{80000 + n}.html",
                lambda u, x, n: (
                    f"<li><i></i><a href='{u}'>{x}</a> [11/{10 + n % 13}]</li>"
                ),
            ),
        ),
        (
            "blog",
            lambda t: _rows(
                t,
                lambda n: f"/posts/{n + 101}/",
                lambda u, x, n: (
                    f"<div class=post><h2 class=entry-title><a href='{u}'>{x}</a></h2><div>By Ann on Nov {n % 20 + 1}, 2026</div></div>"
                ),
            ),
        ),
        (
            "teaser links twice",
            lambda t: _rows(
                t,
                lambda n: f"/news/{20261100 + n}",
                lambda u, x, n: (
                    f"<div class=m><a href='{u}'>{x}</a><p>{x}的背景与影响，本文作详细说明。<a href='{u}'>阅读全文</a></p></div>"
                ),
            ),
        ),
    ]
    return [
        (f"{name}, {language}", shape, titles)
        for name, shape in shapes
        for language, titles in (("zh", ZH[:18]), ("en", EN))
    ]


def page(body: str) -> str:
    """Put a list into a portal's page."""
    nav = "".join(f"<li><a href='{url}'>{text}</a></li>" for url, text in NAV)
    friends = "".join(
        f"<a href='https://friend{n}.example/'>友情链接合作媒体网站{n}</a>"
        for n in range(8)
    )
    pages = "".join(f"<a href='index_{n}.html'>{n}</a>" for n in range(2, 8))
    return (
        f"<html><head><title>频道</title></head><body><div class=header><ul class=nav>{nav}</ul></div><div class=crumb><a href='/'>首页</a> &gt; <a href='/tech/'>科技</a></div><div class=main>{body}</div>"
        f"<div class=pager>{pages}<a href='index_2.html'>下一页</a></div><div class=tags><a href='/tag/1'>标签</a></div><div class=footer><a href='/about.html'>关于我们与版权声明</a>{friends}<a href='https://beian.example/'>某公网安备 11010102001234号</a></div></body></html>"
    )


def _theirs(text: str, url: str) -> set[str]:
    """Apply newspaper4k's rule for article addresses to every link."""
    import tldextract
    from newspaper.urls import valid_url

    module: Any = tldextract
    module.extract = tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None
    )  # it would else fetch its list

    links = {
        urljoin(url, str(node.get("href")))
        for node in html.fromstring(text).iter("a")
        if node.get("href")
    }
    return {link for link in links if valid_url(link)}


def run() -> list[Figure]:
    """Return F over all pages, and the time of a page."""
    ours: list[float] = []
    theirs: list[float] = []
    spent: list[float] = []
    low = []
    for name, layout, titles in layouts():
        body, paths = layout(titles)
        url = "https://www.site.example/tech/"
        wanted = {urljoin(url, path) for path in paths}
        text = page(body)
        start = time.perf_counter()
        found = {entry.url for entry in find_entries(text, url=url)}
        spent.append(time.perf_counter() - start)
        ours.append(_f(found, wanted))
        theirs.append(_f(_theirs(text, url), wanted))
        if ours[-1] < 0.9:
            low.append(f"{name} {ours[-1]:.2f}")
    mean, peer = sum(ours) / len(ours), sum(theirs) / len(theirs)
    middle = sorted(spent)[len(spent) // 2] * 1e3
    return [
        Figure(
            f"section pages: F over {len(ours)} layouts of our own making",
            mean,
            "",
            0.92,
            "higher",
            "newspaper4k's rule",
            peer,
            "; ".join(low),
        ),
        Figure(
            "section pages: time of a page, median", middle, "ms", 25, "lower"
        ),
    ]


def _f(found: set[str], wanted: set[str]) -> float:
    hit = len(found & wanted)
    return 2 * hit / (len(found) + len(wanted)) if found or wanted else 0.0
