"""Delivered articles are checked again: corrected, withdrawn, or unchanged."""

from __future__ import annotations

import pytest

from jobs import scheduler
from jobs.context import JobContext
from jobs.intake import fetch
from jobs.notices import corrections
from jobs.notices.alerts import Alerts
from store.chats import chats, subscriptions
from store.delivery import digests
from store.news import articles, sources, stories
from store.rows import NewDigest, NewOutbox
from tests.jobs.conftest import NOW, Clock
from tests.jobs.notices.test_follow_ups import sent
from tests.jobs.test_pipeline import BODY, page, rss
from tests.site import Site

TITLE = "本市将建五个人工智能开放实验室"


async def tell(context: JobContext, clock: Clock) -> int:
    """Read all that is due, and tell the story that comes of it; four hours and more pass then."""
    chat = await context.db.write(
        chats.upsert,
        77,
        0,
        "private",
        "Ann",
        locale="zh-Hans",
        zone="Asia/Shanghai",
        schedule="16:00",
        now=NOW,
    )
    await context.db.write(
        subscriptions.add, chat.id, "topic", "ai", limit=50, now=NOW
    )
    await scheduler.round_of_all(context)
    clock.now += 600  # a page that is barred is tried twice
    await scheduler.round_of_all(context)
    (found,) = await context.db.read(stories.latest, limit=5)
    message = context.tell.alert(found, chat, context.now())
    told = NewDigest(
        chat.id,
        "2026-11-23",
        960,
        (found.id,),
        (NewOutbox(chat.id, "digest", message, NOW),),
        NOW + 86_400,
    )
    await context.db.write(digests.store_batch, [told], NOW)
    assert len(await sent(context)) == 1
    clock.now += 5 * 3600
    return found.id


async def add_source(context: JobContext, site: Site) -> None:
    await context.db.write(
        sources.add,
        site.url + "/feed.xml",
        "auto",
        "样例",
        "zh-Hans",
        "Asia/Shanghai",
        None,
        NOW,
    )


@pytest.fixture
async def story(context: JobContext, site: Site, clock: Clock) -> int:
    """Store a story read from a page and delivered to a chat over four hours ago."""
    site.put(
        "/feed.xml", rss(site, (TITLE, "/a.html")), type="application/rss+xml"
    )
    site.put("/a.html", page(TITLE))
    await add_source(context, site)
    return await tell(context, clock)


async def test_a_page_that_did_not_change_says_nothing(
    context: JobContext, site: Site, story: int
) -> None:
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []
    assert await corrections.sweep(context) == 0, "it is looked at gently"


async def test_a_changed_number_is_told_with_the_difference(
    context: JobContext, site: Site, story: int, clock: Clock
) -> None:
    site.put("/a.html", page(TITLE, BODY.replace("三亿元", "五亿元")))
    assert await corrections.sweep(context) == 1
    (row,) = await sent(context)
    assert row.reply_to_message == 1001
    lines = row.message.html.splitlines()
    assert next(line for line in lines if line.startswith("- ")).endswith(
        "首批预算为三亿元。"
    )
    assert next(line for line in lines if line.startswith("+ ")).endswith(
        "首批预算为五亿元。"
    )
    (article,) = await context.db.read(articles.of_story, story)
    assert article.changed_at == clock.now
    assert "五亿元" in article.text
    clock.now += 5 * 3600
    assert await corrections.sweep(context) == 1
    assert await sent(context) == [], "a correction is told once"


async def test_a_changed_headline_changes_the_story(
    context: JobContext, site: Site, story: int
) -> None:
    site.put("/a.html", page(TITLE.replace("五个", "六个")))
    await corrections.sweep(context)
    assert len(await sent(context)) == 1
    found = await context.db.read(stories.get, story)
    assert found is not None
    assert "六个" in found.title


async def test_an_article_that_is_gone_twice_was_withdrawn(
    context: JobContext, site: Site, story: int, clock: Clock
) -> None:
    del site.pages["/a.html"]
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []
    assert await corrections.sweep(context) == 0
    clock.now += 1000
    assert await corrections.sweep(context) == 1
    (row,) = await sent(context)
    assert row.reply_to_message == 1001
    (article,) = await context.db.read(articles.of_story, story)
    assert article.withdrawn_at == clock.now
    clock.now += 5 * 3600
    assert await corrections.sweep(context) == 0


