"""A send is recorded just before it starts; a message taken back meanwhile is not sent."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from bot.delivery.start_writer import StartWriter, TakenBack
from news.errors import StoreError
from store.delivery import outbox
from store.engine.database import Database


class Store:
    """Notes each transaction, and starts only rows with even numbers."""

    def __init__(self) -> None:
        self.writes: list[list[int]] = []
        self.open = asyncio.Event()
        self.fault: Exception | None = None

    async def write(
        self, work: Any, ids: list[int], now: int, **held: Any
    ) -> list[int]:
        assert work is outbox.start
        assert (now, held) == (7, {"owner": "a", "lease": 60})
        self.writes.append(list(ids))
        await self.open.wait()
        if self.fault:
            raise self.fault
        return [number for number in ids if number % 2 == 0]


def writer(store: Store) -> StartWriter:
    return StartWriter(
        cast(Database, store), owner="a", lease=60, clock=lambda: 7
    )


async def test_a_row_that_was_taken_back_may_not_be_sent() -> None:
    store = Store()
    store.open.set()
    starts = writer(store)
    await starts.start(2)
    with pytest.raises(TakenBack):
        await starts.start(3)


async def test_what_comes_while_a_write_runs_shares_the_next_one() -> None:
    store = Store()
    starts = writer(store)
    waiting = [
        asyncio.create_task(starts.start(number)) for number in (2, 4, 6, 8)
    ]
    for _ in range(5):
        await asyncio.sleep(0)
    late = [asyncio.create_task(starts.start(number)) for number in (10, 12)]
    await asyncio.sleep(0)
    store.open.set()
    await asyncio.gather(*waiting, *late)
    assert store.writes == [[2, 4, 6, 8], [10, 12]]


async def test_a_write_that_fails_is_told_to_all_who_wait_and_the_next_one_works() -> (
    None
):
    store = Store()
    store.open.set()
    store.fault = StoreError("disk full")
    starts = writer(store)
    results = await asyncio.gather(
        starts.start(2), starts.start(4), return_exceptions=True
    )
    assert [type(result) for result in results] == [StoreError, StoreError]
    store.fault = None
    await starts.start(2)
