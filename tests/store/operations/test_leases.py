"""Work handed from the scheduler to a worker: taken by one, written by the last taker, counted when it falls."""

from __future__ import annotations

from functools import partial

from store.article_rows import NewArticle
from store.chats import chat_claims, chats
from store.engine.database import Database
from store.news import article_claims, articles, source_claims, sources
from store.operations import attempts, job_runs, leases, updates
from store.operations.updates import KeptUpdate
from store.rows import Source

NOW = 1_800_000_000


async def a_chat(db: Database, telegram: int) -> int:
    chat = await db.write(
        chats.upsert,
        telegram,
        0,
        "private",
        "",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=NOW,
    )
    await db.write(lambda c: chats.update(c, chat.id, next_due_at=NOW))
    return chat.id


async def test_of_two_takers_only_the_last_holds_a_chat(db: Database) -> None:
    one, two = await a_chat(db, 11), await a_chat(db, 12)
    await db.write(chat_claims.claim_due, now=NOW, limit=10, lease=60)
    first = await db.write(leases.take_chats, [one, two], NOW + 60)
    assert [(chat.id, mark) for chat, mark in first] == [
        (one, NOW + 61),
        (two, NOW + 61),
    ]
    second = await db.write(leases.take_chats, [one], NOW + 60)
    assert [mark for _, mark in second] == [NOW + 62]
    assert await db.write(
        leases.holding, {chat.id: mark for chat, mark in first}
    ) == {two}
    assert await db.write(leases.holding, {one: NOW + 62}) == {one}


async def test_what_was_done_or_claimed_anew_is_not_taken(db: Database) -> None:
    one, two = await a_chat(db, 11), await a_chat(db, 12)
    await db.write(chat_claims.claim_due, now=NOW, limit=10, lease=60)
    await db.write(chat_claims.set_next_due, [(one, NOW + 500)])
    await db.write(chat_claims.claim_due, now=NOW + 61, limit=10, lease=60)
    assert await db.write(leases.take_chats, [one, two], NOW + 60) == []
    assert [
        chat.id
        for chat, _ in await db.write(leases.take_chats, [one, two], NOW + 121)
    ] == [two]
    for _ in range(leases.WINDOW):
        await db.write(leases.take_chats, [two], NOW + 121)
    assert await db.write(leases.take_chats, [two], NOW + 121) == [], (
        "a claim is not taken for ever"
    )


async def test_sources_and_articles_are_taken_alike(db: Database) -> None:
    await db.write(
        sources.sync_configured,
        [Source(id=0, url="https://a.example/feed")],
        NOW,
    )
    (source,) = await db.write(
        source_claims.claim_due, now=NOW, limit=5, lease=300
    )
    assert await db.write(leases.take_sources, [source.id], NOW + 301) == []
    assert [
        each.id
        for each in await db.write(leases.take_sources, [source.id], NOW + 300)
    ] == [source.id]
    items = [
        NewArticle(
            f"https://a.example/{n}",
            f"k{n}",
            source.id,
            f"t{n}",
            published_at=NOW + n,
        )
        for n in range(3)
    ]
    ids = await db.write(articles.insert_new, items, NOW)
    await db.write(
        article_claims.claim_new, now=NOW, limit=5, lease=300, max_attempts=4
    )
    assert [
        row.id for row in await db.write(leases.take_articles, ids, NOW + 300)
    ] == ids[::-1]
    await db.write(articles.fail, ids[0], "no", retry_at=None)
    assert [
        row.id for row in await db.write(leases.take_articles, ids, NOW + 300)
    ] == [
        ids[2],
        ids[1],
    ]


async def test_tries_are_counted_until_they_end(db: Database) -> None:
    assert await db.write(attempts.begin, "fetch", [3, 1], NOW) == {1: 1, 3: 1}
    assert await db.write(attempts.begin, "fetch", [3], NOW) == {3: 2}
    assert await db.write(attempts.begin, "digest", [3], NOW) == {3: 1}
    await db.write(attempts.end, "fetch", [1])
    assert await db.read(attempts.fallen, "fetch", [1, 2, 3]) == {3}
    assert await db.write(attempts.begin, "fetch", [], NOW) == {}


def kept(number: int, chat: int = 3) -> KeptUpdate:
    return KeptUpdate(number, chat, "{}")


async def test_an_update_is_taken_once_and_again_when_its_receiver_died(
    db: Database,
) -> None:
    assert (
        await db.write(updates.take, kept(7), 1, NOW, owner="a", seconds=30)
        == "mine"
    )
    assert (
        await db.write(updates.take, kept(7), 1, NOW + 5, owner="b", seconds=30)
        == "busy"
    )
    assert (
        await db.write(
            updates.take, kept(7), 1, NOW + 30, owner="b", seconds=30
        )
        == "mine"
    )
    await db.write(updates.done, 7, 1, NOW + 31)
    assert (
        await db.write(
            updates.take, kept(7), 1, NOW + 99, owner="a", seconds=30
        )
        == "done"
    )
    assert await db.write(updates.take, kept(7), 2, NOW, owner="a") == "mine"


async def test_an_update_waits_for_an_earlier_one_of_its_chat_at_another_receiver(
    db: Database,
) -> None:
    assert await db.write(updates.take, kept(5), 1, NOW, owner="a") == "mine"
    assert await db.write(updates.take, kept(6), 1, NOW, owner="b") == "busy"
    assert await db.write(updates.take, kept(6), 1, NOW, owner="a") == "mine"
    assert (
        await db.write(updates.take, kept(7, chat=4), 1, NOW, owner="b")
        == "mine"
    )
    await db.write(updates.done, 5, 1, NOW)
    await db.write(updates.done, 6, 1, NOW)
    assert await db.write(updates.take, kept(8), 1, NOW, owner="b") == "mine"


async def test_what_a_dead_receiver_left_is_taken_over(db: Database) -> None:
    await db.write(
        updates.keep, 1, [kept(6), kept(5)], NOW, owner="dead", seconds=30
    )
    await db.write(updates.keep, 1, [kept(7)], NOW, owner="alive", seconds=30)
    await db.write(updates.renew, 1, "alive", NOW + 60)
    over = partial(db.write, updates.take_over, 1, everything=False)
    assert await over(NOW + 29, owner="heir") == []
    assert [row.update_id for row in await over(NOW + 30, owner="heir")] == [
        5,
        6,
    ]
    assert await over(NOW + 30, owner="heir") == []
    everything = await db.write(
        updates.take_over, 1, NOW + 31, owner="next", everything=True
    )
    assert [(row.update_id, row.at) for row in everything] == [
        (5, NOW),
        (6, NOW),
        (7, NOW),
    ]


async def test_one_holds_what_exists_once(db: Database) -> None:
    assert await db.write(
        job_runs.take_lease, "sender", "a", now=NOW, seconds=12
    )
    assert await db.read(job_runs.holds, "sender", "a", NOW + 11)
    assert not await db.read(job_runs.holds, "sender", "b", NOW + 11)
    assert not await db.read(job_runs.holds, "sender", "a", NOW + 12)
