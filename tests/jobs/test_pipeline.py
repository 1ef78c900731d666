"""From a source to an outbox, over real HTTP and a real store."""

from __future__ import annotations

import pytest

from jobs import scheduler
from jobs.context import JobContext
from jobs.digests import build
from jobs.intake import discover, enrich, fetch
from jobs.stories.clustering import Clustering
from jobs.upkeep.retention import Upkeep
from news.errors import NoEntries
from store.chats import chats, subscriptions
from store.delivery import outbox
from store.news import articles, sources, stories
from tests import read_rows
from tests.jobs.conftest import NOW, Clock
from tests.site import Site

BODY = (
    "<p>本报讯　市科技局今天宣布，本市将在三年内建成五个人工智能开放实验室，面向中小企业免费提供算力。</p>"
    "<p>据介绍，首个实验室位于城东科技园，占地两万平方米，预计明年六月投入使用。</p>"
    "<p>科技局负责人表示，实验室将优先支持医疗和制造领域的大模型应用，首批预算为三亿元。</p>"
)


def page(title: str, body: str = BODY, source: str = "城市晚报") -> str:
    return (
        f"<html lang='zh-CN'><head><title>{title}_样例网</title></head><body><div class='crumb'>您当前的位置：<a href='/'>首页</a> &gt; <a href='/tech'>科技</a></div>"
        f"<h1>{title}</h1><div class='info'>2026-11-23 14:30 来源：{source} 编辑：王小明</div><div class='content'>{body}</div>"
        "<div class='hot'><h3>即时播报</h3><ul><li><a href='/x1.html'>别的新闻一条</a></li></ul></div></body></html>"
    )


def rss(site: Site, *items: tuple[str, str]) -> str:
    rows = "".join(
        f"<item><title>{title}</title><link>{site.url}{path}</link><pubDate>Mon, 23 Nov 2026 14:30:00 +0800</pubDate></item>"
        for title, path in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>样例</title>{rows}</channel></rss>"


async def _source(
    context: JobContext, site: Site, path: str = "/feed.xml"
) -> int:
    return (
        await context.db.write(
            sources.add,
            site.url + path,
            "auto",
            "样例",
            "zh-Hans",
            "Asia/Shanghai",
            None,
            NOW,
        )
    ).id


async def _reader(context: JobContext, topic: str = "ai") -> int:
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
        subscriptions.add, chat.id, "topic", topic, limit=50, now=NOW
    )
    await context.db.write(chats.update, chat.id, next_due_at=NOW)
    return chat.id


async def test_a_feed_becomes_one_digest_and_no_story_is_told_twice(
    context: JobContext, site: Site, clock: Clock
) -> None:
    title = "本市将建五个人工智能开放实验室"
    site.put(
        "/feed.xml",
        rss(site, (title, "/a.html"), (title + "（图）", "/b.html")),
        type="application/rss+xml",
    )
    site.put("/a.html", page(title))
    site.put("/b.html", page(title + "（图）", source="城市晚报"))
    await _source(context, site)
    chat_id = await _reader(context)
    await scheduler.round_of_all(context)

    found = await context.db.read(stories.latest, limit=10)
    assert len(found) == 1
    assert found[0].articles == 2
    assert found[0].publisher == "城市晚报"
    assert "ai" in found[0].topics
    assert found[0].summary[0].startswith("市科技局今天宣布")

    assert await build.sweep(context) == 1
    assert (await context.db.read(outbox.depth)).ready == 1
    assert (
        await context.db.read(read_rows.unseen, chat_id, [found[0].id]) == set()
    )
    clock.now += 86_400
    assert await build.sweep(context) == 1
    assert (await context.db.read(outbox.depth)).ready == 1


async def test_a_section_page_is_read_where_there_is_no_feed(
    context: JobContext, site: Site
) -> None:
    titles = [
        f"城东科技园第{number}号实验楼今天开工建设" for number in "一二三四五六"
    ]
    rows = "".join(
        f"<li><a href='/2026/1123/{n}0{n}31.html'>{title}</a><span>2026-11-23 1{n}:00</span></li>"
        for n, title in enumerate(titles)
    )
    site.put(
        "/list/",
        f"<html><head><title>科技频道</title></head><body><div class='nav'><a href='/'>首页</a></div><ul class='list'>{rows}</ul></body></html>",
    )
    await _source(context, site, "/list/")
    counts = await fetch.sweep(context)
    assert counts.new == 6
    (source,) = await context.db.read(sources.every)
    assert source.kind == "page"
    assert source.title == "样例"


async def test_one_bad_source_never_harms_another(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/good.xml",
        rss(site, ("好消息一条", "/a.html")),
        type="application/rss+xml",
    )
    site.put("/bad.xml", "boom", status=500)
    site.put("/empty.xml", "", type="text/xml")
    for path in ("/good.xml", "/bad.xml", "/empty.xml", "/missing.xml"):
        await _source(context, site, path)
    counts = await fetch.sweep(context)
    assert (counts.sources, counts.failed, counts.new) == (4, 3, 1)
    rows = {row.url: row for row in await context.db.read(sources.every)}
    assert "500" in rows[site.url + "/bad.xml"].last_error
    assert rows[site.url + "/bad.xml"].failures == 1
    assert rows[site.url + "/good.xml"].failures == 0


