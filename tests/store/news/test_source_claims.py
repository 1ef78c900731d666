"""Who is read next: hosts and people have shares, and none waits behind another's thousand."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from sqlalchemy import Connection

from store.engine.database import Database
from store.news import source_claims, source_health, source_trust, sources
from store.news.source_claims import Shares
from store.rows import FetchOutcome, Source
from tests.store.world import NOW

GREEDY, MODEST = 666, 7


def add(
    c: Connection, url: str, person: int | None, due: int = NOW - 100
) -> int:
    return sources.add(c, url, "feed", "", "en", "UTC", person, due).id


def flood(c: Connection, count: int, *, host: str = "") -> None:
    """Add many sources of one person, all due before everybody else's."""
    for number in range(count):
        name = host or f"host{number}.example"
        add(c, f"https://{name}/{number}", GREEDY, NOW - 1000)


async def claim(db: Database, limit: int, shares: Shares) -> list[Source]:
    return await db.write(
        source_claims.claim_due, now=NOW, limit=limit, lease=60, shares=shares
    )


def people(claimed: list[Source]) -> Counter[int | None]:
    return Counter(source.added_by for source in claimed)


async def test_a_person_has_a_share_of_what_is_read_at_once(
    db: Database,
) -> None:
    await db.write(flood, 40)
    modest = await db.write(add, "https://good.example/feed", MODEST)
    first = await claim(db, 16, Shares(host=2, person=4))
    assert people(first) == {GREEDY: 4, MODEST: 1}
    assert modest in {source.id for source in first}
    # What is leased counts: nothing is left of the share until one of them is done.
    assert await claim(db, 16, Shares(host=2, person=4)) == []
    done = next(source for source in first if source.added_by == GREEDY)
    outcome = FetchOutcome(done.id, True, NOW + 900, 900)
    await db.write(source_health.record, [outcome], NOW)
    assert people(await claim(db, 16, Shares(host=2, person=4))) == {GREEDY: 1}


async def test_people_take_turns_where_places_are_few(db: Database) -> None:
    await db.write(flood, 40)
    for person in (1, 2, 3):
        await db.write(add, f"https://p{person}.example/", person)
    claimed = await claim(db, 4, Shares(host=2, person=4))
    assert (
        people(claimed) == {GREEDY: 1, 1: 1, 2: 1, 3: 1}
        or people(claimed)[GREEDY] == 1
    )


async def test_a_host_has_a_share_and_a_persons_other_hosts_do_not_wait_for_it(
    db: Database,
) -> None:
    await db.write(flood, 40, host="crowded.example")
    await db.write(add, "https://other.example/", GREEDY)
    claimed = await claim(db, 16, Shares(host=2, person=4))
    hosts = Counter(urlsplit(source.url).hostname for source in claimed)
    assert hosts == {"crowded.example": 2, "other.example": 1}


async def test_what_the_operator_lists_or_approved_has_no_persons_bound(
    db: Database,
) -> None:
    listed = [
        Source(0, f"https://paper{number}.example/") for number in range(9)
    ]
    await db.write(sources.sync_configured, listed, NOW - 100)
    for number in range(9):
        approved = await db.write(
            add, f"https://approved{number}.example/", GREEDY
        )
        await db.write(source_trust.approve, approved, NOW)
    await db.write(flood, 40)
    claimed = await claim(db, 64, Shares(host=2, person=4))
    assert len(claimed) == 9 + 9 + 4


async def test_what_is_well_goes_before_what_fails(db: Database) -> None:
    failing = await db.write(add, "https://dead.example/", GREEDY, NOW - 1000)
    await db.write(
        source_health.record,
        [FetchOutcome(failing, False, NOW - 900, 900)],
        NOW,
    )
    well = await db.write(add, "https://well.example/", GREEDY)
    (first,) = await claim(db, 1, Shares(host=2, person=4))
    assert first.id == well
    (second,) = await claim(db, 1, Shares(host=2, person=4))
    assert second.id == failing


async def test_hosts_that_rest_are_passed_over(db: Database) -> None:
    await db.write(flood, 3, host="silent.example")
    claimed = await db.write(
        source_claims.claim_due,
        now=NOW,
        limit=9,
        lease=60,
        resting_hosts=["silent.example"],
    )
    assert claimed == []


async def test_what_was_postponed_has_not_failed(db: Database) -> None:
    source = await db.write(add, "https://silent.example/", GREEDY)
    await db.write(
        source_health.record, [FetchOutcome(source, False, NOW - 1, 900)], NOW
    )
    await claim(db, 9, Shares(host=2, person=4))
    later = FetchOutcome(source, False, NOW + 60, 900, postponed=True)
    await db.write(source_health.record, [later], NOW)
    row = await db.read(sources.get, source)
    assert row is not None
    assert (row.failures, row.fetches, row.next_fetch_at) == (1, 1, NOW + 60)
