"""A stranger's feed, from its address to the digests of who follows it, and of who does not."""

from __future__ import annotations

from jobs.context import JobContext
from jobs.digests.build import build_now
from jobs.notices.alerts import Alerts
from jobs.scheduler import round_of_all
from store.chats import chats, subscriptions
from store.news import sources, stories
from store.rows import Chat
from tests.jobs.conftest import NOW
from tests.jobs.test_pipeline import page, rss
from tests.site import Site

TITLE = "某芯片公司今天召回全部人工智能芯片"


async def _reader(context: JobContext, number: int) -> Chat:
    chat = await context.db.write(
        chats.upsert,
        number,
        0,
        "private",
        "",
        locale="zh-Hans",
        zone="Asia/Shanghai",
        schedule="16:00",
        now=NOW,
    )
    for topic in ("ai", "tech"):
        await context.db.write(
            subscriptions.add, chat.id, "topic", topic, limit=9, now=NOW
        )
    return await context.db.write(lambda c: chats.update(c, chat.id, alerts=3))


async def test_one_strangers_feed_with_three_claimed_agencies_reaches_its_follower_alone(
    context: JobContext, site: Site
) -> None:
    agencies = ("新华社", "路透社", "中新网")
    items = [(f"{TITLE}（{place}）", f"/{place}.html") for place in range(3)]
    for (title, path), agency in zip(items, agencies, strict=True):
        site.put(path, page(title, source=agency))
    site.put("/feed.xml", rss(site, *items), type="application/rss+xml")
    address = f"{site.url}/feed.xml"
    added = await context.db.write(
        sources.add, address, "auto", "", "", "UTC", 666, NOW
    )
    follower, other = await _reader(context, 666), await _reader(context, 100)
    await context.db.write(
        subscriptions.add,
        follower.id,
        "source",
        str(added.id),
        limit=9,
        now=NOW,
    )
    await round_of_all(context)
    assert await Alerts(context).sweep() == 0
    assert await context.db.read(stories.latest, limit=9, reader=other.id) == []
    assert await build_now(context, other, window=86_400) == []
    told = await build_now(context, follower, window=86_400)
    assert "召回" in "".join(message.html for message in told)
    (story, *_) = await context.db.read(
        stories.latest, limit=9, reader=follower.id
    )
    assert story.publishers == 1, "names that pages claim are no publishers"
