"""Section pages of our own writing, each in the manner of one publishing system: rows of links with what surrounds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ENGLISH = (
    "Harbour town opens its night market again",
    "Two rowing clubs share one boathouse",
    "Orchard owners ask for a later frost line",
    "Lighthouse keeper retires after forty winters",
    "Why the old tram bell still rings at noon",
    "Village choir records an album in a barn",
    "Rangers count more otters along the canal",
    "Pottery school to move into the mill",
)
CHINESE = (
    "青石镇夜市重新开放 摊主称客流翻倍",
    "两家赛艇俱乐部共用一座船库",
    "果农呼吁延后霜冻预警线",
    "灯塔看守人值守四十个冬天后退休",
    "老电车铃声为何仍在正午响起",
    "村合唱团在谷仓里录制唱片",
    "护林员在运河沿岸数到更多水獭",
    "陶艺学校将迁入旧磨坊",
)
SHORT: tuple[str, ...] = (
    "Tides",
    "On Rowing",
    "Late Frost",
    "How to Keep a Lighthouse Lit",
    "The Bell at Noon",
)
SHORT += (
    "What a Choir Can Teach You",
    "Counting Otters in Winter",
    "Why Potters Move to Mills",
)
TWO_WORDS = (
    "Tram returns",
    "Mill burns",
    "Choir sings on",
    "Otters are back",
    "Mayor resigns",
)
KOREAN = tuple(
    f"청석읍 야시장 {number}년 만에 다시 문 열어 상인들 손님 두 배"
    for number in range(2, 10)
)
RUSSIAN = tuple(
    f"Ночной рынок в порту открылся снова, торговцев уже {number} тысячи"
    for number in range(2, 10)
)
NAVIGATION = (
    "<div id='top'><ul class='menu'><li><a href='/'>Home</a></li><li><a href='/local/'>Local news</a></li>"
    "<li><a href='/opinion/'>Opinion and letters</a></li><li><a href='/about-this-newspaper/'>About this newspaper</a></li></ul></div>"
)
FOOTER = (
    "<div class='site-footer'><a href='/privacy-policy-and-your-choices/'>Privacy policy and your choices</a>"
    "<a href='/advertise-with-the-paper.html'>Advertise with the paper</a></div>"
)


@dataclass(frozen=True)
class Layout:
    """A way to write a section page: `row` makes one item of a number, an address's words and a headline."""

    name: str
    row: Callable[[int, str, str], str]
    headlines: tuple[str, ...] = ENGLISH
    beside: str = ""
    """What else stands on the page; none of it is an article."""
    url: str = "https://post.example/"

    def page(self) -> str:
        """Return the whole page."""
        rows = "".join(
            self.row(n, slug(text), text)
            for n, text in enumerate(self.headlines)
        )
        return (
            f"<html><head><title>The Post</title></head><body>{NAVIGATION}"
            f"<div class='main'>{rows}</div>{self.beside}{FOOTER}</body></html>"
        )


def slug(text: str) -> str:
    """Return a headline as addresses write it."""
    return "-".join(text.lower().split())


def _plain(address: str) -> Callable[[int, str, str], str]:
    """Make a row that is a list's item, from an address with {n} and {slug}."""
    return lambda n, words, text: (
        f"<ul><li><a href='{address.format(n=n, slug=words)}'>{text}</a></li></ul>"
    )


def _blogger(n: int, words: str, text: str) -> str:
    return (
        f"<div class='post hentry'><h3 class='post-title'><a href='/2026/11/{words[:30]}.html'>{text}</a></h3>"
        f"<div class='post-footer'><a href='/2026/11/{words[:30]}.html#comments'>3 comments</a>"
        f"<a href='/search/label/Letters%20from%20the%20harbour'>Letters from the harbour</a></div></div>"
    )


def _forum(n: int, words: str, text: str) -> str:
    return (
        f"<table><tr class='topic'><td><a class='topictitle' href='./viewtopic.php?f=4&amp;topic={8120 + n}'>{text}</a></td>"
        f"<td><a href='./memberlist.php?mode=viewprofile&amp;u={300 + n}'>rower_{n}</a></td></tr></table>"
    )


