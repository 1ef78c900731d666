"""Sources as they are polled: kinds are hypotheses, wrappers hide nothing, addresses are encoded."""

from __future__ import annotations

import pytest

from jobs.context import JobContext
from jobs.intake import discover, fetch
from jobs.intake.fetch import RETHINK, hypothesis
from news.pages import load_grammar
from store.chats import subscriptions
from store.news import articles, page_grammars, sources, urgent_sources
from store.rows import DeliveryMode, Source
from tests import read_rows
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import HEADLINES, feed, item, page, put_feed
from tests.jobs.notices.test_alerts import reader
from tests.site import Site

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


async def add(context: JobContext, url: str, kind: str = "auto") -> Source:
    return await context.db.write(
        sources.add, url, kind, "", "", "UTC", None, NOW
    )


async def poll(context: JobContext, clock: Clock, times: int = 1) -> Source:
    """Read the first source again whenever it is due."""
    for _ in range(times):
        clock.now = max(
            clock.now + 1, await context.db.read(read_rows.next_fetch_at) or 0
        )
        await fetch.sweep(context)
    source = await context.db.read(sources.get, 1)
    assert source is not None
    return source


async def titles(context: JobContext) -> list[str]:
    return [
        row.title
        for row in await context.db.read(articles.recent_of_source, 1, 50)
    ]


def sitemap(site: Site, *numbers: int) -> str:
    rows = (
        f"<url><loc>{site.url}/a/{n}</loc><lastmod>2026-11-23T07:30:00Z</lastmod></url>"
        for n in numbers
    )
    return f"<urlset {SPACE}>{''.join(rows)}</urlset>"


async def test_a_feed_behind_a_page_that_never_changes_is_read(
    context: JobContext, site: Site, clock: Clock
) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    site.put(
        "/",
        f"<html><head>{link}</head><body>hello</body></html>",
        ETag='"still"',
    )
    put_feed(site, "/feed", item(0, f"{site.url}/a/0"))
    await add(context, f"{site.url}/")
    await poll(context, clock)
    put_feed(
        site, "/feed", item(1, f"{site.url}/a/1"), item(0, f"{site.url}/a/0")
    )
    await poll(context, clock)
    assert sorted(await titles(context)) == sorted(HEADLINES[:2])


async def test_a_sitemap_behind_an_index_that_never_changes_is_read(
    context: JobContext, site: Site, clock: Clock
) -> None:
    index = f"<sitemapindex {SPACE}><sitemap><loc>{site.url}/in.xml</loc></sitemap></sitemapindex>"
    site.put("/index.xml", index, type="application/xml", ETag='"still"')
    site.put("/in.xml", sitemap(site, 0), type="application/xml")
    await add(context, f"{site.url}/index.xml", "sitemap")
    await poll(context, clock)
    site.put("/in.xml", sitemap(site, 0, 1, 2), type="application/xml")
    await poll(context, clock)
    assert len(await titles(context)) == 3
    found = await discover.discover(context, f"{site.url}/index.xml", "UTC")
    assert (found.kind, found.url) == ("sitemap", f"{site.url}/index.xml")


async def test_a_validator_of_a_304_is_taken_and_a_long_one_kept_whole(
    context: JobContext, site: Site, clock: Clock
) -> None:
    tag = '"' + "e" * 900 + '"'
    put_feed(site, "/feed", item(0, f"{site.url}/a/0"), ETag=tag)
    await add(context, f"{site.url}/feed")
    source = await poll(context, clock, 2)
    assert source.etag == tag
    assert site.asked[-1][1]["If-None-Match"] == tag


@pytest.mark.parametrize(
    "target", ["/all news.xml", "all news.xml", "/all%20news.xml"]
)
async def test_a_redirect_is_encoded_as_browsers_do(
    context: JobContext, site: Site, clock: Clock, target: str
) -> None:
    site.put("/feed", "", status=302, Location=target)
    put_feed(site, "/all%20news.xml", item(0, f"{site.url}/a/0"))
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    assert await titles(context) == [HEADLINES[0]]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "ftp://a.example/x", "http://[::1/x"]
)
async def test_a_redirect_to_no_web_address_fails_alone(
    context: JobContext, site: Site, clock: Clock, target: str
) -> None:
    site.put("/feed", "", status=302, Location=target)
    await add(context, f"{site.url}/feed")
    source = await poll(context, clock)
    assert (source.failures, source.state) == (1, "active")
    assert f"{site.url}/feed: " in source.last_error


