"""Hot lists as they are polled: rank, movement, time on the list, and the stories that they name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.rendering.digest import render
from jobs.context import JobContext
from jobs.digests import build
from jobs.digests.asked import ask
from jobs.digests.boards import STALE, board_sections
from jobs.digests.select import choose
from jobs.intake import fetch
from news.hotlists import shown_lines
from news.models import Pick
from news.words import search_words
from store.chats import subscriptions
from store.delivery import outbox
from store.news import articles, boards, sources, stories
from store.rows import Chat, Source, SubscriptionKind
from tests.jobs.conftest import NOW, Clock
from tests.jobs.digests.test_select import reader
from tests.jobs.intake.feeds import feed
from tests.site import Site
from tests.store.world import make_source, new_article, placed, read_article

LINES = (
    "水库大坝夜间泄洪",
    "老城区公交改线",
    "博物馆新馆开放",
    "河畔马拉松报名",
)


def serve_board(site: Site, *titles: str) -> None:
    """Let the site answer as newsnow does."""
    items = [
        {"id": title, "title": title, "url": f"{site.url}/q/{title}"}
        for title in titles
    ]
    answer = {
        "status": "cache",
        "id": "weibo",
        "updatedTime": 1,
        "items": items,
    }
    site.put("/api/s?id=weibo", json.dumps(answer), type="application/json")


def serve_route(site: Site, *titles: str) -> None:
    """Serve a feed as RSSHub does: its order is the rank."""
    items = (
        f"<item><title>{title}</title><link>{site.url}/q/{title}</link></item>"
        for title in titles
    )
    site.put("/weibo/search/hot", feed(*items), type="application/rss+xml")


async def add(context: JobContext, url: str, by: int | None = None) -> Source:
    """Add a board, for the operator or for a stranger."""
    return await context.db.write(
        sources.add, url, "hotlist", "", "", "UTC", by, NOW
    )


async def poll(context: JobContext, clock: Clock, source: Source) -> Source:
    """Read a board once it is due."""
    known = await context.db.read(sources.get, source.id)
    assert known is not None
    clock.now = max(clock.now + 1, known.next_fetch_at)
    await fetch.sweep(context)
    read = await context.db.read(sources.get, source.id)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("serve", "path"),
    [(serve_board, "/api/s?id=weibo"), (serve_route, "/weibo/search/hot")],
)
async def test_a_board_is_polled_and_its_lines_are_no_articles(
    context: JobContext, site: Site, clock: Clock, serve: object, path: str
) -> None:
    assert callable(serve)
    serve(site, *LINES[:3])
    source = await poll(context, clock, await add(context, site.url + path))
    first = clock.now
    serve(site, LINES[2], LINES[3], LINES[0])
    source = await poll(context, clock, source)
    assert (source.kind, source.failures, source.entries) == ("hotlist", 0, 4)
    assert await context.db.read(articles.recent_of_source, source.id, 9) == []
    board = await context.db.read(boards.read, source.id)
    shown = shown_lines(board, first)
    assert [(line.entry.title, line.rank, line.moved) for line in shown] == [
        (LINES[2], 1, 2),
        (LINES[3], 2, None),
        (LINES[0], 3, -2),
    ]
    assert [int(line.since.timestamp()) for line in shown if line.since] == [
        first,
        clock.now,
        first,
    ]


async def test_an_empty_answer_leaves_the_board_as_it_was(
    context: JobContext, site: Site, clock: Clock
) -> None:
    serve_board(site, *LINES)
    source = await poll(
        context, clock, await add(context, f"{site.url}/api/s?id=weibo")
    )
    serve_board(site)
    await poll(context, clock, source)
    board = await context.db.read(boards.read, source.id)
    assert [line.title for line in board.standing] == list(LINES)


async def write_story(context: JobContext, name: str, title: str) -> int:
    """Make a story of one article in Chinese."""

    def write(c: Connection) -> int:
        paper = make_source(c)
        (number,) = articles.insert_new(
            c, [new_article(name, paper, title=title)], NOW
        )
        values = {
            "title": title,
            "language": "zh",
            "words": search_words(title, "zh"),
        }
        articles.save_read(
            c, [read_article(number, published_at=NOW - 900, **values)], NOW
        )
        return stories.place(c, [placed(number, name)], NOW, ancestors={})[0]

    return await context.db.write(write)


@pytest.mark.parametrize(
    ("by", "operators", "names"),
    [(None, False, ("微博",)), (55, False, ()), (55, True, ("微博",))],
    ids=["trusted", "a stranger's", "on the operator's instance"],
)
async def test_a_story_that_a_believed_board_names_ranks_higher(
    context: JobContext,
    site: Site,
    clock: Clock,
    by: int | None,
    operators: bool,
    names: tuple[str, ...],
) -> None:
    instances = (site.url,) if operators else ()
    context = replace(context, fetch=replace(context.fetch, newsnow=instances))
    other = await write_story(context, "b", "图书馆延长开放时间")
    named = await write_story(
        context, "a", "昨夜水库大坝夜间泄洪，下游村庄安全"
    )
    serve_board(site, *LINES)
    await poll(
        context, clock, await add(context, f"{site.url}/api/s?id=weibo", by)
    )
    found = await context.db.read(stories.by_ids, [named, other])
    assert (found[named].boards, found[other].boards) == (names, ())
    (picks,) = await chosen(context, await reader(context))
    # Of two alike the first one goes first.
    assert picks[0].story.id == (named if names else other)
    kept = [why for why in picks[0].reasons if why.startswith("boards")]
    assert kept == [f"boards:{name}" for name in names]


async def chosen(context: JobContext, *readers: Chat) -> list[tuple[Pick, ...]]:
    """Return the stories that chats would get now."""
    await context.terms.refresh(context.db)
    groups = await choose(context, await ask(context, readers), None)
    return [group.picks for group in groups]


async def test_a_chats_section_moves_since_its_own_digest_and_keeps_to_its_words(
    context: JobContext, site: Site, clock: Clock
) -> None:
    more = tuple(f"第{number}条路段施工" for number in range(10))
    serve_board(site, *LINES[:2], *more)
    source = await poll(
        context, clock, await add(context, f"{site.url}/api/s?id=weibo")
    )
    early = clock.now
    serve_board(site, LINES[1], LINES[0], *more, LINES[2], LINES[3])
    await poll(context, clock, source)
    ann, bob = (
        await reader(context, 1, covered_at=early),
        await reader(context, 2),
    )
    for chat in (ann, bob):
        await subscribe(context, chat, "source", str(source.id))
    await subscribe(context, ann, "filter", "马拉松")
    await subscribe(context, ann, "mute-phrase", "公交")
    sections = await board_sections(context, await ask(context, [ann, bob]))
    (mine,), (his,) = sections[ann.id], sections[bob.id]
    assert mine.title == "微博"
    shown = [(line.entry.title, line.rank, line.moved) for line in mine.lines]
    assert (shown[0], shown[-1]) == ((LINES[0], 2, -1), (LINES[3], 14, None))
    assert LINES[1] not in [title for title, _, _ in shown]
    assert [(line.rank, line.moved) for line in his.lines][:2] == [
        (1, 0),
        (2, 0),
    ]
    clock.now += STALE
    assert await board_sections(context, await ask(context, [ann, bob])) == {}


async def test_words_of_the_subscription_narrow_its_board(
    context: JobContext, site: Site, clock: Clock
) -> None:
    serve_board(site, *LINES)
    board = await add(context, f"{site.url}/api/s?id=weibo")
    await poll(context, clock, board)
    ann = await reader(context)
    await context.db.write(
        subscriptions.add,
        ann.id,
        "source",
        str(board.id),
        words="+公交",
        limit=9,
        now=NOW,
    )
    found = await board_sections(context, await ask(context, [ann]))
    shown = [line.entry.title for line in found[ann.id][0].lines]
    assert shown == [LINES[1]]


async def subscribe(
    context: JobContext, chat: Chat, kind: SubscriptionKind, value: str
) -> None:
    await context.db.write(
        subscriptions.add, chat.id, kind, value, limit=99, now=NOW
    )


async def test_a_digest_of_a_board_alone_is_sent(
    context: JobContext, site: Site, clock: Clock
) -> None:
    context = replace(context, render=render)
    serve_board(site, *LINES)
    source = await poll(
        context, clock, await add(context, f"{site.url}/api/s?id=weibo")
    )
    ann = await reader(context, next_due_at=NOW)
    await subscribe(context, ann, "source", str(source.id))
    await build.build_batch(context, [ann])
    (row,) = await context.db.write(
        outbox.claim, now=clock.now, limit=9, lease=60, owner="x"
    )
    assert "🔥 <b>微博</b>" in row.message.html
    assert row.message.stories == ()
    assert await build.build_now(context, ann)
