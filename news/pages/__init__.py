"""Read section pages: the articles that a page without a feed lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from news.models import Entry
from news.pages.document import base_address, page_text, read_tree
from news.pages.feed_links import find_feeds, find_shown_feeds
from news.pages.grammar import Grammar, learn, load_grammar
from news.pages.groups import choose
from news.pages.link_candidates import collect, entry_of
from news.pages.selected import pick

__all__ = [
    "Grammar",
    "Listing",
    "find_entries",
    "find_feeds",
    "find_shown_feeds",
    "load_grammar",
    "page_title",
    "read_listing",
    "read_tree",
]
FAR = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listing:
    """The results of one reading of a section page."""

    entries: list[Entry]
    # What is known of the page after this reading: for the next one.
    grammar: Grammar
    # How many links the earlier readings decided, either way.
    learned: int = 0


def find_entries(
    html: bytes | str,
    *,
    url: str,
    selector: str | None = None,
    content_type: str | None = None,
    zone: str = "UTC",
    now: datetime | None = None,
    grammar: Grammar | None = None,
) -> list[Entry]:
    """Find the articles that a section page lists, in the page's order; empty where it lists none.

    Each link is scored by its address, its text, its place and the company that it keeps;
    `selector` (CSS) names the entries outright instead. `grammar` is what earlier readings taught
    (`read_listing`); it decides where one reading is unsure. Dates beside the links are read in
    `zone`. At most 300 entries; at most 3 million characters are looked at.
    """
    return read_listing(
        html,
        url=url,
        selector=selector,
        content_type=content_type,
        zone=zone,
        now=now,
        grammar=grammar,
    ).entries


def read_listing(
    html: bytes | str,
    *,
    url: str,
    selector: str | None = None,
    content_type: str | None = None,
    zone: str = "UTC",
    now: datetime | None = None,
    grammar: Grammar | None = None,
) -> Listing:
    """Find a page's articles as `find_entries` does, and learn the page's own grammar for the next
    reading."""
    known = grammar or Grammar()
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return Listing([], known)
    base = base_address(tree, url)
    moment = now or FAR
    if selector:
        return Listing(
            pick(page_text(html, content_type), selector, base, zone, moment),
            known,
        )
    links = collect(tree, base, zone, moment)
    learned = learn(links, known)
    articles = choose(links, url, learned)
    decided = sum(link.learned for link in links)
    return Listing([entry_of(link) for link in articles], learned, decided)


def page_title(html: bytes | str, *, content_type: str | None = None) -> str:
    """Return the text of a page's `<title>`, in one line."""
    tree = read_tree(html, content_type=content_type)
    node = tree.find(".//title") if tree is not None else None
    return "" if node is None else " ".join(node.text_content().split())
