"""Which articles are read next: a thousand of one person leave places for one of another."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection

from store.article_rows import ArticleRow
from store.engine.database import Database
from store.news import article_claims, articles, source_trust, sources
from store.news.article_claims import ArticleShares
from tests.store.world import NOW, new_article

GREEDY, MODEST = 666, 7


def add(
    c: Connection,
    name: str,
    person: int | None,
    count: int,
    published_at: int = NOW,
) -> int:
    """Add a source with articles."""
    source = sources.add(
        c, f"https://{name}.example/", "feed", "", "en", "UTC", person, NOW
    ).id
    items = [
        new_article(f"{name}/{n}", source, published_at=published_at)
        for n in range(count)
    ]
    articles.insert_new(c, items, NOW)
    return source


async def claim(
    db: Database, limit: int, shares: ArticleShares
) -> list[ArticleRow]:
    return await db.write(
        article_claims.claim_new,
        now=NOW,
        limit=limit,
        lease=60,
        max_attempts=4,
        shares=shares,
    )


async def test_people_and_sources_have_shares(db: Database) -> None:
    first = await db.write(add, "a", GREEDY, 30)
    second = await db.write(add, "b", GREEDY, 30)
    older = await db.write(add, "good", MODEST, 1, NOW - 5000)
    claimed = await claim(db, 32, ArticleShares(source=6, person=8))
    counts = Counter(row.source_id for row in claimed)
    assert counts[first] + counts[second] == 8
    assert max(counts[first], counts[second]) <= 6
    assert counts[older] == 1


async def test_what_is_being_read_counts_against_the_shares(
    db: Database,
) -> None:
    source = await db.write(add, "a", GREEDY, 30)
    other = await db.write(add, "b", GREEDY, 30)
    claimed = await claim(
        db, 32, ArticleShares(6, 8, busy=[source] * 6 + [other])
    )
    assert Counter(row.source_id for row in claimed) == {other: 1}


async def test_the_operators_sources_have_no_persons_bound(
    db: Database,
) -> None:
    for name in "abc":
        source = await db.write(add, name, GREEDY, 10)
        await db.write(source_trust.approve, source, NOW)
    assert len(await claim(db, 64, ArticleShares(source=8, person=2))) == 24


async def test_what_was_postponed_was_not_tried(db: Database) -> None:
    await db.write(add, "a", GREEDY, 1)
    for _ in range(9):
        (row,) = await claim(db, 9, ArticleShares(8, 8))
        assert row.attempts == 1
        await db.write(article_claims.postpone, row.id, NOW)
    await db.write(article_claims.postpone, row.id, NOW + 60)
    assert await claim(db, 9, ArticleShares(8, 8)) == []
