"""Feeds and pages for the tests of reading: every text is invented."""

from __future__ import annotations

from email.utils import formatdate
from html import escape

from tests.jobs.conftest import NOW
from tests.site import Site

HEADLINES = (
    "Otters return to the Brindle canal",
    "Tram line nine gets a second track",
    "Bakers of Tollen bake rye again",
    "Observatory hill opens at night",
)
OPENINGS = (
    "Five otters were counted along the Brindle canal this autumn, the first in forty years.",
    "Tram line nine will run every six minutes once its second track is laid next summer.",
    "Four bakers of Tollen bake rye bread again, after a mill on the river was repaired.",
    "Observatory hill stays open until midnight, and volunteers show visitors the rings of Saturn.",
)


def body(number: int) -> str:
    """Return the text of one of the articles."""
    more = (
        f"Sheet {page} of the file adds to it: {OPENINGS[number]}"
        for page in range(1, 7)
    )
    return " ".join((OPENINGS[number], *more))


def page(number: int, title: str = "") -> str:
    """Return an article's page."""
    headline = title or HEADLINES[number]
    paragraphs = "".join(f"<p>{line}.</p>" for line in body(number).split(". "))
    return (
        f"<html lang='en'><head><title>{headline}</title></head><body>"
        f"<h1>{headline}</h1><article>{paragraphs}</article></body></html>"
    )


def item(
    number: int,
    link: str = "",
    *,
    title: str | None = None,
    guid: str = "",
    date: int | str | None = NOW - 900,
    summary: str = "",
) -> str:
    """Return an entry of RSS."""
    written = formatdate(date, usegmt=True) if isinstance(date, int) else date
    parts = {
        "title": HEADLINES[number] if title is None else title,
        "link": link,
        "guid": guid,
        "pubDate": written or "",
        "description": escape(summary),
    }
    return (
        "<item>"
        + "".join(f"<{k}>{v}</{k}>" for k, v in parts.items() if v)
        + "</item>"
    )


def feed(*items: str) -> str:
    """Return a feed of RSS."""
    head = "<?xml version='1.0'?><rss version='2.0'><channel><title>Canal News</title>"
    return f"{head}{''.join(items)}</channel></rss>"


def put_feed(site: Site, path: str, *items: str, **headers: str) -> None:
    """Let the site serve a feed at a path."""
    site.put(path, feed(*items), type="application/rss+xml", **headers)
