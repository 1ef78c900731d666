"""State in a process of its own: it lasts between calls, and a process that died has lost it."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator

import pytest

from jobs.workers.lasting_state import (
    LastingState,
    StateInProcess,
    StateInThread,
)
from news.errors import ReadingError, TooSlow


class Tally:
    """Counts."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, number: int) -> int:
        self.count += number
        return self.count

    def process(self) -> int:
        return os.getpid()

    def nap(self, seconds: float) -> None:
        time.sleep(seconds)

    def die(self) -> None:
        os._exit(3)


@pytest.fixture
async def apart() -> AsyncIterator[StateInProcess[Tally]]:
    state = StateInProcess(Tally, longest=30.0)
    yield state
    await state.end()


async def _lasts(state: LastingState[Tally]) -> None:
    assert not state.running
    with pytest.raises(ReadingError, match="did not begin"):
        await state.run(Tally.add, 1)
    await state.begin()
    assert await state.run(Tally.add, 2) == 2
    assert await state.run(Tally.add, 3) == 5
    await state.begin()
    assert await state.run(Tally.add, 4) == 4
    await state.end()
    assert not state.running


async def test_a_state_lasts_between_calls_until_its_end(
    apart: StateInProcess[Tally],
) -> None:
    await _lasts(StateInThread(Tally))
    await _lasts(apart)


async def test_it_runs_in_another_process(
    apart: StateInProcess[Tally],
) -> None:
    await apart.begin()
    assert await apart.run(Tally.process) != os.getpid()


async def test_a_process_that_died_has_no_state_until_it_begins_again(
    apart: StateInProcess[Tally],
) -> None:
    await apart.begin()
    with pytest.raises(ReadingError, match="died"):
        await apart.run(Tally.die)
    assert not apart.running
    await apart.begin()
    assert await apart.run(Tally.add, 1) == 1


async def test_a_call_that_takes_too_long_ends_the_process() -> None:
    state = StateInProcess(Tally, longest=0.1)
    await state.begin()
    with pytest.raises(TooSlow):
        await state.run(Tally.nap, 60.0)
    assert not state.running
    await state.end()


async def test_a_cancelled_call_ends_the_process(
    apart: StateInProcess[Tally],
) -> None:
    await apart.begin()
    waiting = asyncio.create_task(apart.run(Tally.nap, 60.0))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not apart.running
