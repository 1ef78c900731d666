"""Find entries with a CSS selector from the configuration."""

from __future__ import annotations

from datetime import datetime

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from news.dates import parse_date
from news.links import join
from news.models import Entry
from news.pages.headline_links import width

MAX_NODES = 1000
# Lines of a box that are looked at for a date.
MAX_LINES = 8


def pick(
    text: str, selector: str, base: str, zone: str, now: datetime
) -> list[Entry]:
    """Return the entries that a selector names: links, or boxes that hold one.

    Empty for a broken selector.
    """
    soup = BeautifulSoup(text, "lxml")
    try:
        nodes = soup.select(selector, limit=MAX_NODES)
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return []
    read = (_entry(node, base, zone, now) for node in nodes)
    # Of two boxes with one address the first counts.
    entries: dict[str, Entry] = {}
    for entry in filter(None, read):
        entries.setdefault(entry.url, entry)
    return list(entries.values())


def _entry(node: Tag, base: str, zone: str, now: datetime) -> Entry | None:
    """Read an entry from a link or the box of one; None without a headline and an address."""
    link = _widest_link(node)
    if link is None:
        return None
    url = join(base, str(link.get("href") or ""))
    title = link.get_text(" ", strip=True)
    if not url or not title:
        return None
    box = node if node.name != "a" else (node.parent or node)
    dates = (
        parse_date(line, zone=zone, now=now)
        for line in _lines_beside(box, title)
    )
    return Entry(
        url=url,
        title=title,
        published_at=next(filter(None, dates), None),
        id=url,
    )


def _lines_beside(box: Tag, title: str) -> list[str]:
    """Return the first lines of a box without its headline: a date may be among them.

    `<li><a>Ferry runs again</a> <span>3 May</span></li>` → "3 May".
    """
    lines = box.get_text("\n", strip=True).split("\n")
    return [line for line in lines if line != title][:MAX_LINES]


def _widest_link(node: Tag) -> Tag | None:
    """Return a box's link with the longest text: the headline.

    The node itself where it is a link.
    """
    if node.name == "a":
        return node
    return max(node.select("a[href]"), key=_link_width, default=None)


def _link_width(link: Tag) -> int:
    return width(link.get_text(" ", strip=True))
