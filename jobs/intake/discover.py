"""A person gives an address: find its feed, or read it as a section page, and show what it lists before it is added."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.context import JobContext
from jobs.intake.fetch import follow
from jobs.workers.reading import Reading, read_source
from news.errors import NoEntries
from news.models import Entry

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source that could be added."""

    url: str
    kind: str
    title: str
    language: str
    entries: tuple[Entry, ...]
    """Its newest entries, five at the most."""


async def discover(context: JobContext, url: str, zone: str) -> Proposal:
    """Find what an address lists: the feed that its page names goes before the page itself.

    Raises Refused for what is never fetched, FetchError for what can't be, NoEntries for a page that lists nothing.
    """
    address = url if "://" in url else f"https://{url}"
    page = await context.downloader.get(address, kind="feed", robots=False)
    reading = await context.pool.run(
        read_source, page.data, page.url, page.content_type, "auto", "", zone, context.now()
    )
    better = await follow(context, reading, "auto", page.url, zone)
    if better is not None:
        return _proposal(address if reading.feed.sitemaps else better.address, better)
    if not reading.feed.entries:
        raise NoEntries(f"{address}: nothing there looks like a list of articles")
    return _proposal(address, reading)


def _proposal(url: str, reading: Reading) -> Proposal:
    feed = reading.feed
    newest = sorted(
        feed.entries,
        key=lambda entry: entry.published_at.timestamp() if entry.published_at else 0.0,
        reverse=True,
    )
    return Proposal(url, feed.kind, feed.title[:100], feed.language, tuple(newest[:SHOWN]))
