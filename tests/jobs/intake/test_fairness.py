"""Slow strangers delay nobody: hosts are paused, each person has a share, and a sweep does not wait."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from jobs.context import JobContext
from jobs.intake import enrich, fetch
from jobs.intake.fetch import FetchJob
from store.article_rows import ArticleRow
from store.news import articles, sources
from store.rows import Source
from tests.jobs.conftest import NOW, config
from tests.jobs.intake.feeds import item, page, put_feed
from tests.jobs.many_hosts import downloader_for
from tests.site import Answer, Site

GREEDY, MODEST = 666, 7


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other side hangs up."""
    handler.connection.recv(1)


@pytest.fixture
async def strict(context: JobContext, site: Site) -> AsyncIterator[JobContext]:
    """Many hosts on one server, deadlines of half a second, two requests a host, four sources a person."""
    few = config(
        site, deadline=0.5, per_host=2, concurrency=16, obey_robots=False
    )
    downloader = downloader_for(site, few)
    yield replace(context, fetch=few, downloader=downloader)
    await downloader.close()


async def add(
    context: JobContext, url: str, person: int, due: int = NOW
) -> Source:
    return await context.db.write(
        sources.add, url, "feed", "", "", "UTC", person, due
    )


async def test_a_host_that_never_answers_costs_two_deadlines_and_no_failures(
    strict: JobContext, site: Site
) -> None:
    for number in range(30):
        site.pages[f"/{number}"] = Answer(raw=hang)
        await add(strict, f"http://dead.example/{number}", GREEDY)
    await fetch.sweep(strict)
    assert 2 <= len(site.asked) <= 3
    rows = await strict.db.read(sources.every)
    assert sum(row.failures for row in rows) == len(site.asked)
    assert (await fetch.sweep(strict)).sources == 0


async def test_a_good_source_is_read_while_all_slow_ones_hang(
    strict: JobContext, site: Site
) -> None:
    released = threading.Event()

    def wait(_handler: BaseHTTPRequestHandler) -> None:
        released.wait(60)

    patient = replace(strict.fetch, deadline=90.0)
    downloader = downloader_for(site, patient)
    strict = replace(strict, fetch=patient, downloader=downloader)
    for number in range(40):
        site.pages[f"/slow{number}"] = Answer(raw=wait)
        await add(
            strict,
            f"http://host{number}.example/slow{number}",
            GREEDY,
            NOW - 500,
        )
    put_feed(site, "/good", item(0, "http://good.example/a/0"))
    good = await add(strict, "http://good.example/good", MODEST)
    job = FetchJob(strict, turn=2.0)
    # A loaded machine may need more than one turn to read the good source.
    for _ in range(10):
        await job.sweep()
        row = await strict.db.read(sources.get, good.id)
        assert row is not None
        if row.last_success_at is not None:
            break
    assert row.last_success_at == NOW
    hanging = [path for path in site.paths() if path.startswith("/slow")]
    assert len(hanging) == strict.fetch.person_share
    released.set()
    await job.cancel()
    await downloader.close()


async def stored(context: JobContext, source: Source) -> list[ArticleRow]:
    return await context.db.read(articles.recent_of_source, source.id, 100)


async def test_dead_pages_leave_places_for_others_and_are_tried_later(
    strict: JobContext, site: Site
) -> None:
    dead = [
        item(0, f"http://dead.example/dead/{n}", title=f"Dead headline {n}")
        for n in range(12)
    ]
    put_feed(site, "/evil", *dead)
    put_feed(site, "/good", item(1, "http://good.example/a/1", date=NOW - 5000))
    site.put("/a/1", page(1))
    for number in range(12):
        site.pages[f"/dead/{number}"] = Answer(raw=hang)
    evil = await add(strict, "http://evil.example/evil", GREEDY)
    await add(strict, "http://good.example/good", MODEST)
    await fetch.sweep(strict)
    await enrich.sweep(strict)
    asked = [path for path in site.paths() if path.startswith("/dead")]
    assert 2 <= len(asked) <= 3
    rows = await stored(strict, evil)
    assert {row.state for row in rows} == {"new"}
    # Those that were not tried have all their tries left.
    assert sorted({row.attempts for row in rows}) == [0, 1]


async def test_an_article_stops_at_its_budget(
    strict: JobContext, site: Site
) -> None:
    strict = replace(strict, enrich=replace(strict.enrich, budget=0.0))
    following = page(0).replace(
        "</body>", "<a rel='next' href='/a/0?page=2'>2</a></body>"
    )
    site.put("/a/0", following)
    site.put("/a/0?page=2", page(0))
    put_feed(site, "/feed", item(0, "http://good.example/a/0"))
    source = await add(strict, "http://good.example/feed", MODEST)
    await fetch.sweep(strict)
    await enrich.sweep(strict)
    assert [row.state for row in await stored(strict, source)] == ["read"]
    assert "/a/0?page=2" not in site.paths()
