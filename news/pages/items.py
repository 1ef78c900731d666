"""What stands beside a link in its item of a list: date, summary, picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from news.dates import parse_date
from news.links import join, key
from news.pages.headlines import width

DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?<!\d)\d{1,2}[-/月]\d{1,2}(?!\d)|\d{1,4}\s*(?:秒|分钟|分鐘|小时|小時|"
    r"天|minutes?|hours?|days?|mins?|hrs?)\s*(?:前|ago)|昨天|今天|前天|yesterday|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|"
    r"\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?<![\d:])\d{1,2}:\d{2}(?![\d:]))[^\n]{0,30}",
    re.IGNORECASE,
)
_LISTS = frozenset({"body", "html", "ul", "ol", "tbody"})
HEIGHT = 4
"""Elements above a link that are tried as its item."""
OTHER_LINKS = 8
HEADLINE_WIDTH = 14
"""From here on a link may be another article; a narrower one is a section, an author, a count."""
SUMMARY_WIDTH = 40
MAX_TEXT = 1500


@dataclass(frozen=True, slots=True)
class Item:
    """What a list shows of one article."""

    box: HtmlElement | None
    date: datetime | None
    summary: str = ""


def read_item(
    node: HtmlElement, own: str, base: str, texts: list[str], *, zone: str, now: datetime
) -> Item:
    """Read what surrounds a link, from the largest element that holds no other article's link.

    `own` is the key of the link's address; `texts` are its texts, which are no summary.
    """
    box = _box(node, own, base)
    if box is node:
        text = " ".join(f"{node.tail or ''} {node.text_content()}".split())
        return Item(None, read_date(text[:200], zone, now))
    text = "\n".join(part.strip() for part in box.itertext() if part.strip())[:MAX_TEXT]
    shown = read_date(text.replace(texts[0], "\n", 1) if texts[0] else text, zone, now)
    return Item(box, _declared(box, zone, now) or shown, _summary(text, texts))


def _box(node: HtmlElement, own: str, base: str) -> HtmlElement:
    box = node
    for _ in range(HEIGHT):
        parent = box.getparent()
        if parent is None or parent.tag in _LISTS or _holds_others(parent, own, base):
            break
        box = parent
    return box


def _holds_others(box: HtmlElement, own: str, base: str) -> bool:
    """Tell whether a box holds links to other articles than one."""
    for count, node in enumerate(box.iter("a")):
        # A box of so many links is a list; looking at each would take its square.
        if count > OTHER_LINKS:
            return True
        url = join(base, node.get("href") or "")
        if not url or key(url) == own:
            continue
        text = " ".join(node.text_content().split())
        if width(text) > HEADLINE_WIDTH:
            return True
    return False


def _declared(box: HtmlElement, zone: str, now: datetime) -> datetime | None:
    """Return the moment of the first `<time datetime>` of a box."""
    time = next(iter(box.iter("time")), None)
    value = time.get("datetime") if time is not None else None
    return parse_date(value, zone=zone, now=now) if value else None


def read_date(text: str, zone: str, now: datetime) -> datetime | None:
    """Return the first date that a text shows; None where it shows none."""
    match = DATE.search(text)
    return parse_date(match.group(0).split("\n")[0], zone=zone, now=now) if match else None


def _summary(text: str, texts: list[str]) -> str:
    """Return the widest line that is no headline and no date."""
    best = ""
    for line in text.split("\n"):
        told = line in texts or DATE.match(line)
        if not told and width(line) > max(SUMMARY_WIDTH, width(best)):
            best = line
    return best[:500]
