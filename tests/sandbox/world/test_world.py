"""The world's bell wakes everybody who waits."""

from __future__ import annotations

import asyncio

from sandbox.world.world import Bell


async def test_a_ring_before_the_first_step_of_who_waits_is_not_lost() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.wait())
    bell.set()
    other = asyncio.create_task(bell.wait())
    await asyncio.wait_for(waiting, 1)
    assert not other.done()
    bell.set()
    await asyncio.wait_for(other, 1)


async def test_one_who_waits_again_takes_no_ring_from_another() -> None:
    bell = Bell()
    rings = 0

    async def again() -> None:
        nonlocal rings
        while True:
            await bell.wait()
            rings += 1

    first = asyncio.create_task(again())
    await asyncio.sleep(0)
    bell.set()  # `first` wakes and waits again before `second` takes its first step
    second = asyncio.create_task(bell.wait())
    bell.set()
    await asyncio.wait_for(second, 1)
    first.cancel()
    assert rings >= 1


async def test_a_ring_that_nobody_waits_for_is_over() -> None:
    bell = Bell()
    bell.set()
    waiting = asyncio.create_task(bell.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()
