"""A source that a chat added brings no more than its share of a day, and goes on the day after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.context import JobContext
from jobs.intake import enrich, fetch
from jobs.intake.keep import sort_out
from news.durations import DAY
from news.entry_identity import match_entries
from news.errors import HostResting
from news.models import Entry
from store.news import articles, source_trust, sources
from store.operations import daily_shares
from store.rows import Source
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import item, page, put_feed
from tests.site import Site

CHAT = 7


def bound(context: JobContext, **most: int) -> JobContext:
    return replace(context, fetch=replace(context.fetch, **most))


async def add(context: JobContext, site: Site, count: int) -> Source:
    """Add a chat's feed with this number of articles."""
    for number in range(count):
        site.put(f"/a/{number}", page(number))
    put_feed(
        site,
        "/feed",
        *(item(number, f"{site.url}/a/{number}") for number in range(count)),
    )
    return await context.db.write(
        sources.add,
        f"{site.url}/feed",
        "feed",
        "",
        "",
        "UTC",
        CHAT,
        context.clock(),
    )


async def read_again(context: JobContext, clock: Clock, at: int) -> None:
    clock.now = at
    await context.db.write(sources_due, at)
    await fetch.sweep(context)


def sources_due(c: object, at: int) -> None:
    from sqlalchemy import Connection, update

    from store.schema.tables import sources as table

    assert isinstance(c, Connection)
    c.execute(update(table).values(next_fetch_at=at))


async def test_bytes_count_with_the_pages_and_the_source_rests(
    context: JobContext, site: Site, clock: Clock
) -> None:
    source = await add(context, site, 2)
    few = bound(context, source_bytes=100)
    await fetch.sweep(few)
    shares = await context.db.read(
        daily_shares.used, "source-bytes", [source.id], NOW
    )
    feed = shares[source.id].used
    assert feed >= 100

    # Its pages are not asked for: the share is used up.
    asked = len(site.asked)
    await enrich.sweep(few)
    await read_again(few, clock, NOW + DAY - 60)
    assert len(site.asked) == asked
    row = await context.db.read(sources.get, source.id)
    assert row is not None
    assert (row.failures, row.next_fetch_at >= NOW + DAY) == (0, True)
    await read_again(few, clock, NOW + DAY)
    assert len(site.asked) == asked + 1


async def test_articles_beyond_the_share_come_the_day_after(
    context: JobContext, site: Site, clock: Clock
) -> None:
    source = await add(context, site, 3)
    few = bound(context, source_articles=2)
    await fetch.sweep(few)
    assert (
        len(await context.db.read(articles.recent_of_source, source.id, 9)) == 2
    )
    await read_again(few, clock, NOW + 1800)
    assert (
        len(await context.db.read(articles.recent_of_source, source.id, 9)) == 2
    )
    await read_again(few, clock, NOW + DAY)
    assert (
        len(await context.db.read(articles.recent_of_source, source.id, 9)) == 3
    )


async def test_what_the_operator_approved_has_no_share(
    context: JobContext, site: Site
) -> None:
    source = await add(context, site, 3)
    await context.db.write(source_trust.approve, source.id, NOW)
    await fetch.sweep(bound(context, source_articles=1, source_bytes=1))
    assert (
        len(await context.db.read(articles.recent_of_source, source.id, 9)) == 3
    )
    assert (
        await context.db.read(
            daily_shares.used, "source-bytes", [source.id], NOW
        )
        == {}
    )


def test_the_newest_come_first() -> None:
    listed = [
        Entry(url=f"https://a.example/{n}", title=f"Title {n}")
        for n in range(5)
    ]
    matches = match_entries(listed, ())
    reading = sort_out(
        matches, {}, Source(1, "https://a.example/", last_success_at=1), 0, 2
    )
    assert [entry.title for entry in reading.new] == ["Title 0", "Title 1"]


def test_a_used_share_is_no_failure() -> None:
    from news.errors import ShareUsed

    assert issubclass(ShareUsed, HostResting)
    with pytest.raises(HostResting):
        raise ShareUsed
