"""A filter's preview counts stored stories in the chat's languages, page by page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import filter_preview
from news.filters import parse
from store.engine.database import Database
from store.news import stories
from store.schema import migrate
from tests.store.world import NOW, make_articles, placed


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/s.db"
    await asyncio.to_thread(migrate.upgrade, url)
    opened = await Database.open(url)
    yield opened
    await opened.close()


async def test_stories_are_counted_once_and_only_in_the_chats_languages(
    db: Database,
) -> None:
    numbers = await db.write(
        lambda c: make_articles(c, [f"a{number}" for number in range(5)])
    )
    first, second, *rest = await db.write(
        stories.place,
        [
            placed(number, f"k{min(index, 3)}")
            for index, number in enumerate(numbers)
        ],
        NOW,
        ancestors={},
    )
    wanted = parse(
        f'"title {numbers[0]}" | "title {numbers[4]}" | "title {numbers[3]}"'
    )
    found = await filter_preview.run(db, [wanted], (), NOW, size=2)
    assert set(found.sent) == {first, rest[-1]}, (
        "two articles of one story are one story"
    )
    assert len(found.fresh) == 2
    assert (found.hidden, found.days, set(found.met[0])) == (
        2,
        7,
        {first, rest[-1]},
    )
    german = await filter_preview.run(db, [wanted], ("de",), NOW)
    assert (german.sent, german.hidden, set(german.met[0])) == (
        (),
        0,
        {first, rest[-1]},
    )
    assert second not in found.met[0]


async def test_a_large_store_is_tried_on_its_newest_and_says_how_many_days(
    db: Database,
) -> None:
    numbers = await db.write(lambda c: make_articles(c, ["a", "b", "c"]))
    await db.write(
        stories.place,
        [placed(number, f"k{number}") for number in numbers],
        NOW,
        ancestors={},
    )
    found = await filter_preview.run(
        db, [parse("title")], (), NOW, size=2, most=2
    )
    assert (len(found.sent), found.days) == (2, 1)


async def test_what_was_tried_before_is_left_out_of_a_second_look(
    db: Database,
) -> None:
    numbers = await db.write(lambda c: make_articles(c, ["a", "b"]))
    await db.write(
        stories.place,
        [placed(number, f"k{number}") for number in numbers],
        NOW,
        ancestors={},
    )
    wanted = [parse("title"), parse("nothing")]
    found = await filter_preview.run(db, wanted, (), NOW)
    assert [len(met) for met in found.met] == [2, 0]
    later = await filter_preview.run(db, wanted, (), NOW, since=NOW + 1)
    assert later.met == ((), ())
