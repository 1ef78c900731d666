"""A chat's updates go one after another, those of different chats side by side."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery.answer_waits import ASIDE
from bot.receiving import lanes
from bot.receiving.lanes import Lanes


class Log:
    """Work that records its start and end, and can be held in between."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.open = asyncio.Event()

    def work(
        self, name: str, *, waits: bool = False, fails: bool = False
    ) -> lanes.Work:
        async def run() -> None:
            self.lines.append(f"{name} begins")
            if waits:
                await self.open.wait()
            if fails:
                raise RuntimeError(name)
            self.lines.append(f"{name} ends")

        return run


async def test_one_chat_waits_for_its_own_and_no_other_does() -> None:
    log, ready = Log(), Lanes()
    ready.submit(1, log.work("a", waits=True))
    ready.submit(1, log.work("b"))
    await ready.submit(2, log.work("c"))
    assert log.lines == ["a begins", "c begins", "c ends"]
    assert ready.depth == 2
    log.open.set()
    await ready.join()
    assert log.lines[3:] == ["a ends", "b begins", "b ends"]
    assert ready.depth == 0


async def test_what_fails_or_hangs_lets_its_lane_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "LONGEST", 0.01)
    log, ready = Log(), Lanes()
    ready.submit(1, log.work("fails", fails=True))
    ready.submit(1, log.work("hangs", waits=True))
    await ready.submit(1, log.work("last"))
    assert log.lines[-1] == "last ends"


async def test_at_the_end_what_is_under_work_may_finish_and_what_waits_is_dropped() -> (
    None
):
    log, ready = Log(), Lanes()
    first = ready.submit(1, log.work("a", waits=True))
    second = ready.submit(1, log.work("b"))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(ready.stop(within=5))
    await asyncio.sleep(0)
    log.open.set()
    await stopping
    assert first.done()
    assert second.cancelled()
    assert log.lines == ["a begins", "a ends"]


async def test_what_takes_too_long_at_the_end_is_cut_off() -> None:
    log, ready = Log(), Lanes()
    ready.submit(1, log.work("a", waits=True))
    await asyncio.sleep(0)
    await ready.stop(within=0)
    assert log.lines == ["a begins"]


async def test_no_more_than_so_many_are_handled_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "ABREAST", 2)
    log, ready = Log(), Lanes()
    for lane in range(4):
        ready.submit(lane, log.work(str(lane), waits=True))
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(log.lines) == 2
    log.open.set()
    await ready.join()
    assert len(log.lines) == 8


async def test_work_that_only_waits_leaves_its_place_and_has_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "ABREAST", 1)
    monkeypatch.setattr(lanes, "LONGEST", 0.05)
    log, ready = Log(), Lanes()

    async def waits() -> None:
        async with ASIDE.get()(), ASIDE.get()():  # two of its calls at once
            await log.work("long", waits=True)()
        await log.work("after")()

    done = ready.submit(1, waits)
    await ready.submit(2, log.work("other"))
    assert log.lines == ["long begins", "other begins", "other ends"]
    await asyncio.sleep(0.06)
    assert not done.done()
    log.open.set()
    await ready.join()
    assert log.lines[3:] == ["long ends", "after begins", "after ends"]
    await ready.submit(3, log.work("last"))
    await ready.submit(4, log.work("hangs no place"))
    assert log.lines[-1] == "hangs no place ends"
