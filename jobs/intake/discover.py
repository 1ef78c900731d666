"""Find the feed behind an address that a person gives, or read it as a section page, and
show what it lists before it is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from jobs.context import JobContext
from jobs.intake import doors
from jobs.intake.fetch import follow, read_as
from jobs.workers.worker_tasks import SourceReading
from news.addresses import Instances, Target, read_answer, resolve
from news.doors import door_name
from news.errors import (
    Gone,
    JianbaoError,
    MembersOnly,
    NoEntries,
    NoInstance,
)
from news.links import join
from news.models import Entry

SHOWN = 5
# An OPML file's first element is its root, behind a declaration and comments; a feed may quote
# one in its text.
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST = re.compile(rb"<[a-z][^\s/>]*", re.IGNORECASE)
_HEAD = 2000


@dataclass(frozen=True, slots=True)
class ProposedSource:
    """A source that could be added."""

    url: str
    kind: str
    title: str
    language: str
    # Its newest entries, five at the most.
    entries: tuple[Entry, ...]
    # The site's own list, because the address itself has no document.
    instead: bool = False
    # An OPML file of other readers, which lists sources and is none: of kind "opml".
    listing: bytes = b""


async def discover(context: JobContext, url: str, zone: str) -> ProposedSource:
    """Find what an address or a name lists, by the table of what people mean (`news.addresses`).

    The feed that a page names goes before the page itself. Of several addresses the first that
    lists anything is taken; where nothing is at the address (404), what the site's front page
    lists. Raises MembersOnly and NoInstance for what can't be read at all,
    Refused for what is never fetched, FetchError for what can't be, NoEntries for a page that lists
    nothing.
    """
    context = await doors.opened(context, url)
    target = Target((url,), "auto") if door_name(url) else meant(context, url)
    failure: JianbaoError = NoEntries(
        f"{url}: no address of anything that lists articles"
    )
    for address in target.addresses:
        try:
            return await _look(context, address, target, zone)
        except JianbaoError as error:
            failure = error
    # Addresses of feeds are mistyped, and move: the site may still name it. One that a rule
    # gave is of a platform, whose front page says nothing.
    if isinstance(failure, Gone) and target.kind == "auto":
        with suppress(JianbaoError):
            front = Target((join(target.addresses[-1], "/"),), "auto")
            # Nobody named this address: the site's wishes hold for it.
            proposal = await _look(
                context, front.addresses[0], front, zone, robots=True
            )
            return replace(proposal, instead=True)
    raise failure


def meant(context: JobContext, text: str) -> Target:
    """Return the source that a person's address means, on the operator's instances."""
    instances = Instances(context.fetch.rsshub, context.fetch.newsnow)
    # An address of no kind that is known is asked all the same: the refusal
    # says why it can't be read.
    as_written = (text,) if "://" in text else ()
    target = resolve(text, instances) or Target(as_written, "auto")
    if target.problem == "account":
        raise MembersOnly(f"{text}: only members can read it")
    if target.problem:
        program = {"rsshub": "RSSHub", "newsnow": "newsnow"}[target.problem]
        raise NoInstance(
            f"{text}: no instance of {program} is named", program=program
        )
    return target


async def _look(
    context: JobContext,
    address: str,
    target: Target,
    zone: str,
    *,
    robots: bool = False,
) -> ProposedSource:
    """Read one of the addresses that are meant."""
    page = await context.downloader.get(address, kind="feed", robots=robots)
    if target.answer:
        address = read_answer(page.data, target.answer)
        if not address:
            raise NoEntries(f"{page.url}: the answer names no feed")
        page = await context.downloader.get(address, kind="feed", robots=False)
    if is_opml(page.data):
        return ProposedSource(
            page.url, "opml", "", "", entries=(), listing=page.data
        )
    # What a rule expects is tried, not believed: the bytes decide between feed
    # and page.
    kind = "hotlist" if target.kind == "hotlist" else "auto"
    reading = await read_as(context, page, kind, zone)
    better = await follow(context, reading, "auto", page.url, zone)
    if better is not None:
        own = address if reading.feed.sitemaps else better.address
        return _proposal(own, better, target.title)
    if not reading.feed.entries and reading.feed.kind == "page":
        raise NoEntries(
            f"{address}: nothing there looks like a list of articles"
        )
    return _proposal(address, reading, target.title)


def is_opml(data: bytes) -> bool:
    """Return whether a document is a list of sources, as readers export it."""
    first = _FIRST.search(_COMMENT.sub(b"", data[:_HEAD]))
    return first is not None and first.group().lower() == b"<opml"


def _proposal(url: str, reading: SourceReading, title: str) -> ProposedSource:
    feed = reading.feed
    # The lines of a hot list stay in the order of their ranks.
    shown = (
        feed.entries if feed.kind == "hotlist" else _newest_first(feed.entries)
    )
    named = (feed.title or title)[:100]
    return ProposedSource(
        url=url,
        kind=feed.kind,
        title=named,
        language=feed.language,
        entries=tuple(shown[:SHOWN]),
    )


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda entry: (
            entry.published_at.timestamp() if entry.published_at else 0.0
        ),
        reverse=True,
    )
