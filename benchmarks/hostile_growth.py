"""What strangers' texts make grow: memory of robots.txt files, and time of what reads sentences and changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import psutil

from benchmarks.figures import Figure
from jobs.http.robots import MAX_KEPT, Robots
from jobs.http.robots_rules import MAX_BYTES
from news.changes import compare
from news.sentences import sentences

SITES = 5000
"""Sites of a stranger in the whole run; each sends a robots.txt of the greatest size that is read."""
GROWTH = 100
"""Megabytes by which the process may grow: the rules' ceiling, the files being read, what the allocator keeps."""
SHORTER, LONGER = 8_000, 64_000
LINEAR = 14
"""Times longer that eightfold text may take: linear is 8, n·log n about 10, quadratic 64."""


def _robots_file() -> bytes:
    rules = "".join(
        f"Disallow: /{number}{'x' * 500}*$\n" for number in range(1000)
    )
    return ("User-agent: *\n" + rules).encode()[:MAX_BYTES]


async def _ask(count: int) -> int:
    file = _robots_file()

    async def load(_url: str) -> bytes:
        return file

    robots = Robots("Jianbao", load, time.monotonic)
    for number in range(count):
        await robots.allows(f"https://host{number}.example/article")
    return robots.size


def _robots(count: int) -> list[Figure]:
    process = psutil.Process()
    before = process.memory_info().rss
    size = asyncio.run(_ask(count))
    grown = (process.memory_info().rss - before) / 1e6
    note = f"rules kept: {size / 1e6:.1f} MB"
    return [
        Figure(
            "rules kept of all robots.txt",
            size / 1e6,
            "MB",
            MAX_KEPT / 1e6,
            "lower",
        ),
        Figure(
            f"growth by {count} robots.txt of 500 kB",
            grown,
            "MB",
            GROWTH,
            "lower",
            note=note,
        ),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _times(work: Callable[[str], object], pattern: str) -> float:
    """Return how many times longer a text of eightfold length takes: the best of three."""
    texts = [(pattern * size)[:size] for size in (SHORTER, LONGER)]
    short, long = (
        min(_seconds(lambda t=text: work(t)) for _ in range(3))
        for text in texts
    )
    return long / max(short, 0.002)


def _compare(old: str, new: str) -> object:
    return compare(("A headline", old), ("A headline", new), language="en")


def _growth() -> list[Figure]:
    works: tuple[tuple[str, Callable[[str], object], str], ...] = (
        ("sentences of dots", lambda text: sentences(text, "en"), "."),
        ("sentences of initials", lambda text: sentences(text, "en"), "A. "),
        (
            "comparing one character",
            lambda text: _compare(text, text[:-1] + "b"),
            "a",
        ),
        (
            "comparing long sentences",
            lambda text: _compare(text, text[:-9]),
            "a" * 900 + ". ",
        ),
    )
    return [
        Figure(
            f"{name}: time of eightfold length",
            _times(work, pattern),
            "×",
            LINEAR,
            "lower",
        )
        for name, work, pattern in works
    ]


def run(*, short: bool) -> list[Figure]:
    """Measure both: in short with a hundredth of the sites."""
    return [*_robots(SITES // 100 if short else SITES), *_growth()]
