"""A whole bot under attack: a real process reads heavy sources of one stranger, who also writes and presses without pause.

Another person asks for /help meanwhile: how long does the slowest answer take, and how large is the bot's process? The
sandbox and the heavy site run here, the bot in a process of its own, with its workers.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from benchmarks.figures import Figure
from sandbox.server import ANN, BO, Sandbox
from sandbox.world import people
from sandbox.world.limits import Limits
from tests import heavy
from tests.site import Answer, Site, serve

MEMORY, WAIT = 400, 2.0
"""Aims: megabytes of the bot's process, seconds of the slowest answer."""
CALM = 3.2
"""Seconds between two questions: a chat may ask twenty a minute."""
PATIENCE = 60
"""Seconds after which an answer counts as lost."""
LISTED = 10
"""Heavy pages that one feed lists."""
_WORDS = (
    "." * 4000,
    "a - " * 1000,
    "1" * 4000,
    "（" * 4000,
    "/search " + "x" * 3000,
    "word " * 800,
)


@dataclass(slots=True)
class Seen:
    """What was measured."""

    waits: list[float] = field(default_factory=list)
    peak: float = 0.0
    end: float = 0.0
    workers: float = 0.0


def _config(sandbox: Sandbox, site: Site, folder: Path) -> Path:
    path = folder / "config.toml"
    path.write_text(
        f"""
        [telegram]
        token = "{sandbox.token}"
        base_url = "{sandbox.base_url}"
        base_file_url = "{sandbox.base_file_url}"
        [database]
        url = "sqlite:///{folder}/bot.db"
        [web]
        enabled = false
        [fetch]
        private_hosts = ["{site.host}"]
        ports = [{site.host.rpartition(":")[2]}]
        catalogue = false
        pause_seconds = 0.0
        per_host = 8
        interval_minutes = 1
        [digests]
        locale = "en"
        [log]
        level = "error"
        """,
        "utf-8",
    )
    return path


@contextlib.asynccontextmanager
async def _bot(config: Path) -> AsyncIterator[psutil.Process]:
    command = (sys.executable, "-m", "bot", "run", "--config", str(config))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=Path(__file__).parents[1]
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 60)


def _fill(site: Site, many: int) -> list[str]:
    """Put heavy feeds and pages on the site, and feeds that list the pages; return the feeds' addresses."""
    feeds = [
        *heavy.packed(many * 200),
        *heavy.xml(many, f"{site.url}/canary"),
        *heavy.json_feeds(many),
    ]
    pages = heavy.pages(many)
    for load in (*feeds, *pages):
        site.pages["/" + quote(load.name)] = load.answer
    rules = "".join(
        f"Disallow: /{number}{'x' * 400}*$\n" for number in range(1200)
    )
    site.put("/robots.txt", "User-agent: *\n" + rules, type="text/plain")
    addresses = ["/" + quote(load.name) for load in feeds]
    for start in range(0, len(pages), LISTED):
        items = [
            heavy.item("x").replace(
                "http://name.example/x", f"{site.url}/{quote(load.name)}"
            )
            for load in pages[start : start + LISTED]
        ]
        site.pages[f"/feed{start}"] = Answer(
            heavy.rss(*items), 200, {"Content-Type": "application/rss+xml"}
        )
        addresses.append(f"/feed{start}")
    return [site.url + address for address in addresses]


async def _answer(sandbox: Sandbox, person: int, text: str) -> float:
    """Write to the bot; return the seconds until it answers."""
    place = sandbox.world.places[person]
    asked, start = (
        people.write(sandbox.world, person, person, text)["message_id"],
        time.monotonic(),
    )
    # By number, not by count: a chat keeps its last messages only.
    while max(place.messages) <= asked and time.monotonic() - start < PATIENCE:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    return time.monotonic() - start


def _buttons(message: dict[str, Any]) -> Iterator[str]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from (
            button["callback_data"]
            for button in row
            if "callback_data" in button
        )


async def _subscribe(sandbox: Sandbox, addresses: list[str]) -> None:
    """Let the stranger bring all sources by a file."""
    world = sandbox.world
    await _answer(sandbox, BO, "/start")
    rows = "".join(
        f'<outline type="rss" xmlUrl="{address}"/>' for address in addresses
    )
    people.upload(
        world,
        BO,
        BO,
        "x.opml",
        f"<opml version='2.0'><body>{rows}</body></opml>".encode(),
    )
    await asyncio.sleep(CALM)
    message = world.places[BO].messages[max(world.places[BO].messages)]
    people.press(
        world, BO, BO, message["message_id"], next(_buttons(message), "x")
    )


async def _attack(sandbox: Sandbox, addresses: list[str]) -> None:
    """Write and press without pause, until cancelled."""
    dice, world = random.Random(19), sandbox.world
    await _subscribe(sandbox, addresses)
    while True:
        text = dice.choice(
            (
                *_WORDS,
                dice.choice(addresses),
                "/digest",
                "/latest",
                "/subscriptions",
            )
        )
        people.write(world, BO, BO, text[:4096])
        messages = world.places[BO].messages
        message = messages[max(messages)]
        for data in [*_buttons(message), "pg", "subs:0", "x" * 64][:6]:
            people.press(world, BO, BO, message["message_id"], data)
        await asyncio.sleep(0.5)


async def _ask(
    sandbox: Sandbox, bot: psutil.Process, seconds: float, seen: Seen
) -> None:
    """Ask for /help again and again, and look at the bot's memory."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen.waits.append(await _answer(sandbox, ANN, "/help"))
        seen.end = bot.memory_info().rss / 1e6
        seen.peak = max(seen.peak, seen.end)
        for child in bot.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                seen.workers = max(seen.workers, child.memory_info().rss / 1e6)
        await asyncio.sleep(max(0.0, CALM - seen.waits[-1]))


async def _measure(seconds: float, many: int) -> Seen:
    seen, sandbox = Seen(), await Sandbox.start(limits=Limits())
    try:
        with serve() as site, tempfile.TemporaryDirectory() as folder:
            addresses = _fill(site, many)
            async with _bot(_config(sandbox, site, Path(folder))) as bot:
                await _answer(sandbox, ANN, "/start")
                attack = asyncio.create_task(_attack(sandbox, addresses))
                await _ask(sandbox, bot, seconds, seen)
                attack.cancel()
                await asyncio.gather(attack, return_exceptions=True)
    finally:
        await sandbox.stop()
    return seen


def run(seconds: float, *, short: bool) -> list[Figure]:
    """Attack a bot for so many seconds."""
    seen = asyncio.run(_measure(seconds, 8_000 if short else 100_000))
    ranked = sorted(seen.waits)
    note = f"{len(ranked)} questions, median {ranked[len(ranked) // 2]:.2f} s"
    memory = f"at the end; {seen.peak:.0f} MB at most, {seen.workers:.0f} MB a worker"
    return [
        Figure(
            "slowest answer of a bot under attack",
            ranked[-1],
            "s",
            WAIT,
            "lower",
            note=note,
        ),
        Figure(
            "the bot's process under attack",
            seen.end,
            "MB",
            MEMORY,
            "lower",
            note=memory,
        ),
    ]
