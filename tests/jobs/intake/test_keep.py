"""What a source lists: known, new or corrected; and an article belongs to all that list it."""

from __future__ import annotations

from dataclasses import replace

from jobs import scheduler
from jobs.context import JobContext
from jobs.digests import build
from jobs.intake import enrich, fetch
from jobs.intake.keep import FIRST
from store.article_rows import ArticleRow
from store.chats import chats, subscriptions
from store.news import articles, sources, stories
from tests import read_rows
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import (
    HEADLINES,
    OPENINGS,
    body,
    item,
    page,
    put_feed,
)
from tests.site import Site


async def add(context: JobContext, url: str) -> int:
    row = await context.db.write(
        sources.add, url, "auto", "", "", "UTC", None, NOW
    )
    return row.id


async def poll(context: JobContext, clock: Clock) -> int:
    """Read what is due next; return how many articles are new."""
    clock.now = max(
        clock.now + 1, await context.db.read(read_rows.next_fetch_at) or 0
    )
    return (await fetch.sweep(context)).new


async def rows(context: JobContext, source: int = 1) -> list[ArticleRow]:
    found = await context.db.read(articles.recent_of_source, source, 500)
    return sorted(found, key=lambda row: row.id)


async def test_an_article_reaches_the_readers_of_every_source_that_lists_it(
    context: JobContext, site: Site
) -> None:
    for number in range(4):
        site.put(f"/a/{number}", page(number))
    links = [item(number, f"{site.url}/a/{number}") for number in range(4)]
    put_feed(site, "/all", *links[:3])
    put_feed(site, "/city", *links[1:])
    await add(context, f"{site.url}/all")
    await scheduler.round_of_all(context)
    city = await add(context, f"{site.url}/city")
    chat = await context.db.write(
        chats.upsert,
        9,
        0,
        "private",
        "Bo",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=NOW,
    )
    await context.db.write(
        subscriptions.add, chat.id, "source", str(city), limit=9, now=NOW
    )
    await scheduler.round_of_all(context)
    await build.build_now(context, chat)
    assert {row.title for row in await rows(context, city)} == set(
        HEADLINES[1:]
    )
    known = {
        story.id: story.title
        for story in await context.db.read(stories.latest, limit=9)
    }
    untold = await context.db.read(read_rows.unseen, chat.id, list(known))
    assert [known[story] for story in untold] == [HEADLINES[0]]


async def test_entries_that_share_a_link_are_articles_of_their_own(
    context: JobContext, site: Site, clock: Clock
) -> None:
    entries = [
        item(n, f"{site.url}/status", guid=f"case-{n}", summary=OPENINGS[n])
        for n in range(3)
    ]
    put_feed(site, "/feed", *entries[:1])
    await add(context, f"{site.url}/feed")
    assert await poll(context, clock) == 1
    put_feed(site, "/feed", *entries)
    assert await poll(context, clock) == 2
    assert await poll(context, clock) == 0
    await enrich.sweep(context)
    assert [row.text for row in await rows(context)][1:] == list(OPENINGS[1:3])


async def test_an_entry_without_a_link_is_told_by_its_words(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(
        site,
        "/feed",
        item(0, guid="x1", summary=body(0)),
        item(1, summary=body(1)),
    )
    await add(context, f"{site.url}/feed")
    assert await poll(context, clock) == 2
    assert await poll(context, clock) == 0
    await enrich.sweep(context)
    assert [row.title for row in await rows(context)] == list(HEADLINES[:2])
    assert {row.url for row in await rows(context)} == {f"{site.url}/feed"}


async def test_where_there_are_pages_an_entry_without_a_link_has_one_of_its_own(
    context: JobContext, site: Site, clock: Clock
) -> None:
    context = replace(
        context, digest=replace(context.digest, web_url="https://news.example")
    )
    put_feed(
        site,
        "/feed",
        item(0, guid="x1", summary=body(0)),
        item(1, summary=body(1)),
    )
    source = await add(context, f"{site.url}/feed")
    for _ in range(2):
        await poll(context, clock)
    await enrich.sweep(context)
    found = await rows(context)
    assert [row.text != "" for row in found] == [True, True]
    tokens = {
        row.url.removeprefix(f"https://news.example/e/{source}/")
        for row in found
    }
    assert [len(token) for token in tokens] == [24, 24]


async def test_a_new_source_does_not_flood(
    context: JobContext, site: Site, clock: Clock
) -> None:
    listed = [
        item(0, f"{site.url}/a/{n}", title=f"Note {n}", date=NOW - 60 * n)
        for n in range(3 * FIRST)
    ]
    put_feed(site, "/feed", *reversed(listed))
    await add(context, f"{site.url}/feed")
    assert await poll(context, clock) == FIRST
    assert {row.title for row in await rows(context)} == {
        f"Note {n}" for n in range(FIRST)
    }
    assert await poll(context, clock) == 0
    put_feed(
        site,
        "/feed",
        *reversed(listed),
        item(0, f"{site.url}/new", title="News"),
    )
    assert await poll(context, clock) == 1


async def test_an_undated_entry_is_new_only_where_its_source_was_read_before(
    context: JobContext, site: Site, clock: Clock
) -> None:
    for number in range(2):
        site.put(f"/a/{number}", page(number))
    put_feed(site, "/feed", item(0, f"{site.url}/a/0", date=None))
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    put_feed(site, "/feed", item(1, f"{site.url}/a/1", date=None))
    await poll(context, clock)
    await enrich.sweep(context)
    old, new = await rows(context)
    assert old.published_at == old.fetched_at - context.enrich.max_age
    assert new.published_at == new.fetched_at == clock.now


async def test_a_correction_is_taken_over_before_the_page_is_read(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(
        site,
        "/feed",
        item(0, f"{site.url}/a", guid="g", summary="Four otters."),
    )
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    put_feed(
        site,
        "/feed",
        item(
            0,
            f"{site.url}/a",
            guid="g",
            title="Otters!",
            summary="Five otters.",
        ),
    )
    assert await poll(context, clock) == 0
    (row,) = await rows(context)
    assert (row.title, row.entry_summary) == ("Otters!", "Five otters.")


async def test_a_known_id_at_a_new_address_is_the_same_article(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/draft", guid="g"))
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    put_feed(site, "/feed", item(0, f"{site.url}/final", guid="g"))
    assert await poll(context, clock) == 0
    assert [row.url for row in await rows(context)] == [f"{site.url}/final"]


async def test_ids_that_change_with_every_reading_repeat_nothing(
    context: JobContext, site: Site, clock: Clock
) -> None:
    await add(context, f"{site.url}/feed")
    found = []
    for turn in range(4):
        put_feed(
            site,
            "/feed",
            *(
                item(n, f"{site.url}/a/{n}", guid=f"{turn}-{n}")
                for n in range(3)
            ),
        )
        found.append(await poll(context, clock))
    assert found == [3, 0, 0, 0]


async def test_long_summaries_and_ids_are_no_corrections(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(
        site,
        "/feed",
        item(0, f"{site.url}/a", guid="g" * 9000, summary=body(0) * 9),
    )
    site.put("/a", page(0))
    await add(context, f"{site.url}/feed")
    await poll(context, clock)
    await enrich.sweep(context)
    assert await poll(context, clock) == 0
    db = context.db
    assert (
        await db.read(articles.to_recheck, now=NOW * 2, since=0, limit=9) == []
    )
