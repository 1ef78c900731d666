"""What the clients of the operator's OpenAI-compatible endpoints share: an exempt HTTP
client, a circuit breaker, and bounded answers.

The host is exempt from the guard: it comes from the operator's configuration alone, and redirects
are not followed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from jobs.http.guard import authorities
from jobs.http.timer import Timer
from news.errors import ModelError
from news.safe_json import JsonObject

T = TypeVar("T")
# The longest rest of an endpoint that goes on failing, in seconds.
LONGEST_REST = 900.0


class Breaker:
    """Circuit breaker: opens after failures in a row, then lets one request through when
    its rest is over. Each further failure doubles the rest.
    """

    def __init__(self, failures: int, rest: float, now: Timer) -> None:
        self._most = failures
        self._rest = rest
        self._now = now
        self._failures = 0
        self._until = 0.0
        self._times = 0

    @property
    def open(self) -> bool:
        """Whether the endpoint rests right now."""
        return self._now() < self._until

    def note(self, *, ok: bool) -> None:
        """Count a request's outcome."""
        if ok:
            self._failures = self._times = 0
            return
        self._failures += 1
        if self._failures >= self._most:
            rest = min(self._rest * 2**self._times, LONGEST_REST)
            self._until = self._now() + rest
            self._times += 1
            # One failure more and it rests again.
            self._failures = self._most - 1


class OperatorEndpoint:
    """One address of an endpoint, asked by POST with a JSON body.

    `name` is what errors call it; they hold neither the key nor the question.
    """

    def __init__(
        self,
        name: str,
        address: str,
        *,
        key: str,
        timeout: float,
        most_bytes: int,
        breaker: Breaker,
    ) -> None:
        self.name = name
        self.breaker = breaker
        self._address = address
        self._timeout = timeout
        self._most_bytes = most_bytes
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
            verify=authorities(trust_env=False),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def guarded(self, asking: Coroutine[Any, Any, T]) -> T:
        """Ask unless the endpoint rests, and record the outcome. Raises ModelError."""
        if self.breaker.open:
            asking.close()
            raise ModelError(
                f"{self.name} failed several times and is left alone for a while"
            )
        try:
            reply = await asking
        except ModelError:
            self.breaker.note(ok=False)
            raise
        self.breaker.note(ok=True)
        return reply

    @asynccontextmanager
    async def post(self, body: JsonObject) -> AsyncIterator[httpx.Response]:
        """Open an answer within the time-out.

        Raises httpx.HTTPError and TimeoutError, which a caller may answer with another try.
        """
        async with (
            asyncio.timeout(self._timeout),
            self._client.stream("POST", self._address, json=body) as answer,
        ):
            yield answer

    async def post_once(self, body: JsonObject) -> bytes:
        """Return the body of a good answer. Raises ModelError for anything else."""
        try:
            async with self.post(body) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise self.refused(answer.status_code)
                return await self.read(answer)
        except (httpx.HTTPError, TimeoutError) as error:
            raise self.unreachable(error) from None

    async def read(self, answer: httpx.Response) -> bytes:
        """Return an answer's body. Raises ModelError beyond the most bytes."""
        data = bytearray()
        async for piece in answer.aiter_bytes():
            data += piece
            if len(data) > self._most_bytes:
                raise ModelError(
                    f"{self.name} answered more than {self._most_bytes} bytes"
                )
        return bytes(data)

    def refused(self, status: int) -> ModelError:
        """Return the error for an answer with another status than 200."""
        return ModelError(f"{self.name} answered {status}")

    def unreachable(self, error: Exception) -> ModelError:
        """Return the error for an endpoint that can't be reached or is too slow."""
        return ModelError(f"{self.name}: {type(error).__name__}")
