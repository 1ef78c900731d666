"""Sources: claimed when due, their health kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.chats import chats, subscriptions
from store.engine.database import Database
from store.news import source_claims, source_health, sources
from store.rows import FetchOutcome, Source
from tests import read_rows
from tests.store.world import NOW, make_chat, make_source


def outcome(source: int, **values: object) -> FetchOutcome:
    given: dict[str, object] = {
        "ok": True,
        "next_fetch_at": NOW + 900,
        "interval": 900,
    }
    return FetchOutcome(source, **(given | values))  # type: ignore[arg-type]


async def test_a_known_source_is_returned_as_it_is(db: Database) -> None:
    first = await db.write(
        sources.add, "https://a.example/f", "feed", "A", "en", "UTC", 7, NOW
    )
    again = await db.write(
        sources.add, "https://a.example/f", "page", "B", "zh", "UTC", 8, NOW + 5
    )
    assert again == first
    assert (first.title, first.added_by, first.next_fetch_at) == ("A", 7, NOW)
    assert await db.read(sources.by_url, "https://a.example/f") == first
    assert await db.read(sources.get, 99) is None


async def test_configured_sources_follow_the_configuration(
    db: Database,
) -> None:
    one = Source(
        0,
        "https://a.example/",
        title="A",
        language="zh",
        zone="Asia/Shanghai",
        topics=("tech",),
    )
    two = Source(0, "https://b.example/", kind="page")
    await db.write(sources.sync_configured, [one, two], NOW)
    await db.write(sources.sync_configured, [replace(one, title="A2")], NOW + 9)
    found = {source.url: source for source in await db.read(sources.every)}
    assert (
        found[one.url].title,
        found[one.url].topics,
        found[one.url].configured,
    ) == (
        "A2",
        ("tech",),
        True,
    )
    assert found[one.url].next_fetch_at == NOW
    assert found[two.url].configured is False
    await db.write(sources.sync_configured, [], NOW)
    assert not any(source.configured for source in await db.read(sources.every))


async def test_the_longest_due_is_claimed_once(db: Database) -> None:
    ids = [
        await db.write(make_source, f"https://{name}.example/f")
        for name in "abc"
    ]
    await db.write(
        source_health.record,
        [
            outcome(ids[1], next_fetch_at=NOW - 9),
            outcome(ids[2], next_fetch_at=NOW + 1),
        ],
        NOW,
    )
    assert await db.read(read_rows.next_fetch_at) == NOW - 9
    claimed = await db.write(
        source_claims.claim_due, now=NOW, limit=10, lease=60
    )
    assert [source.id for source in claimed] == [ids[1], ids[0]]
    assert (
        await db.write(source_claims.claim_due, now=NOW, limit=10, lease=60)
        == []
    )
    later = await db.write(
        source_claims.claim_due,
        now=NOW + 60,
        limit=10,
        lease=60,
        resting_hosts=["a.example", "b.example"],
    )
    assert [source.id for source in later] == [ids[2]]


async def test_health_is_kept(db: Database) -> None:
    source = await db.write(make_source)
    await db.write(
        source_health.record,
        [
            outcome(
                source, kind="feed", etag='"1"', entries_seen=5, entries_new=2
            )
        ],
        NOW,
    )
    await db.write(
        source_health.record,
        [outcome(source, ok=False, error="500", state="slow")],
        NOW + 5,
    )
    found = await db.read(sources.get, source)
    assert found is not None
    assert (
        found.etag,
        found.failures,
        found.last_error,
        found.last_error_at,
    ) == (
        '"1"',
        1,
        "500",
        NOW + 5,
    )
    assert (
        found.last_success_at,
        found.last_entry_at,
        found.entries,
        found.fetches,
    ) == (
        NOW,
        NOW,
        2,
        2,
    )
    assert [s.id for s in await db.read(source_health.untold, NOW - 10**6)] == [
        source
    ]
    await db.write(source_health.mark_told, [source], NOW + 6)
    assert await db.read(source_health.untold, NOW - 10**6) == []
    await db.write(
        source_health.record, [outcome(source, entries_seen=3)], NOW + 9
    )
    found = await db.read(sources.get, source)
    assert found is not None
    assert (found.failures, found.state, found.told_at) == (0, "active", None)


@pytest.mark.parametrize(
    ("seen", "runs"), [((0, 0), 2), ((0, -1), 1), ((0, 4), 0)]
)
async def test_empty_readings_are_counted(
    db: Database, seen: tuple[int, ...], runs: int
) -> None:
    source = await db.write(make_source)
    for entries in seen:
        await db.write(
            source_health.record, [outcome(source, entries_seen=entries)], NOW
        )
    found = await db.read(sources.get, source)
    assert found is not None
    assert found.empty_runs == runs


async def test_a_permanent_move_is_counted_and_made(db: Database) -> None:
    source = await db.write(make_source)
    other = await db.write(make_source, "https://other.example/")
    for target in (
        "https://x.example/",
        "https://new.example/",
        "https://new.example/",
    ):
        await db.write(
            source_health.record, [outcome(source, moved_to=target)], NOW
        )
    await db.write(source_health.record, [outcome(source, ok=False)], NOW)
    found = await db.read(sources.get, source)
    assert found is not None
    assert (found.moved_to, found.moved_seen) == ("https://new.example/", 2)
    assert (
        await db.write(sources.move, source, "https://other.example/") is False
    )
    assert await db.write(sources.move, source, "https://new.example/") is True
    found = await db.read(sources.by_url, "https://new.example/")
    assert found is not None
    assert (found.id, found.moved_seen, other) == (source, 0, other)


async def test_a_paused_source_rests_until_revived(db: Database) -> None:
    source = await db.write(make_source)
    await db.write(source_health.set_state, source, "paused", NOW)
    assert (
        await db.write(source_claims.claim_due, now=NOW, limit=5, lease=60)
        == []
    )
    assert [(s.id, s.state) for s in await db.read(sources.every)] == [
        (source, "paused")
    ]
    await db.write(source_health.set_state, source, "active", NOW + 5)
    assert [
        s.id
        for s in await db.write(
            source_claims.claim_due, now=NOW + 5, limit=5, lease=60
        )
    ] == [source]


async def test_who_wants_a_source(db: Database) -> None:
    source = await db.write(make_source)
    wanted = await db.write(make_source, "https://b.example/")
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    for chat in (one, two):
        await db.write(
            subscriptions.add, chat.id, "source", str(wanted), limit=9, now=NOW
        )
    await db.write(chats.set_state, 2, "blocked", NOW)
    assert [
        chat.id for chat in await db.read(source_health.subscribers, wanted)
    ] == [one.id]
    await db.write(sources.remove, source)
    assert await db.read(sources.get, source) is None
