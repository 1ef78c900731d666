"""Records of the jobs' runs: new states go to the store, and a failing store is logged once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from jobs.context import JobContext
from jobs.run_records import RunRecords
from news.errors import StoreError

GONE = StoreError("the store's file was deleted while it was open")
HOUR = 3600


class Store:
    """Takes records until it fails."""

    def __init__(self) -> None:
        self.fault: StoreError | None = None
        self.written: list[tuple[str, bool, str]] = []

    async def write(
        self, _work: Any, job: str, *, ok: bool, note: str, **_times: int
    ) -> None:
        if self.fault is not None:
            raise self.fault
        self.written.append((job, ok, note))


class Desk:
    """Records of two jobs, with a clock that the test moves."""

    def __init__(self) -> None:
        self.store, self.now = Store(), 1_000_000
        context = SimpleNamespace(db=self.store, clock=lambda: self.now)
        self.records = RunRecords(cast(JobContext, context))

    async def ran(
        self, job: str, note: str = "", fault: Exception | None = None
    ) -> None:
        await self.records.ended(
            job, self.now - 1, note=note, fault=fault, often=HOUR
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_runs_that_find_nothing_are_written_once_in_a_while(
    desk: Desk,
) -> None:
    for seconds in (0, 1, HOUR - 2, 1):
        desk.now += seconds
        await desk.ran("fetch")
    assert desk.store.written == [("fetch", True, "")] * 2
    desk.now -= 10 * HOUR
    await desk.ran("fetch")
    assert len(desk.store.written) == 3, "a clock that went back hides no run"


async def test_each_run_that_did_something_or_turned_is_written(
    desk: Desk,
) -> None:
    await desk.ran("fetch")
    await desk.ran("fetch", "new 3")
    await desk.ran("fetch", "broken", RuntimeError("broken"))
    await desk.ran("fetch")
    assert desk.store.written == [
        ("fetch", True, ""),
        ("fetch", True, "new 3"),
        ("fetch", False, "broken"),
        ("fetch", True, ""),
    ]


async def test_a_store_that_vanished_is_logged_once_and_its_return_once(
    desk: Desk,
) -> None:
    with capture_logs() as lines:
        desk.store.fault = GONE
        for _ in range(70):
            for job in ("fetch", "join"):
                await desk.ran(job, str(GONE), GONE)
        desk.store.fault = None
        await desk.ran("fetch")
        await desk.ran("join")
        await desk.ran("join")
    told = [(line["event"], line.get("error", "")) for line in lines]
    assert told == [("store.failed", str(GONE)), ("store.works", "")]


async def test_a_run_that_could_not_be_written_is_a_fault_of_the_store(
    desk: Desk,
) -> None:
    desk.store.fault = StoreError("disk full")
    with capture_logs() as lines:
        await desk.ran("fetch", "new 3")
        await desk.ran("fetch", "new 4")
    assert [line["error"] for line in lines] == ["disk full"]


async def test_another_error_of_the_store_is_logged_too(desk: Desk) -> None:
    with capture_logs() as lines:
        for error in ("disk full", "locked", "disk full"):
            await desk.ran("fetch", error, StoreError(error))
    assert [line["error"] for line in lines] == [
        "disk full",
        "locked",
        "disk full",
    ]


async def test_a_fault_of_ours_is_none_of_the_stores(desk: Desk) -> None:
    with capture_logs() as lines:
        await desk.ran("fetch", "broken", RuntimeError("broken"))
    assert lines == []
