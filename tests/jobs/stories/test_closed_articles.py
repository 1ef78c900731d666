"""Articles of closed sources join what everybody sees without changing it, and never each other across strangers."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.stories.clustering import Clustering
from store.article_rows import NewArticle
from store.chats import subscriptions
from store.news import articles, source_trust, sources, stories, visibility
from tests.jobs.conftest import NOW, Clock
from tests.store.world import make_chat, read_article

FIRE = (
    "Fire destroys the old harbour market in Lunemouth",
    "A fire destroyed the old harbour market in Lunemouth on Tuesday night. Forty stalls burned down.",
)
FIRE_AGAIN = (
    "Old harbour market in Lunemouth destroyed by fire",
    "Forty stalls of the old harbour market in Lunemouth burned down on Tuesday night, the brigade said.",
)
BRIDGE = (
    "Parliament votes for a second bridge over the Kell",
    "Members of parliament voted on Tuesday for a second bridge over the river Kell near Ashby.",
)
BOTH = (
    "Fire destroys old harbour market in Lunemouth; parliament votes for second bridge over the Kell",
    f"{FIRE[1]} {BRIDGE[1]}",
)


@pytest.fixture
def clustering(context: JobContext) -> Clustering:
    return Clustering(context)


async def source(context: JobContext, host: str, added_by: int | None) -> int:
    url = f"https://{host}.example/feed"
    row = await context.db.write(
        sources.add, url, "feed", host, "en", "UTC", added_by, NOW
    )
    return row.id


async def tell(
    clustering: Clustering,
    source_id: int,
    text: tuple[str, str],
    minutes: int = 9,
) -> int:
    """Let a source publish an article and place it; return its story."""

    def write(c: Connection) -> int:
        url = f"https://s{source_id}.example/{minutes}"
        row = NewArticle(url, f"{source_id}-{minutes}", source_id, text[0])
        (number,) = articles.insert_new(c, [row], NOW)
        values = {
            "title": text[0],
            "text": text[1],
            "published_at": NOW - 60 * minutes,
        }
        articles.save_read(c, [read_article(number, **values)], NOW)
        return number

    db = clustering._context.db
    number = await db.write(write)
    assert await clustering.sweep() == 1
    row = await db.read(articles.get, number)
    assert row is not None
    assert row.story_id is not None
    return row.story_id


async def test_a_closed_article_joins_an_open_story_and_everybody_sees_it_unchanged(
    context: JobContext, clustering: Clustering
) -> None:
    paper, blog = (
        await source(context, "paper", None),
        await source(context, "blog", 7),
    )
    story = await tell(clustering, paper, FIRE)
    before = await context.db.read(stories.get, story)
    assert await tell(clustering, blog, FIRE_AGAIN, 5) == story
    assert await context.db.read(stories.get, story) == before


async def test_a_closed_article_brings_no_two_open_stories_together(
    context: JobContext, clustering: Clustering
) -> None:
    paper, blog = (
        await source(context, "paper", None),
        await source(context, "blog", 7),
    )
    fire, bridge = (
        await tell(clustering, paper, FIRE),
        await tell(clustering, paper, BRIDGE, 8),
    )
    assert fire != bridge
    await tell(clustering, blog, BOTH, 5)
    assert set(await context.db.read(stories.by_ids, [fire, bridge])) == {
        fire,
        bridge,
    }
    titles = {
        s.title
        for s in (
            await context.db.read(stories.by_ids, [fire, bridge])
        ).values()
    }
    assert titles == {FIRE[0], BRIDGE[0]}


async def test_strangers_make_stories_only_each_with_their_own(
    context: JobContext, clustering: Clustering
) -> None:
    one, same = (
        await source(context, "one", 7),
        await source(context, "same", 7),
    )
    other = await source(context, "other", 8)
    story = await tell(clustering, one, FIRE)
    assert await tell(clustering, same, FIRE_AGAIN, 8) == story
    assert await tell(clustering, other, FIRE_AGAIN, 7) != story


async def test_what_an_open_source_tells_later_takes_the_closed_story_in(
    context: JobContext, clustering: Clustering, clock: Clock
) -> None:
    blog, paper = (
        await source(context, "blog", 7),
        await source(context, "paper", None),
    )
    chat = await context.db.write(make_chat, 7)
    await context.db.write(
        subscriptions.add, chat.id, "source", str(blog), limit=9, now=NOW
    )
    closed = await tell(clustering, blog, FIRE_AGAIN, 9)
    opened = await tell(clustering, paper, FIRE, 5)
    assert closed != opened
    clock.now += 600
    await clustering.sweep()
    found = await context.db.read(stories.by_ids, [closed, opened], chat.id)
    assert {story.id for story in found.values()} == {opened}
    assert found[closed].articles == 2
    everybody = await context.db.read(stories.by_ids, [opened])
    assert everybody[opened].articles == 1


async def test_memory_is_kept_through_a_restart(
    context: JobContext, clustering: Clustering
) -> None:
    one, same = (
        await source(context, "one", 7),
        await source(context, "same", 7),
    )
    story = await tell(clustering, one, FIRE)
    clustering.reset()
    assert await tell(clustering, same, FIRE_AGAIN, 8) == story


async def test_approval_is_settled_by_the_next_sweep(
    context: JobContext, clustering: Clustering
) -> None:
    blog = await source(context, "blog", 7)
    story = await tell(clustering, blog, FIRE)
    assert await context.db.read(stories.get, story) is None
    await context.db.write(source_trust.approve, blog, NOW)
    await clustering.sweep()
    found = await context.db.read(stories.get, story)
    assert found is not None
    assert found.title == FIRE[0]
    assert await context.db.read(visibility.closed_among, [blog]) == frozenset()
