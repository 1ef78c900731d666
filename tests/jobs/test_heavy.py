"""Limits on downloads and parsing: each input is cut off or made safe, its error is stored, and others are not affected."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from jobs.config import EnrichConfig
from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.intake import enrich, fetch, keep
from jobs.workers.process_pool import ProcessPool
from store.article_rows import ArticleRow
from store.news import article_claims, articles, sources
from store.rows import Source
from tests import heavy
from tests.heavy import Load
from tests.jobs.conftest import NOW, config
from tests.site import Site

# Other tests run the same lines on small inputs.
pytestmark = pytest.mark.untraced


MANY = 6000
LIMIT = 600_000
GOOD = heavy.rss(heavy.item("good", title="A good headline"))


@pytest.fixture
async def tight(context: JobContext, site: Site) -> AsyncIterator[JobContext]:
    """A house with small limits, so that what runs into them runs into them soon."""
    # All at once, so that a host that is left alone spares none of them the trial.
    small = config(
        site, deadline=8.0, max_bytes=LIMIT, concurrency=256, per_host=256
    )
    downloader, pool = Downloader(small), ProcessPool(2)
    enrich_config = EnrichConfig(batch=256, timeout=20.0, attempts=1)
    yield replace(
        context,
        downloader=downloader,
        fetch=small,
        enrich=enrich_config,
        pool=pool,
    )
    await downloader.close()
    await pool.close()


async def _read_all(
    context: JobContext, site: Site, loads: list[Load]
) -> dict[str, Source]:
    """Add each input as a source next to a good one, and read them all at once."""
    site.put("/good", GOOD, type="application/rss+xml")
    for load in loads:
        site.pages["/" + quote(load.name)] = load.answer
    site.pages["/loop"] = next(
        (load.answer for load in loads if load.name == "a redirect loop"),
        heavy.Answer(),
    )
    for path in ["/good", *("/" + quote(load.name) for load in loads)]:
        await context.db.write(
            sources.add, site.url + path, "feed", "", "", "UTC", None, NOW
        )
    await fetch.sweep(context, places=200)
    return {
        row.url.removeprefix(site.url): row
        for row in await context.db.read(sources.every)
    }


def _wrong(load: Load, row: Source) -> str:
    """Describe what is wrong with a source's row."""
    failed = bool(row.last_error)
    if failed != (row.failures == 1) or len(row.last_error) > 500:
        return f"{load.name}: {row.failures} failures, error {row.last_error!r}"
    if "Traceback" in row.last_error or "Error:" in row.last_error:
        return f"{load.name}: unforeseen: {row.last_error}"
    if "was ended" in row.last_error or "no whole answer" in row.last_error:
        return ""  # cut off by its limit, as on a busy machine what is safe may be too
    if load.fate != "either" and failed != (load.fate == "refused"):
        return f"{load.name}: should be {load.fate}: {row.last_error!r}"
    return ""


def _odd(article: ArticleRow) -> str:
    """Describe what is wrong with a stored article."""
    texts = (
        article.title,
        article.text,
        article.author,
        article.entry_summary,
        article.entry_content,
        article.url,
    )
    if any(
        char == "\x00" or "\ud800" <= char <= "\udfff"
        for text in texts
        for char in text
    ):
        return f"{article.url[:80]}: NUL or half a character"
    if (
        article.published_at > NOW + 86_400
        or len(article.title) > 500
        or len(article.text) > 200_000
    ):
        return f"{article.url[:80]}: {article.published_at}, {len(article.title)}, {len(article.text)}"
    return (
        ""
        if len(article.url) <= 4000 and len(article.author) <= 200
        else f"{article.url[:80]}: too long"
    )


async def _stored(context: JobContext) -> list[ArticleRow]:
    return await context.db.write(
        article_claims.claim_new, now=NOW, limit=5000, lease=1, max_attempts=9
    )


async def _check(context: JobContext, site: Site, loads: list[Load]) -> None:
    rows = await _read_all(context, site, loads)
    found = [_wrong(load, rows["/" + quote(load.name)]) for load in loads]
    assert [each for each in found if each] == []
    assert rows["/good"].failures == 0
    kept = await _stored(context)
    assert "A good headline" in {row.title for row in kept}
    assert [fault for row in kept if (fault := _odd(row))] == []
    assert len(kept) <= keep.FIRST * (len(loads) + 1)


