"""Retention: old rows go, in bites; what people saved stays."""

from __future__ import annotations

import pytest

from store.chats import conversations, feedback, subscriptions
from store.delivery import digests, outbox, seen
from store.engine.database import Database
from store.news import articles, stories, terms
from store.operations import retention, updates
from store.records import DeletedRows
from tests import read_rows
from tests.store.world import (
    NOW,
    make_chat,
    make_stories,
    new_digest,
    new_outbox,
)

DAY = 86400


async def prune(db: Database, now: int, **values: object) -> DeletedRows:
    ages = {
        "article_days": 30,
        "story_days": 60,
        "seen_days": 90,
        "outbox_days": 7,
    } | values
    return await db.write(retention.prune, now=now, **ages)  # type: ignore[arg-type]


async def fill(db: Database) -> tuple[int, list[int]]:
    chat = await db.write(make_chat)
    made = await db.write(make_stories, ["a", "b", "c"])
    await db.write(digests.store_batch, [new_digest(chat.id, made)], NOW)
    (row,) = await db.write(outbox.claim, now=NOW, limit=1, lease=60, owner="a")
    await db.write(outbox.sent, [(row.id, 5)], NOW)
    await db.write(feedback.save, chat.id, made[0], NOW)
    await db.write(
        updates.take, updates.KeptUpdate(1, 3, "{}"), 1, NOW, owner="a"
    )
    await db.write(updates.done, 1, 1, NOW)
    await db.write(conversations.put, 1, 1, 0, "{}", NOW)
    await db.write(
        subscriptions.add, chat.id, "filter", "used", limit=9, now=NOW
    )
    return chat.id, made


@pytest.mark.parametrize("payload", ["", "{}"])
async def test_an_update_that_nobody_finished_goes_too(
    db: Database, payload: str
) -> None:
    row = updates.KeptUpdate(2, 3, payload)
    await db.write(updates.keep, 1, [row], NOW, owner="dead")
    assert await prune(db, NOW + DAY) == DeletedRows(())
    assert await prune(db, NOW + 3 * DAY) == DeletedRows((("updates", 1),))


async def test_what_is_young_stays(db: Database) -> None:
    await fill(db)
    assert await prune(db, NOW + 60) == DeletedRows(())


async def test_each_kind_goes_at_its_age(db: Database) -> None:
    _, made = await fill(db)
    assert dict((await prune(db, NOW + 8 * DAY)).rows) == {
        "outbox": 1,
        "updates": 1,
        "conversations": 1,
    }
    assert dict((await prune(db, NOW + 31 * DAY)).rows) == {"articles": 2}
    assert dict((await prune(db, NOW + 61 * DAY)).rows) == {"stories": 2}
    assert set(await db.read(stories.by_ids, made)) == {made[0]}
    assert [a.story_id for a in await db.read(articles.of_story, made[0])] == [
        made[0]
    ]
    assert [s.id for s in await db.read(stories.search, ["芯片"], limit=9)] == [
        made[0]
    ]
    assert dict((await prune(db, NOW + 91 * DAY)).rows) == {
        "seen": 3,
        "digests": 1,
    }


async def test_a_dry_run_counts_and_deletes_nothing(db: Database) -> None:
    await fill(db)
    later = NOW + 91 * DAY
    counted = await prune(db, later, dry_run=True)
    assert counted == await prune(db, later, dry_run=True)
    assert counted == await prune(db, later)
    assert (await prune(db, later)).total == 0


async def test_bites_are_small(db: Database) -> None:
    chat, _ = await fill(db)
    await db.write(seen.mark, [(chat, n) for n in range(100, 110)], NOW)
    later, sizes = NOW + 91 * DAY, []
    while found := dict((await prune(db, later, limit=4)).rows):
        sizes.append(found.get("seen", 0))
    assert (max(sizes), sum(sizes)) == (4, 13)


async def test_a_story_that_keeps_growing_keeps_no_others_rows(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    saga, *others = await db.write(
        make_stories, [f"s{number}" for number in range(6)]
    )
    later = NOW + 91 * DAY
    await db.write(
        seen.mark, [(chat.id, story) for story in [saga, *others]], NOW
    )
    await db.write(seen.mark, [(chat.id, 999)], later)
    assert (
        dict((await prune(db, later, story_days=3650, article_days=3650)).rows)[
            "seen"
        ]
        == 6
    )
    assert await db.read(seen.seen_of_chats, [chat.id], 0) == {chat.id: {999}}


async def test_filters_that_nobody_has_go(db: Database) -> None:
    await fill(db)
    await db.write(terms.intern, "filter", "left over")
    assert dict((await prune(db, NOW, dry_run=True)).rows) == {"terms": 1}
    assert dict((await prune(db, NOW)).rows) == {"terms": 1}
    assert [t.value for t in await db.read(read_rows.all_terms, "filter")] == [
        "used"
    ]


async def test_messages_that_wait_are_never_pruned(db: Database) -> None:
    chat, _ = await fill(db)
    await db.write(outbox.add, [new_outbox(chat)], NOW)
    await prune(db, NOW + 999 * DAY)
    assert (await db.read(outbox.depth)).ready == 1
