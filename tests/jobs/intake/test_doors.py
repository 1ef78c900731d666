"""A source behind a door: read with what its subscriber gave, which no other site ever gets."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.intake import discover, enrich, fetch
from news.doors import read_door, with_door
from news.errors import FetchError
from store.chats import subscriptions
from store.news import articles, doors, sources
from store.rows import Source
from tests import read_rows
from tests.jobs.conftest import NOW, Clock, config
from tests.jobs.digests.test_select import reader
from tests.jobs.intake.feeds import HEADLINES, feed, item, page
from tests.site import Answer, Site, serve

NAME, SECRET = "n" * 22, "sid=very-secret"


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """Another site: a redirect leads there."""
    with serve() as running:
        yield running


def closed(body: str, kind: str) -> Answer:
    """Return an answer for who brings the cookie, and a refusal for all others."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        data = body.encode()
        if handler.headers.get("Cookie") != SECRET:
            handler.wfile.write(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
            return
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n"
        handler.wfile.write(head.encode() + data)

    return Answer(raw=answer)


async def open_source(context: JobContext, site: Site) -> Source:
    """Add a source with its door, as a chat did."""
    door = read_door(f"Cookie: {SECRET}", site.url)
    assert door is not None
    await context.db.write(doors.put, NAME, door, 55, NOW)
    url = with_door(f"{site.url}/feed", NAME)
    source = await context.db.write(
        sources.add, url, "auto", "", "", "UTC", 55, NOW
    )
    await context.db.write(doors.attach, NAME, source.id)
    # A source of this kind is read for its subscribers alone.
    ann, value = await reader(context, 55), str(source.id)
    await context.db.write(
        subscriptions.add, ann.id, "source", value, limit=9, now=NOW
    )
    return source


async def test_lists_and_articles_of_its_site_are_read_with_it(
    context: JobContext,
    site: Site,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    site.pages["/feed"] = closed(
        feed(item(0, f"{site.url}/a/0")), "application/rss+xml"
    )
    site.pages["/a/0"] = closed(page(0), "text/html")
    source = await open_source(context, site)
    assert (source.private, source.trusted) == (True, False)
    await fetch.sweep(context)
    await enrich.sweep(context)
    (row,) = await context.db.read(articles.recent_of_source, source.id, 9)
    assert (row.state, row.title, len(row.text) > 300) == (
        "read",
        HEADLINES[0],
        True,
    )
    found = await discover.discover(context, source.url, "UTC")
    assert found.entries[0].title == HEADLINES[0]
    assert SECRET not in caplog.text
    with pytest.raises(FetchError) as caught:
        await discover.discover(context, f"{site.url}/feed", "UTC")
    assert caught.value.details["status"] == 401


async def test_no_other_site_gets_it_on_any_way(
    context: JobContext, site: Site, elsewhere: Site, clock: Clock
) -> None:
    both = frozenset({site.host, elsewhere.host})
    downloader = Downloader(config(site, private_hosts=both))
    door = read_door(f"Cookie: {SECRET}", site.url)
    assert door is not None
    site.put("/go", "", status=302, Location=f"{elsewhere.url}/there")
    elsewhere.put("/there", "", status=302, Location=f"{site.url}/home")
    site.put("/home", "here")
    opened = downloader.with_door(door)
    assert (await opened.get(f"{site.url}/go")).data == b"here"
    await downloader.get(f"{site.url}/home")
    await downloader.close()
    sent = [
        headers.get("Cookie") for _, headers in (*site.asked, *elsewhere.asked)
    ]
    assert sent == [SECRET, SECRET, None, None]


async def test_a_source_that_moves_takes_its_door_along_on_its_own_site_alone(
    context: JobContext, site: Site, elsewhere: Site, clock: Clock
) -> None:
    site.put("/feed", "", status=301, Location="/new")
    site.pages["/new"] = closed(
        feed(item(0, f"{site.url}/a/0")), "application/rss+xml"
    )
    source = await open_source(context, site)
    for _ in range(3):
        clock.now = max(
            clock.now + 1, await context.db.read(read_rows.next_fetch_at) or 0
        )
        await fetch.sweep(context)
    moved = await context.db.read(sources.get, source.id)
    assert moved is not None
    assert moved.url == with_door(f"{site.url}/new", NAME)


async def test_without_its_door_a_source_is_not_asked(
    context: JobContext, site: Site, clock: Clock
) -> None:
    source = await open_source(context, site)
    await context.db.write(doors.drop, NAME)
    await fetch.sweep(context)
    known = await context.db.read(sources.get, source.id)
    assert known is not None
    assert (known.failures, site.paths()) == (1, [])


async def test_a_door_goes_with_its_source_and_an_unused_one_after_a_day(
    context: JobContext, site: Site
) -> None:
    source = await open_source(context, site)
    door = read_door("ann s3cret", site.url)
    assert door is not None
    await context.db.write(doors.put, "other", door, 55, NOW)
    assert await context.db.write(doors.prune, NOW + doors.UNUSED) == 0
    assert await context.db.write(doors.prune, NOW + doors.UNUSED + 1) == 1
    await context.db.write(sources.remove, source.id)
    assert await context.db.read(doors.get, NAME) is None
