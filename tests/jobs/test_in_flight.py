"""Work that runs alongside a sweep: free slots are filled at once, and a slow item blocks only its own slot."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from jobs.in_flight import InFlight, Stage, run_through


class Bench:
    """Items that wait, gates that hold some of them, and the results."""

    def __init__(self, items: Sequence[str]) -> None:
        self.waiting = list(items)
        self.gates: dict[str, asyncio.Event] = {}
        self.most = 0
        self.done: list[str] = []
        self.flight: InFlight[str, str] = InFlight()

    async def claim(self, free: int) -> list[str]:
        taken, self.waiting = self.waiting[:free], self.waiting[free:]
        return taken

    async def work(self, item: str) -> str:
        self.most = max(self.most, len(self.flight.items))
        if gate := self.gates.get(item):
            await gate.wait()
        return item

    async def settle(self, results: list[str]) -> None:
        self.done += results

    async def run(self, places: int, turn: float = 20.0) -> None:
        stage = Stage(self.claim, self.work, self.settle)
        await run_through(self.flight, places, stage, turn=turn)


async def test_all_that_waits_is_done_in_few_places() -> None:
    bench = Bench([str(number) for number in range(50)])
    await bench.run(4)
    assert sorted(bench.done, key=int) == [str(number) for number in range(50)]
    assert bench.most <= 4


async def test_a_slow_item_holds_nobody_up_and_outlives_the_sweep() -> None:
    bench = Bench(["slow", *(str(number) for number in range(20))])
    bench.gates["slow"] = asyncio.Event()
    # On a busy machine the twenty take more than one sweep.
    while len(bench.done) < 20:
        await bench.run(4, turn=0.2)
    assert bench.flight.items == ["slow"]
    bench.gates["slow"].set()
    await bench.run(4)
    assert "slow" in bench.done


async def test_what_fails_is_raised_and_the_others_go_on() -> None:
    bench = Bench(["bad", "good"])

    async def work(item: str) -> str:
        if item == "bad":
            raise RuntimeError("the store is away")
        return item

    with pytest.raises(RuntimeError, match="away"):
        await run_through(
            bench.flight, 4, Stage(bench.claim, work, bench.settle)
        )


async def test_at_the_end_nothing_new_begins_and_the_rest_is_given_up() -> None:
    bench = Bench(["slow", "never"])
    begun = asyncio.Event()

    async def work(item: str) -> str:
        begun.set()
        await asyncio.Event().wait()
        return item

    stage = Stage(bench.claim, work, bench.settle)
    running = asyncio.create_task(run_through(bench.flight, 1, stage))
    await begun.wait()
    await bench.flight.cancel()
    await running
    assert (bench.done, bench.waiting) == ([], ["never"])
