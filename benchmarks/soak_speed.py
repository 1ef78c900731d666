"""How fast messages leave: 30 a second while the machine is busy, as many as go with limits lifted, answers under that load, rendering."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from telegram import Bot
from telegram.request import HTTPXRequest

from benchmarks.figures import Figure
from bot.rendering.digest import render
from news.models import Digest, Message, Pick, Story
from sandbox.server import ANN, BO, Sandbox
from sandbox.world import people
from sandbox.world.faults import Fault
from sandbox.world.limits import Limits
from store.chats import chats
from store.delivery import outbox
from store.engine.database import run_alone
from store.rows import NewOutbox
from store.schema import migrate

FIRST = 6_000_000
FREE = Limits(
    everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
)
ROOT = Path(__file__).parents[1]
BUSY = (
    "import time\nfrom benchmarks.main_job import enrich\nwhile True: enrich(1)"
)


async def run(*, short: bool) -> list[Figure]:
    """Return all figures."""
    steady, slow = await _steady(6 if short else 600)
    beside = await _beside_held_chats(6 if short else 120)
    lifted, bare = await _lifted(1000 if short else 20_000)
    return [
        Figure("share of 30 messages a second while enrich is busy", steady, "", 0.95, "higher"),
        Figure("an answer to a command under that load, 95%", slow * 1e3, "ms", 100, "lower"),
        Figure("an answer while Telegram lets two other chats wait, 95%", beside * 1e3, "ms", 150, "lower", note="429 of half a minute for each of their messages"),
        Figure("messages a second with limits lifted", lifted, "/s", min(700.0, bare), "higher", "the bare library, /s", bare, "aim: 700, or what the library alone reaches here with one pool of 64"),
        Figure("rendering a digest of ten stories", _render() * 1e3, "ms", 2, "lower", note="none of them written before"),
    ]  # fmt: skip


def _fill(c: Connection, count: int, messages: int, now: int) -> None:
    made = [
        chats.upsert(
            c,
            FIRST + n,
            0,
            "private",
            "x",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=now,
        ).id
        for n in range(count)
    ]
    rows = [
        NewOutbox(
            made[n % count],
            "digest",
            Message(f"message {n} with a few words"),
            now,
        )
        for n in range(messages)
    ]
    outbox.add(c, rows, now)


class SpeedBot:
    """A bot process on a store with so many messages."""

    def __init__(self, folder: str, sandbox: Sandbox, rate: float) -> None:
        self.store, self.sandbox, self.rate = (
            Path(folder) / "speed.db",
            sandbox,
            rate,
        )

    def fill(self, count: int, messages: int) -> None:
        migrate.upgrade(f"sqlite:///{self.store}")
        run_alone(
            f"sqlite:///{self.store}",
            lambda c: _fill(c, count, messages, int(time.time())),
        )
        for number in range(count):
            self.sandbox.world.add_person(FIRST + number, "x", "en")

    async def __aenter__(self) -> SpeedBot:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.soak_bot", str(self.store), self.sandbox.base_url, str(self.store.parent / "offset"), str(self.rate),
            stdout=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        assert self.process.stdout
        await asyncio.wait_for(self.process.stdout.readline(), 60)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.process.terminate()
        await asyncio.wait_for(self.process.wait(), 20)

    def arrived(self) -> list[float]:
        return [
            sent.at for sent in self.sandbox.world.ledger if sent.chat >= FIRST
        ]


async def _steady(seconds: int) -> tuple[float, float]:
    """Return (share of 30 a second over so many seconds, 95th percentile of an answer) while enrich keeps a core busy."""
    sandbox = await Sandbox.start(limits=Limits(chat=1e6, chat_burst=1e6))
    busy = subprocess.Popen(  # noqa: ASYNC220 - started before anything is measured
        [sys.executable, "-c", BUSY],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            bot = SpeedBot(folder, sandbox, 30)
            bot.fill(400, 30 * (seconds + 12))
            async with bot:
                await asyncio.sleep(
                    2.0
                )  # the burst with which a full bucket begins
                before, start = len(bot.arrived()), time.monotonic()
                waits = await _ask(sandbox, seconds)
                share = (
                    (len(bot.arrived()) - before + len(waits))
                    / (time.monotonic() - start)
                    / 30
                )
    finally:
        busy.kill()
        busy.wait()
        await sandbox.stop()
    return share, statistics.quantiles(waits, n=20)[-1]


async def _beside_held_chats(seconds: int) -> float:
    """Return the 95th percentile of an answer while every message to two other chats is told to wait."""
    sandbox = await Sandbox.start(limits=Limits(chat=1e6, chat_burst=1e6))
    for chat in (FIRST, FIRST + 1):
        sandbox.world.plan.faults.append(
            Fault("429", "sendMessage", chat=chat, seconds=30)
        )
    try:
        with tempfile.TemporaryDirectory() as folder:
            bot = SpeedBot(folder, sandbox, 30)
            bot.fill(100, 15 * seconds)
            async with bot:
                await asyncio.sleep(1.0)  # both chats have been told
                return statistics.quantiles(await _ask(sandbox, seconds), n=20)[
                    -1
                ]
    finally:
        await sandbox.stop()


async def _ask(sandbox: Sandbox, seconds: int) -> list[float]:
    """Write a command now and then; return how long each answer took."""
    waits, end = [], time.monotonic() + seconds
    # A chat gets one message a second: asking one person faster would measure
    # that.
    for person in itertools.cycle((ANN, BO)):
        if time.monotonic() >= end:
            break
        waits.append(await _answer(sandbox, person))
        await asyncio.sleep(max(0.0, 0.65 - waits[-1]))
    return waits


async def _answer(sandbox: Sandbox, person: int) -> float:
    """Write a command; return the seconds until its answer, five at the most."""
    place, start = sandbox.world.places[person], time.monotonic()
    asked = people.write(sandbox.world, person, person, "/help")["message_id"]
    # By number, not by count: a chat keeps its last messages only.
    while max(place.messages) <= asked and time.monotonic() - start < 5:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    return time.monotonic() - start


async def _lifted(messages: int) -> tuple[float, float]:
    """Return (messages a second of the bot without limits, of the bare library with as many flights)."""
    sandbox = await Sandbox.start(limits=FREE)
    try:
        with tempfile.TemporaryDirectory() as folder:
            bot = SpeedBot(folder, sandbox, 1000)
            bot.fill(1200, messages)
            async with bot:
                while len(bot.arrived()) < messages:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            at = sorted(bot.arrived())
            ours = (
                0.9
                * messages
                / (at[int(len(at) * 0.95) - 1] - at[int(len(at) * 0.05)])
            )
        return ours, await _bare(sandbox, min(messages, 2000))
    finally:
        await sandbox.stop()


async def _bare(sandbox: Sandbox, messages: int) -> float:
    """Send with the library alone, in a process of its own, 60 at a time."""
    code = (
        "import asyncio,sys,time\nfrom benchmarks.soak_speed import bare\n"
        "print(asyncio.run(bare(sys.argv[1], sys.argv[2], int(sys.argv[3]))))"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        sandbox.token,
        sandbox.base_url,
        str(messages),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    output, _ = await process.communicate()
    return float(output)


async def bare(token: str, base_url: str, messages: int) -> float:
    """Return how many messages a second the library sends by itself."""
    async with Bot(
        token, base_url=base_url, request=HTTPXRequest(connection_pool_size=64)
    ) as bot:
        gate = asyncio.Semaphore(60)

        async def one(number: int) -> None:
            async with gate:
                await bot.send_message(
                    FIRST + number % 1200,
                    f"message {number} with a few words",
                    parse_mode="HTML",
                )

        start = time.perf_counter()
        await asyncio.gather(*(one(number) for number in range(messages)))
        return messages / (time.perf_counter() - start)


def _render() -> float:
    """Return the median seconds of rendering ten stories."""
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    digests = []
    for turn in range(51):
        stories = [_story(turn * 10 + number, now) for number in range(10)]
        picks = tuple(Pick(story, 1.0, "topic:tech") for story in stories)
        digests.append(
            Digest(
                "简报",
                (("tech", picks[:5]), ("china", picks[5:])),
                "Asia/Shanghai",
                now,
            )
        )
    render(digests.pop(), "zh-Hans")
    spent = []
    for digest in digests:
        start = time.process_time()
        render(digest, "zh-Hans")
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def _story(number: int, now: datetime) -> Story:
    return Story(
        number,
        f"k{number}",
        "清江特大桥今日合龙 两岸车程缩短至八分钟",
        f"https://news.example/{number}",
        ("全长3.6公里的清江特大桥合龙。", "总投资68.6亿元。"),
        "zh-Hans",
        now,
        "江州日报",
        ("tech",),
        3,
    )
