"""A chat's data: shown whole, deleted whole."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import Connection, insert, select

from news.doors import Door
from news.read_later import Account, SavedItem
from store import quarantine
from store.chats import (
    chat_options,
    chats,
    conversations,
    feedback,
    read_later,
    saved_links,
    subscriptions,
    supergroups,
    votes,
)
from store.delivery import digests, episodes, outbox, seen, week_digests
from store.engine.database import Database
from store.news import doors, sources, stories
from store.operations import privacy, updates
from store.schema.chat_tables import CHAT_TABLES
from store.schema.delivery_tables import post_bundles
from store.schema.tables import conversations as conversations_table
from store.schema.tables import metadata
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_stories,
    new_digest,
    new_outbox,
    placed,
)

SECRET = 987654321
NEW = -100987
WORDS = "+very private words"


async def live(db: Database) -> int:
    """Use every feature as a person would; return the chat's id."""
    chat = await db.write(make_chat, SECRET)
    await db.write(make_chat, SECRET, 4)
    (story,) = await db.write(make_stories, ["a"])
    term = await db.write(
        subscriptions.add, chat.id, "filter", WORDS, limit=9, now=NOW
    )
    await db.write(
        subscriptions.add, chat.id, "mute-story", str(story), limit=9, now=NOW
    )
    (article,) = await db.write(make_articles, ["b"])
    await db.write(
        stories.place, [placed(article, "k", filters=(term.term_id,))], NOW
    )
    await db.write(digests.store_batch, [new_digest(chat.id, [story])], NOW)
    await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    await db.write(seen.mark, [(chat.id, 77)], NOW)
    await db.write(feedback.rate, chat.id, story, 1, NOW)
    await db.write(feedback.save, chat.id, story, NOW)
    await db.write(votes.cast, chat.id, story, SECRET, 1, NOW)
    await db.write(
        saved_links.keep, chat.id, "https://b.example/kept", "A kept link", NOW
    )
    await db.write(week_digests.put, chat.id, "Sun 18:00", NOW)
    await db.write(episodes.want, 1, chat.id, NOW)
    await db.write(chat_options.put, chat.id, "trends")
    await db.write(
        read_later.put, chat.id, Account("readwise", {"token": "of-the-person"})
    )
    waiting = SavedItem("https://b.example/kept", "A kept article")
    await db.write(read_later.add_item, chat.id, waiting, NOW)
    bundle = {
        "chat_id": chat.id,
        "subscription_id": 1,
        "outbox_id": 1,
        "ready_at": NOW,
    }
    await db.write(lambda c: c.execute(insert(post_bundles), bundle))
    await db.write(conversations.put, SECRET, SECRET, 0, "{}", NOW)
    await db.write(conversations.put, -5, SECRET, 0, "{}", NOW)
    await db.write(
        sources.add, "https://b.example/", "feed", "", "", "UTC", SECRET, NOW
    )
    door = Door("Cookie", f"sid={WORDS}", "https://b.example:443")
    await db.write(doors.put, "k" * 22, door, SECRET, NOW)
    fault = f"ValueError: {WORDS}"
    (message, _) = [
        row.id for row in (await db.read(privacy.export, SECRET)).outbox
    ]
    await db.write(quarantine.note, "chat", chat.id, fault, NOW)
    await db.write(quarantine.note, "message", message, fault, NOW)
    arrived = updates.KeptUpdate(5, SECRET, f'{{"text": "{WORDS}"}}')
    await db.write(updates.keep, 1, [arrived], NOW, owner="a")
    channel = await db.write(make_chat, -100)
    await db.write(chats.update, channel.id, managed_by=SECRET)
    return chat.id


async def test_export_shows_everything(db: Database) -> None:
    chat = await live(db)
    data = await db.read(privacy.export, SECRET)
    assert [c.thread_id for c in data.chats] == [0, 4]
    assert data.subscriptions[0].value == WORDS
    assert {t.story_id for t in data.seen} == {1, 77}
    assert (
        len(data.digests),
        len(data.outbox),
        len(data.feedback),
        len(data.saved),
    ) == (
        1,
        2,
        1,
        1,
    )
    assert {item.chat_id for item in data.digests} == {chat}
    assert len(data.conversations) == 2
    others = [row.table for row in data.others]
    assert others == [
        "episodes",
        "read_later_items",
        "post_bundles",
        "source_adders",
        "doors",
        "quarantine",
        "quarantine",
    ]
    shown = {field.name for field in fields(data)} | set(others)
    # What opens the account stays where it is.
    assert {table.name for table in CHAT_TABLES} - shown == {
        "chat_options",
        "read_later",
    }
    assert [option[1] for option in data.options] == ["trends"]
    assert WORDS not in str(
        [row for row in data.others if row.table == "doors"]
    )
    assert "of-the-person" not in str(data)


