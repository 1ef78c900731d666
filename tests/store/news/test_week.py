"""On both databases: a chat's week holds the stories it got and may still see."""

from __future__ import annotations

from store.article_rows import NewArticle
from store.delivery import seen
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles, sources, stories, week
from tests.store.world import NOW, make_chat, make_source, placed, read_article

DAY = 86_400


def _article(c: Connection, name: str, key: str, at: int, source: int) -> int:
    """Make a report of a story; return the story's id."""
    url = f"https://n.example/{name}"
    new = NewArticle(url, url, source, name, published_at=at)
    (number,) = articles.insert_new(c, [new], NOW)
    articles.save_read(
        c, [read_article(number, title=name, published_at=at)], NOW
    )
    return stories.place(c, [placed(number, key)], NOW, ancestors={})[0]


async def _told(db: Database, chat: int, *story_ids: int) -> None:
    await db.write(seen.mark, [(chat, story) for story in story_ids], NOW)


async def test_what_the_chat_was_told_comes_in_the_order_it_appeared(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    source = await db.write(make_source)

    def fill(c: Connection) -> tuple[int, int]:
        big = _article(c, "b", "big", NOW - DAY, source)
        _article(c, "a", "big", NOW - 3 * DAY, source)
        _article(c, "old", "big", NOW - 9 * DAY, source)
        return big, _article(c, "x", "untold", NOW - DAY, source)

    big, _ = await db.write(fill)
    assert await db.read(week.reports, chat.id, NOW - 7 * DAY) == ([], {})
    await _told(db, chat.id, big)
    found, counts = await db.read(week.reports, chat.id, NOW - 7 * DAY)
    assert [report.title for report in found] == ["a", "b"]
    assert counts == {big: 2}
    assert found[0].publisher
    assert found[0].summary


async def test_what_another_chat_brought_in_is_left_out(db: Database) -> None:
    chat = await db.write(make_chat)
    source = await db.write(make_source)
    theirs = await db.write(
        sources.add,
        "https://theirs.example/",
        "feed",
        "T",
        "en",
        "UTC",
        999,
        NOW,
    )

    def fill(c: Connection) -> int:
        story = _article(c, "ours", "k", NOW - DAY, source)
        _article(c, "theirs", "k", NOW - DAY, theirs.id)
        return story

    story = await db.write(fill)
    await _told(db, chat.id, story)
    found, counts = await db.read(week.reports, chat.id, NOW - 7 * DAY)
    assert [report.title for report in found] == ["ours"]
    assert counts == {story: 1}


async def test_corrections_and_withdrawals_are_read(db: Database) -> None:
    chat = await db.write(make_chat)
    source = await db.write(make_source)
    story = await db.write(_article, "a", "k", NOW - DAY, source)
    await _told(db, chat.id, story)
    await db.write(
        lambda c: (
            c.exec_driver_sql(
                f"UPDATE articles SET changed_at = {NOW - 60}"
            ).rowcount
        )
    )
    ((report,), _) = await db.read(week.reports, chat.id, NOW - 7 * DAY)
    assert report.corrected_at is not None
    assert not report.withdrawn
    await db.write(
        lambda c: (
            c.exec_driver_sql(
                f"UPDATE articles SET withdrawn_at = {NOW}"
            ).rowcount
        )
    )
    ((report,), _) = await db.read(week.reports, chat.id, NOW - 7 * DAY)
    assert report.withdrawn