async def test_a_feed_that_is_served_as_html_is_a_feed(
    context: JobContext, site: Site, clock: Clock
) -> None:
    link = f"<a href='{site.url}/inner/2026/11/23/{'long-name-' * 4}'>{'a linked page ' * 4}</a>"
    rows = (item(n, f"{site.url}/a/{n}", summary=link) for n in range(4))
    site.put("/feed", feed(*rows), type="text/html")
    await add(context, f"{site.url}/feed")
    assert (await poll(context, clock)).kind == "feed"
    assert sorted(await titles(context)) == sorted(HEADLINES)


async def test_a_maintenance_page_makes_no_page_of_a_feed(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/feed", "<html><body><h1>Back soon</h1></body></html>")
    await add(context, f"{site.url}/feed")
    assert (await poll(context, clock)).kind == "auto"
    put_feed(site, "/feed", item(0, f"{site.url}/a/0"))
    assert (await poll(context, clock)).kind == "feed"
    site.put("/feed", "<html><body><h1>Back soon</h1></body></html>")
    source = await poll(context, clock)
    assert (source.kind, source.failures) == ("feed", 1)


async def test_a_page_that_becomes_a_feed_is_read_as_one(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/news", item(0, f"{site.url}/a/0"))
    await add(context, f"{site.url}/news", "page")
    assert (await poll(context, clock)).kind == "feed"


def test_a_source_that_fails_for_long_is_looked_at_afresh() -> None:
    html = fetch.Download(
        "https://a.example/", 200, page(0).encode(), "text/html"
    )
    source = Source(1, "https://a.example/", kind="feed", failures=RETHINK - 1)
    assert hypothesis(source, html) == "feed"
    failing = Source(1, "https://a.example/", kind="feed", failures=RETHINK)
    assert hypothesis(failing, html) == "auto"
    chosen = Source(
        1, "https://a.example/", kind="feed", selector="li a", failures=RETHINK
    )
    assert hypothesis(chosen, html) == "page"


def front_page(day: str) -> str:
    """Return a section page: a list of links, and a menu that stays."""
    menu = "".join(
        f"<a href='/about/{n}'>About our gazette, part {n}</a> "
        for n in range(4)
    )
    rows = (
        f"<li class='row'><a href='/{link}'>{text}</a></li>"
        for link, text in NOTES[day]
    )
    listed = "".join(rows)
    return f"<html lang='en'><body><nav>{menu}</nav><ul>{listed}</ul></body></html>"


NOTES = {
    day: [
        (f"{day}/{n}-notes", f"{headline} on {day}")
        for n, headline in enumerate(HEADLINES)
    ]
    for day in ("monday", "tuesday")
}


async def test_what_a_section_page_taught_is_kept_for_its_next_reading(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/news", front_page("monday"))
    await add(context, f"{site.url}/news", "page")
    await poll(context, clock)
    first = load_grammar(await context.db.read(page_grammars.read, 1))
    site.put("/news", front_page("tuesday"))
    await poll(context, clock)
    second = load_grammar(await context.db.read(page_grammars.read, 1))
    assert (first.readings, second.readings) == (1, 2)
    assert any(memory.lists_articles for memory in second.paths)


async def test_a_feed_teaches_no_grammar(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/a/0"))
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    assert await context.db.read(page_grammars.read, 1) == b""


@pytest.mark.parametrize(
    ("mode", "headers", "soonest"),
    [
        ("now", {}, urgent_sources.FASTEST),
        ("now", {"Cache-Control": "max-age=400"}, 400),
        ("digest", {}, 900),
    ],
)
async def test_a_source_whose_articles_are_wanted_at_once_is_read_as_often_as_it_allows(
    context: JobContext,
    site: Site,
    clock: Clock,
    mode: DeliveryMode,
    headers: dict[str, str],
    soonest: int,
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/a/0"), **headers)
    source = await add(context, f"{site.url}/feed", "feed")
    chat = await reader(context, 77)
    wish = {"mode": mode, "limit": 9, "now": clock.now}
    await context.db.write(
        lambda c: subscriptions.add(
            c, chat.id, "source", str(source.id), **wish
        )  # type: ignore[arg-type]
    )
    await poll(context, clock)
    read = await poll(context, clock)
    wait = read.next_fetch_at - clock.now
    assert wait == soonest if mode == "now" else wait >= soonest
