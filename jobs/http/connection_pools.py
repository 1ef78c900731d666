"""Many small connection pools in place of a large one: httpcore scans every connection of
a pool twice for each request.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import cast

import httpx

# Connections of one pool; with 64 in one, half of a request's time goes into
# looking at the others, with 4 an eighth more than with 2.
POOL = 2


class Pools(httpx.AsyncBaseTransport):
    """Sends a host's requests to the pool that knows it, and to the next ones while that
    is full.
    """

    def __init__(
        self, connections: int, make: Callable[[int], httpx.AsyncBaseTransport]
    ) -> None:
        self._pools: Sequence[httpx.AsyncBaseTransport] = [
            make(POOL) for _ in range(max(connections // POOL, 1))
        ]
        self._flights = [0] * len(self._pools)

    async def handle_async_request(
        self, request: httpx.Request
    ) -> httpx.Response:
        """Make a request; its place is free again when the answer is closed."""
        number = self._choose(hash(request.url.host))
        self._flights[number] += 1
        try:
            response = await _ask(self._pools[number], request)
        except BaseException:
            self._flights[number] -= 1
            raise
        response.stream = _Counted(
            cast(httpx.AsyncByteStream, response.stream),
            lambda: self._free(number),
        )
        return response

    def _choose(self, host: int) -> int:
        """Return the pool for a host: its own, or the next one that has room, so that one
        busy host leaves room in other pools. Where all are full its own queues.
        """
        count = len(self._pools)
        turns = ((host + step) % count for step in range(count))
        for at in turns:
            if self._flights[at] < POOL:
                return at
        return host % count

    def _free(self, number: int) -> None:
        self._flights[number] -= 1

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.aclose()


async def _ask(
    pool: httpx.AsyncBaseTransport, request: httpx.Request
) -> httpx.Response:
    """Make a request; repeat a GET once if its connection ended before an answer began.

    A server may close a kept-alive connection at the moment in which a request goes out on it;
    that says nothing of its health (RFC 9110, section 9.2.2, allows to ask again).
    """
    try:
        return await pool.handle_async_request(request)
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
        if request.method != "GET":
            raise
    return await pool.handle_async_request(request)


class _Counted(httpx.AsyncByteStream):
    """An answer's body that reports once when it is closed."""

    def __init__(
        self, inner: httpx.AsyncByteStream, closed: Callable[[], None]
    ) -> None:
        self._inner = inner
        self._closed = closed
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._inner.aclose()
        finally:
            if self._open:
                self._open = False
                self._closed()
