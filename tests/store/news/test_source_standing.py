"""The standing of sources and the marks of items that are no news, in the store."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select

from store.engine.database import Database
from store.news import articles, source_standing, sources, stories
from store.schema.tables import sources as table
from store.schema.tables import stories as told
from tests.store.world import (
    NOW,
    make_source,
    new_article,
    placed,
    read_article,
)


def fill(c: Connection) -> tuple[int, int]:
    """Make two sources of sixty stories each: others tell those of the first."""
    first, second = (
        sources.add(c, f"https://{name}.example/feed", "feed", name, "en", "UTC", None, NOW).id
        for name in ("one", "two")
    )  # fmt: skip
    rows = [new_article(f"a{n}", first) for n in range(60)]
    rows += [new_article(f"b{n}", second) for n in range(60)]
    ids = articles.insert_new(c, rows, NOW)
    articles.save_read(c, [read_article(i) for i in ids], NOW)
    stories.place(
        c, [placed(i, f"k{n}") for n, i in enumerate(ids)], NOW, ancestors={}
    )
    ours = select(told.c.id).order_by(told.c.id).limit(60)
    c.execute(told.update().where(told.c.id.in_(ours)).values(publishers=2))
    return first, second


def standings(c: Connection) -> dict[int, int]:
    return dict(c.execute(select(table.c.id, table.c.standing)).all())  # type: ignore[arg-type]


async def test_a_source_whose_reports_others_tell_stands_higher(
    db: Database,
) -> None:
    first, second = await db.write(fill)
    assert set((await db.read(standings)).values()) == {100}
    await db.write(source_standing.measure)
    found = await db.read(standings)
    assert found[first] > 115
    assert found[second] < 85

    def tell(c: Connection) -> list[int]:
        ids = articles.insert_new(
            c, [new_article("c", first), new_article("d", second)], NOW
        )
        articles.save_read(c, [read_article(i) for i in ids], NOW)
        return stories.place(
            c, [placed(i, f"new{i}") for i in ids], NOW, ancestors={}
        )

    written = await db.write(tell)
    by_id = await db.read(stories.by_ids, written)
    one, two = (by_id[story] for story in written)
    assert one.standing == pytest.approx(found[first] / 100)
    assert two.standing == pytest.approx(found[second] / 100)
    changes = await db.read(stories.changed_since, 0)
    listed = {row.story_id: row.standing for row in changes.rows}
    assert listed[written[0]] == found[first]


async def test_a_report_leads_a_story_before_what_is_no_news(
    db: Database,
) -> None:
    def tell(c: Connection, *marks: str) -> int:
        source = make_source(c)
        names = [f"{len(marks)}-{n}" for n, _ in enumerate(marks)]
        rows = [new_article(name, source) for name in names]
        ids = articles.insert_new(c, rows, NOW)
        read = [
            read_article(i, title=f"Title {mark or 'report'}", no_news=mark)
            for i, mark in zip(ids, marks, strict=True)
        ]
        articles.save_read(c, read, NOW)
        key = f"story-{len(marks)}"
        return stories.place(
            c, [placed(i, key) for i in ids], NOW, ancestors={}
        )[0]

    gallery = await db.write(tell, "gallery")
    mixed = await db.write(tell, "gallery", "")
    found = await db.read(stories.by_ids, [gallery, mixed])
    assert (found[gallery].no_news, found[mixed].no_news) == ("gallery", "")
    assert found[mixed].title == "Title report"
    changes = await db.read(stories.changed_since, 0)
    marked = {row.story_id: row.no_news for row in changes.rows}
    assert (marked[gallery], marked[mixed]) == (True, False)
