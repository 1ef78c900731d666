"""Read what stands beside a link in its list item: date, summary, picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from lxml.html import HtmlElement

from news.dates import Precision, find_date, proven_order
from news.links import join, key
from news.pages.headline_links import width

# Where a picture's address stands; `src` may be a grey box.
_SOURCES = ("data-src", "data-original", "src")
_LISTS = frozenset({"body", "html", "ul", "ol", "tbody"})
# Elements above a link that are tried as its item.
HEIGHT = 4
OTHER_LINKS = 8
# From here on a link may be another article; a narrower one is a section, an
# author, a count.
HEADLINE_WIDTH = 14
SUMMARY_WIDTH = 40
MAX_TEXT = 1500
MAX_SUMMARY = 500
DATE_LENGTH = 60
# Lines of an item that are looked at for a date.
MAX_LINES = 5


@dataclass(frozen=True, slots=True)
class Item:
    """The facts that a list shows about one article."""

    # What stands beside the headline.
    lines: tuple[str, ...]
    # The moment of a `<time datetime>`.
    declared: str = ""
    # The address of its first picture.
    image: str = ""


class ItemDates:
    """Reads the dates of one page's items.

    What one of them proves of day and month holds for all.
    """

    def __init__(
        self, items: Iterable[Item], *, zone: str, now: datetime, language: str
    ) -> None:
        shown = (
            line for item in items for line in item.lines if _may_be_date(line)
        )
        self._order = proven_order(shown)
        self._zone = zone
        self._now = now
        self._language = language
        # "3 comments" and "today" stand beside each of hundreds of links.
        self._read: dict[str, datetime | None] = {}

    def of(self, item: Item) -> datetime | None:
        """Return the date of an item: declared, or the first that its lines show.

        None if there is none.
        """
        lines = filter(_may_be_date, item.lines)
        written = (item.declared, *islice(lines, MAX_LINES))
        dates = map(self.read, filter(None, written))
        return next(filter(None, dates), None)

    def read(self, line: str) -> datetime | None:
        """Read the first day that a line names."""
        if line not in self._read:
            self._read[line] = self._find(line)
        return self._read[line]

    def _find(self, line: str) -> datetime | None:
        date = find_date(
            line,
            zone=self._zone,
            now=self._now,
            language=self._language,
            order=self._order,
        )
        if date is None or date.precision < Precision.DAY:
            return None
        now = self._now.astimezone(date.moment.tzinfo)
        return min(date.moment, now)


def _may_be_date(line: str) -> bool:
    """Return whether a line is short enough for a date beside a headline, with its author and its
    place."""
    return 1 < len(line) <= DATE_LENGTH


def read_item(node: HtmlElement, own: str, base: str, texts: list[str]) -> Item:
    """Read what surrounds a link.

    `own` is the key of the link's address; `texts` are its texts, which are no lines beside it.
    """
    box = _box(node, own, base)
    if box is node:
        tail = " ".join((node.tail or "").split())
        beside = [tail, *_lines(node, texts)]
        return Item(tuple(filter(None, beside)))
    times = (time.get("datetime", "") for time in box.iter("time"))
    lines = tuple(_lines(box, texts))
    return Item(lines, next(times, ""), picture(box, base))


def picture(node: HtmlElement, base: str) -> str:
    """Return the address of the first picture in an element; empty for none."""
    images = node.iter("img")
    sources = (map(image.get, _SOURCES) for image in islice(images, 1))
    stated = filter(None, chain.from_iterable(sources))
    return join(base, next(stated, ""))


def _lines(box: HtmlElement, texts: list[str]) -> list[str]:
    """Return an element's texts without the headlines.

    A headline's own end stays, for a date may stand there.
    """
    lines = []
    size = 0
    shown = (" ".join(part.split()) for part in box.itertext())
    for line in filter(None, shown):
        size += len(line)
        if line not in texts:
            lines.append(line)
        if size > MAX_TEXT:
            break
    return lines


def _box(node: HtmlElement, own: str, base: str) -> HtmlElement:
    """Return the largest element around a link that holds no other article's link."""
    box = node
    for parent in islice(node.iterancestors(), HEIGHT):
        if parent.tag in _LISTS or _holds_others(parent, own, base):
            break
        box = parent
    return box


def _holds_others(box: HtmlElement, own: str, base: str) -> bool:
    """Return whether a box holds links to other articles than one."""
    first = islice(box.iter("a"), OTHER_LINKS + 2)
    links = list(first)
    # A box of so many links is a list; looking at each would take its square.
    if len(links) > OTHER_LINKS + 1:
        return True
    return any(_leads_elsewhere(link, own, base) for link in links)


def _leads_elsewhere(link: HtmlElement, own: str, base: str) -> bool:
    """Return whether a link has a headline's text and another address than one's own."""
    url = join(base, link.get("href", ""))
    if not url or key(url) == own:
        return False
    text = " ".join(link.text_content().split())
    return width(text) > HEADLINE_WIDTH


def summary_of(item: Item) -> str:
    """Return the widest line of an item that is long enough to tell something.

    Empty where none is.
    """
    widest = max(item.lines, key=width, default="")
    return widest[:MAX_SUMMARY] if width(widest) > SUMMARY_WIDTH else ""
