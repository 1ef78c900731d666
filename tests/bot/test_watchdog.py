"""A blocked loop ends its process, with its stacks in the log; a loop that runs feeds systemd."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.watchdog import BLOCKED, LOOK, SETTLE, Watchdog, notify
from tests.scene import until


def test_a_loop_that_is_silent_for_too_long_is_ended_with_its_stacks() -> None:
    now, ended = [100.0], []
    dog = Watchdog(patience=60, end=ended.append, watch=lambda: now[0])
    now[0] += 60
    dog.look()
    assert ended == []
    now[0] += 1
    with capture_logs() as logs:
        dog.look()
    assert ended == [BLOCKED]
    (line,) = logs
    assert (line["event"], line["seconds"]) == ("loop.blocked", 61)
    assert "test_a_loop_that_is_silent" in line["stacks"]


def test_a_process_that_stood_still_as_a_whole_goes_on() -> None:
    now, ended = [100.0], []
    dog = Watchdog(patience=60, end=ended.append, watch=lambda: now[0])
    dog.look()
    now[0] += 140  # stopped by a signal, as long as a paused container
    dog.look()
    assert ended == []
    for _ in range(12):
        now[0] += LOOK
        dog.look()
    assert ended == [BLOCKED], "its loop never came back"


def test_a_job_that_never_ends_ends_the_process_and_one_after_a_sleep_does_not() -> (
    None
):
    now, stuck, ended = [100.0], ["fetch"], []
    dog = Watchdog(end=ended.append, watch=lambda: now[0], stuck=lambda: stuck)
    dog.look_for_stuck()
    stuck.clear()  # it ran: only the machine had slept
    now[0] += SETTLE + 1
    dog.look_for_stuck()
    stuck.append("digest")
    dog.look_for_stuck()
    now[0] += SETTLE
    dog.look_for_stuck()
    assert ended == []
    now[0] += 1
    with capture_logs() as logs:
        dog.look_for_stuck()
    assert ended == [BLOCKED]
    assert (logs[0]["event"], logs[0]["jobs"]) == ("job.hangs", ["digest"])


async def test_a_loop_that_runs_is_left_alone() -> None:
    ended: list[int] = []
    looks = threading.Event()

    class Counting(Watchdog):
        def look(self) -> None:
            super().look()
            looks.set()

    with Counting(patience=30, look=0.01, end=ended.append).watching():
        await asyncio.wait_for(asyncio.to_thread(looks.wait), 10)
    assert ended == []
    assert "watchdog" not in {thread.name for thread in threading.enumerate()}


async def test_a_blocked_loop_is_seen_from_a_thread() -> None:
    ended: list[int] = []
    with Watchdog(patience=0.1, look=0.01, end=ended.append).watching():
        deadline = time.monotonic() + 10
        while not ended and time.monotonic() < deadline:
            pass  # the loop does not run meanwhile
    assert set(ended) == {BLOCKED}


async def test_systemd_hears_that_the_bot_is_ready_alive_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        heard: list[bytes] = []

        def listen() -> bool:
            try:
                heard.append(systemd.recv(100))
            except BlockingIOError:
                return b"WATCHDOG=1" in heard
            return False

        with Watchdog().watching():
            await until(listen)
        assert heard[0] == b"READY=1"
        assert systemd.recv(100) == b"STOPPING=1"


def test_without_systemd_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
