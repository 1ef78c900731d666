"""The main job, measured: `python -m benchmarks.main_job [--data DIR] [--short]`.

Articles a second a core through enrich (with `--data DIR` over saved pages of real length too) and through the joiner; the due-chat sweep; peak memory of `demo --once`; time from the start to the first digest.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, finish, options
from benchmarks.joining import joining
from jobs.workers.worker_tasks import read_article, understand
from news.models import Entry
from sandbox.site import pages
from sandbox.site.articles import load

ROOT = Path(__file__).parents[1]


def enrich(rounds: int) -> Figure:
    """Read and understand the sample site's articles in this process."""
    now = datetime.now(UTC)
    pieces = load(now)
    ready = [
        (
            pages.article(piece, pieces, "http://site.example").encode(),
            f"http://site.example{piece.path}",
        )
        for piece in pieces
    ]
    spent = []
    for turn in range(rounds + 1):
        start = time.process_time()
        for page, url in ready:
            understand(
                read_article(
                    page,
                    url,
                    "text/html; charset=utf-8",
                    "Asia/Shanghai",
                    now,
                    Entry(url, ""),
                )
            )
        if turn:
            spent.append(time.process_time() - start)
    middle = sorted(spent)[len(spent) // 2]
    return Figure(
        "articles a second a core: page → text → language, summary, topics",
        len(ready) / middle,
        "/s",
        None,
        "higher",
        note=f"{len(ready)} pages",
    )


def saved_pages(data: Path, count: int) -> Figure:
    """Read and understand news pages as publishers sent them, in this process."""
    files = [
        file
        for name in ("andy", "news4k")
        for file in sorted((data / "pages" / name).iterdir())
        if file.is_file()
    ]
    random.Random(1).shuffle(files)
    ready = [
        gzip.decompress(file.read_bytes())
        if file.suffix == ".gz"
        else file.read_bytes()
        for file in files[:count]
    ]
    now, url, texts = datetime.now(UTC), "https://news.example/a/1.html", 0
    start = time.process_time()
    for page in ready:
        found = read_article(
            page, url, "text/html; charset=utf-8", "UTC", now, Entry(url, "")
        )
        understand(found)
        texts += bool(found.text)
    spent = time.process_time() - start
    size = sorted(map(len, ready))[len(ready) // 2] / 1000
    return Figure(
        "the same, pages as publishers sent them",
        len(ready) / spent,
        "/s",
        None,
        "higher",
        note=f"{len(ready)} pages, half of them over {size:.0f} kB; text in {texts}",
    )


def sweep(chats: int) -> list[Figure]:
    """Time the due-chat sweep over a store of many chats of which none, and then some, are due."""
    from sqlalchemy.engine import make_url

    from store.chats import chat_claims
    from store.chats import chats as rows
    from store.engine.connections import sqlite_engine
    from store.schema import migrate

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/s.db"
        migrate.upgrade(url)
        engine = sqlite_engine(make_url(url))
        with engine.begin() as connection:
            made = [
                rows.upsert(
                    connection,
                    number,
                    0,
                    "private",
                    "x",
                    locale="en",
                    zone="UTC",
                    schedule="08:00",
                    now=0,
                ).id
                for number in range(1, chats + 1)
            ]
            chat_claims.set_next_due(
                connection, [(chat, 10_000 + chat) for chat in made]
            )
        idle, claimed = [], []
        for _ in range(200):
            with engine.begin() as connection:
                start = time.perf_counter()
                chat_claims.claim_due(connection, now=5000, limit=500, lease=60)
                idle.append(time.perf_counter() - start)
        with engine.begin() as connection:
            start = time.perf_counter()
            found = chat_claims.claim_due(
                connection, now=10_500, limit=500, lease=60
            )
            claimed.append((time.perf_counter() - start) / max(len(found), 1))
        engine.dispose()
    return [
        Figure(
            f"due-chat sweep with nothing due, {chats:,} chats",
            sorted(idle)[100] * 1e6,
            "µs",
            None,
            "lower",
        ),
        Figure(
            "due-chat sweep, a claimed chat",
            claimed[0] * 1e6,
            "µs",
            None,
            "lower",
        ),
    ]


def demo() -> list[Figure]:
    """Run `demo --once` as a whole process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--once"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Figure("demo --once exits with", done.returncode, "", 0, "lower"),
        Figure("demo --once: whole time", spent, "s", None, "lower"),
        Figure(
            "demo --once: peak memory of its largest process",
            peak,
            "MB",
            None,
            "lower",
        ),
    ]


def first_digest(port: int = 8077) -> Figure:
    """Start the bot in the sandbox and wait until a digest stands in the chat."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    spent = 60.0
    try:
        while time.perf_counter() - start < 60:
            time.sleep(0.05)
            try:
                rows = json.load(
                    urllib.request.urlopen(
                        f"http://127.0.0.1:{port}/sandbox/ledger", timeout=1
                    )
                )["rows"]
            except OSError:
                continue
            if rows:
                spent = time.perf_counter() - start
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    return Figure(
        "from the start to the first digest in the chat",
        spent,
        "s",
        5,
        "lower",
        note=f"{os.cpu_count()} cores",
    )


if __name__ == "__main__":
    data, short, _ = options(__doc__ or "")
    figures = [enrich(1 if short else 3)]
    if data is not None and (data / "pages" / "andy").is_dir():
        figures.append(saved_pages(data, 60 if short else 300))
    figures.append(joining(500, 300) if short else joining(5000, 2000))
    figures += [*sweep(20_000 if short else 200_000), *demo(), first_digest()]
    finish(figures)
