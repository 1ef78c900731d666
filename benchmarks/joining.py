"""The joiner, measured as the job runs it: articles a second from "read" to "joined", with the store's work."""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from benchmarks.figures import Figure
from benchmarks.scale_jobs import NOW, house_on
from jobs.stories.clustering import Clustering
from sandbox.site.articles import load
from store.article_rows import NewArticle, ReadArticle
from store.news import articles
from store.schema.migrate import upgrade

CHARACTERS = 1800
"""Of an article's text: a page of news."""


def joining(window: int, timed: int) -> Figure:
    """Place so many articles beside a window of others."""
    return asyncio.run(_joining(window, timed))


async def _joining(window: int, timed: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/joining.db"
        upgrade(url)
        async with house_on(url) as context:
            clustering = Clustering(context)
            await context.db.write(_read, 0, window)
            while await clustering.sweep():
                pass
            await context.db.write(_read, window, timed)
            began, placed = time.process_time(), 0
            while found := await clustering.sweep():
                placed += found
            spent = time.process_time() - began
    assert placed == timed, f"{placed} of {timed} articles were placed"
    return Figure(
        "articles a second through the joiner, which is one",
        placed / spent,
        "/s",
        None,
        "higher",
        note=f"CPU; {window:,} in the window; {CHARACTERS:,} characters each; SQLite",
    )


def _read(connection: Connection, first: int, count: int) -> None:
    """Write articles as `enrich` leaves them, of words as often as in the sample site's."""
    words = [
        word
        for piece in load(datetime.fromtimestamp(NOW, UTC))
        for word in re.findall(
            r"[一-鿿]{2}|[A-Za-z]+|\d+|[，。]", " ".join(piece.paragraphs)
        )
    ]
    chance = random.Random(first)
    news = [
        NewArticle(
            f"https://n{n % 40}.example/{n}",
            f"k{n}",
            1,
            f"{n}",
            published_at=NOW - n,
        )
        for n in range(first, first + count)
    ]
    ids = articles.insert_new(connection, news, NOW)
    blank: dict[str, Any] = dict.fromkeys(
        ("site", "author", "editor", "section", "image", "canonical_url"), ""
    )
    read = [
        ReadArticle(
            id=article,
            title="".join(chance.choices(words, k=12)),
            text="".join(chance.choices(words, k=CHARACTERS // 2)),
            summary=(),
            published_at=NOW - number,
            publisher=f"报社{number % 40}",
            language="zh",
            keywords=(),
            topics=(("tech", 0.9, "word:x"),),
            words="标题 新闻",
            **blank,
        )
        for number, article in enumerate(ids, first)
    ]
    articles.save_read(connection, read, NOW)
