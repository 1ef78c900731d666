"""Alerts, follow-ups and corrections, on both databases."""

from __future__ import annotations

from store.chats import chats, subscriptions
from store.delivery import alerts, corrections, digests, follow_ups, outbox
from store.delivery.alerts import NewAlert
from store.delivery.corrections import Corrected
from store.engine.database import Database
from store.news import articles, stories, story_writer
from store.rows import Chat, NewOutbox
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_stories,
    message,
    new_digest,
    placed,
)


async def _chat(db: Database, telegram: int, most: int) -> Chat:
    chat = await db.write(make_chat, telegram)
    await db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=9, now=NOW
    )
    return await db.write(lambda c: chats.update(c, chat.id, alerts=most))


def _alert(chat: Chat, story: int, date: str = "2027-01-15") -> NewAlert:
    row = NewOutbox(chat.id, "alert", message("!", (story,)), NOW)
    return NewAlert(
        chat.id, date, chat.alerts, story, "topic:tech", ("publishers:3",), row
    )


async def test_who_wants_a_story_at_once(db: Database) -> None:
    one, two = await db.write(make_stories, ["a", "b"])
    chat = await _chat(db, 1, 2)
    await _chat(db, 2, 0)
    assert await db.read(alerts.wanting, 0, 10) == [chat]
    assert await db.read(alerts.wanting, chat.id, 10) == []
    (mine,) = await db.read(subscriptions.of_chat, chat.id)
    assert await db.read(alerts.audience, [chat.id], [one, two], NOW) == [
        (chat.id, one, mine.id),
        (chat.id, two, mine.id),
    ]
    await db.write(alerts.store, [_alert(chat, one)], NOW)
    assert await db.read(alerts.audience, [chat.id], [one, two], NOW) == [
        (chat.id, two, mine.id)
    ]
    assert await db.read(digests.why, chat.id, one) == (
        "topic:tech",
        ("publishers:3",),
    )


async def test_a_days_alerts_are_counted_and_the_digest_stays_due(
    db: Database,
) -> None:
    listed = await db.write(make_stories, ["a", "b", "c", "d"])
    chat = await _chat(db, 1, 2)
    await db.write(lambda c: chats.update(c, chat.id, next_due_at=NOW + 60))
    await db.write(
        digests.store_batch,
        [new_digest(chat.id, [], slot=10_500)],
        NOW,
        promise=False,
    )
    assert (
        await db.write(
            alerts.store, [_alert(chat, story) for story in listed[:3]], NOW
        )
        == 2
    )
    assert await db.write(alerts.store, [_alert(chat, listed[3])], NOW) == 0
    assert (
        await db.write(
            alerts.store, [_alert(chat, listed[3], "2027-01-16")], NOW
        )
        == 1
    )
    found = await db.read(chats.get, chat.id)
    assert found is not None
    assert found.next_due_at == NOW + 60


async def test_who_was_told_a_story_by_a_message(db: Database) -> None:
    (story,) = await db.write(make_stories, ["a"])
    chat = await _chat(db, 1, 0)
    other = await _chat(db, 2, 0)
    await db.write(
        digests.store_batch,
        [new_digest(chat.id, [story]), new_digest(other.id, [story])],
        NOW,
    )
    await db.write(
        subscriptions.add, other.id, "mute-story", str(story), limit=9, now=NOW
    )
    asked = {"after_id": 0, "since": NOW - 10, "limit": 9}
    (heard,) = await db.read(lambda c: follow_ups.listeners(c, story, **asked))
    assert (heard.chat.id, heard.told_at, heard.followed_at, heard.lately) == (
        chat.id,
        NOW,
        None,
        0,
    )
    row = NewOutbox(
        chat.id, "follow-up", message("more"), NOW, reply_to_story=story
    )
    assert await db.write(follow_ups.store, [row], since=NOW, now=NOW + 5) == 1
    assert await db.write(follow_ups.store, [row], since=NOW, now=NOW + 6) == 0
    assert await db.write(follow_ups.store, [], since=NOW, now=NOW) == 0
    (heard,) = await db.read(lambda c: follow_ups.listeners(c, story, **asked))
    assert (heard.told_at, heard.followed_at, heard.lately) == (
        NOW + 5,
        NOW + 5,
        1,
    )


async def test_a_correction_is_written_once_and_changes_the_story(
    db: Database,
) -> None:
    (story,) = await db.write(make_stories, ["a"])
    chat = await _chat(db, 1, 0)
    (before,) = await db.read(articles.of_story, story)
    item = Corrected(
        before.id,
        story,
        "New title",
        "New text.",
        ("New text.",),
        "neu",
        "hash2",
        before.content_hash,
    )
    row = NewOutbox(
        chat.id, "notice", message("corrected"), NOW, reply_to_story=story
    )
    assert await db.write(
        corrections.correct, item, [row], ancestors={}, now=NOW + 9
    )
    assert not await db.write(
        corrections.correct, item, [row], ancestors={}, now=NOW + 9
    )
    assert (await db.read(outbox.depth)).ready == 1
    (after,) = await db.read(articles.of_story, story)
    assert (after.title, after.changed_at, after.content_hash) == (
        "New title",
        NOW + 9,
        "hash2",
    )
    assert (await db.read(story_writer._members, [story]))[story][
        0
    ].title == "New title"


async def test_a_withdrawal_is_written_once(db: Database) -> None:
    (story,) = await db.write(make_stories, ["a"])
    (article,) = await db.read(articles.of_story, story)
    await db.write(corrections.suspect, article.id, NOW - 50)
    (row,) = await db.read(articles.of_story, story)
    assert row.error == corrections.MISSING
    await db.write(corrections.found, [article.id], NOW)
    assert await db.write(
        corrections.withdraw, article.id, [], ancestors={}, now=NOW
    )
    assert not await db.write(
        corrections.withdraw, article.id, [], ancestors={}, now=NOW + 1
    )
    (row,) = await db.read(articles.of_story, story)
    assert (row.error, row.withdrawn_at) == ("", NOW)


async def test_a_story_is_told_on_by_those_who_stand_by_it(
    db: Database,
) -> None:
    first, second = await db.write(make_articles, ["a", "b"])
    (story, _) = await db.write(
        stories.place, [placed(first, "k"), placed(second, "k")], NOW
    )
    chat = await _chat(db, 1, 1)
    before = await db.read(stories.get, story)
    assert before is not None
    listed = await db.read(articles.of_story, story)
    lead = next(row.id for row in listed if row.url == before.url)
    other = next(row for row in listed if row.id != lead)
    await db.write(corrections.withdraw, lead, [], ancestors={}, now=NOW)
    after = await db.read(stories.get, story)
    assert after is not None
    assert after.url == other.url
    assert await db.read(alerts.audience, [chat.id], [story], NOW) != []
    await db.write(corrections.withdraw, other.id, [], ancestors={}, now=NOW)
    assert await db.read(alerts.audience, [chat.id], [story], NOW) == []
