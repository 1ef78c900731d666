"""The pool: an overrunning or dying worker hurts one input only."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from jobs.workers import fork_server
from jobs.workers.process_pool import BIG, LOW_PRIORITY, ProcessPool
from jobs.workers.worker_process import WorkerProcess, tell
from news.errors import InternalFault, NotAFeed, ReadingError, TooSlow


def double(number: int) -> int:
    return 2 * number


def nap(seconds: float) -> None:
    time.sleep(seconds)


def die() -> None:
    os._exit(3)


def refuse() -> None:
    raise NotAFeed("no feed")


def fault() -> None:
    raise RuntimeError("unforeseen")


def hoard() -> int:
    return len(bytes(3 * 1024**3))


def surroundings() -> dict[str, str]:
    return dict(os.environ)


def niceness(_data: bytes) -> int:
    return os.nice(0)


def nap_over(_data: bytes, seconds: float) -> None:
    time.sleep(seconds)


@pytest.fixture
async def pool() -> AsyncIterator[ProcessPool]:
    opened = ProcessPool(1)
    yield opened
    await opened.close()


async def test_work_errors_overruns_and_deaths(pool: ProcessPool) -> None:
    assert await pool.run(double, 4) == 8
    with pytest.raises(NotAFeed, match="no feed"):
        await pool.run(refuse)
    with pytest.raises(InternalFault, match="RuntimeError: unforeseen"):
        await pool.run(fault)
    with pytest.raises(TooSlow):
        await pool.run(nap, 30.0, timeout=0.2)
    assert await pool.run(double, 5) == 10
    with pytest.raises(ReadingError):
        await pool.run(die)
    assert await pool.run(double, 6) == 12
    assert pool.killed == 2


def test_a_worker_that_was_ended_counts_as_dead_while_it_still_dies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = WorkerProcess()
    with monkeypatch.context() as slow_machine:
        # The signal has not arrived yet when the wait for it is over.
        slow_machine.setattr(worker._process, "kill", lambda: None)
        slow_machine.setattr(worker._process, "join", lambda _seconds: None)
        worker.end()
        assert worker._process.is_alive()
        assert not worker.alive
    worker.kill()


async def test_a_cancelled_call_leaves_no_answer_for_the_next(
    pool: ProcessPool,
) -> None:
    assert await pool.run(double, 1) == 2
    waiting = asyncio.create_task(pool.run(nap, 5.0))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert pool.killed == 1
    assert await pool.run(double, 7) == 14


async def test_the_memory_of_a_worker_is_bounded(pool: ProcessPool) -> None:
    with pytest.raises(ReadingError, match="memory"):
        await pool.run(hoard)
    assert await pool.run(double, 8) == 16
    assert pool.killed == 0


async def test_a_fault_of_ours_is_tried_again_and_carries_the_workers_traceback(
    pool: ProcessPool,
) -> None:
    with capture_logs() as lines, pytest.raises(InternalFault) as caught:
        await pool.run(fault)
    assert not caught.value.permanent
    assert "in fault" in str(caught.value.__cause__)
    (line,) = [line for line in lines if line["event"] == "worker.fault"]
    assert "in fault" in line["traceback"]
    assert await pool.run(double, 2) == 4


async def test_a_worker_inherits_nothing_of_the_environment(
    pool: ProcessPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANBAO_TELEGRAM__TOKEN", "12345:planted-secret")
    assert await pool.run(surroundings) == {}


async def test_big_inputs_have_a_lane_of_their_own_at_a_low_priority(
    pool: ProcessPool,
) -> None:
    big = bytes(BIG + 1)
    waiting = asyncio.create_task(pool.run(nap_over, big, 60.0, timeout=60.0))
    assert await pool.run(double, 4) == 8
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert await pool.run(niceness, b"small") == own
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await pool.run(niceness, big) == min(own + LOW_PRIORITY, 19)


async def _idle(pool: ProcessPool) -> None:
    async with asyncio.timeout(20):
        while pool.running:  # noqa: ASYNC110 - workers ring no bell when they end
            await asyncio.sleep(0)


def test_a_worker_whose_bot_was_killed_ends_without_a_word() -> None:
    ours, theirs = multiprocessing.Pipe()
    assert tell(theirs, (True, None))
    ours.close()
    assert not tell(theirs, (True, None))
    theirs.close()


async def test_the_server_of_idle_workers_ends_and_starts_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It holds all models: a bot at rest would keep 100 MB for nothing. Here it loads none, which takes seconds."""
    monkeypatch.setattr(fork_server, "PRELOAD", [])
    pool = ProcessPool(1, rest=0.0, server_rest=0.0)
    for number in (4, 5):
        assert await pool.run(double, number) == 2 * number
        async with asyncio.timeout(30):
            while fork_server.is_running():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
    await pool.close()


async def test_the_server_may_begin_before_the_pool() -> None:
    fork_server.begin()
    assert fork_server.is_running()
    pool = ProcessPool(1)
    assert await pool.run(double, 3) == 6
    await pool.close()


async def test_the_server_stays_while_a_worker_is_there() -> None:
    pool = ProcessPool(1)
    await pool.start()
    assert not fork_server.end_unused()
    assert await pool.run(double, 4) == 8
    await pool.close()


async def test_idle_workers_end_and_start_again_when_there_is_work() -> None:
    pool = ProcessPool(2, rest=0.05)
    await pool.start()
    assert pool.running == 2
    await _idle(pool)
    assert await pool.run(double, 4) == 8
    await _idle(pool)
    await pool.close()


async def test_calls_wait_for_workers_that_still_start() -> None:
    pool = ProcessPool(2)
    pool.begin()
    assert await pool.run(double, 6) == 12
    await pool.close()
    assert pool.running == 0


async def test_workers_that_still_start_end_with_the_pool() -> None:
    pool = ProcessPool(2)
    pool.begin()
    await pool.close()
    assert pool.running == 0


async def test_a_worker_that_dies_as_it_starts_leaves_its_place() -> None:
    pool = ProcessPool(1, warm=die)
    with capture_logs() as logs:
        await pool.start()
    assert [entry["event"] for entry in logs] == ["worker.not-started"]
    for _ in range(2):
        with pytest.raises(ReadingError, match="as it started"):
            await pool.run(double, 1)
    await pool.close()
