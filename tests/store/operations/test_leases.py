"""Work handed from the scheduler to a worker: taken by one, written by the last taker, counted when it falls."""

from __future__ import annotations

from store.article_rows import NewArticle
from store.chats import chat_claims, chats
from store.engine.database import Database
from store.news import article_claims, articles, source_claims, sources
from store.operations import attempts, job_runs, leases, updates
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


async def test_an_update_is_taken_once_and_again_when_its_receiver_died(
    db: Database,
) -> None:
    assert await db.write(updates.take, 7, 1, NOW, seconds=30) == "mine"
    assert await db.write(updates.take, 7, 1, NOW + 5, seconds=30) == "busy"
    assert await db.write(updates.take, 7, 1, NOW + 30, seconds=30) == "mine"
    await db.write(updates.done, 7, 1, NOW + 31)
    assert await db.write(updates.take, 7, 1, NOW + 99, seconds=30) == "done"
    assert await db.write(updates.take, 7, 2, NOW) == "mine"
    assert await db.write(updates.prune, NOW + 32) == 1


async def test_one_holds_what_exists_once(db: Database) -> None:
    assert await db.write(
        job_runs.take_lease, "sender", "a", now=NOW, seconds=12
    )
    assert await db.read(job_runs.holds, "sender", "a", NOW + 11)
    assert not await db.read(job_runs.holds, "sender", "b", NOW + 11)
    assert not await db.read(job_runs.holds, "sender", "a", NOW + 12)
