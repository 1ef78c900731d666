"""Find the pictures of an article: declared ones first, then those in its text; never
logos, avatars or tracking pixels.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from news.extract.declared import Declared
from news.extract.markup import names_of
from news.extract.page import Page
from news.links import join

# Pictures of one article: an album of Telegram holds ten.
MAX_PICTURES = 10
# Pixels of width or height below which a picture is an icon.
MIN_SIDE = 120

_TAGS = ("img", "amp-img", "amp-anim")
# The picture itself stands in one of these where `src` is a grey box until the
# reader scrolls.
_LAZY = (
    "data-lazy-src", "data-src", "data-original", "data-lazy", "data-orig-file", "data-image",
    "data-url", "data-full-src", "data-hi-res-src", "data-actualsrc", "file",
)  # fmt: skip
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_NOT_OURS = re.compile(
    r"logo|avatar|gravatar|icon|sprite|spacer|blank\.|pixel|placeholder|1x1|loading|emoji|"
    r"smil|qrcode|erweima|badge|button|"
    r"default[-_]?(?:image|img|share|og|thumb)|share[-_]?(?:image|img)|tracking|counter|"
    r"transparent|grey\.|advert|/ads?/|spinner",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"avatar|author|byline|profile|user|logo|icon|comment|related|share|social|qrcode",
    re.IGNORECASE,
)
_SVG = re.compile(r"\.svg(?:$|[?#])|^data:", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)"
)


def pictures(
    page: Page, declared: Declared, body: HtmlElement | None
) -> list[str]:
    """Return the addresses of the article's pictures, the leading one first; empty where it has
    none."""
    addresses: dict[str, None] = {}
    for address in declared.images:
        _add(addresses, page.url, address)
    for node in _nodes(page, body):
        if len(addresses) >= MAX_PICTURES:
            break
        if not _beside(node):
            _add(addresses, page.url, address_of(node))
    return list(addresses)


def _nodes(page: Page, body: HtmlElement | None) -> list[HtmlElement]:
    """List the pictures inside the text's container; in the article around it, where that has
    none."""
    places = [body, *page.tags["article"][:1], *page.tags["main"][:1]]
    for place in places:
        if place is None:
            continue
        nodes = [node for node in place.iter(*_TAGS) if address_of(node)]
        if nodes:
            return nodes
    return []


def _add(addresses: dict[str, None], base: str, address: str) -> None:
    url = join(base, address.strip()) if address.strip() else ""
    if url and url != base and looks_like_picture(url):
        addresses.setdefault(url)


def looks_like_picture(url: str) -> bool:
    """Recognise the address of a picture that may belong to an article."""
    if _SVG.search(url) or not url.startswith(("http://", "https://")):
        return False
    path = urlsplit(url).path
    return len(path) > 1 and not _NOT_OURS.search(path)


def address_of(node: HtmlElement) -> str:
    """Return the address of a picture's element: the waiting one before the grey box, the largest
    of a set; empty for icons."""
    if _small(node):
        return ""
    for name in _LAZY:
        address = node.get(name) or ""
        if "/" in address or "." in address:
            return address
    sets = [node.get(name) for name in _SETS]
    sources = _sources(node)
    for text in (*sets, *sources):
        if text and (address := largest(text)):
            return address
    return node.get("src") or ""


def _sources(node: HtmlElement) -> list[str]:
    """Return the sets of a `<picture>` that a picture stands in."""
    # A parser that does not know `<source>` as empty puts the picture inside
    # it.
    near = [
        parent
        for _, parent in zip(range(3), node.iterancestors(), strict=False)
    ]
    parent = next((parent for parent in near if parent.tag == "picture"), None)
    if parent is None:
        return []
    nodes = list(parent.iter("source"))[:8]
    return [
        value
        for source in nodes
        for name in _SETS
        if (value := source.get(name))
    ]


def largest(candidates: str) -> str:
    """Return the address of the largest picture of a srcset."""
    best, size = "", -1.0
    for match in _CANDIDATE.finditer(candidates[:4000]):
        wide = float(match.group(2) or 0)
        if wide > size:
            best, size = match.group(1), wide
    return best


def _small(node: HtmlElement) -> bool:
    for name in ("width", "height"):
        side = (node.get(name) or "").strip().removesuffix("px")
        if side.isdigit() and 0 < int(side) < MIN_SIDE:
            return True
    return False


def _beside(node: HtmlElement) -> bool:
    """Recognise a person's portrait, a logo or another article's picture by the names about it."""
    if _PERSON.search(names_of(node)):
        return True
    for count, parent in enumerate(node.iterancestors()):
        if count > 3:
            return False
        if parent.tag in {"aside", "nav", "footer"} or _PERSON.search(
            names_of(parent)
        ):
            return True
    return False
