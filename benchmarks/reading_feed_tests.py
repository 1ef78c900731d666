"""Feeds that others wrote: test files with their expected values, and real feeds beside feedparser.

DIR/feeds/tests.jsonl.gz holds a row a file (`file` below DIR, `expected`: title, link, items), DIR/feeds/real/*.gz feeds
as publishers served them.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import warnings
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from benchmarks.figures import Figure
from news.errors import JianbaoError
from news.feeds import parse
from news.models import Entry, Feed

BASE = "http://base.example/dir/feed.xml"
_MARKUP = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^<>]*>", re.DOTALL)


def run(data: Path) -> list[Figure]:
    """Return the share of expected values that are read, and feedparser's CPU beside ours."""
    rows = (
        gzip.decompress((data / "feeds" / "tests.jsonl.gz").read_bytes())
        .decode()
        .splitlines()
    )
    checks = [check for row in rows for check in _checks(json.loads(row), data)]
    bodies = [
        gzip.decompress(path.read_bytes())
        for path in sorted((data / "feeds/real").glob("*.gz"))
    ]
    return [
        Figure(
            "feeds of a public test set: expected values read",
            sum(checks) / max(len(checks), 1),
            "",
            0.985,
            "higher",
            note=f"{sum(checks)} of {len(checks)}",
        ),
        *_speed(bodies),
    ]


def _checks(row: dict[str, Any], data: Path) -> Iterator[bool]:
    wanted = row["expected"]
    try:
        feed = parse((data / row["file"]).read_bytes(), url=BASE)
    except JianbaoError:
        feed = Feed("feed", BASE)
    if wanted["title"]:
        yield _plain(wanted["title"]) == _plain(feed.title)
    if wanted["link"]:
        yield _same_address(feed.link, wanted["link"])
    if wanted["items"]:
        yield len(wanted["items"]) == len(feed.entries)
    for index, item in enumerate(wanted["items"]):
        entry = (
            feed.entries[index] if index < len(feed.entries) else Entry("", "")
        )
        yield from _entry_checks(item, entry)


def _entry_checks(item: dict[str, Any], entry: Entry) -> Iterator[bool]:
    texts = {_plain(entry.summary), _plain(entry.content)}
    if item["title"]:
        yield _plain(item["title"]) == _plain(entry.title)
    if item["link"]:
        yield _same_address(entry.url, item["link"])
    if item["id"]:
        yield item["id"].strip() == entry.id or _same_address(
            entry.id, item["id"]
        )
    if item["published"]:
        shown = entry.published_at
        yield (
            shown is not None
            and shown.isoformat()[:10] == item["published"][:10]
        )
    for name in ("summary", "content"):
        if item[name]:
            yield _plain(item[name]) in texts


def _plain(text: str) -> str:
    """Drop markup, entities and blanks: only the words are compared."""
    for _ in range(3):
        text = unescape(text)
    return "".join(_MARKUP.sub("", text).split())


def _same_address(got: str, wanted: str) -> bool:
    return bool(got) and urljoin(BASE, got) == urljoin(BASE, wanted.strip())


def _speed(bodies: list[bytes]) -> list[Figure]:
    import feedparser

    if not bodies:
        return []
    ours = _cpu(lambda body: parse(body, url=BASE), bodies)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = _cpu(lambda body: feedparser.parse(BytesIO(body)), bodies)
    name = f"real feeds ({len(bodies)}): feedparser's CPU beside ours"
    note = f"ours {ours / len(bodies) * 1e3:.1f} ms a feed"
    return [Figure(name, theirs / ours, "×", 12, "higher", note=note)]


def _cpu(read: Callable[[bytes], object], bodies: list[bytes]) -> float:
    read(bodies[0])
    start = time.process_time()
    for body in bodies:
        read(body)
    return time.process_time() - start
