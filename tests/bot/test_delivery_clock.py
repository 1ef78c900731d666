"""Several senders, one of which dies; and a clock that jumps: nothing waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery.sender import LEASE, TEND, Sender
from news.models import Message
from sandbox.server import ANN, BO
from sandbox.world.faults import Fault
from store.delivery import outbox
from store.engine.database import Database
from store.rows import NewOutbox
from tests.bot.stage import CLAIMS, Stage, opened
from tests.scene import until

YEAR = 365 * 86_400


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


async def hold(stage: Stage, owner: str) -> int:
    """Leave a row as a sender does that dies while it sends."""
    (row,) = await stage.db.write(
        outbox.claim, now=stage.clock(), limit=1, lease=LEASE, owner=owner
    )
    await stage.db.write(
        outbox.start, [row.id], stage.clock(), owner=owner, lease=LEASE
    )
    return row.id


async def put_digest(stage: Stage, chat: int) -> None:
    """Put a digest of two messages into the outbox."""
    rows = [
        NewOutbox(
            chat,
            "digest",
            Message(text),
            stage.clock(),
            digest_id=1,
            sequence=number,
        )
        for number, text in enumerate(("one", "two"))
    ]
    await stage.db.write(outbox.add, rows, stage.clock())


async def end(sender: Sender, running: asyncio.Task[None]) -> None:
    await sender.stop()
    await asyncio.wait_for(running, 10)


async def test_what_a_dead_sender_held_is_sent_by_a_living_one_while_it_runs(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "held")
    await hold(stage, "dead")
    living = stage.make("living", sole=False)
    running = asyncio.create_task(living.run())
    await stage.put(await stage.chat(BO), "other")
    await until(lambda: stage.texts(BO))
    assert stage.texts() == []  # the lease still runs
    stage.ahead += LEASE + 1
    await until(stage.texts)
    await end(living, running)
    (text,) = stage.texts()
    assert text.split("\n")[0] == "held"
    assert stage.sandbox.world.ledger[-1].silent


class Gate(HTTPXRequest):
    """A line to Telegram that holds every call until a test opens it."""

    def __init__(self) -> None:
        super().__init__(read_timeout=30)
        self.open = asyncio.Event()
        self.held = 0

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.held += 1
        await self.open.wait()
        return await super().do_request(*args, **kwargs)


async def test_a_long_flight_is_not_taken_back_by_another_sender(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "slow")
    gate = Gate()
    stage.bot = Bot(
        stage.sandbox.token, base_url=stage.sandbox.base_url, request=gate
    )
    living, other = (
        stage.make("living", sole=False),
        stage.make("other", sole=False),
    )
    running = asyncio.create_task(living.run())
    await until(lambda: gate.held)
    for _ in range(2 * LEASE // TEND):
        stage.ahead += TEND
        await until(lambda: (living._tended or 0) > stage.clock() - TEND)
        await other._housekeep()
        assert (await stage.states()).inflight == 1
    gate.open.set()
    await until(stage.texts)
    await end(living, running)
    await gate.shutdown()
    assert stage.texts() == ["slow"]


async def test_a_retry_does_not_wait_for_a_clock_that_ran_ahead(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    stage.sandbox.world.plan.faults.append(Fault("500", "sendMessage", count=1))
    running = asyncio.create_task(stage.sender.run())
    stage.ahead = YEAR
    await put_digest(stage, chat)
    await until(lambda: stage.sandbox.world.plan.struck)
    await until(lambda: _nothing_flies(stage))
    stage.ahead = 0
    await until(lambda: len(stage.texts()) == 2)
    await end(stage.sender, running)
    assert [text.split("\n")[0] for text in stage.texts()] == ["one", "two"]


async def test_after_a_restart_too_what_a_clock_ahead_wrote_is_sent(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    stage.ahead = YEAR
    await put_digest(stage, chat)
    await hold(stage, "dead")
    stage.ahead = 0
    await stage.make("next", sole=False).drain()
    assert [text.split("\n")[0] for text in stage.texts()] == ["one", "two"]


async def test_what_waits_for_the_end_of_quiet_hours_still_waits(
    stage: Stage,
) -> None:
    chat = await stage.chat(ANN)
    later = NewOutbox(
        chat,
        "digest",
        Message("later"),
        stage.clock() + outbox.LONGEST_WAIT - 60,
    )
    await stage.db.write(outbox.add, [later], stage.clock())
    await stage.sender.drain()
    assert stage.texts() == []
    stage.ahead = outbox.LONGEST_WAIT
    await stage.sender.drain()
    assert stage.texts() == ["later"]


async def _nothing_flies(stage: Stage) -> bool:
    return not (await stage.states()).inflight


async def test_what_flies_too_long_at_the_end_is_given_back_and_goes_again_marked(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "slow")
    gate = Gate()
    telegram, stage.bot = (
        stage.bot,
        Bot(stage.sandbox.token, base_url=stage.sandbox.base_url, request=gate),
    )
    sender = stage.make("old")
    running = asyncio.create_task(sender.run())
    await until(lambda: gate.held)
    await sender.stop(within=0.01)
    await asyncio.wait_for(running, 10)
    depth = await stage.states()
    assert (depth.inflight, depth.ready) == (0, 1)
    stage.bot = telegram
    await stage.make("new").drain()
    (text,) = stage.texts()
    assert text.split("\n")[0] == "slow"
    assert stage.sandbox.world.ledger[0].silent
    await gate.shutdown()


class Held:
    """A store that claims rows only when a test allows it."""

    def __init__(self, db: Database) -> None:
        self.db, self.dialect = db, db.dialect
        self.claimed, self.go = asyncio.Event(), asyncio.Event()

    async def write(self, work: Any, *args: Any, **named: Any) -> Any:
        if work is outbox.claim:
            self.claimed.set()
            await self.go.wait()
        return await self.db.write(work, *args, **named)


async def test_what_is_claimed_while_it_ends_is_given_back_unsent(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "late")
    held = Held(stage.db)
    sender = Sender(
        cast(Database, held),
        stage.bot,
        owner="old",
        clock=stage.clock,
        claims=CLAIMS,
    )
    running = asyncio.create_task(sender.run())
    await held.claimed.wait()
    await sender.stop()
    held.go.set()
    await asyncio.wait_for(running, 10)
    depth = await stage.states()
    assert (depth.inflight, depth.ready, stage.texts()) == (0, 1, [])
    await stage.make("new").drain()
    assert stage.texts() == ["late"]


async def test_after_a_failed_write_what_is_in_the_air_is_waited_for(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), "slow")
    gate = Gate()
    stage.bot = Bot(
        stage.sandbox.token, base_url=stage.sandbox.base_url, request=gate
    )
    sender = stage.make("one")
    await sender._round()
    await until(lambda: gate.held)
    sorting = asyncio.create_task(sender._sort())
    for _ in range(20):
        await asyncio.sleep(0.005)
    assert (await stage.states()).inflight == 1, (
        "it is not given back while it flies"
    )
    gate.open.set()
    await sorting
    await sender.stop()
    await gate.shutdown()
    assert stage.texts() == ["slow"]
    assert (await stage.states()).ready == 0


async def test_the_end_notes_what_was_sent(stage: Stage) -> None:
    await stage.put(await stage.chat(), "last")
    sender = stage.make("one")
    await sender._round()
    await asyncio.gather(*sender._flights)
    await sender.stop()
    depth = await stage.states()
    assert (depth.ready, depth.inflight) == (0, 0)
    await stage.make("next").drain()
    assert stage.texts() == ["last"]
