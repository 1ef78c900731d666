"""Mutated feeds and pages for a minute: never an exception outside the error tree, never over two seconds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.figures import Figure
from benchmarks.reading_feeds import rss
from benchmarks.reading_pages import layouts, page
from news.errors import JianbaoError
from news.extract import extract
from news.feeds import parse
from news.pages import find_entries

_BITS = (
    "<",
    ">",
    "&",
    "]]>",
    "<![CDATA[",
    "<!--",
    "&#",
    "\x00",
    "\ud83d",
    "\u202e",
    "</div>",
    "<p>",
    "<a href='",
    "来源：",
    "2026-11-20 11:33",
    "<script>",
    "<table>",
    "%00",
    "{",
    "}",
    "编辑",
    '"',
)


def run(seconds: float) -> list[Figure]:
    """Fuzz each reader in turn; returns faults found and the slowest reading."""
    dice = random.Random(int(time.time()))
    seeds = [
        rss(4),
        rss(3, "en", full=True),
        *(page(layout(titles)[0]) for _, layout, titles in layouts()[:8]),
    ]
    readers: tuple[Callable[[bytes], object], ...] = (
        lambda data: parse(data, url="https://a.example/f"),
        lambda data: find_entries(data, url="https://a.example/t/"),
        lambda data: extract(data, url="https://a.example/1.html"),
    )
    faults: list[str] = []
    slowest, count, end = 0.0, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = _mutate(dice.choice(seeds), dice).encode(
            "utf-8", "surrogatepass"
        )
        for read in readers:
            start = time.process_time()
            try:
                read(data)
            except JianbaoError:
                pass
            except Exception as error:
                faults.append(f"{type(error).__name__}: {error}"[:80])
            slowest, count = (
                max(slowest, time.process_time() - start),
                count + 1,
            )
    return [
        Figure(
            f"fuzz: exceptions outside the error tree in {count} readings",
            len(faults),
            "",
            0,
            "lower",
            note="; ".join(sorted(set(faults))[:4]),
        ),
        Figure("fuzz: CPU of the slowest reading", slowest, "s", 2, "lower"),
    ]


def _mutate(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(text) or 1)
        span = dice.randrange(60)
        action = dice.randrange(4)
        if action == 0:
            text = (
                text[:at]
                + dice.choice(_BITS) * dice.choice((1, 1, 3, 200))
                + text[at:]
            )
        elif action == 1:
            text = text[:at] + text[at + span :]
        elif action == 2:
            text = (
                text[:at]
                + text[at : at + span] * dice.choice((2, 50))
                + text[at:]
            )
        else:
            other = dice.randrange(len(text) or 1)
            text = text[:at] + text[other : other + span] + text[at:]
    return text[:300_000]
