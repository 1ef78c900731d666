"""Find the pictures of an article: declared ones first, then those in its text; never
logos, avatars or tracking pixels.
"""

from __future__ import annotations

import re
from itertools import chain, filterfalse, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from news.extract.beside import Boxes
from news.extract.declared import Declared
from news.extract.page import Page
from news.links import join

# Pictures of one article: an album of Telegram holds ten.
MAX_PICTURES = 10
# Elements between a picture and its `<picture>`, with that one.
MAX_NESTED = 3
# Sets of one `<picture>`, and characters of a set.
MAX_SOURCES = 8
MAX_SET = 4000

_TAGS = ("img", "amp-img", "amp-anim")
# The picture itself stands in one of these where `src` is a grey box until the
# reader scrolls.
_LAZY = (
    "data-lazy-src", "data-src", "data-original", "data-lazy", "data-orig-file", "data-image",
    "data-url", "data-full-src", "data-hi-res-src", "data-actualsrc", "file",
    "_src", "original", "data-lazyload", "data-echo",
)  # fmt: skip
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_NOT_OURS = re.compile(
    r"logo|avatar|gravatar|icon|sprite|spacer|blank\.|pixel|placeholder|1x1|loading|emoji|"
    r"smil|qrcode|erweima|badge|button|"
    r"default[-_]?(?:image|img|share|og|thumb)|share[-_]?(?:image|img)|tracking|counter|"
    r"transparent|grey\.|advert|/ads?/|spinner",
    re.IGNORECASE,
)
# The boxes of a person's portrait, a logo, another article's picture.
_OF_OTHERS = Boxes(
    frozenset({"aside", "nav", "footer"}),
    re.compile(
        r"avatar|author|byline|profile|user|logo|icon|comment|related|share|social|qrcode",
        re.IGNORECASE,
    ),
    reach=5,
)
# Pixels of width or height below 120: an icon, or a picture that counts readers.
_SHORT_SIDE = re.compile(r"\s*0*(?:[1-9]\d?|1[01]\d)(?:px)?\s*", re.ASCII)
# An attribute may hold a number or a word in place of an address.
_PATH = re.compile(r"[/.]")
# A path on the web that is not a drawing's.
_MAY_BE = re.compile(
    r"https?://[^/?#]*/[^?#](?!.*\.svg(?:$|[?#]))", re.IGNORECASE
)
_CANDIDATE = re.compile(
    r"([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)"
)


def pictures(
    page: Page, declared: Declared, body: HtmlElement | None
) -> list[str]:
    """Return the addresses of the article's pictures, the leading one first; empty where it has
    none."""
    own = filterfalse(_OF_OTHERS.hold, _nodes(page, body))
    addresses = chain(declared.images, map(address_of, own))
    urls = (join(page.url, address.strip()) for address in addresses)
    # A mere fragment, such as `#`, leads to the page, which is no picture.
    distinct = {page.url: None}
    for url in filter(looks_like_picture, urls):
        distinct.setdefault(url)
        if len(distinct) > MAX_PICTURES:
            break
    return list(distinct)[1:]


def _nodes(page: Page, body: HtmlElement | None) -> list[HtmlElement]:
    """List the pictures inside the text's container; in the article around it, where that has
    none."""
    articles, mains = page.tags["article"], page.tags["main"]
    around = [*articles[:1], *mains[:1]]
    places = around if body is None else [body, *around]
    shown = (place.iter(*_TAGS) for place in places)
    albums = (list(filter(address_of, nodes)) for nodes in shown)
    return next(filter(None, albums), [])


def looks_like_picture(url: str) -> bool:
    """Recognise the address of a picture that may belong to an article.

    `https://site.example/2026/bridge.jpg` may; `/img/logo.png`, a drawing (.svg) and a front page's
    address never do.
    """
    return bool(_MAY_BE.match(url)) and not _NOT_OURS.search(urlsplit(url).path)


def address_of(node: HtmlElement) -> str:
    """Return the address of a picture's element: the waiting one before the grey box, the largest
    of a set; empty for icons."""
    if _is_icon(node):
        return ""
    stated = filter(None, map(node.get, _LAZY))
    waiting = filter(_PATH.search, stated)
    own = map(node.get, _SETS)
    sets = filter(None, chain(own, _sources(node)))
    usual = node.get("src", "")
    addresses = chain(waiting, map(largest, sets), [usual])
    return next(filter(None, addresses), "")


def _sources(node: HtmlElement) -> list[str]:
    """Return the sets of a `<picture>` that a picture stands in.

    `<picture><source srcset="a.webp 800w"><img src="grey.gif"></picture>` → `a.webp 800w`.
    """
    # A parser that does not know `<source>` as empty puts the picture inside
    # it.
    near = islice(node.iterancestors(), MAX_NESTED)
    pictures = (parent for parent in near if parent.tag == "picture")
    sources = chain.from_iterable(parent.iter("source") for parent in pictures)
    first = islice(sources, MAX_SOURCES)
    sets = (map(source.get, _SETS) for source in first)
    return list(filter(None, chain.from_iterable(sets)))


def largest(candidates: str) -> str:
    """Return the address of the largest picture of a srcset: "a.jpg 320w, b.jpg 1200w" → b.jpg."""
    pairs: list[tuple[str, str]] = _CANDIDATE.findall(candidates[:MAX_SET])
    address, _ = max(pairs, key=_size, default=("", ""))
    return address


def _size(candidate: tuple[str, str]) -> float:
    """Return the width that a set states for a picture; 0 where it states none."""
    _, width = candidate
    return float(width or 0)


def _is_icon(node: HtmlElement) -> bool:
    """Recognise an icon by the width or height that its element states.

    `<img width="16" height="400">` is one, `<img width="600">` and `<img>` are none.
    """
    sides = [node.get(name, "") for name in ("width", "height")]
    return any(map(_SHORT_SIDE.fullmatch, sides))