def _cards_in_footer(n: int, words: str, text: str) -> str:
    return (
        f"<section class='footer-widgets'><article class='post-{n}20 type-post category-harbour tag-nav'>"
        f"<header class='entry-header'><h2><a href='/{words}/'>{text}</a></h2></header>"
        f"<footer class='entry-footer'><a href='/category/harbour-and-river/'>Harbour and river</a></footer></article></section>"
    )


def _government(n: int, words: str, text: str) -> str:
    return f"<li><a href='./202611/t20261123_{448210 + n}.html' title='{text}'>{text[:12]}...</a><span>2026-11-23</span></li>"


def _script(n: int, words: str, text: str) -> str:
    return f'<dd><a href="###" onclick="openPage(\'/content/{9000 + n}.shtml\', 1)">{text}</a></dd>'


def _picture_only(n: int, words: str, text: str) -> str:
    return f"<div class='tile'><a href='/2026/11/2{n}/{words}/'><img src='/i/{n}.jpg' alt=''></a></div>"


def _long_post(n: int, words: str, text: str) -> str:
    return (
        f"<div class='entry'><h2><a href='/archives/2026/11/{words.replace('-', '_')[:15]}.html'>{text}</a></h2>"
        f"<p>For the second year in a row the people of the harbour have met, as <a href='/archives/2025/03/an_older_story_of_the_harbour.html'>"
        f"an older story of the harbour told</a>, to speak about boats.</p></div>"
    )


ARCHIVES = "".join(
    f"<li><a href='/2026/{n:02}/'>{name} 2026</a> (1{n})</li>"
    for n, name in enumerate(
        ("January", "February", "March", "April", "May"), 1
    )
)
LABELS = "".join(
    f"<li><a href='/archives/cat_{1000 + n}.html'>Letters about the {name} and the river ({n}4)</a></li>"
    for n, name in enumerate(("harbour", "market", "orchard", "mill", "canal"))
)
PAGES = (
    "".join(f"<a href='/?page={n}'>{n}</a>" for n in range(2, 9))
    + "<a href='/?page=2'>Older posts</a>"
)
LAYOUTS = (
    Layout("dated folders", _plain("/2026/11/2{n}/harbour/{slug}")),
    Layout(
        "month in letters",
        _plain("/harbour/2026/nov/2{n}/{slug}"),
        beside=f"<ul>{ARCHIVES}</ul>",
    ),
    Layout("numbered slug", _plain("/news/harbour-1234567{n}")),
    Layout("coded address", _plain("/news/articles/c8dx{n}l9mzyo")),
    Layout("short code", _plain("/p/{slug}")),
    Layout(
        "slug in the root",
        _plain("/{slug}/"),
        beside=f"<div class='pagination'>{PAGES}</div>",
    ),
    Layout("author's folder", _plain("/@harbourmaster/{slug}-4f0c1a9b7d2{n}")),
    Layout("numbered paper", _plain("/abs/2611.0412{n}")),
    Layout("query id", _plain("/news/articleView.html?idxno=20441{n}"), KOREAN),
    Layout("cyrillic dated", _plain("/news/2026/11/23/5541{n}/"), RUSSIAN),
    Layout(
        "blogger",
        _blogger,
        beside=f"<div class='widget'><ul>{ARCHIVES}</ul></div>",
    ),
    Layout("forum", _forum, url="https://forum.example/board/"),
    Layout("posts in a footer", _cards_in_footer),
    Layout(
        "government", _government, CHINESE, url="https://www.gov.example/xw/"
    ),
    Layout(
        "content system", _plain("/a/shizheng/2026/1123/5881{n}.html"), CHINESE
    ),
    Layout("opened by script", _script, CHINESE),
    Layout("essays", _plain("{slug}.html"), SHORT),
    Layout("pictures only", _picture_only),
    Layout("long posts", _long_post),
    Layout(
        "categories with counts",
        _plain("/archives/5720{n}11.html"),
        beside=f"<ul>{LABELS}</ul>",
    ),
    Layout("short and dated", _plain("/2026/11/23/harbour/{slug}/"), TWO_WORDS),
    Layout(
        "index in each folder", _plain("/2026/11/23/harbour/{slug}/index.html")
    ),
    Layout("live folder", _plain("/live/harbour/{slug}-2611230{n}")),
)
