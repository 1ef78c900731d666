"""A page never falsifies its feed: what the page says is weighed against the entry."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from jobs.context import JobContext
from jobs.intake import enrich, fetch
from news import extract
from news.models import Article
from store.article_rows import ArticleRow
from store.chats import subscriptions
from store.news import articles, sources
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import (
    HEADLINES,
    OPENINGS,
    body,
    item,
    page,
    put_feed,
)
from tests.jobs.notices.test_alerts import reader
from tests.site import Site

WALLS = {
    "bot check": "<title>One moment</title><h1>Checking your browser</h1><p>Verifying that you are human.</p>",
    "consent": "<title>Before you continue</title><p>We use cookies. Accept all cookies?</p>",
    "login": "<title>Log in to see more</title><p>Email, password. Forgot your password?</p>",
    "shell": "<title>Reader App</title><div id='root'></div>",
    "soft 404": "<title>Oh no</title><h1>404</h1><p>This page was not found.</p>",
    "front page": "<title>Harbour Weekly</title>"
    + "".join(
        f"<p>Gardens, recipes, chess problems and crosswords fill issue {n}.</p>"
        for n in range(30)
    ),
}


async def read_all(
    context: JobContext, site: Site, clock: Clock, rounds: int = 1
) -> ArticleRow:
    """Read the site's feed and its first article."""
    await context.db.write(
        sources.add, f"{site.url}/feed", "auto", "", "", "UTC", None, NOW
    )
    await fetch.sweep(context)
    for _ in range(rounds):
        await enrich.sweep(context)
        clock.now += 7200
    (row,) = await context.db.read(articles.recent_of_source, 1, 5)
    return row


@pytest.mark.parametrize("wall", WALLS)
async def test_a_page_that_is_no_article_leaves_the_entry(
    context: JobContext, site: Site, clock: Clock, wall: str
) -> None:
    site.put("/a", f"<html><body>{WALLS[wall]}</body></html>")
    put_feed(site, "/feed", item(0, f"{site.url}/a", summary=body(0)))
    row = await read_all(context, site, clock)
    assert (row.state, row.title) == ("read", HEADLINES[0])
    assert "five otters" in row.text.lower()


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
async def test_a_short_summary_is_enough_where_the_page_is_refused(
    context: JobContext, site: Site, clock: Clock, status: int
) -> None:
    site.put("/a", "no", status=status)
    put_feed(
        site, "/feed", item(0, f"{site.url}/a", summary="运河里又有水獭了。")
    )
    row = await read_all(context, site, clock, rounds=2)
    assert (row.state, row.title, row.text) == (
        "read",
        HEADLINES[0],
        "运河里又有水獭了。",
    )


async def test_a_post_without_a_headline_gets_its_first_words(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put(
        "/@ann/1",
        "<title>Ann (@ann@posts.example)</title><noscript>JavaScript</noscript>",
    )
    put_feed(
        site,
        "/feed",
        item(1, f"{site.url}/@ann/1", title="", summary=OPENINGS[1]),
    )
    row = await read_all(context, site, clock)
    assert row.text == OPENINGS[1]
    assert row.title.startswith("Tram line nine will run every six minutes")


async def test_a_teaser_does_not_replace_the_feeds_whole_text(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put(
        "/a",
        f"<title>{HEADLINES[2]}</title><h1>{HEADLINES[2]}</h1><p>Read on with a plan.</p>",
    )
    put_feed(
        site, "/feed", item(2, f"{site.url}/a", summary=f"<p>{body(2)}</p>")
    )
    row = await read_all(context, site, clock)
    assert "Sheet 6 of the file" in row.text


async def test_the_feeds_date_stands_against_a_clock_on_the_page(
    context: JobContext, site: Site, clock: Clock
) -> None:
    shown = page(3).replace(
        "<article>", "<div class='date'>2:33 PM</div><article>"
    )
    site.put("/a", shown)
    put_feed(site, "/feed", item(3, f"{site.url}/a", date=NOW - 100_000))
    row = await read_all(context, site, clock)
    assert row.published_at == NOW - 100_000


async def test_an_undated_entry_takes_the_pages_date(
    context: JobContext, site: Site, clock: Clock
) -> None:
    stamp = "<meta property='article:published_time' content='2026-11-20T09:00:00+00:00'>"
    site.put("/a", page(3).replace("<head>", f"<head>{stamp}"))
    put_feed(site, "/feed", item(3, f"{site.url}/a", date=None))
    row = await read_all(context, site, clock)
    assert datetime.fromtimestamp(row.published_at, UTC) == datetime(
        2026, 11, 20, 9, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("form", "kept"), [("whole", True), ("summary", False)]
)
async def test_the_pages_own_markup_is_kept_where_somebody_reads_whole_texts(
    context: JobContext, site: Site, clock: Clock, form: str, kept: bool
) -> None:
    chat = await reader(context, 77)
    wish = {"mode": "now", "form": form, "limit": 9, "now": clock.now}
    await context.db.write(
        lambda c: subscriptions.add(c, chat.id, "topic", "sports", **wish)  # type: ignore[arg-type]
    )
    marked = "The otters came <strong>back to the canal</strong> after forty years, the keepers say."
    text = f"<p>{OPENINGS[0]}</p><p>{marked}</p><p>{body(0)}</p>"
    head = f"<html lang='en'><head><title>{HEADLINES[0]}</title></head>"
    site.put(
        "/a",
        f"{head}<body><h1>{HEADLINES[0]}</h1><article>{text}</article></body></html>",
    )
    put_feed(site, "/feed", item(0, f"{site.url}/a"))
    row = await read_all(context, site, clock)
    told = "The otters came <b>back to the canal</b> after forty years, the keepers say."
    assert (told in dict(row.markup).values()) is kept


async def test_an_article_keeps_the_pictures_of_its_page_and_the_sound_of_its_entry(
    context: JobContext, site: Site, clock: Clock
) -> None:
    sound = '<enclosure url="https://s.example/talk.mp3" type="audio/mpeg" length="7000000"/>'
    thumb = '<enclosure url="https://s.example/thumbnail-of-it.jpg" type="image/jpeg"/>'
    entry = item(0, f"{site.url}/a").replace(
        "</item>", f"{sound}{thumb}</item>"
    )
    put_feed(site, "/feed", entry)
    shown = "".join(
        f'<img src="https://s.example/otters-of-brindle-{n}.jpg"/>'
        for n in "12"
    )
    site.put("/a", page(0).replace("</article>", f"{shown}</article>"))
    row = await read_all(context, site, clock)
    assert [
        (medium.url.rpartition("/")[2], medium.size) for medium in row.media
    ] == [
        ("talk.mp3", 7_000_000),
        ("otters-of-brindle-1.jpg", None),
        ("otters-of-brindle-2.jpg", None),
    ]


async def test_further_pages_are_joined_beside_the_event_loop(
    context: JobContext,
    site: Site,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first time this loads the readers, for which nobody's tap waits."""
    threads = []

    def note(first: Article, _others: list[Article]) -> Article:
        threads.append(threading.current_thread())
        return first

    monkeypatch.setattr(extract, "join_pages", note)
    following = "<a rel='next' href='/a?page=2'>2</a></body>"
    site.put("/a", page(0).replace("</body>", following))
    site.put("/a?page=2", page(0))
    put_feed(site, "/feed", item(0, f"{site.url}/a"))
    await read_all(context, site, clock)
    assert threads
    assert threading.main_thread() not in threads
