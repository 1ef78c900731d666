"""Run work beside a sweep: a place is taken as soon as it is free, so nothing waits for
the slowest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# Seconds after which a sweep looks for what became due, though few places are
# free.
LOOK = 0.5
# Seconds in which results are gathered, so that they are written in one
# transaction.
GATHER = 0.02
# Seconds after which a sweep ends; what still runs goes on, and the next sweep
# settles it.
TURN = 20.0


class InFlight(Generic[Item, Result]):
    """The items at work; they outlive the sweep that took them."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[Result], Item] = {}
        self._ending = False

    @property
    def items(self) -> list[Item]:
        """The items at work."""
        return list(self._tasks.values())

    @property
    def ending(self) -> bool:
        """Whether no new work may begin."""
        return self._ending

    def begin(self, item: Item, work: Coroutine[Any, Any, Result]) -> None:
        """Start work on an item."""
        self._tasks[asyncio.create_task(work)] = item

    async def results(self, within: float) -> list[Result]:
        """Wait for the next results, at most this many seconds; raises what the work raised."""
        _, pending = await asyncio.wait(
            self._tasks, timeout=within, return_when=asyncio.FIRST_COMPLETED
        )
        # Where all are done, nothing more can be gathered.
        if pending:
            await asyncio.sleep(GATHER)
        done = [task for task in self._tasks if task.done()]
        for task in done:
            del self._tasks[task]
        # `result` raises what the work raised.
        return [task.result() for task in done if not task.cancelled()]

    def end(self) -> None:
        """Begin nothing new from now on."""
        self._ending = True

    async def cancel(self) -> None:
        """Cancel everything that runs; its leases expire."""
        self.end()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()


@dataclass(frozen=True, slots=True)
class Stage(Generic[Item, Result]):
    """One kind of work: how to take it, do it and write its results."""

    claim: Callable[[int], Awaitable[Sequence[Item]]]
    work: Callable[[Item], Coroutine[Any, Any, Result]]
    settle: Callable[[list[Result]], Awaitable[None]]


class LastingWork(Generic[Item, Result]):
    """Work that goes on beside a job's sweeps: each sweep settles what is done and begins
    what is due.
    """

    def __init__(self, turn: float = TURN) -> None:
        self._turn = turn
        self.flight: InFlight[Item, Result] = InFlight()

    async def run(self, places: int, stage: Stage[Item, Result]) -> None:
        """Fill free places with due items until none is left, or until the turn is over."""
        await run_through(self.flight, places, stage, turn=self._turn)

    def reset(self) -> None:
        """Start again, after an end."""
        self.flight = InFlight()

    def end(self) -> None:
        """Begin nothing new from now on."""
        self.flight.end()

    async def cancel(self) -> None:
        """Cancel everything that runs; its leases expire."""
        await self.flight.cancel()


async def run_through(
    flight: InFlight[Item, Result],
    places: int,
    stage: Stage[Item, Result],
    *,
    turn: float = TURN,
) -> None:
    """Fill free places with due items until none is left, or until the turn is over."""
    loop = asyncio.get_running_loop()
    end = loop.time() + turn
    look_at = 0.0
    while True:
        free = places - len(flight.items)
        # A claim costs a transaction: it waits until some places are free, but
        # never for long.
        many_free = free * 4 >= places
        some_free = free > 0 and loop.time() >= look_at
        if not flight.ending and (many_free or some_free):
            for item in await stage.claim(free):
                flight.begin(item, stage.work(item))
            look_at = loop.time() + LOOK
        left = end - loop.time()
        if not flight.items or left <= 0:
            return
        await stage.settle(await flight.results(min(LOOK, left)))
