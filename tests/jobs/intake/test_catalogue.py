"""The catalogue's sources are tried before they are read; what fails stays off with its reason."""

from __future__ import annotations

from dataclasses import replace

from jobs.context import JobContext
from jobs.intake import catalogue
from news.catalogue import ListedSource
from store.chats import chats
from store.news import sources
from store.operations import catalogue_checks
from store.operations.catalogue_checks import SourceCheck
from store.rows import Source
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import item, put_feed
from tests.site import Site


def row(
    url: str, *, language: str = "en", default: bool = True
) -> ListedSource:
    return ListedSource(
        url[-6:], url, "feed", language, "UTC", "world", (), "a test", default
    )


def offer(
    context: JobContext, *rows: ListedSource, locales: tuple[str, ...] = ("en",)
) -> JobContext:
    fetch = replace(context.fetch, catalogue=rows, catalogue_locales=locales)
    return replace(context, fetch=fetch)


async def read_urls(context: JobContext) -> list[str]:
    return [source.url for source in await context.db.read(sources.every)]


async def checks(context: JobContext) -> dict[str, SourceCheck]:
    return await context.db.read(catalogue_checks.read)


async def test_what_works_is_read_and_what_fails_stays_off_with_its_reason(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/good", item(0, f"{site.url}/a"))
    put_feed(site, "/empty")
    context = offer(
        context,
        row(f"{site.url}/good"),
        row(f"{site.url}/gone"),
        row(f"{site.url}/empty"),
    )
    counts = await catalogue.sweep(context)
    assert (counts.works, counts.fails) == (1, 2)
    assert await read_urls(context) == [f"{site.url}/good"]
    found = await checks(context)
    assert found[f"{site.url}/good"] == SourceCheck(NOW, 1, "")
    assert "404" in found[f"{site.url}/gone"].error
    assert found[f"{site.url}/empty"].error == "it lists nothing"


async def test_one_that_fails_is_tried_again_a_day_later(
    context: JobContext, site: Site, clock: Clock
) -> None:
    context = offer(context, row(f"{site.url}/late"))
    await catalogue.sweep(context)
    put_feed(site, "/late", item(0, f"{site.url}/a"))
    clock.now += 3600
    await catalogue.sweep(context)
    assert len(site.paths()) == 1
    clock.now += catalogue.AGAIN
    await catalogue.sweep(context)
    assert await read_urls(context) == [f"{site.url}/late"]


async def test_a_source_that_is_not_read_from_the_start_is_tried_only(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/other", item(0, f"{site.url}/a"))
    context = offer(context, row(f"{site.url}/other", default=False))
    assert (await catalogue.sweep(context)).works == 1
    assert await read_urls(context) == []


async def test_a_language_is_read_once_a_chat_speaks_it(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/de", item(0, f"{site.url}/a"))
    context = offer(context, row(f"{site.url}/de", language="de"))
    await catalogue.sweep(context)
    assert await read_urls(context) == []
    await context.db.write(
        chats.upsert,
        7,
        0,
        "private",
        "Eva",
        locale="de",
        zone="UTC",
        schedule="",
        now=NOW,
    )
    await catalogue.sweep(context)
    assert await read_urls(context) == [f"{site.url}/de"]


async def test_without_a_network_nothing_is_noted(
    context: JobContext, site: Site
) -> None:
    rows = [row(f"{site.url}/{number}") for number in range(catalogue.ALONE)]
    for number in range(catalogue.ALONE):
        site.put(f"/{number}", "", status=503)
    context = offer(context, *rows)
    counts = await catalogue.sweep(context)
    assert (counts.works, counts.fails) == (0, 0)
    assert await checks(context) == {}


async def test_nothing_is_asked_where_the_catalogue_is_off(
    context: JobContext, site: Site
) -> None:
    offer(context)
    assert not await catalogue.sweep(context)
    assert site.paths() == []


async def test_a_start_lists_the_operators_own_and_what_worked_before(
    context: JobContext, site: Site
) -> None:
    good, bad = row(f"{site.url}/good"), row(f"{site.url}/bad")
    context = offer(context, good, bad)
    tried = {good.url: SourceCheck(NOW, 3), bad.url: SourceCheck(NOW, 0, "404")}
    await context.db.write(
        catalogue_checks.record, tried, {good.url, bad.url}, NOW
    )
    await catalogue.sync(
        context, [Source(id=0, url=f"{site.url}/own", configured=True)]
    )
    assert sorted(await read_urls(context)) == [
        f"{site.url}/good",
        f"{site.url}/own",
    ]
    assert site.paths() == []


async def test_tries_of_what_left_the_catalogue_are_forgotten(
    context: JobContext,
) -> None:
    write, record = context.db.write, catalogue_checks.record
    await write(
        record,
        {"http://a.example": SourceCheck(1, 1)},
        {"http://a.example"},
        NOW,
    )
    await write(
        record,
        {"http://b.example": SourceCheck(2, 1)},
        {"http://b.example"},
        NOW,
    )
    assert await checks(context) == {"http://b.example": SourceCheck(2, 1)}


async def test_all_of_it_can_be_tried_at_once(
    context: JobContext, site: Site
) -> None:
    put_feed(site, "/good", item(0, f"{site.url}/a"))
    context = offer(
        context, row(f"{site.url}/good", default=False), row(f"{site.url}/gone")
    )
    heard: list[int] = []
    trials = await catalogue.try_every(context, lambda: heard.append(1))
    assert [trial.works for _, trial in trials] == [True, False]
    assert len(heard) == 2
    assert set(await checks(context)) == {
        f"{site.url}/good",
        f"{site.url}/gone",
    }
