"""Who hears of a source that fails, and how often."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.intake import fetch
from jobs.intake.fetch_outcomes import PAUSE_AFTER
from jobs.upkeep import retention
from jobs.upkeep.retention import Upkeep
from store.chats import subscriptions
from store.delivery import outbox
from store.news import articles, source_health, sources
from store.rows import FetchOutcome
from tests.jobs.conftest import NOW, Clock
from tests.news.feeds.test_parse import RSS
from tests.site import Site
from tests.store import world


def _failing(c: Connection) -> tuple[int, int]:
    """Make a source that failed until it was slowed, a subscriber and an operator; return the chats."""
    source = world.make_source(c)
    reader, operator = world.make_chat(c, 100), world.make_chat(c, 200)
    subscriptions.add(c, reader.id, "source", str(source), limit=10, now=NOW)
    source_health.set_state(c, source, "slow", NOW)
    return reader.id, operator.id


async def test_subscribers_and_operators_are_told_once(
    context: JobContext,
) -> None:
    reader, operator = await context.db.write(_failing)
    context = replace(context, operators=(200, 999))
    assert await retention.tell_failing(context) == 2
    rows = await context.db.write(
        outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test"
    )
    assert {row.chat_id for row in rows} == {reader, operator}
    assert all("is slow" in row.message.html for row in rows)
    assert await retention.tell_failing(context) == 0


async def test_an_operator_who_subscribes_is_told_once(
    context: JobContext,
) -> None:
    await context.db.write(_failing)
    context = replace(context, operators=(100,))
    assert await retention.tell_failing(context) == 1


async def test_a_hundred_failures_are_one_message_to_an_operator(
    context: JobContext,
) -> None:
    def fail(c: Connection) -> None:
        world.make_chat(c, 200)
        for number in range(100):
            source = sources.add(
                c,
                f"https://s{number}.example/f",
                "feed",
                f"<S{number}>",
                "en",
                "UTC",
                None,
                NOW,
            )
            outcome = FetchOutcome(
                source.id,
                False,
                NOW,
                900,
                error="no answer & no name",
                state="slow",
            )
            source_health.record(c, [outcome], NOW)

    await context.db.write(fail)
    context = replace(context, operators=(200,))
    assert await retention.tell_failing(context) == 1
    (row,) = await context.db.write(
        outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test"
    )
    assert row.message.html.count("is slow") == retention.LISTED
    assert "<code>no answer &amp; no name</code>" in row.message.html
    assert row.message.html.endswith("… +92")
    assert len(row.message.html) < 4096
    assert await retention.tell_failing(context) == 0


async def test_a_paused_source_is_tried_once_a_day_and_comes_back_quietly(
    context: JobContext, site: Site, clock: Clock
) -> None:
    def add(c: Connection) -> int:
        source = sources.add(
            c, f"{site.url}/feed.xml", "feed", "News", "en", "UTC", None, NOW
        )
        operator = world.make_chat(c, 200)
        subscriptions.add(
            c, operator.id, "source", str(source.id), limit=10, now=NOW
        )
        return source.id

    number = await context.db.write(add)
    context = replace(context, operators=(200,))
    site.put("/feed.xml", "boom", status=500)
    for _ in range(PAUSE_AFTER):
        await fetch.sweep(context)
        clock.now += 90_000
    assert await _state(context, number) == "paused"
    told = await retention.tell_failing(context)
    asked = len(site.asked)
    await fetch.sweep(context)
    assert len(site.asked) == asked, "a paused source is not read"
    await Upkeep(context).sweep()
    await fetch.sweep(context)
    assert len(site.asked) == asked + 1
    assert await _state(context, number) == "paused"
    await Upkeep(context).sweep()
    await fetch.sweep(context)
    assert len(site.asked) == asked + 1, "once a day is enough"
    site.put("/feed.xml", RSS, type="application/rss+xml")
    clock.now += retention.PROBE
    kept = await Upkeep(context).sweep()
    await fetch.sweep(context)
    assert await _state(context, number) == "active"
    assert (told, kept.told) == (1, 0)
    assert await retention.tell_failing(context) == 0


async def test_what_an_operator_paused_stays_paused(
    context: JobContext, clock: Clock
) -> None:
    number = await context.db.write(world.make_source)
    await context.db.write(source_health.set_state, number, "paused", NOW)
    clock.now += 10 * retention.PROBE
    await Upkeep(context).sweep()
    assert await _state(context, number) == "paused"


async def _state(context: JobContext, number: int) -> str:
    source = await context.db.read(sources.get, number)
    assert source is not None
    return source.state


async def _told_after(context: JobContext, clock: Clock, seconds: int) -> int:
    clock.now = NOW + seconds
    return await retention.tell_failing(context)


def _read_source(c: Connection, gap: int, *, failing: bool) -> None:
    """Make a source with a subscriber and twenty articles, this number of seconds apart; the last came now."""
    source = world.make_source(c)
    reader = world.make_chat(c, 100)
    subscriptions.add(c, reader.id, "source", str(source), limit=10, now=NOW)
    items = [
        world.new_article(str(number), source, published_at=NOW - gap * number)
        for number in range(20)
    ]
    articles.insert_new(c, items, NOW)
    read = FetchOutcome(
        source, True, NOW + 900, 900, entries_seen=20, entries_new=20
    )
    source_health.record(c, [read], NOW)
    if failing:
        failed = FetchOutcome(
            source, False, NOW + 900, 900, error="no answer", state="slow"
        )
        source_health.record(c, [failed], NOW + 60)


DAY = 86_400


@pytest.mark.parametrize(
    ("gap", "failing", "quiet_for", "told"),
    [
        (3600, False, 2 * DAY, 0),
        (3600, False, 4 * DAY, 1),
        (7 * DAY, False, 20 * DAY, 0),
        (7 * DAY, False, 29 * DAY, 1),
        (3600, True, DAY // 4, 0),
        (3600, True, DAY, 1),
        (2 * DAY, True, 5 * DAY, 0),
        (2 * DAY, True, 7 * DAY, 1),
    ],
)
async def test_silence_is_told_by_a_sources_own_rhythm(
    context: JobContext,
    clock: Clock,
    gap: int,
    failing: bool,
    quiet_for: int,
    told: int,
) -> None:
    await context.db.write(lambda c: _read_source(c, gap, failing=failing))
    assert await _told_after(context, clock, quiet_for) == told
    assert await _told_after(context, clock, quiet_for + 60) == 0


async def test_news_makes_a_quiet_source_worth_telling_again(
    context: JobContext, clock: Clock
) -> None:
    await context.db.write(lambda c: _read_source(c, 3600, failing=False))
    assert await _told_after(context, clock, 4 * DAY) == 1
    same = FetchOutcome(1, True, NOW, 900, entries_seen=20)
    await context.db.write(source_health.record, [same], clock.now)
    assert await retention.tell_failing(context) == 0
    news = FetchOutcome(1, True, NOW, 900, entries_seen=20, entries_new=1)
    await context.db.write(source_health.record, [news], clock.now)
    assert await _told_after(context, clock, 9 * DAY) == 1


@pytest.mark.parametrize(("empty", "told"), [(5, 0), (25, 1)])
async def test_what_never_listed_anything_is_told_after_many_readings(
    context: JobContext, clock: Clock, empty: int, told: int
) -> None:
    def read(c: Connection) -> None:
        source, reader = world.make_source(c), world.make_chat(c, 100)
        subscriptions.add(
            c, reader.id, "source", str(source), limit=10, now=NOW
        )
        for _ in range(empty):
            nothing = FetchOutcome(source, True, NOW + 900, 900, entries_seen=0)
            source_health.record(c, [nothing], NOW)

    await context.db.write(read)
    assert await _told_after(context, clock, 120 * DAY) == told


async def test_what_was_gone_is_asked_again_after_a_month(
    context: JobContext, site: Site, clock: Clock
) -> None:
    def add(c: Connection) -> int:
        return sources.add(
            c, f"{site.url}/feed.xml", "feed", "News", "en", "UTC", None, NOW
        ).id

    number = await context.db.write(add)
    site.put("/feed.xml", "gone", status=410)
    await fetch.sweep(context)
    assert await _state(context, number) == "ended"
    clock.now = NOW + retention.PROBE_ENDED - 60
    await Upkeep(context).sweep()
    assert await _state(context, number) == "ended"
    site.put("/feed.xml", RSS, type="application/rss+xml")
    clock.now = NOW + retention.PROBE_ENDED + 60
    await Upkeep(context).sweep()
    await fetch.sweep(context)
    assert await _state(context, number) == "active"
