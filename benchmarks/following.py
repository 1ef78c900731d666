"""Alerts, follow-ups and corrections, measured: `python -m benchmarks.following [--short]`.

What a breaking story costs for the chats that want alerts, and that those which want none cost nothing; the pure comparisons.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import Connection

from benchmarks.figures import Figure, finish, options
from bot.rendering.notifications import NoticeTexts
from jobs.config import FetchConfig
from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.notices.alerts import Alerts
from jobs.workers.process_pool import ProcessPool
from news.changes import compare, developments
from news.numbers import numbers
from sandbox.site.articles import load
from store.article_rows import NewArticle, Placed, ReadArticle
from store.engine.database import Database
from store.news import articles, sources, stories, terms
from store.schema import migrate

NOW = 1_795_420_800
SENTENCES = [
    f"第{n}号大桥今天上午正式合龙，全长{n * 37}米，连接江州和临江两市，总投资{n * 3}亿元，预计明年{n % 12 + 1}月通车。"
    for n in range(1, 41)
]


def crowd(c: Connection, quiet: int, wanting: int) -> None:
    """Make chats that all subscribe to technology, so many of which want alerts."""
    term = terms.intern(c, "topic", "tech").id
    people = [(n + 1, int(n >= quiet) * 3) for n in range(quiet + wanting)]
    c.exec_driver_sql(
        "INSERT INTO chats (telegram_id, alerts, locale) VALUES (?, ?, 'zh-Hans')",
        people,
    )
    c.exec_driver_sql(
        f"INSERT INTO subscriptions (chat_id, kind, value, term_id) SELECT id, 'topic', 'tech', {term} FROM chats"
    )


def break_one(c: Connection, name: str) -> None:
    """Put a story into the store that three publishers told within ten minutes."""
    source = sources.add(
        c, "https://a.example/feed", "feed", "A", "zh-Hans", "UTC", None, NOW
    ).id
    items = [
        NewArticle(f"https://p{n}.example/{name}", f"{name}{n}", source, name)
        for n in range(3)
    ]
    ids = articles.insert_new(c, items, NOW)
    read = [
        ReadArticle(number, f"{name}大桥合龙", "".join(SENTENCES[:8]), tuple(SENTENCES[:3]), NOW - 60 * place, f"报{place}",
                    "", "", "", "", "zh-Hans", "", (), (("tech", 0.9, ""),), "", name)
        for place, number in enumerate(ids)
    ]  # fmt: skip
    articles.save_read(c, read, NOW)
    stories.place(
        c, [Placed(number, name, "report", "", (), ()) for number in ids], NOW
    )


async def alerting(
    folder: Path, quiet: int, wanting: int
) -> tuple[float, float]:
    """Return the seconds of a sweep in which nothing breaks, and of one in which a story does."""
    url = f"sqlite:///{folder / f'{quiet}.db'}"
    migrate.upgrade(url)
    db = await Database.open(url)
    pool, downloader = ProcessPool(1), Downloader(FetchConfig())
    context = JobContext(
        db,
        downloader,
        pool,
        lambda: NOW,
        lambda *_: [],
        lambda *_: "",
        lambda *_: "",
        tell=NoticeTexts(),
    )
    try:
        await db.write(crowd, quiet, wanting)
        idle = await _timed(context, 0)
        await db.write(break_one, "one")
        await _timed(context, wanting)  # the first fills caches
        await db.write(break_one, "two")
        return idle, await _timed(context, wanting)
    finally:
        await downloader.close()
        await pool.close()
        await db.close()


async def _timed(context: JobContext, expected: int) -> float:
    start = time.perf_counter()
    written = await Alerts(context).sweep()
    spent = time.perf_counter() - start
    if written != expected:
        raise SystemExit(f"{written} alerts written, {expected} expected")
    return spent


def comparing(rounds: int) -> list[Figure]:
    """Time the comparisons of one report with three others, and of one page with itself but for a number."""
    texts = [
        "\n".join(piece.paragraphs)
        for piece in load(datetime.fromtimestamp(NOW, UTC))
        if piece.language == "zh"
    ]
    said, new = (
        [texts[0] + text for text in texts[1:4]],
        "".join([texts[0], *texts[8:12]]),
    )
    page = "".join(SENTENCES[10:40])
    corrected = page.replace("总投资45亿元", "总投资54亿元")

    def spent(work: object) -> float:
        turns = []
        for _ in range(rounds):
            start = time.perf_counter()
            work()  # type: ignore[operator]
            turns.append(time.perf_counter() - start)
        return median(turns) * 1000

    found = developments(said, new, "zh-Hans")
    change = compare(("大桥", page), ("大桥", corrected), language="zh-Hans")
    if not found or change is None or len(change.sentences) != 1:
        raise SystemExit("the comparisons do not find what they should")
    return [
        Figure("what a report says anew, beside three others", spent(lambda: developments(said, new, "zh-Hans")),
               "ms", 20, "lower"),
        Figure("a page of 30 sentences beside what was told, one number changed",
               spent(lambda: compare(("大桥", page), ("大桥", corrected), language="zh-Hans")), "ms", 20, "lower"),
    ]  # fmt: skip


def copies(data: Path) -> list[Figure]:
    """Count copies with furniture, cut short or in the other script that are taken for news or for corrections."""
    families: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(
        data / "telling" / "duplicates.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            row = json.loads(line)
            families[str(row["family"])].append(
                (str(row["variant"]), str(row["text"]))
            )
    news = corrections = seen = edits = told = 0
    for listed in families.values():
        original = listed[0][1]
        for variant, text in listed[1:]:
            change = compare(("", original), ("", text), language="zh-Hans")
            if variant in {"portal", "trunc", "trad"}:
                seen += 1
                news += bool(developments([original], text, "zh-Hans"))
                corrections += change is not None
            elif variant == "edit" and numbers(original) != numbers(text):
                edits += 1
                told += change is not None
    return [
        Figure(
            "copies with furniture, cut or in the other script, taken for news",
            news / seen,
            "",
            0.02,
            "lower",
            note=f"{seen} copies",
        ),
        Figure(
            "the same, taken for corrections",
            corrections / seen,
            "",
            0.05,
            "lower",
        ),
        Figure(
            "copies with other numbers, told as corrections",
            told / edits,
            "",
            0.85,
            "higher",
            note=f"{edits} copies",
        ),
    ]


def main() -> None:
    """Measure, print and judge."""
    data, short, _ = options(__doc__ or "")
    wanting, few, many = (
        (2_000, 2_000, 40_000) if short else (10_000, 10_000, 200_000)
    )
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as name:
        idle, small = asyncio.run(alerting(Path(name), few, wanting))
        idle_many, large = asyncio.run(alerting(Path(name), many, wanting))
    finish(
        [
            Figure(
                "alert sweep, nothing breaks",
                max(idle, idle_many) * 1e3,
                "ms",
                20,
                "lower",
                note=f"{many:,} chats",
            ),
            Figure(
                "a breaking story, an alert",
                large / wanting * 1e6,
                "µs",
                300,
                "lower",
                note=f"{wanting:,} chats told",
            ),
            Figure(
                f"the same, beside {few:,} chats without alerts instead of {many:,}",
                large / small,
                "×",
                1.5,
                "lower",
            ),
            *comparing(20 if short else 200),
            *(copies(data) if data else ()),
        ]
    )


if __name__ == "__main__":
    main()