async def test_a_second_reading_is_conditional(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put(
        "/feed.xml",
        rss(site, ("一条新闻在此", "/a.html")),
        type="application/rss+xml",
        ETag='"v1"',
    )
    await _source(context, site)
    await fetch.sweep(context)
    clock.now += 90_000
    counts = await fetch.sweep(context)
    assert counts.new == 0
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'


async def test_a_page_that_fails_leaves_what_the_feed_carries(
    context: JobContext, site: Site, clock: Clock
) -> None:
    item = (
        f"<item><title>无页面的新闻标题在此</title><link>{site.url}/gone.html</link><pubDate>Mon, 23 Nov 2026 14:30:00 +0800</pubDate>"
        f"<description><![CDATA[{BODY}]]></description></item>"
    )
    site.put(
        "/feed.xml",
        f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>",
        type="text/xml",
    )
    await _source(context, site)
    await fetch.sweep(context)
    await enrich.sweep(context)
    await Clustering(context).sweep()
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.title == "无页面的新闻标题在此"
    assert story.summary


async def test_an_article_without_a_text_is_given_up_after_its_tries(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put(
        "/feed.xml",
        rss(site, ("服务器出错的新闻", "/broken.html")),
        type="text/xml",
    )
    site.put("/broken.html", "x", status=503)
    await _source(context, site)
    await fetch.sweep(context)
    for _ in range(8):
        await enrich.sweep(context)
        clock.now += 40_000
    counts = await context.db.read(articles.count_states)
    assert counts == {"failed": 1}


async def test_after_three_sightings_a_moved_source_is_read_where_it_is(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/old.xml", "", status=301, Location="/new.xml")
    site.put(
        "/new.xml", rss(site, ("一条搬家后的新闻", "/a.html")), type="text/xml"
    )
    await _source(context, site, "/old.xml")
    for _ in range(3):
        await fetch.sweep(context)
        clock.now += 90_000
    (source,) = await context.db.read(sources.every)
    assert source.url == f"{site.url}/new.xml"


async def test_a_source_that_ended_is_told_to_its_subscribers_once(
    context: JobContext, site: Site
) -> None:
    site.put("/feed.xml", "gone", status=410)
    number = await _source(context, site)
    chat_id = await _reader(context)
    await context.db.write(
        subscriptions.add, chat_id, "source", str(number), limit=50, now=NOW
    )
    await fetch.sweep(context)
    (source,) = await context.db.read(sources.every)
    assert source.state == "ended"
    first = await Upkeep(context).sweep()
    assert first.told == 1
    assert (await Upkeep(context).sweep()).told == 0
    assert (await context.db.read(outbox.depth)).ready == 1


async def test_a_front_page_without_feed_is_read_by_its_sitemap(
    context: JobContext, site: Site
) -> None:
    entry = f"<url><loc>{site.url}/2026/1123/1.html</loc><news:news><news:publication_date>2026-11-23T07:00:00Z</news:publication_date><news:title>来自站点地图的新闻</news:title></news:news></url>"
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    site.put(
        "/robots.txt",
        f"User-agent: *\nSitemap: {site.url}/all.xml\nSitemap: {site.url}/news-index.xml\n",
        type="text/plain",
    )
    site.put(
        "/news-index.xml",
        f"<sitemapindex {space}><sitemap><loc>{site.url}/news.xml</loc></sitemap></sitemapindex>",
        type="text/xml",
    )
    site.put("/news.xml", f"<urlset {space}>{entry}</urlset>", type="text/xml")
    site.put(
        "/",
        "<html><head><title>首页</title></head><body><a href='/about/'>关于</a></body></html>",
    )
    found = await discover.discover(context, site.url + "/", "Asia/Shanghai")
    assert (found.kind, found.url) == ("sitemap", f"{site.url}/news-index.xml")
    assert found.entries[0].title == "来自站点地图的新闻"
    assert "/all.xml" not in site.paths()


async def test_a_page_that_names_its_feed_is_read_by_it(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/tech/",
        "<html><head><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head><body><p>text</p></body></html>",
    )
    site.put(
        "/feed.xml",
        rss(site, ("一条来自订阅源的新闻", "/a.html")),
        type="text/xml",
    )
    found = await discover.discover(
        context, f"{site.url}/tech/", "Asia/Shanghai"
    )
    assert (found.kind, found.url, found.title) == (
        "feed",
        f"{site.url}/feed.xml",
        "样例",
    )
    site.put("/nothing/", "<html><body><p>text</p></body></html>")
    with pytest.raises(NoEntries):
        await discover.discover(context, f"{site.url}/nothing/", "UTC")


async def test_a_feed_that_a_page_names_is_read_only_where_the_site_allows_it(
    context: JobContext, site: Site
) -> None:
    site.put(
        "/robots.txt", "User-agent: *\nDisallow: /hidden\n", type="text/plain"
    )
    site.put(
        "/tech/",
        "<html><head><link rel='alternate' type='application/rss+xml' href='/hidden.xml'></head><body><p>text</p></body></html>",
    )
    site.put(
        "/hidden.xml",
        rss(site, ("一条来自订阅源的新闻", "/a.html")),
        type="text/xml",
    )
    with pytest.raises(NoEntries):
        await discover.discover(context, f"{site.url}/tech/", "Asia/Shanghai")
    assert "/hidden.xml" not in site.paths()
    own = await discover.discover(
        context, f"{site.url}/hidden.xml", "Asia/Shanghai"
    )
    assert own.kind == "feed"
