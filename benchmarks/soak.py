"""Delivery under faults: `python -m benchmarks.soak [--short]`.

A real bot process empties a real store into the sandbox at paid-broadcast rates, while 2% of its calls meet each kind of fault, the process
is killed at random moments, its disk is full once and its clock moves once; Telegram is away for ten minutes, a gateway answers with pages, a proxy forbids all,
and two chats must wait. The sandbox's ledger is the judge. Speed is measured after, without faults.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from benchmarks import soak_speed
from benchmarks.figures import Figure, finish, options
from benchmarks.soak_judge import FIRST, Outcome, judge, texts_of
from benchmarks.soak_process import BotProcess, BotServer
from news.models import Message
from sandbox.server import Sandbox
from sandbox.world.faults import Fault, FaultKind
from sandbox.world.limits import Limits
from store.chats import chats
from store.delivery import digests
from store.engine.database import run_alone
from store.rows import NewDigest, NewOutbox
from store.schema import migrate

PARTS = 2
# The sender's sixty flights, and as many that arrived since it last noted what
# was sent: more is a sender that forgets to note it.
MOST_IN_AIR = 120
FAULTS: tuple[FaultKind, ...] = (
    "drop-before",
    "drop-after",
    "stall",
    "500",
    "502",
    "garbage",
)
_WEATHER: dict[str, FaultKind] = {
    "outage": "drop-before",
    "gateway": "502",
    "forbidden": "gateway-403",
    "floods": "429",
}
"""What comes between: no way to Telegram, a gateway's 502, a proxy's 403; and two chats that must wait."""
GRACE = 6.0
"""Seconds after a start in which a 429 is no fault: the limiter's memory died with its process."""
# Seconds between two lines that say how far a long run has come.
PROGRESS = 30.0
# Seconds after which a process that starts, or ends, is taken to hang: a start
# takes 3 s on a quiet machine of two cores, and took 65 s at a load of 20.
LONGEST_START, LONGEST_END = 300, 120


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it gets."""

    chats: int
    digests: int
    kills: int
    deadline: float
    weather: tuple[str, ...] = ("outage", "gateway", "forbidden", "floods")
    """What happens to Telegram as a whole, once each."""
    storm: float = 3.0
    """Seconds that the outage lasts; the gateway's pages last a third of it."""
    enough: int = 0
    """Messages that may still wait at the end: one that met five faults in a row tries again after half a minute."""


def fill(c: Connection, plan: Plan, now: int) -> None:
    """Write all digests as the digest job does: rows of one digest in order, one transaction a few hundred chats."""
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
        for n in range(plan.chats)
    ]
    built = [
        NewDigest(
            chat,
            f"2026-11-{day + 1:02d}",
            480,
            (),
            tuple(
                NewOutbox(
                    chat,
                    "digest",
                    Message(f"c{FIRST + n} d{day} p{part}"),
                    now,
                    sequence=part,
                    due_at=now,
                )
                for part in range(PARTS)
            ),
            None,
        )
        for day in range(plan.digests)
        for n, chat in enumerate(made)
    ]
    digests.store_batch(c, built, now)


