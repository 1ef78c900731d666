"""The links of a page, each with what tells an article from navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from news.dates import parse_date
from news.links import join, key
from news.models import Entry, Media

MAX_LINKS = 5000
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?<!\d)\d{1,2}[-/月]\d{1,2}(?!\d)|\d{1,4}\s*(?:秒|分钟|分鐘|小时|小時|"
    r"天|minutes?|hours?|days?|mins?|hrs?)\s*(?:前|ago)|昨天|今天|前天|yesterday|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|"
    r"\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?<![\d:])\d{1,2}:\d{2}(?![\d:]))[^\n]{0,30}",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])(?:[-/_]?(0[1-9]|[12]\d|3[01]))?(?!\d{5})"
)
_AWAY = frozenset({"nav", "footer", "header", "form", "select"})
_AWAY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|header|breadcrumbs?|crumbs?|share|login|copyright|sitemap|friendlink\w*|links?bar|"
    r"pagination|pager|pages?|toolbar|subnav|topbar|sidenav|tags?|lang\w*|social)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:side\w*|aside|hot\w*|rank\w*|recommend\w*|ad|ads|adv\w*|promo\w*|right\w*|related)(?:$|[\s_-])",
    re.I,
)


@dataclass(slots=True)
class Link:
    """One address that the page links to, seen in one or more places."""

    url: str
    key: str
    text: str
    path: str
    """The chain of tags and classes above it."""
    shape: str
    """Its address with digits and slugs blurred."""
    position: int
    date: datetime | None = None
    summary: str = ""
    image: str = ""
    away: bool = False
    """Inside navigation, a footer or the like."""
    side: bool = False
    heading: bool = False
    score: float = 0.0
    texts: list[str] = field(default_factory=list)


def width(text: str) -> int:
    """Weigh a text: a CJK character says as much as about two and a half letters."""
    wide = len(_CJK.findall(text))
    return round(wide * 2.5 + (len(text) - wide))


def collect(tree: HtmlElement, base: str, zone: str, now: datetime) -> list[Link]:
    """Gather the page's links: places that lead to one address become one link with the longest text."""
    found: dict[str, Link] = {}
    for position, node in enumerate(tree.iter("a")):
        if position >= MAX_LINKS:
            break
        url = (
            join(base, node.get("href") or "")
            if not (node.get("href") or "").startswith(("#", "javascript:"))
            else ""
        )
        if not url:
            continue
        link = _link(node, url, position)
        known = found.setdefault(link.key, link)
        if known is not link:
            _merge(known, link)
    links = list(found.values())
    nodes = list(tree.iter("a"))
    for link in links:
        _look_around(link, nodes[link.position], zone, now)
    return links


def _link(node: HtmlElement, url: str, position: int) -> Link:
    text, heading = _text(node)
    chain = _ancestors(node)
    names = [f"{each.get('class') or ''} {each.get('id') or ''}" for each in chain]
    away = any(each.tag in _AWAY for each in chain) or any(
        _AWAY_NAMES.search(name) for name in names[:6]
    )
    return Link(
        url=url,
        key=key(url),
        text=text,
        path="/".join(
            f"{each.tag}.{(each.get('class') or '').split(' ')[0]}" for each in chain[:5]
        ),
        shape=shape_of(url),
        position=position,
        image=_image(node, url),
        away=away,
        side=any(_SIDE.search(name) for name in names),
        heading=heading or any(each.tag in {"h1", "h2", "h3", "h4"} for each in chain[:2]),
        texts=[text],
    )


def _ancestors(node: HtmlElement) -> list[HtmlElement]:
    chain: list[HtmlElement] = []
    parent = node.getparent()
    while parent is not None and len(chain) < 12 and parent.tag not in {"body", "html"}:
        chain.append(parent)
        parent = parent.getparent()
    return chain


def _text(node: HtmlElement) -> tuple[str, bool]:
    """Return a link's headline: that of a heading inside it where there is one, else its own text or title."""
    for inner in node.iter("h1", "h2", "h3", "h4", "strong"):
        if text := " ".join(inner.text_content().split()):
            return text[:300], inner.tag != "strong"
    text = " ".join(node.text_content().split())
    title = " ".join((node.get("title") or "").split())
    if title and (not text or text.rstrip(".…") in title):
        text = title
    return text[:300], False


