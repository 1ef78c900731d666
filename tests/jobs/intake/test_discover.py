"""What people mean by what they paste, and what answers when it can't be read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jobs.context import JobContext
from jobs.intake import discover
from news.errors import Gone, MembersOnly, NoInstance
from tests.jobs.intake.feeds import HEADLINES, item, put_feed
from tests.site import Site


async def find(context: JobContext, text: str) -> discover.ProposedSource:
    return await discover.discover(context, text, "UTC")


async def test_a_route_is_read_on_the_first_instance_that_works(
    context: JobContext, site: Site
) -> None:
    bases = (f"{site.url}/down", f"{site.url}/up")
    context = replace(context, fetch=replace(context.fetch, rsshub=bases))
    put_feed(site, "/up/town/news", item(0, f"{site.url}/a"))
    found = await find(context, "rsshub://town/news")
    assert (found.kind, found.url) == ("feed", f"{site.url}/up/town/news")
    with pytest.raises(Gone):
        await find(context, "rsshub://town/none")


async def test_a_board_is_a_hot_list(context: JobContext, site: Site) -> None:
    context = replace(
        context, fetch=replace(context.fetch, newsnow=(site.url,))
    )
    items = [
        {"id": str(n), "title": title, "url": f"{site.url}/{n}"}
        for n, title in enumerate(HEADLINES)
    ]
    answer = json.dumps({"status": "success", "id": "weibo", "items": items})
    site.put("/api/s?id=weibo", answer, type="application/json")
    found = await find(context, "微博热搜")
    assert found.kind == "hotlist"
    assert [entry.title for entry in found.entries] == list(HEADLINES)


async def test_what_only_members_read_is_said(context: JobContext) -> None:
    with pytest.raises(MembersOnly):
        await find(context, "https://www.instagram.com/somebody")


@pytest.mark.parametrize(
    ("text", "program"), [("rsshub://a/b", "RSSHub"), ("微博热搜", "newsnow")]
)
async def test_a_missing_instance_is_named(
    context: JobContext, text: str, program: str
) -> None:
    with pytest.raises(NoInstance) as caught:
        await find(context, text)
    assert caught.value.details["program"] == program


async def test_a_feed_scheme_and_a_feed_without_entries(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/empty")
    found = await find(context, f"feed:{site.url}/empty")
    assert (found.kind, found.entries) == ("feed", ())


async def test_a_mistyped_address_offers_what_the_site_names(
    context: JobContext, site: Site
) -> None:
    with pytest.raises(Gone):
        await find(context, f"{site.url}/fed")
    named = '<link rel="alternate feed" type="text/xml" href="/feed">'
    site.put("/", f"<html><head>{named}</head><body>Pier</body></html>")
    put_feed(site, "/feed", item(0, f"{site.url}/a"))
    found = await find(context, f"{site.url}/fed")
    assert (found.url, found.instead) == (f"{site.url}/feed", True)
    assert not (await find(context, f"{site.url}/")).instead


async def test_a_front_page_that_nobody_named_is_read_only_if_the_site_allows(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/", item(0, f"{site.url}/a"))
    rules = "User-agent: *\nDisallow: /$\n"
    site.put("/robots.txt", rules, type="text/plain")
    with pytest.raises(Gone):
        await find(context, f"{site.url}/fed")
    assert (await find(context, f"{site.url}/")).entries


async def test_a_feed_that_a_page_shows_to_people_alone(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/all", '<p>Pier</p><a href="/none.rss">1</a><a href="/feed">2</a>'
    )
    put_feed(site, "/feed", item(0, f"{site.url}/a"))
    found = await find(context, f"{site.url}/all")
    assert (found.kind, found.url) == ("feed", f"{site.url}/feed")


@pytest.mark.parametrize(
    ("document", "is_list"),
    [
        ('<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', True),
        ("\ufeff<!-- <rss> of mine --><OPML>", True),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml version="1.0">', True),
        ("<rss><channel><title>On <![CDATA[<opml > files]]></title>", False),
        ("<!-- <opml > was here --><rss version='2.0'><channel>", False),
        ("<html><body><pre><opml version='2.0'></pre>", False),
        ("<opmlx>", False),
        ("", False),
    ],
)
def test_only_a_document_whose_root_is_opml_lists_sources(
    document: str, is_list: bool
) -> None:
    assert discover.is_opml(document.encode()) is is_list
