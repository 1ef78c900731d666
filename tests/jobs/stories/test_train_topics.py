"""What sections taught is kept, and read again by the next process."""

from __future__ import annotations

from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.stories import train_topics
from news.learner import LEAST
from store.news import articles
from store.operations import key_value
from tests.store import world

SPORTS = (
    "主队",
    "客队",
    "进球",
    "联赛",
    "教练",
    "决赛",
    "冠军",
    "比分",
    "球迷",
    "门将",
)
MONEY = (
    "利率",
    "股价",
    "央行",
    "净利",
    "债券",
    "汇率",
    "营收",
    "融资",
    "基金",
    "通胀",
)


def _read(c: Connection, reason: str) -> None:
    """Write articles whose topics come from a section, or only from a word."""
    names = [f"{reason}-{index}" for index in range(2 * LEAST)]
    ids = articles.insert_new(
        c,
        [world.new_article(name, world.make_source(c)) for name in names],
        world.NOW,
    )
    rows = []
    for index, article in enumerate(ids):
        words, topic = ((SPORTS, "sports"), (MONEY, "markets"))[index % 2]
        title = (
            words[index % 10]
            + words[(index * 3 + 1) % 10]
            + words[(index * 7 + 2) % 10]
        )
        rows.append(
            world.read_article(
                article, title=title, text="", topics=((topic, 0.9, reason),)
            )
        )
    articles.save_read(c, rows, world.NOW)


async def test_sections_teach_and_the_next_process_knows(
    context: JobContext,
) -> None:
    assert await train_topics.sweep(context) == 0
    assert await context.learner.get(context.db) is None
    await context.db.write(_read, "word:球")
    assert await train_topics.sweep(context) == 0
    await context.db.write(_read, "section:体育")
    assert await train_topics.sweep(context) == 2 * LEAST
    first = await context.learner.get(context.db)
    context.learner.reset()
    again = await context.learner.get(context.db)
    assert first is not None
    assert again is not None
    chances = again.chances("门将与球迷的比分")
    assert max(chances, key=chances.__getitem__) == "sports"
    assert chances == first.chances("门将与球迷的比分")


async def test_a_broken_model_is_none(context: JobContext) -> None:
    await context.db.write(key_value.put, "learner", b"broken", world.NOW)
    assert await context.learner.get(context.db) is None
