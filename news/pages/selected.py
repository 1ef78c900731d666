"""Entries that a CSS selector of the configuration names."""

from __future__ import annotations

from datetime import datetime

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from news.links import join
from news.models import Entry
from news.pages.headlines import width
from news.pages.items import read_date

MAX_NODES = 1000


def pick(text: str, selector: str, base: str, zone: str, now: datetime) -> list[Entry]:
    """Return the entries that a selector names: links, or boxes that hold one; empty for a broken selector."""
    soup = BeautifulSoup(text, "lxml")
    try:
        nodes = soup.select(selector, limit=MAX_NODES)
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return []
    entries: dict[str, Entry] = {}
    for node in nodes:
        entry = _entry(node, base, zone, now)
        if entry and entry.url not in entries:
            entries[entry.url] = entry
    return list(entries.values())


def _entry(node: Tag, base: str, zone: str, now: datetime) -> Entry | None:
    link = _widest_link(node)
    if link is None:
        return None
    url, title = join(base, str(link.get("href") or "")), link.get_text(" ", strip=True)
    if not url or not title:
        return None
    box = node if node.name != "a" else (node.parent or node)
    beside = box.get_text("\n", strip=True).replace(title, "\n", 1)
    return Entry(url=url, title=title, published_at=read_date(beside, zone, now), id=url)


def _widest_link(node: Tag) -> Tag | None:
    """Return a box's link with the longest text: the headline; the node itself where it is a link."""
    if node.name == "a":
        return node
    links = [link for link in node.find_all("a", href=True) if isinstance(link, Tag)]
    return max(links, key=lambda link: width(link.get_text(" ", strip=True)), default=None)