def _image(node: HtmlElement, url: str) -> str:
    image = next(iter(node.iter("img")), None)
    if image is None:
        return ""
    return join(url, image.get("data-src") or image.get("data-original") or image.get("src") or "")


def _merge(known: Link, link: Link) -> None:
    known.texts.append(link.text)
    better = (link.heading, min(width(link.text), 120)) > (
        known.heading,
        min(width(known.text), 120),
    )
    # A teaser's whole paragraph may be linked too: the headline is the shorter of two long ones.
    if better and (width(known.text) < 12 or width(link.text) < 120):
        known.text, known.path, known.position, known.heading = (
            link.text,
            link.path,
            link.position,
            link.heading,
        )
    known.image = known.image or link.image
    known.away = known.away and link.away
    known.side = known.side and link.side


def shape_of(url: str) -> str:
    """Blur an address to its template: digits to 0, long slugs to w."""
    parts = urlsplit(url)
    pieces = []
    for piece in parts.path.split("/"):
        blurred = re.sub(r"\d+", "0", piece)
        pieces.append("w" if len(piece) > 18 or piece.count("-") >= 3 else blurred)
    names = (
        "&".join(sorted(part.split("=")[0] for part in parts.query.split("&")))
        if parts.query
        else ""
    )
    return f"{parts.hostname}{'/'.join(pieces)}?{names}"


def url_date(url: str) -> datetime | None:
    """Return whether an address carries a date, as that date at UTC midnight."""
    match = _URL_DATE.search(urlsplit(url).path)
    if not match:
        return None
    try:
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        return datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T00:00:00+00:00")
    except ValueError:
        return None


def _look_around(link: Link, node: HtmlElement, zone: str, now: datetime) -> None:
    """Read date, summary and picture from the item that holds the link alone."""
    box = node
    for _ in range(4):
        parent = box.getparent()
        if (
            parent is None
            or parent.tag in {"body", "html", "ul", "ol", "tbody"}
            or _others(parent, link.key, link.url)
        ):
            break
        box = parent
    if box is node:
        _date_from(
            link, " ".join(((node.tail or "") + " " + node.text_content()).split())[:200], zone, now
        )
        return
    text = "\n".join(part.strip() for part in box.itertext() if part.strip())[:1500]
    _date_from(link, text.replace(link.text, "\n", 1), zone, now)
    times = next(iter(box.iter("time")), None)
    if times is not None and times.get("datetime"):
        link.date = parse_date(times.get("datetime") or "", zone=zone, now=now) or link.date
    lines = [
        line
        for line in text.split("\n")
        if line not in link.texts and width(line) > 40 and not DATE.match(line)
    ]
    link.summary = max(lines, key=width, default="")[:500]
    image = next(iter(box.iter("img")), None)
    if not link.image and image is not None:
        link.image = join(
            link.url, image.get("data-src") or image.get("data-original") or image.get("src") or ""
        )


def _others(box: HtmlElement, own: str, base: str) -> bool:
    """Tell whether a box holds links to other articles than one (short links, as to a section, do not count)."""
    for count, node in enumerate(box.iter("a")):
        if count > 8:
            return True
        url = join(base, node.get("href") or "")
        if url and key(url) != own and width(" ".join(node.text_content().split())) > 14:
            return True
    return False


def _date_from(link: Link, text: str, zone: str, now: datetime) -> None:
    match = DATE.search(text)
    link.date = parse_date(match.group(0).split("\n")[0], zone=zone, now=now) if match else None


def entry_of(link: Link) -> Entry:
    """Turn a link into an entry; a date in the address serves where the page shows none."""
    media = (Media(link.image, "image/*"),) if link.image else ()
    return Entry(
        url=link.url,
        title=link.text,
        published_at=link.date,
        summary=link.summary,
        id=link.url,
        media=media,
    )