async def test_forget_leaves_nothing_in_any_table(db: Database) -> None:
    chat = await live(db)
    other = await db.write(make_chat, 5)
    await db.write(
        subscriptions.add, other.id, "topic", "tech", limit=9, now=NOW
    )

    def traces(c: Connection) -> list[str]:
        found = []
        for table in metadata.sorted_tables:
            for row in c.execute(select(table)).mappings():
                told = (
                    row.get("chat_id") == chat
                    or str(SECRET) in str(dict(row))
                    or WORDS in str(dict(row))
                )
                found += [f"{table.name}: {dict(row)}"] if told else []
        return found

    assert len(await db.read(traces)) >= 12
    counts = dict((await db.write(privacy.forget, SECRET)).rows)
    assert counts == {
        "outbox": 2,
        "seen": 2,
        "digests": 1,
        "episodes": 1,
        "feedback": 1,
        "votes": 1,
        "saved": 1,
        "saved_links": 1,
        "week_digests": 1,
        "chat_options": 1,
        "read_later": 1,
        "read_later_items": 1,
        "post_bundles": 1,
        "subscriptions": 2,
        "conversations": 2,
        "chats": 2,
        "terms": 1,
    }
    assert await db.read(traces) == []
    assert await db.read(chats.get, other.id) is not None
    assert len(await db.read(subscriptions.of_chat, other.id)) == 1
    again = await db.write(privacy.forget, SECRET)
    assert again.total == 0


@pytest.mark.parametrize("known", ["", "empty", "set up"])
async def test_a_supergroup_forgets_what_its_group_had(
    db: Database, known: str
) -> None:
    """Both ids may hold what people set up: they join, and one /forget is for both."""
    await live(db)
    await db.write(conversations.put, SECRET, 0, 0, "{}", NOW)
    if known:
        await _also_under_the_new_number(db, subscribes=known == "set up")
    await db.write(supergroups.migrate, SECRET, NEW)
    data = await db.read(privacy.export, NEW)
    assert [len(data.conversations), len(data.saved_links)] == [2, 1]
    assert {link.url for link in data.saved_links} == {"https://b.example/kept"}
    assert (len(data.seen), len(data.digests), len(data.saved)) == (2, 1, 1)
    await db.write(privacy.forget, NEW)

    def left(c: Connection) -> list[str]:
        rows = {
            table.name: c.execute(select(table)).mappings().all()
            for table in metadata.sorted_tables
            # A person's own dialogues elsewhere, and what is being handled.
            if table.name not in {"conversations", "updates"}
        }
        talks = c.execute(select(conversations_table.c.telegram_id)).scalars()
        told = (str(SECRET), str(NEW), WORDS)
        return [
            *(f"talk: {number}" for number in talks if number != -5),
            *(
                f"{name}: {dict(row)}"
                for name, found in rows.items()
                for row in found
                if "chat_id" in row or any(said in str(row) for said in told)
            ),
        ]

    assert await db.read(left) == []


async def _also_under_the_new_number(db: Database, *, subscribes: bool) -> None:
    """Give the new number some of what the old one has, which cannot join it."""
    for thread in (4, 0):
        twin = await db.write(make_chat, NEW, thread)
        if subscribes:
            await db.write(
                subscriptions.add, twin.id, "topic", "tech", limit=9, now=NOW
            )
    await db.write(
        saved_links.keep, twin.id, "https://b.example/kept", "Kept", NOW
    )
    await db.write(seen.mark, [(twin.id, 77)], NOW)
    await db.write(conversations.put, NEW, 0, 0, "{}", NOW)
    await db.write(
        sources.add, "https://b.example/", "feed", "", "", "UTC", NEW, NOW
    )


async def test_every_table_with_rows_of_a_chat_is_deleted_by_forgetting() -> (
    None
):
    named = {t for t in metadata.sorted_tables if "chat_id" in t.c}
    assert named == set(CHAT_TABLES)


async def test_a_shared_filter_stays_for_the_other(db: Database) -> None:
    await live(db)
    other = await db.write(make_chat, 5)
    mine = await db.write(
        subscriptions.add, other.id, "filter", WORDS, limit=9, now=NOW
    )
    await db.write(privacy.forget, SECRET)
    assert await db.read(subscriptions.of_chat, other.id) == [mine]
    changes = await db.read(stories.changed_since, 0)
    assert mine.term_id in {row.term_id for row in changes.rows}


async def test_ids_are_not_used_again(db: Database) -> None:
    chat = await live(db)
    await db.write(privacy.forget, SECRET)
    newer = await db.write(make_chat, 6)
    assert newer.id > chat + 1
    with pytest.raises(KeyError):
        await db.write(chats.update, chat, zone="UTC")