class Soak:
    """One run: sandbox and judge here, the bot in a process of its own."""

    def __init__(self, plan: Plan, folder: Path, sandbox: Sandbox) -> None:
        self.plan, self.folder, self.sandbox = plan, folder, sandbox
        self.store, self.offset = folder / "soak.db", folder / "offset"
        self.process: BotProcess | None = None
        self._server = BotServer()
        self.started = 0.0
        self.outcome = Outcome()
        self._refused_before = 0
        self._told = time.monotonic()
        # How often each message was in the air when the process was killed, or
        # when its disk was full.
        self._flying: Counter[str] = Counter()

    def prepare(self) -> None:
        """Make the store with all digests in it, and the people they are for."""
        url = f"sqlite:///{self.store}"
        migrate.upgrade(url)
        run_alone(url, lambda c: fill(c, self.plan, int(time.time())))
        for number in range(self.plan.chats):
            self.sandbox.world.add_person(FIRST + number, "x", "en")

    def end(self) -> None:
        """End a process that a run which failed has left behind."""
        if self.process and self.process.returncode is None:
            self.process.kill()
        self._server.end()

    async def start(self) -> None:
        """Start the bot and wait until it hears."""
        self.started = time.monotonic()
        starting = self._server.start(
            str(self.store), self.sandbox.base_url, str(self.offset), "1000"
        )
        self.process = await asyncio.wait_for(starting, LONGEST_START)

    async def kill(self) -> None:
        """End the bot as a power cut does, and count what was in flight."""
        assert self.process
        self.process.kill()
        await self.process.wait()
        flying = texts_of(self.store, "state = 'started'")
        self._flying.update(flying)
        self.outcome.flights.append(len(flying))

    def waiting(self) -> int:
        """Count what is not sent yet."""
        with closing(
            sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)
        ) as store:
            (left,) = store.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('ready', 'claimed', 'started')"
            ).fetchone()
        return int(left)

    async def fill_disk(self, seconds: float) -> None:
        """Let every write of the bot past its first page fail, as on a full disk."""
        assert self.process
        resource.prlimit(
            self.process.pid,
            resource.RLIMIT_FSIZE,
            (4096, resource.RLIM_INFINITY),
        )
        await asyncio.sleep(seconds)
        # What came of these could not be written: they go again as doubtful,
        # also where Telegram surely had not taken them.
        self._flying.update(texts_of(self.store, "state = 'started'"))
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(
                self.process.pid,
                resource.RLIMIT_FSIZE,
                (resource.RLIM_INFINITY, resource.RLIM_INFINITY),
            )

    def note_refusals(self) -> None:
        """Count 429s, but those soon after a start."""
        refused = self.sandbox.world.buckets.refused
        if time.monotonic() - self.started > GRACE:
            self.outcome.refused += refused - self._refused_before
        self._refused_before = refused

    async def run(self) -> Outcome:
        """Run to the end of the outbox, or to the deadline."""
        chance = random.Random(11)
        await self.start()
        begun = time.monotonic()
        events: list[str] = ["kill"] * self.plan.kills + [
            "disk",
            "clock",
            *self.plan.weather,
        ]
        chance.shuffle(events)
        total = self.plan.chats * self.plan.digests * PARTS
        marks = sorted(chance.uniform(0.05, 0.85) for _ in events)
        # A bot that starts slowly may send all that is left before it says that
        # it hears: what has to happen happens all the same.
        while (
            (left := self.waiting()) > self.plan.enough or marks
        ) and time.monotonic() - begun < self.plan.deadline:
            self.note_refusals()
            self._tell_progress(left, total, begun)
            if marks and 1 - left / total >= marks[0]:
                marks.pop(0)
                await self._happen(events.pop())
            await asyncio.sleep(
                0.02
            )  # a fast machine sends a few hundred in a second: none may end before its kills
        self.outcome.seconds = time.monotonic() - begun
        assert self.process
        self.process.terminate()
        await asyncio.wait_for(self.process.wait(), LONGEST_END)
        judge(
            self.outcome,
            self.sandbox.world,
            self.store,
            total=total,
            flying=self._flying,
        )
        return self.outcome

    def _tell_progress(self, left: int, total: int, begun: float) -> None:
        """Say now and then how far a long run has come."""
        now = time.monotonic()
        if now - self._told < PROGRESS:
            return
        self._told = now
        share, spent = 1 - left / total, now - begun
        print(f"{share:.1%} sent in {spent:.0f} s", file=sys.stderr, flush=True)

    async def _happen(self, event: str) -> None:
        if event == "kill":
            await self.kill()
            await self.start()
        elif event == "disk":
            await self.fill_disk(1.5)
        elif event in _WEATHER:
            await self._storm(event)
        else:
            self.offset.write_text("3600", "utf-8")

    async def _storm(self, event: str) -> None:
        """Let something come between the bot and Telegram, or Telegram be strict with two chats."""
        faults = self.sandbox.world.plan.faults
        if event == "floods":
            for chat in (FIRST, FIRST + 1):
                faults.insert(
                    0,
                    Fault("429", "sendMessage", chat=chat, count=1, seconds=5),
                )
            return
        fault = Fault(_WEATHER[event])
        faults.insert(0, fault)
        await asyncio.sleep(
            self.plan.storm if event == "outage" else self.plan.storm / 3
        )
        faults.remove(fault)


async def soak(plan: Plan) -> Outcome:
    """Run one soak in a folder of its own."""
    sandbox = await Sandbox.start(limits=Limits())
    try:
        with tempfile.TemporaryDirectory() as folder:
            run = Soak(plan, Path(folder), sandbox)
            run.prepare()
            for kind in FAULTS:
                sandbox.world.plan.faults.append(
                    Fault(kind, method="sendMessage", share=0.02, seconds=0.5)
                )
            try:
                return await run.run()
            finally:
                run.end()
    finally:
        await sandbox.stop()


def figures(plan: Plan, found: Outcome) -> list[Figure]:
    """Return what a soak shows, with its aims."""
    whole = f"{plan.chats:,} chats × {plan.digests} digests × {PARTS} messages in {found.seconds:.0f} s, {found.worst:.0f} s from the first to the last"
    return [
        Figure("sent", found.sent, "", None, "higher", note=whole),
        Figure("lost", found.lost, "", 0, "lower"),
        Figure("settled after two doubts, and never arrived", found.settled, "", None, "lower"),
        Figure("still waiting at the end", found.waiting, "", plan.enough, "lower"),
        Figure("chats taken for lost", found.silenced, "", 0, "lower"),
        Figure("out of order within a digest", found.disordered, "", 0, "lower"),
        Figure("duplicated", found.duplicated, "", found.allowed, "lower", note=f"in flight at the kills {found.flights}, the rest answers cut off"),
        Figure("repeats that were loud or not marked", found.unmarked, "", 0, "lower"),
        Figure("in the air at one kill, the most", max(found.flights, default=0), "", MOST_IN_AIR, "lower"),
        Figure("doublings of one message beyond its kills and cuts", found.doubled_most, "", 0, "lower"),
        Figure("answers of 429 in the steady state", found.refused, "", 0, "lower"),
    ]  # fmt: skip


async def run(plan: Plan, *, short: bool) -> list[Figure]:
    """Soak, then measure speed with bots that have started meanwhile."""
    async with soak_speed.started() as bots:
        found = await soak(plan)
        return [
            *figures(plan, found),
            *await soak_speed.measure(bots, short=short),
        ]


if __name__ == "__main__":
    _, short, _ = options("Delivery under faults, and its speed.")
    plan = (
        Plan(140, 2, 2, 25, storm=2.0, enough=20)
        if short
        else Plan(20_000, 5, 20, 9000, storm=600)
    )
    finish(asyncio.run(run(plan, short=short)))