async def test_one_that_comes_back_was_never_withdrawn(
    context: JobContext, site: Site, story: int, clock: Clock
) -> None:
    del site.pages["/a.html"]
    await corrections.sweep(context)
    site.put("/a.html", page(TITLE))
    clock.now += 1000
    assert await corrections.sweep(context) == 1
    del site.pages["/a.html"]
    clock.now += 5 * 3600
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []


@pytest.mark.parametrize("how", ["410", "front page", "notice"])
async def test_the_ways_in_which_sites_take_an_article_away(
    context: JobContext, site: Site, story: int, clock: Clock, how: str
) -> None:
    if how == "410":
        site.put("/a.html", "gone", status=410)
    elif how == "front page":
        site.put("/", page("首页"))
        site.put("/a.html", "", status=302, Location="/")
    else:
        site.put(
            "/a.html",
            page(
                TITLE, "<p>抱歉，您访问的文章已被删除，请浏览本站其他内容。</p>"
            ),
        )
    await corrections.sweep(context)
    clock.now += 1000
    await corrections.sweep(context)
    assert len(await sent(context)) == 1


async def test_trouble_of_the_server_says_nothing_of_the_article(
    context: JobContext, site: Site, story: int
) -> None:
    site.put("/a.html", "down", status=503)
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []
    assert await corrections.sweep(context) == 0
    (article,) = await context.db.read(articles.of_story, story)
    assert article.withdrawn_at is None


async def test_a_page_without_a_text_says_nothing(
    context: JobContext, site: Site, story: int
) -> None:
    site.put("/a.html", "<html><body></body></html>")
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []
    assert await Alerts(context).sweep() == 0


async def test_a_headline_that_the_feed_alone_corrects_is_told_once(
    context: JobContext, site: Site, story: int, clock: Clock
) -> None:
    new = TITLE.replace("五个", "六个")
    site.put(
        "/feed.xml", rss(site, (new, "/a.html")), type="application/rss+xml"
    )
    await fetch.sweep(context)
    assert await corrections.sweep(context) == 1
    (row,) = await sent(context)
    assert row.reply_to_message == 1001
    assert new in row.message.html
    for _ in range(
        2
    ):  # the page lags behind, and is no correction of the correction
        clock.now += 5 * 3600
        assert await corrections.sweep(context) == 1
    site.put("/a.html", page(new))
    clock.now += 5 * 3600
    await corrections.sweep(context)
    assert await sent(context) == []
    found = await context.db.read(stories.get, story)
    assert found is not None
    assert found.title == new
    site.put("/a.html", page(TITLE.replace("五个", "七个")))
    clock.now += 5 * 3600
    await corrections.sweep(context)
    assert len(await sent(context)) == 1, (
        "the page caught up: it is a witness again"
    )


def feed_of(words: str, link: str) -> str:
    """Return a feed of one entry with words of its own."""
    item = (
        f"<guid isPermaLink='false'>one</guid><title>{TITLE}</title><description>{words}"
        f"</description>{link}<pubDate>Mon, 23 Nov 2026 14:30:00 +0800</pubDate>"
    )
    head = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>样例</title>"
    )
    return f"{head}<item>{item}</item></channel></rss>"


@pytest.mark.parametrize(
    "has_page", [True, False], ids=["a page that is barred", "no page"]
)
async def test_words_that_the_feed_alone_tells_are_corrected_by_it(
    context: JobContext, site: Site, clock: Clock, has_page: bool
) -> None:
    words = "首批预算为三亿元，用于本市五个人工智能开放实验室的建设。"
    link = f"<link>{site.url}/a.html</link>" if has_page else ""
    site.put("/feed.xml", feed_of(words, link), type="application/rss+xml")
    site.put("/a.html", "no", status=403)
    await add_source(context, site)
    story = await tell(context, clock)
    assert await corrections.sweep(context) == 1
    assert await sent(context) == []
    new = words.replace("三亿", "五亿")
    site.put("/feed.xml", feed_of(new, link), type="application/rss+xml")
    await fetch.sweep(context)
    assert await corrections.sweep(context) == 1
    (row,) = await sent(context)
    assert f"+ {new}" in row.message.html.splitlines()
    (article,) = await context.db.read(articles.of_story, story)
    assert article.text == new
    clock.now += 5 * 3600
    await corrections.sweep(context)
    assert await sent(context) == []
