"""Time of /week at 100,000 articles: `python -m benchmarks.week_speed [--short | COUNT]`.

Fills an empty store as `benchmarks.answering_speed` does, puts twelve reports into each of a hundred
stories that a chat was told, and asks for its week fifty times: reading, comparing and writing together.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from benchmarks.answering_speed import BATCH, NOW, _sentence, _write
from benchmarks.figures import Figure, finish
from bot.rendering.i18n import tongue
from bot.rendering.week import message_of
from news.week import DAYS, threads
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats
from store.delivery import seen
from store.engine.database import Database
from store.news import articles, sources, stories, week
from store.schema.migrate import upgrade

STORIES, REPORTS, TURNS = 100, 12, 50
SHORT = 6_000
"""Articles of the short form."""


def _grow(c: Connection, source: int, chat: int, chance: random.Random) -> None:
    """Write the stories of the week, and that the chat was told them."""
    for story in range(STORIES):
        told = 0
        for number in range(REPORTS):
            url = f"https://w.example/{story}/{number}"
            text = [_sentence(chance) for _ in range(8)]
            at = (
                NOW
                - int(timedelta(days=DAYS - 0.5).total_seconds())
                + number * 43_200
            )
            new = NewArticle(url, url, source, text[0][:60], published_at=at)
            (article,) = articles.insert_new(c, [new], NOW)
            read = ReadArticle(
                article, text[0][:60], "\n".join(text), tuple(text[:3]), at, "Paper", "", "", "",
                "", "en", "", (), (), "", " ".join(text).lower().replace(".", ""),
            )  # fmt: skip
            articles.save_read(c, [read], NOW)
            placed = Placed(article, f"week{story}", "report", "", (), ())
            (told,) = stories.place(c, [placed], NOW, ancestors={})
        seen.mark(c, [(chat, told)], NOW)


async def _measure(url: str, count: int) -> list[Figure]:
    db = await Database.open(url)
    chance = random.Random(7)
    source = await db.write(
        sources.add,
        "https://a.example/feed",
        "feed",
        "A",
        "en",
        "UTC",
        None,
        NOW,
    )
    for first in range(0, count, BATCH):
        await db.write(_write, first, source.id, chance)
    chat = await db.write(
        lambda c: chats.upsert(
            c,
            1,
            0,
            "private",
            "x",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
    )
    await db.write(_grow, source.id, chat.id, chance)
    await db.write(lambda c: c.exec_driver_sql("ANALYZE").close())
    times = sorted([await _ask(db, chat.id) for _ in range(TURNS)])
    await db.close()
    return [
        Figure("/week, median", statistics.median(times), "ms", None, "lower", note=f"{count} articles, {STORIES} stories told"),
        Figure("/week, 95th percentile", times[int(0.95 * len(times))], "ms", 200, "lower"),
    ]  # fmt: skip


async def _ask(db: Database, chat: int) -> float:
    start = time.perf_counter()
    now = datetime.fromtimestamp(NOW, UTC)
    since = int((now - timedelta(days=DAYS)).timestamp())
    reports, counts = await db.read(week.reports, chat, since)
    found = threads(reports, counts, now=now, zone="UTC")
    message_of(found, now.date(), tongue("en"), "")
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Fill a store, ask, print."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    count = SHORT if "--short" in sys.argv else (numbers or [100_000])[0]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/speed.db"
        upgrade(url)
        finish(asyncio.run(_measure(url, count)))


if __name__ == "__main__":
    main()
