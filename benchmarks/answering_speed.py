"""Time of a question at 100,000 articles: `python -m benchmarks.answering_speed [--postgres] [--short] [COUNT]`.

Fills an empty store with articles of four invented sentences each over a vocabulary whose words are
as unequal as a language's, asks sixty questions, and prints the median and the 95th percentile of
retrieval and answer together. The store is SQLite in a temporary folder, or a PostgreSQL of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection

from benchmarks.figures import Figure, finish
from benchmarks.scale_store import postgresql
from bot import question_answering
from store.article_rows import NewArticle, Placed, ReadArticle
from store.engine.database import Database
from store.news import articles, sources, stories
from store.news.visibility import NOBODY
from store.schema.migrate import upgrade

NOW = 1_800_000_000
BATCH = 2000
QUESTIONS = 60
SYLLABLES = (
    "ba",
    "do",
    "ki",
    "lu",
    "me",
    "no",
    "pa",
    "ri",
    "so",
    "tu",
    "va",
    "ze",
)
VERBS = ("opened", "closed", "bought", "visited", "praised", "repaired")


def _word(number: int) -> str:
    parts = []
    while number or not parts:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts)


def _sentence(chance: random.Random) -> str:
    """Write a sentence; the n-th word comes about 1/n as often as the first."""
    drawn = [
        _word(int(chance.paretovariate(0.35)) % 200_000) for _ in range(14)
    ]
    name = _word(chance.randrange(50_000)).title()
    drawn.insert(3, f"{name} {chance.choice(VERBS)} {chance.randrange(2, 900)}")
    return f"The {' '.join(drawn)}."


def _write(
    c: Connection, first: int, source: int, chance: random.Random
) -> list[str]:
    """Write one batch of articles with their stories; return a sentence of each."""
    texts = [[_sentence(chance) for _ in range(4)] for _ in range(BATCH)]
    new = [
        NewArticle(f"https://a.example/{n}", f"https://a.example/{n}", source, text[0][:60], published_at=NOW - n)
        for n, text in enumerate(texts, first)
    ]  # fmt: skip
    ids = articles.insert_new(c, new, NOW)
    read = [
        ReadArticle(
            article, text[0][:60], "\n".join(text), (text[0],), NOW - first, "Paper", "", "", "", "",
            "en", "", (), (), "", " ".join(text).lower().replace(".", ""),
        )
        for article, text in zip(ids, texts, strict=True)
    ]  # fmt: skip
    articles.save_read(c, read, NOW)
    placed = [
        Placed(article, f"k{article}", "report", "", (), ()) for article in ids
    ]
    stories.place(c, placed, NOW, ancestors={})
    return [text[1] for text in texts]


def _analyse(c: Connection) -> None:
    """Count as PostgreSQL's autovacuum does within a minute; without, it plans for an empty table."""
    c.exec_driver_sql("ANALYZE")


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
    sentences: list[str] = []
    for first in range(0, count, BATCH):
        sentences += await db.write(_write, first, source.id, chance)
    await db.write(_analyse)
    asked = [
        f"Why {' '.join(one.split()[2:9])}?"
        for one in chance.sample(sentences, QUESTIONS)
    ]
    times = sorted([await _ask(db, text) for text in asked])
    await db.close()
    return [
        Figure("a question, median", statistics.median(times), "ms", None, "lower", note=f"{count} articles"),
        Figure("a question, 95th percentile", times[int(0.95 * len(times))], "ms", 100, "lower"),
    ]  # fmt: skip


async def _ask(db: Database, text: str) -> float:
    start = time.perf_counter()
    now = datetime.fromtimestamp(NOW, UTC)
    await question_answering.ask(
        db, text, chat_id=NOBODY, now=now, zone="UTC", language="en"
    )
    return 1000 * (time.perf_counter() - start)


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/speed.db"


def main() -> None:
    """Fill a store, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument(
        "--postgres", action="store_true", help="on a PostgreSQL of its own"
    )
    parser.add_argument(
        "--short", action="store_true", help="2,000 articles: under 50 seconds"
    )
    options = parser.parse_args()
    count = 2_000 if options.short else options.count
    with postgresql() if options.postgres else _sqlite() as url:
        upgrade(url)
        finish(asyncio.run(_measure(url, count)))


if __name__ == "__main__":
    main()
