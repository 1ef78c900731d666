"""Entries: the items of a source, and the article that each leads to."""

from __future__ import annotations

from store.article_rows import ChangedEntry, NewEntry
from store.engine.database import Database
from store.news import articles, entries, source_trust, sources
from store.operations import privacy, retention
from tests.store.world import NOW, make_source, make_stories, new_article

DAY = 86_400


def entry(name: str, source: int, *, told: bool = True) -> NewEntry:
    """Describe an entry of a source."""
    article = new_article(name, source)
    return NewEntry(
        f"id:{name}",
        article.url_key,
        article.url_key,
        name,
        "",
        article if told else None,
    )


async def test_an_article_of_another_source_is_not_new_and_belongs_to_both(
    db: Database,
) -> None:
    one = await db.write(make_source)
    two = await db.write(make_source, "https://b.example/feed")
    assert (
        await db.write(
            entries.take, one, [entry("a", one), entry("b", one)], NOW
        )
        == 2
    )
    assert (
        await db.write(
            entries.take, two, [entry("b", two), entry("c", two)], NOW
        )
        == 1
    )
    assert {
        row.title for row in await db.read(articles.recent_of_source, two, 9)
    } == {"b", "c"}
    assert {
        row.title for row in await db.read(articles.recent_of_source, one, 9)
    } == {"a", "b"}


async def test_a_story_is_told_by_every_source_that_lists_it(
    db: Database,
) -> None:
    (story,) = await db.write(make_stories, ["a"])
    two = await db.write(make_source, "https://b.example/feed")
    await db.write(entries.take, two, [entry("a", two)], NOW)
    (row,) = await db.read(articles.recent_of_source, two, 9)
    assert row.story_id == story


async def test_what_is_only_known_has_no_article(db: Database) -> None:
    source = await db.write(make_source)
    assert (
        await db.write(
            entries.take, source, [entry("a", source, told=False)], NOW
        )
        == 0
    )
    found = await db.read(entries.known, source, ["id:a"], [])
    assert [(row.article, row.id) for row in found.values()] == [(0, "a")]
    assert await db.read(entries.known, source + 1, ["id:a"], []) == {}


async def test_what_is_still_listed_stays_known_when_its_article_is_gone(
    db: Database,
) -> None:
    source = await db.write(make_source)
    await db.write(
        entries.take, source, [entry("a", source), entry("b", source)], NOW
    )
    later = NOW + 20 * DAY
    await db.write(entries.still_listed, source, ["id:a"], later)
    ages = {
        "article_days": 10,
        "story_days": 60,
        "seen_days": 90,
        "outbox_days": 7,
    }
    await db.write(retention.prune, now=later, **ages)  # type: ignore[arg-type]
    assert list(await db.read(entries.known, source, ["id:a", "id:b"], [])) == [
        "id:a"
    ]
    assert await db.read(articles.recent_of_source, source, 9) == []


async def test_a_source_knows_who_added_it_and_who_trusts_it(
    db: Database,
) -> None:
    args = ("feed", "A", "en", "UTC")
    first = await db.write(
        sources.add, "https://a.example/f?token=s3cr3t9", *args, 7, NOW
    )
    await db.write(
        sources.add, "https://a.example/f?token=s3cr3t9", *args, 8, NOW + 5
    )
    assert await db.read(sources.added_by, first.id) == [7, 8]
    assert (first.private, first.approved_at) == (True, None)
    await db.write(source_trust.approve, first.id, NOW + 9)
    await db.write(privacy.forget, 7)
    approved = await db.read(sources.get, first.id)
    assert approved is not None
    assert approved.approved_at == NOW + 9
    assert await db.read(sources.added_by, first.id) == [8]
    await db.write(sources.remove, first.id)
    assert await db.read(sources.added_by, first.id) == []


async def test_a_changed_entry_takes_its_article_along(db: Database) -> None:
    source = await db.write(make_source)
    await db.write(entries.take, source, [entry("a", source)], NOW)
    (row,) = await db.read(articles.recent_of_source, source, 9)
    url = "https://news.example/moved"
    words = ("Other words", "Short.", "")
    changed = ChangedEntry(
        "id:a",
        "id:b",
        row.id,
        url,
        url,
        url,
        *words,
        corrected=True,
        moved=True,
    )
    await db.write(entries.change, source, [changed], NOW)
    (row,) = await db.read(articles.recent_of_source, source, 9)
    assert (row.url, row.title, row.entry_summary) == (
        url,
        "Other words",
        "Short.",
    )
    assert list(await db.read(entries.known, source, ["id:a", "id:b"], [])) == [
        "id:b"
    ]
