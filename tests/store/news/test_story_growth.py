"""Stories that develop and that spread fast."""

from __future__ import annotations

from store.article_rows import Placed
from store.delivery import digests
from store.engine.database import Database
from store.news import stories, story_growth
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_stories,
    new_digest,
    placed,
)


async def put(db: Database, *items: Placed, now: int = NOW) -> list[int]:
    return await db.write(
        stories.place, list(items), now, ancestors={"tech": ("news",)}
    )


async def test_developing_means_a_report_after_the_telling(
    db: Database,
) -> None:
    told, _ = await db.write(make_stories, ["a", "b"])
    chat = await db.write(make_chat)
    await db.write(digests.store_batch, [new_digest(chat.id, [told])], NOW + 1)
    one, two = await db.write(make_articles, ["c", "d"])
    await put(
        db,
        placed(one, "key-a", kind="reprint"),
        placed(two, "key-b"),
        now=NOW + 9,
    )
    assert await db.read(story_growth.developing, now=NOW + 10, since=NOW) == []
    (third,) = await db.write(make_articles, ["e"])
    await put(db, placed(third, "key-a"), now=NOW + 20)
    assert await db.read(story_growth.developing, now=NOW + 20, since=NOW) == [
        told
    ]


async def test_bursting_counts_independent_publishers_of_the_hour(
    db: Database,
) -> None:
    ids = await db.write(make_articles, ["a", "b", "c"])
    (story, *_) = await put(db, *(placed(i, "k") for i in ids))
    asked = {"now": NOW, "within": 3600}
    assert [
        s.id
        for s in await db.read(story_growth.bursting, **asked, publishers=3)
    ] == [story]
    assert await db.read(story_growth.bursting, **asked, publishers=4) == []
    assert (
        await db.read(story_growth.bursting, now=NOW, within=300, publishers=3)
        == []
    )
