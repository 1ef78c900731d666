"""Who hears of a source that fails, and how often."""

from __future__ import annotations

from sqlalchemy import Connection

from jobs import fetch, upkeep
from jobs.fetch import PAUSE_AFTER
from jobs.house import House
from store import outbox, sources, subscriptions
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
    sources.set_state(c, source, "slow", NOW)
    return reader.id, operator.id


async def test_subscribers_and_operators_are_told_once(house: House) -> None:
    reader, operator = await house.db.write(_failing)
    house.operators = (200, 999)
    assert await upkeep.tell_failing(house) == 2
    rows = await house.db.write(outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test")
    assert {row.chat_id for row in rows} == {reader, operator}
    assert all("is slow" in row.message.html for row in rows)
    assert await upkeep.tell_failing(house) == 0


async def test_an_operator_who_subscribes_is_told_once(house: House) -> None:
    await house.db.write(_failing)
    house.operators = (100,)
    assert await upkeep.tell_failing(house) == 1


async def test_a_hundred_failures_are_one_message_to_an_operator(house: House) -> None:
    def fail(c: Connection) -> None:
        world.make_chat(c, 200)
        for number in range(100):
            source = sources.add(
                c, f"https://s{number}.example/f", "feed", f"<S{number}>", "en", "UTC", None, NOW
            )
            outcome = FetchOutcome(
                source.id, False, NOW, 900, error="no answer & no name", state="slow"
            )
            sources.record(c, [outcome], NOW)

    await house.db.write(fail)
    house.operators = (200,)
    assert await upkeep.tell_failing(house) == 1
    (row,) = await house.db.write(outbox.claim, now=NOW + 10, limit=10, lease=60, owner="test")
    assert row.message.html.count("is slow") == upkeep.LISTED
    assert "<code>no answer &amp; no name</code>" in row.message.html
    assert row.message.html.endswith("… +92")
    assert len(row.message.html) < 4096
    assert await upkeep.tell_failing(house) == 0


async def test_a_paused_source_is_tried_once_a_day_and_comes_back_quietly(
    house: House, site: Site, clock: Clock
) -> None:
    def add(c: Connection) -> int:
        source = sources.add(c, f"{site.url}/feed.xml", "feed", "News", "en", "UTC", None, NOW)
        operator = world.make_chat(c, 200)
        subscriptions.add(c, operator.id, "source", str(source.id), limit=10, now=NOW)
        return source.id

    number = await house.db.write(add)
    house.operators = (200,)
    site.put("/feed.xml", "boom", status=500)
    for _ in range(PAUSE_AFTER):
        await fetch.sweep(house)
        clock.now += 90_000
    assert await _state(house, number) == "paused"
    told = await upkeep.tell_failing(house)
    asked = len(site.asked)
    await fetch.sweep(house)
    assert len(site.asked) == asked, "a paused source is not read"
    await upkeep.sweep(house)
    await fetch.sweep(house)
    assert len(site.asked) == asked + 1
    assert await _state(house, number) == "paused"
    await upkeep.sweep(house)
    await fetch.sweep(house)
    assert len(site.asked) == asked + 1, "once a day is enough"
    site.put("/feed.xml", RSS, type="application/rss+xml")
    clock.now += upkeep.PROBE
    kept = await upkeep.sweep(house)
    await fetch.sweep(house)
    assert await _state(house, number) == "active"
    assert (told, kept.told) == (1, 0)
    assert await upkeep.tell_failing(house) == 0


async def test_what_an_operator_paused_stays_paused(house: House, clock: Clock) -> None:
    number = await house.db.write(world.make_source)
    await house.db.write(sources.set_state, number, "paused", NOW)
    clock.now += 10 * upkeep.PROBE
    await upkeep.sweep(house)
    assert await _state(house, number) == "paused"


async def _state(house: House, number: int) -> str:
    source = await house.db.read(sources.get, number)
    assert source is not None
    return source.state
