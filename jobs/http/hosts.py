"""State of each host: free places, the pause between requests, and until when to leave it alone."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from jobs.http.timer import Timer
from news.errors import HostResting

# Hosts that are remembered.
HOSTS = 5000
# Requests in a row without a whole answer, after which a host is left alone.
TIMEOUTS = 2
# Seconds for which a host is left alone: doubled with each further request that
# times out.
FIRST_REST, LONGEST_REST = 60.0, 3600.0


@dataclass(slots=True)
class _Host:
    gate: asyncio.Semaphore
    next_at: float = 0.0
    timeouts: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hosts:
    """Limits for each host: few requests at a time, a pause between them, and a rest for
    one that does not answer.
    """

    def __init__(self, per_host: int, pause: float, clock: Timer) -> None:
        self._per_host = per_host
        self._pause = pause
        self._clock = clock
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        # Until when a host is left alone; apart from `_hosts`, whose oldest are
        # let go.
        self._resting: dict[str, float] = {}

    def __len__(self) -> int:
        """Count the remembered hosts."""
        return len(self._hosts)

    def resting(self) -> list[str]:
        """Return the hosts that rest now."""
        now = self._clock()
        return [host for host, until in self._resting.items() if until > now]

    def rest(self, host: str, seconds: float) -> None:
        """Send no requests to a host for this many seconds."""
        self._resting[host] = self._clock() + seconds
        if len(self._resting) > 4 * HOSTS:
            now = self._clock()
            left = [
                (until, name)
                for name, until in self._resting.items()
                if until > now
            ]
            # Those that asked for the longest wait stay.
            self._resting = {
                name: until for until, name in sorted(left)[-2 * HOSTS :]
            }

    def answered(self, host: str) -> None:
        """Note that a host answered completely."""
        self._of(host).timeouts = 0

    def timed_out(self, host: str) -> None:
        """Note that a host did not answer completely in time; after several in a row, all
        its sources wait.
        """
        known = self._of(host)
        known.timeouts += 1
        over = known.timeouts - TIMEOUTS
        if over >= 0:
            self.rest(host, min(FIRST_REST * 2 ** min(over, 10), LONGEST_REST))

    @asynccontextmanager
    async def place(self, host: str, url: str) -> AsyncIterator[None]:
        """Wait for a free place at a host and for the pause; raises HostResting while it rests."""
        known = self._of(host)
        self._check(host, url)
        async with known.gate:
            # Those that waited beside a request that timed out are not to try
            # in its place.
            self._check(host, url)
            async with known.lock:
                wait = known.next_at - self._clock()
                if wait > 0:
                    await asyncio.sleep(wait)
                known.next_at = self._clock() + self._pause
            yield

    def _check(self, host: str, url: str) -> None:
        left = self._resting.get(host, 0.0) - self._clock()
        if left > 0:
            raise HostResting(
                f"{url}: the server asked to wait, or did not answer",
                retry_after=timedelta(seconds=left),
            )

    def _of(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(asyncio.Semaphore(self._per_host))
            while len(self._hosts) > HOSTS:
                self._hosts.popitem(last=False)
        self._hosts.move_to_end(host)
        return known
