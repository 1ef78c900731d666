"""Requests at the same time share one answer; the next one gets a new one."""

from __future__ import annotations

import asyncio

from bot.web.shared_answers import shared


async def test_who_asks_meanwhile_gets_the_same_answer() -> None:
    made: list[int] = []
    ready = asyncio.Event()

    async def make() -> int:
        made.append(len(made))
        await ready.wait()
        return made[-1]

    answer = shared(make)
    waiting: list[asyncio.Future[int]] = [
        asyncio.ensure_future(answer()) for _ in range(50)
    ]
    await asyncio.sleep(0)
    waiting[0].cancel()
    ready.set()
    assert await asyncio.gather(*waiting[1:]) == [0] * 49
    assert await answer() == 1
    assert made == [0, 1]


async def test_an_error_is_everybodys_and_the_next_one_tries_again() -> None:
    faults = [ValueError("x")]

    async def make() -> str:
        if faults:
            raise faults.pop()
        return "well"

    answer = shared(make)
    tried = await asyncio.gather(answer(), answer(), return_exceptions=True)
    assert [type(one) for one in tried] == [ValueError, ValueError]
    assert await answer() == "well"
