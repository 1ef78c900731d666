"""Posts on both databases: who wants a story at once, and each written once."""

from __future__ import annotations

from store.chats import subscriptions
from store.delivery import digests, posts, seen
from store.delivery.posts import NewPost, Wanted
from store.engine.database import Database
from store.news import entries, stories
from store.rows import NewOutbox
from tests import read_rows
from tests.store.news.test_entries import entry
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_source,
    make_stories,
    message,
    new_digest,
    placed,
)

LATER = NOW + 3600
OLDEST = NOW - 86_400


async def _chat(db: Database, telegram: int = 1, mode: str = "now") -> int:
    chat = await db.write(make_chat, telegram)
    wish = {"mode": mode, "limit": 9, "now": NOW}
    await db.write(
        lambda c: subscriptions.add(c, chat.id, "topic", "tech", **wish)  # type: ignore[arg-type]
    )
    return chat.id


def _post(chat: int, story: int, *, again: bool = False) -> NewPost:
    return NewPost(
        story, again, (NewOutbox(chat, "post", message("!", (story,)), NOW),)
    )


async def test_an_audience_is_who_subscribed_so_and_was_not_told(
    db: Database,
) -> None:
    chat = await _chat(db)
    await _chat(db, 2, "digest")
    before = await db.read(posts.newest_stamp)
    assert await db.read(posts.stamp_after, before, 10) == before
    one, two = await db.write(make_stories, ["a", "b"])
    until = await db.read(posts.stamp_after, before, 10)
    assert until > before
    found = await db.read(
        posts.audience, after=before, until=until, oldest=OLDEST
    )
    assert [(row.chat_id, row.story_id) for row in found] == [
        (chat, one),
        (chat, two),
    ]
    await db.write(seen.mark, [(chat, one)], NOW)
    found = await db.read(
        posts.audience, after=before, until=until, oldest=OLDEST
    )
    assert [row.story_id for row in found] == [two]
    assert (
        await db.read(posts.audience, after=until, until=until, oldest=OLDEST)
        == []
    )


async def test_nobody_who_wants_posts_costs_one_look(db: Database) -> None:
    await _chat(db, 1, "digest")
    await db.write(make_stories, ["a", "b", "c"])
    assert await db.read(posts.stamp_after, 0, 1) == await db.read(
        posts.newest_stamp
    )


async def test_a_story_is_written_once_and_so_many_an_hour(
    db: Database,
) -> None:
    chat = await _chat(db)
    listed = await db.write(make_stories, ["a", "b", "c"])
    rows = [_post(chat, story) for story in (listed[0], *listed)]
    assert await db.write(lambda c: posts.store(c, rows, most=2, now=NOW)) == 2
    assert await db.write(lambda c: posts.store(c, rows, most=9, now=NOW)) == 1
    assert await db.write(lambda c: posts.store(c, [], most=9, now=NOW)) == 0
    assert await db.read(posts.why, chat, listed[0]) == ("topic:tech", ())
    assert await db.read(posts.why, chat, 999) is None


async def test_a_digest_may_tell_again_what_says_so(db: Database) -> None:
    chat = await _chat(db)
    one, two = await db.write(make_stories, ["a", "b"])
    rows = [_post(chat, one, again=True), _post(chat, two)]
    await db.write(lambda c: posts.store(c, rows, most=9, now=NOW))
    assert await db.read(read_rows.unseen, chat, [one, two]) == {one}
    assert await db.read(seen.seen_of_chats, [chat], 0) == {chat: {two}}
    await db.write(digests.store_batch, [new_digest(chat, [one])], LATER)
    assert await db.read(read_rows.unseen, chat, [one, two]) == set()
    (told,) = await db.read(read_rows.told, [one])
    assert told.at == LATER


async def test_a_joined_story_is_told_when_either_was_told_for_good(
    db: Database,
) -> None:
    chat = await _chat(db)
    one, two = await db.write(make_stories, ["a", "b"])
    rows = [_post(chat, one, again=True), _post(chat, two)]
    await db.write(lambda c: posts.store(c, rows, most=9, now=NOW))
    (number,) = await db.write(make_articles, ["late"])
    joined = placed(number, "key-c", joined=("key-a", "key-b"))
    (three,) = await db.write(stories.place, [joined], LATER)
    assert await db.read(read_rows.unseen, chat, [three]) == set()


async def test_the_newest_article_of_a_story_is_named(db: Database) -> None:
    chat = await _chat(db)
    (story,) = await db.write(make_stories, ["a"])
    (number,) = await db.write(make_articles, ["late"])
    await db.write(stories.place, [placed(number, "key-a")], NOW)
    until = await db.read(posts.newest_stamp)
    (found,) = await db.read(
        posts.audience, after=0, until=until, oldest=OLDEST
    )
    (wish,) = await db.read(subscriptions.of_chat, chat)
    assert found == Wanted(chat, story, wish.id, number)


async def test_a_source_that_lists_an_article_too_brings_it(
    db: Database,
) -> None:
    chat = await db.write(make_chat, 1)
    second = await db.write(make_source, "https://second.example/feed")
    wish = {"mode": "now", "limit": 9, "now": NOW}
    await db.write(
        lambda c: subscriptions.add(c, chat.id, "source", str(second), **wish)  # type: ignore[arg-type]
    )
    (number,) = await db.write(make_articles, ["a"])
    await db.write(entries.take, second, [entry("a", second)], NOW)
    (story,) = await db.write(stories.place, [placed(number, "key-a")], NOW)
    until = await db.read(posts.newest_stamp)
    (found,) = await db.read(
        posts.audience, after=0, until=until, oldest=OLDEST
    )
    assert (found.story_id, found.article_id) == (story, number)
