"""Calls to Telegram over several small connection pools.

httpcore checks every connection of a pool twice for each request: with 64 in
one pool that is most of a call's time. With pools of four the same machine
makes more than twice as many calls a second.
"""

from __future__ import annotations

import asyncio
from typing import Any

from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.delivery.telegram_answers import check_answer

# Connections of one pool.
POOL = 4


class Pools(BaseRequest):
    """A request object for the library that gives each call to the first pool
    with a free connection, otherwise to the least busy.
    """

    def __init__(self, connections: int, **options: Any) -> None:
        self._pools = [
            HTTPXRequest(POOL, **options)
            for _ in range(max(connections // POOL, 1))
        ]
        self._flights = [0] * len(self._pools)

    @property
    def read_timeout(self) -> float | None:
        """The seconds that an answer may take if a call gives no limit."""
        return self._pools[0].read_timeout

    async def initialize(self) -> None:
        """Open the pools; connections are made on demand."""
        await asyncio.gather(*(pool.initialize() for pool in self._pools))

    async def shutdown(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(pool.shutdown() for pool in self._pools))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,
        **named: Any,
    ) -> tuple[int, bytes]:
        """Make one call; errors are those of `HTTPXRequest` and of
        `check_answer`.
        """
        # The first pool with a free connection: few calls use few connections,
        # and keep them warm.
        free = (
            at for at, flights in enumerate(self._flights) if flights < POOL
        )
        number = next(free, self._flights.index(min(self._flights)))
        self._flights[number] += 1
        try:
            status, payload = await self._pools[number].do_request(
                url, method, request_data, *timeouts, **named
            )
        finally:
            self._flights[number] -= 1
        if method == "POST":  # a GET reads a file, which may hold anything
            check_answer(url, status, payload)
        return status, payload
