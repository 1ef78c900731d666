"""Bundles on both databases: posts that come too soon wait, and arrive as one message."""

from __future__ import annotations

from news.models import Attachment, Message
from store.chats import subscriptions
from store.delivery import outbox, post_bundles, posts, seen
from store.delivery.posts import NewPost
from store.engine.database import Database
from store.operations import privacy
from store.rows import NewOutbox, OutboxRow
from tests.store.world import NOW, make_chat, make_stories

PAUSE = 1800


async def _reader(db: Database) -> tuple[int, int]:
    """Make a chat with a subscription whose posts come in bundles."""
    chat = await db.write(make_chat, 1)
    wish = await db.write(
        lambda c: subscriptions.add(
            c, chat.id, "topic", "tech", mode="now", limit=9, now=NOW
        )
    )
    return chat.id, wish.id


def _post(chat: int, wish: int, story: int, text: str, now: int) -> NewPost:
    parts = tuple(
        NewOutbox(chat, "post", Message(part, stories=(story,)), now)
        for part in text.split("|")
    )
    return NewPost(story, False, parts, wish, PAUSE)


async def _put(db: Database, new: NewPost, now: int) -> int:
    return await db.write(posts.store, [new], most=20, now=now)


async def _rows(db: Database, now: int) -> list[OutboxRow]:
    """Take what may go at an instant, and note it as sent."""
    taken = []
    while rows := await db.write(
        outbox.claim, now=now, limit=9, lease=60, owner="a"
    ):
        taken += rows
        await db.write(outbox.start, [row.id for row in rows], now)
        await db.write(outbox.sent, [(row.id, row.id) for row in rows], now)
    return taken


async def test_the_first_post_comes_at_once_and_the_next_ones_together(
    db: Database,
) -> None:
    chat, wish = await _reader(db)
    one, two, three, four = await db.write(make_stories, ["a", "b", "c", "d"])
    await _put(db, _post(chat, wish, one, "one", NOW), NOW)
    assert [row.message.html for row in await _rows(db, NOW)] == ["one"]
    await _put(db, _post(chat, wish, two, "two", NOW + 60), NOW + 60)
    await _put(db, _post(chat, wish, three, "three", NOW + 120), NOW + 120)
    assert await _rows(db, NOW + PAUSE - 1) == []
    (bundle,) = await _rows(db, NOW + PAUSE)
    assert bundle.message == Message("two\n\nthree", stories=(two, three))
    late = NOW + 3 * PAUSE
    await _put(db, _post(chat, wish, four, "four", late), late)
    assert [row.message.html for row in await _rows(db, late)] == ["four"]
    told = await db.read(seen.seen_of_chats, [chat], 0)
    assert told == {chat: {one, two, three, four}}


async def test_what_has_no_room_and_long_texts_wait_with_the_bundle(
    db: Database,
) -> None:
    chat, wish = await _reader(db)
    one, two, three, four = await db.write(make_stories, ["a", "b", "c", "d"])
    for story, text in (
        (one, "one"),
        (two, "x" * 2000),
        (three, "y" * 2000),
        (four, "1|2"),
    ):
        await _put(db, _post(chat, wish, story, text, NOW), NOW)
    first, *rest = await _rows(db, NOW + PAUSE)
    assert first.message.html == "one"
    assert [row.message.html[:2] for row in rest] == ["xx", "yy", "1", "2"]
    assert {row.ready_at for row in rest} == {NOW + PAUSE}


async def test_a_bundle_that_went_takes_nothing_more(db: Database) -> None:
    chat, wish = await _reader(db)
    one, two = await db.write(make_stories, ["a", "b"])
    await _put(db, _post(chat, wish, one, "one", NOW), NOW)
    await db.write(outbox.claim, now=NOW, limit=9, lease=60, owner="a")
    await _put(db, _post(chat, wish, two, "two", NOW), NOW)
    waiting = await db.read(
        lambda c: c.exec_driver_sql(
            "SELECT count(*) FROM outbox WHERE state = 'ready'"
        ).scalar()
    )
    assert waiting == 1


async def test_other_subscriptions_have_bundles_of_their_own(
    db: Database,
) -> None:
    chat, wish = await _reader(db)
    other = await db.write(
        lambda c: subscriptions.add(
            c, chat, "topic", "china", mode="now", limit=9, now=NOW
        )
    )
    one, two = await db.write(make_stories, ["a", "b"])
    await _put(db, _post(chat, wish, one, "one", NOW), NOW)
    await _put(db, _post(chat, other.id, two, "two", NOW), NOW)
    assert [row.message.html for row in await _rows(db, NOW)] == ["one", "two"]


async def test_old_bundles_and_those_of_who_left_are_forgotten(
    db: Database,
) -> None:
    chat, wish = await _reader(db)
    one, two = await db.write(make_stories, ["a", "b"])
    await _put(db, _post(chat, wish, one, "one", NOW), NOW)
    assert await db.write(post_bundles.prune, NOW + post_bundles.KEPT) == 0
    assert await db.write(post_bundles.prune, NOW + post_bundles.KEPT + 1) == 1
    await _put(db, _post(chat, wish, two, "two", NOW), NOW)
    await db.write(privacy.forget, 1)
    assert await db.write(post_bundles.prune, NOW * 2) == 0


def test_the_pictures_of_a_bundle_make_one_album() -> None:
    one = Message("one", image="https://p.example/1.jpg", stories=(1,))
    two = Message(
        "two",
        stories=(2,),
        attachments=(
            Attachment("photo", "https://p.example/2.jpg"),
            Attachment("photo", "https://p.example/1.jpg"),
            Attachment("video", "https://p.example/2.mp4"),
        ),
    )
    both = post_bundles.joined(one, two)
    names = [item.url.rpartition("/")[2] for item in both.attachments]
    assert (names, both.image) == (
        ["1.jpg", "2.jpg"],
        "https://p.example/1.jpg",
    )
    many = both
    for number in range(20):
        many = post_bundles.joined(
            many, Message("x", image=f"https://p.example/{number}0.jpg")
        )
    assert len(many.attachments) == 10
