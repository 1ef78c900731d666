"""Entries that a CSS selector of the configuration names."""

from __future__ import annotations

from datetime import datetime

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from news.dates import parse_date
from news.links import join
from news.models import Entry
from news.pages.candidates import DATE, width

MAX_NODES = 1000


def pick(text: str, selector: str, base: str, zone: str, now: datetime) -> list[Entry]:
    """Return the entries that a selector names: links, or boxes that hold one; empty for a broken selector."""
    soup = BeautifulSoup(text, "lxml")
    try:
        nodes = soup.select(selector, limit=MAX_NODES)
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return []
    found: dict[str, Entry] = {}
    for node in nodes:
        entry = _entry(node, base, zone, now)
        if entry and entry.url not in found:
            found[entry.url] = entry
    return list(found.values())


def _entry(node: Tag, base: str, zone: str, now: datetime) -> Entry | None:
    links = (
        [node]
        if node.name == "a"
        else [each for each in node.find_all("a", href=True) if isinstance(each, Tag)]
    )
    if not links:
        return None
    link = max(links, key=lambda each: width(each.get_text(" ", strip=True)))
    url, title = join(base, str(link.get("href") or "")), link.get_text(" ", strip=True)
    if not url or not title:
        return None
    box = node if node.name != "a" else (node.parent or node)
    dated = DATE.search(box.get_text("\n", strip=True).replace(title, "\n", 1))
    date = parse_date(dated.group(0).split("\n")[0], zone=zone, now=now) if dated else None
    return Entry(url=url, title=title, published_at=date, id=url)