async def test_what_a_server_does_to_http_is_cut_off(
    tight: JobContext, site: Site
) -> None:
    start = time.monotonic()
    await _check(tight, site, heavy.wire())
    assert time.monotonic() - start < 40


async def test_bombs_are_cut_off(tight: JobContext, site: Site) -> None:
    await _check(tight, site, heavy.packed(20_000_000))


async def test_feeds_are_cut_off_or_made_safe(
    tight: JobContext, site: Site
) -> None:
    canary = f"{site.url}/canary"
    await _check(tight, site, heavy.xml(MANY, canary))
    assert "/canary" not in site.paths()


async def test_nothing_of_a_file_is_read_into_a_feed(
    tight: JobContext, site: Site
) -> None:
    secret = Path("/etc/hostname").read_text("utf-8").strip()
    loads = [
        load
        for load in heavy.xml(10, f"{site.url}/canary")
        if "external" in load.name
    ]
    await _read_all(tight, site, loads)
    kept = await _stored(tight)
    assert len(loads) == 3
    assert not any(secret in row.title + row.entry_summary for row in kept)


async def test_json_feeds_are_cut_off_or_made_safe(
    tight: JobContext, site: Site
) -> None:
    await _check(tight, site, heavy.json_feeds(MANY))


async def _read_pages(
    context: JobContext, site: Site, loads: list[Load]
) -> list[ArticleRow]:
    """Make each input an article of one feed, read them all, and return their rows."""
    items = [
        heavy.item("x").replace(
            "http://name.example/x", f"{site.url}/{quote(load.name)}"
        )
        for load in loads
    ]
    site.put("/feed", heavy.rss(*items), type="application/rss+xml")
    for load in loads:
        site.pages["/" + quote(load.name)] = load.answer
    source = await context.db.write(
        sources.add, f"{site.url}/feed", "feed", "", "", "UTC", None, NOW
    )
    await fetch.sweep(context)
    await enrich.sweep(context)
    return await context.db.read(articles.recent_of_source, source.id, 1000)


async def test_pages_are_cut_off_or_made_safe(
    tight: JobContext, site: Site
) -> None:
    loads = heavy.pages(MANY)
    rows = await _read_pages(tight, site, loads)
    assert (len(rows), {row.state for row in rows} - {"read", "failed"}) == (
        len(loads),
        set(),
    )
    assert [fault for row in rows if (fault := _odd(row))] == []
    assert sum(row.state == "read" for row in rows) >= len(loads) * 3 // 4
    assert all(row.error for row in rows if row.state == "failed")


async def test_what_servers_do_to_http_harms_no_article_beside_them(
    tight: JobContext, site: Site
) -> None:
    good = Load("good", heavy.Answer(heavy.page(heavy.TEXT), 200, heavy.HTML))
    rows = await _read_pages(
        tight, site, [good, *heavy.wire()[:12], *heavy.packed(5_000_000)]
    )
    states = {row.url.rpartition("/")[2]: row.state for row in rows}
    assert states.pop("good") == "read"
    assert set(states.values()) == {"failed"}
    assert all(row.error for row in rows if row.state == "failed")


async def test_a_worker_that_overruns_is_ended_and_replaced(
    tight: JobContext, site: Site
) -> None:
    await tight.pool.start()
    tight = replace(tight, enrich=EnrichConfig(attempts=1, timeout=0.001))
    slow = Load(
        "slow",
        heavy.Answer(
            heavy.page("<div>" * 200 + heavy.TEXT * 400), 200, heavy.HTML
        ),
    )
    (row,) = await _read_pages(tight, site, [slow])
    assert (row.state, "was ended" in row.error, tight.pool.killed) == (
        "failed",
        True,
        1,
    )
    tight = replace(tight, enrich=EnrichConfig(attempts=1))
    site.put(
        "/more",
        heavy.rss(
            heavy.item("x").replace("http://name.example/x", f"{site.url}/b")
        ),
    )
    site.put("/b", heavy.page(heavy.TEXT))
    await tight.db.write(
        sources.add, f"{site.url}/more", "feed", "", "", "UTC", None, NOW
    )
    await fetch.sweep(tight)
    await enrich.sweep(tight)
    assert await tight.db.read(articles.count_states) == {
        "failed": 1,
        "read": 1,
    }
    assert tight.pool.killed == 1
