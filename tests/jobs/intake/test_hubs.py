"""Hubs are asked where somebody waits for a source's articles, and polling goes on until they tell."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from jobs.context import JobContext
from jobs.intake import fetch, hubs
from news.durations import DAY, HOUR
from news.models import Hub
from store.chats import subscriptions
from store.news import hub_subscriptions, sources
from store.news.hub_subscriptions import SOONEST, UNHEARD, HubSubscription
from store.news.urgent_sources import FASTEST
from tests import read_rows
from tests.jobs.conftest import Clock
from tests.jobs.intake.feeds import feed, item
from tests.jobs.notices.test_alerts import reader
from tests.site import Site

CALLBACK = "https://news.example"


@pytest.fixture
def reached(context: JobContext) -> JobContext:
    """The same jobs, reached by hubs at an address."""
    return replace(context, fetch=replace(context.fetch, callback=CALLBACK))


def put_feed(site: Site, *items: str, header: bool = False) -> None:
    """Serve a feed that names its hub, in its head or in the response header."""
    links = f'<atom:link rel="hub" href="{site.url}/hub"/><atom:link rel="self" href="/self"/>'
    named = f'<{site.url}/hub>; rel="hub", </self>; rel="self"'
    text = feed(*items)
    if not header:
        text = text.replace("<channel>", f"<channel>{links}")
        text = text.replace(
            "<rss ", "<rss xmlns:atom='http://www.w3.org/2005/Atom' "
        )
    headers = {"Link": named} if header else {}
    site.put("/feed", text, type="application/rss+xml", **headers)
    site.put("/hub", "", status=202)


async def followed(context: JobContext, site: Site, mode: str = "now") -> int:
    """Add the site's feed and a chat that follows it; return the source's id."""
    now = context.clock()
    source = await context.db.write(
        sources.add, f"{site.url}/feed", "auto", "", "", "UTC", None, now
    )
    chat = await reader(context)
    follow = {"mode": mode, "limit": 9, "now": now}
    await context.db.write(
        lambda c: subscriptions.add(
            c, chat.id, "source", str(source.id), **follow
        )  # type: ignore[arg-type]
    )
    return source.id


async def asked(context: JobContext, site: Site) -> dict[str, str]:
    """Let the job ask the hub; return the request that the hub got."""
    assert await hubs.sweep(context) == 1
    path, headers, body = site.sent[-1]
    assert (path, headers["Content-Type"]) == (
        "/hub",
        "application/x-www-form-urlencoded",
    )
    return dict(parse_qsl(body.decode()))


async def of(context: JobContext, wish: dict[str, str]) -> HubSubscription:
    token = wish["hub.callback"].rpartition("/")[2]
    row = await context.db.read(hub_subscriptions.by_token, token)
    assert row is not None
    return row


@pytest.mark.parametrize("header", [False, True])
async def test_a_hub_is_asked_for_what_it_knows_the_feed_as(
    reached: JobContext, site: Site, header: bool
) -> None:
    put_feed(site, item(0, f"{site.url}/a"), header=header)
    source = await followed(reached, site)
    await fetch.sweep(reached)
    wish = await asked(reached, site)
    assert (wish["hub.mode"], wish["hub.topic"]) == (
        "subscribe",
        f"{site.url}/self",
    )
    assert wish["hub.callback"].startswith(f"{CALLBACK}/websub/")
    assert len(wish["hub.secret"]) >= 32
    assert (await of(reached, wish)).source_id == source
    assert await hubs.sweep(reached) == 0, "it has an hour to answer"


@pytest.mark.parametrize("mode", ["digest", "now"])
async def test_no_hub_is_asked_where_nobody_waits_or_hubs_can_not_reach_us(
    context: JobContext, reached: JobContext, site: Site, mode: str
) -> None:
    put_feed(site, item(0, f"{site.url}/a"))
    await followed(context, site, mode)
    await fetch.sweep(reached if mode == "digest" else context)
    assert await hubs.sweep(reached if mode == "digest" else context) == 0
    assert site.sent == []


async def test_a_hub_that_never_answers_is_asked_more_and_more_seldom(
    reached: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, item(0, f"{site.url}/a"))
    site.put("/hub", "busy", status=503)
    await followed(reached, site)
    await fetch.sweep(reached)
    waits, before = [], clock.now
    for _ in range(4):
        while len(site.sent) == len(waits):
            await hubs.sweep(reached)
            clock.now += HOUR
        waits.append((clock.now - before) // HOUR)
        before = clock.now
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


async def test_a_lease_is_renewed_before_it_ends(
    reached: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, item(0, f"{site.url}/a"))
    await followed(reached, site)
    await fetch.sweep(reached)
    row = await of(reached, await asked(reached, site))
    await reached.db.write(
        hub_subscriptions.verified, row.source_id, 5 * DAY, clock.now
    )
    clock.now += 4 * DAY - 1
    assert await hubs.sweep(reached) == 0
    clock.now += 1
    again = await of(reached, await asked(reached, site))
    assert (again.token, again.secret, again.state) == (
        row.token,
        row.secret,
        "active",
    )


async def test_a_source_is_polled_until_its_hub_tells_and_again_when_it_misses_something(
    reached: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, item(0, f"{site.url}/a"))
    source = await followed(reached, site)
    await fetch.sweep(reached)
    row = await of(reached, await asked(reached, site))
    await reached.db.write(
        hub_subscriptions.verified, source, 5 * DAY, clock.now
    )

    async def wait() -> int:
        clock.now = await _next(reached)
        await fetch.sweep(reached)
        return await _next(reached) - clock.now

    assert await wait() == FASTEST, (
        "a hub that never told of anything is no reason to wait"
    )
    assert await reached.db.write(
        hub_subscriptions.told, row.source_id, clock.now
    )
    assert await _next(reached) == clock.now + SOONEST
    assert await wait() > 2 * FASTEST, "the hub tells of news"
    clock.now += UNHEARD
    put_feed(site, item(0, f"{site.url}/a"), item(1, f"{site.url}/b"))
    await wait()
    assert await wait() == FASTEST, "it did not tell of the second one"


async def _next(context: JobContext) -> int:
    due = await context.db.read(read_rows.next_fetch_at)
    assert due is not None
    return due


async def test_another_hub_begins_anew_and_addresses_with_secrets_are_not_told(
    reached: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, item(0, f"{site.url}/a"))
    source = await followed(reached, site)
    await fetch.sweep(reached)
    wish = await asked(reached, site)
    moved = Hub("https://other.example/hub", wish["hub.topic"])
    await reached.db.write(hub_subscriptions.offer, [(source, moved)])
    token = wish["hub.callback"].rpartition("/")[2]
    assert await reached.db.read(hub_subscriptions.by_token, token) is None

    await reached.db.write(sources.remove, source)
    site.pages["/feed?token=5f2b8c0d9e1a4b7c"] = site.pages["/feed"]
    hidden = f"{site.url}/feed?token=5f2b8c0d9e1a4b7c"
    row = await reached.db.write(
        sources.add, hidden, "auto", "", "", "UTC", None, clock.now
    )
    assert row.private
    chat = await reader(reached, 78)
    follow = {"mode": "now", "limit": 9, "now": clock.now}
    await reached.db.write(
        lambda c: subscriptions.add(c, chat.id, "source", str(row.id), **follow)  # type: ignore[arg-type]
    )
    await fetch.sweep(reached)
    assert await hubs.sweep(reached) == 0
