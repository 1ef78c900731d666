"""Digests say where independent publishers of a story give different figures."""

from __future__ import annotations

from dataclasses import replace

from bot.rendering.digest import DigestRenderer
from jobs.context import JobContext
from jobs.digests import build
from store.article_rows import NewArticle
from store.news import articles, sources, stories
from tests.jobs.conftest import Clock
from tests.jobs.notices.test_alerts import reader
from tests.store.world import placed, read_article


async def told(context: JobContext, *reports: tuple[str, str]) -> None:
    """Store one story with a report for each (publisher, headline)."""
    now = context.clock()
    source = await context.db.write(
        sources.add,
        "https://a.example/feed",
        "feed",
        "A",
        "en",
        "UTC",
        None,
        now,
    )
    for number, (publisher, title) in enumerate(reports):
        url = f"https://p{number}.example/ferry"
        new = NewArticle(url, url, source.id, title, published_at=now - 600)
        (article,) = await context.db.write(articles.insert_new, [new], now)
        read = read_article(
            article,
            title=title,
            published_at=now - 600,
            publisher=publisher,
            topics=(("tech", 0.9, ""),),
        )
        await context.db.write(articles.save_read, [read], now)
        await context.db.write(stories.place, [placed(article, "ferry")], now)


async def test_the_digest_says_who_gives_which_figure(
    context: JobContext, clock: Clock
) -> None:
    shown = replace(context, render=DigestRenderer().render)
    await told(
        shown,
        ("Post", "Ferry sinks: 12 dead"),
        ("Herald", "Ferry sinks: 14 dead"),
    )
    chat = await reader(shown)
    (message,) = await build.build_now(shown, chat)
    assert "dead 12 (Post) / 14 (Herald)" in message.html


async def test_a_story_that_all_tell_alike_has_no_such_line(
    context: JobContext, clock: Clock
) -> None:
    shown = replace(context, render=DigestRenderer().render)
    await told(
        shown,
        ("Post", "Ferry sinks: 12 dead"),
        ("Herald", "Ferry sank, 12 people died"),
    )
    (message,) = await build.build_now(shown, await reader(shown))
    assert "⚖️" not in message.html
