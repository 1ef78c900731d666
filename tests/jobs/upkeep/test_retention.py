"""Who hears of a source that fails, and how often."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.intake import fetch
from jobs.intake.fetch import PAUSE_AFTER
from jobs.upkeep import retention
from jobs.upkeep.retention import Upkeep
from store.chats import subscriptions
from store.delivery import outbox
from store.news import source_health, sources
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


async def test_subscribers_and_operators_are_told_once(context: JobContext) -> None:
    reader, operator = await context.db.write(_failing)
    context = replace(context, operators=(200, 999))
    assert await retention.tell_failing(context) == 2
    rows = await context.db.write(outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test")
    assert {row.chat_id for row in rows} == {reader, operator}
    assert all("is slow" in row.message.html for row in rows)
    assert await retention.tell_failing(context) == 0


async def test_an_operator_who_subscribes_is_told_once(context: JobContext) -> None:
    await context.db.write(_failing)
    context = replace(context, operators=(100,))
    assert await retention.tell_failing(context) == 1


async def test_a_hundred_failures_are_one_message_to_an_operator(context: JobContext) -> None:
    def fail(c: Connection) -> None:
        world.make_chat(c, 200)
        for number in range(100):
            source = sources.add(
                c, f"https://s{number}.example/f", "feed", f"<S{number}>", "en", "UTC", None, NOW
            )
            outcome = FetchOutcome(
                source.id, False, NOW, 900, error="no answer & no name", state="slow"
            )
            source_health.record(c, [outcome], NOW)

    await context.db.write(fail)
    context = replace(context, operators=(200,))
    assert await retention.tell_failing(context) == 1
    (row,) = await context.db.write(outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test")
    assert row.message.html.count("is slow") == retention.LISTED
    assert "<code>no answer &amp; no name</code>" in row.message.html
    assert row.message.html.endswith("… +92")
    assert len(row.message.html) < 4096
    assert await retention.tell_failing(context) == 0


async def test_a_paused_source_is_tried_once_a_day_and_comes_back_quietly(
    context: JobContext, site: Site, clock: Clock
) -> None:
    def add(c: Connection) -> int:
        source = sources.add(c, f"{site.url}/feed.xml", "feed", "News", "en", "UTC", None, NOW)
        operator = world.make_chat(c, 200)
        subscriptions.add(c, operator.id, "source", str(source.id), limit=10, now=NOW)
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


async def test_what_an_operator_paused_stays_paused(context: JobContext, clock: Clock) -> None:
    number = await context.db.write(world.make_source)
    await context.db.write(source_health.set_state, number, "paused", NOW)
    clock.now += 10 * retention.PROBE
    await Upkeep(context).sweep()
    assert await _state(context, number) == "paused"


async def _state(context: JobContext, number: int) -> str:
    source = await context.db.read(sources.get, number)
    assert source is not None
    return source.state
