"""How fast messages leave: 30 a second while the machine is busy, as many as go with limits lifted, answers under that load, rendering."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
# Seconds after which a process that starts, or ends, is taken to hang.
LONGEST_START, LONGEST_END = 300, 120
BUSY = (
    "import time\nfrom benchmarks.main_job import enrich\nwhile True: enrich(1)"
)


@dataclass(frozen=True, slots=True)
class SpeedBots:
    """Two bots that were started before they are needed, on empty stores."""

    paced: SpeedBot
    lifted: SpeedBot


@asynccontextmanager
async def started() -> AsyncIterator[SpeedBots]:
    """Start the bots, and end them after; a start takes seconds in which others can work."""
    async with (
        speed_bot(Limits(chat=1e6, chat_burst=1e6), 30) as paced,
        speed_bot(FREE, 1000) as lifted,
    ):
        yield SpeedBots(paced, lifted)


async def measure(bots: SpeedBots, *, short: bool) -> list[Figure]:
    """Return all figures."""
    busy, beside = (6, 6) if short else (600, 120)
    steady, slow, held = await _paced(bots.paced, busy, beside)
    lifted, bare = await _lifted(bots.lifted, 1000 if short else 20_000)
    return [
        Figure("share of 30 messages a second while enrich is busy", steady, "", 0.95, "higher"),
        Figure("an answer to a command under that load, 95%", slow * 1e3, "ms", 100, "lower"),
        Figure("an answer while Telegram lets two other chats wait, 95%", held * 1e3, "ms", 150, "lower", note="429 of half a minute for each of their messages"),
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


def _fill_first(c: Connection, people: tuple[int, ...], now: int) -> None:
    rows = [
        NewOutbox(chat.id, "digest", Message("first"), now - 600)
        for person in people
        if (chat := chats.find(c, person)) is not None
    ]
    outbox.add(c, rows, now)


class SpeedBot:
    """A bot process, its sandbox and its store, which is filled when its turn comes."""

    def __init__(self, store: Path, sandbox: Sandbox) -> None:
        self.store, self.sandbox = store, sandbox
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, rate: float) -> None:
        """Start the process; it gets ready meanwhile."""
        migrate.upgrade(f"sqlite:///{self.store}")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.soak_bot", str(self.store), self.sandbox.base_url, str(self.store.parent / "offset"), str(rate),
            stdout=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip

    async def ready(self) -> None:
        """Wait until the bot has started."""
        assert self._process
        assert self._process.stdout
        await asyncio.wait_for(self._process.stdout.readline(), LONGEST_START)

    async def fill(self, count: int, messages: int) -> None:
        """Wait until the bot is ready, and give it so many messages to so many chats."""
        await self.ready()
        for number in range(count):
            self.sandbox.world.add_person(FIRST + number, "x", "en")
        run_alone(
            f"sqlite:///{self.store}",
            lambda c: _fill(c, count, messages, int(time.time())),
        )

    async def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.terminate()
            await asyncio.wait_for(self._process.wait(), LONGEST_END)

    async def hurry(self, *people: int) -> None:
        """Put a message for each of these people before all others."""
        run_alone(
            f"sqlite:///{self.store}",
            lambda c: _fill_first(c, people, int(time.time())),
        )
        await asyncio.sleep(1.0)

    def arrived(self) -> list[float]:
        """Return when each message came."""
        return [
            sent.at for sent in self.sandbox.world.ledger if sent.chat >= FIRST
        ]


@asynccontextmanager
async def speed_bot(limits: Limits, rate: float) -> AsyncIterator[SpeedBot]:
    """Start a bot with an empty store and a sandbox of its own; end both after."""
    sandbox = await Sandbox.start(limits=limits)
    try:
        with tempfile.TemporaryDirectory() as folder:
            bot = SpeedBot(Path(folder) / "speed.db", sandbox)
            try:
                await bot.start(rate)
                yield bot
            finally:
                await bot.stop()
    finally:
        await sandbox.stop()


async def _paced(
    bot: SpeedBot, busy: int, beside: int
) -> tuple[float, float, float]:
    """Return (share of 30 a second while enrich keeps a core busy for so many seconds, 95th percentile of an answer
    then, the same while every message to two other chats is told to wait).
    """
    await bot.fill(400, 30 * (busy + beside + 15))
    working = subprocess.Popen(  # noqa: ASYNC220 - started before anything is measured
        [sys.executable, "-c", BUSY],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        # The burst with which a full bucket begins.
        await asyncio.sleep(2.0)
        before, start = len(bot.arrived()), time.monotonic()
        waits = await _ask(bot.sandbox, busy)
        came = len(bot.arrived()) - before + len(waits)
        share = came / (time.monotonic() - start) / 30
    finally:
        working.kill()
        working.wait()
    for chat in (FIRST, FIRST + 1):
        bot.sandbox.world.plan.faults.append(
            Fault("429", "sendMessage", chat=chat, seconds=30)
        )
    # Each chat has a message every 13 seconds: these two are told at once.
    await bot.hurry(FIRST, FIRST + 1)
    held = await _ask(bot.sandbox, beside)
    return share, _slowest(waits), _slowest(held)


def _slowest(waits: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(waits, n=20)[-1]


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


async def _lifted(bot: SpeedBot, messages: int) -> tuple[float, float]:
    """Return (messages a second of the bot without limits, of the bare library with as many flights)."""
    await bot.fill(1200, messages)
    while len(bot.arrived()) < messages:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    at = sorted(bot.arrived())
    span = at[int(len(at) * 0.95) - 1] - at[int(len(at) * 0.05)]
    return 0.9 * messages / span, await _bare(bot.sandbox, min(messages, 2000))


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
