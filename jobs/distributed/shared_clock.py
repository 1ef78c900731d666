"""The database's clock, shared by all processes of a cluster: leases and due digests follow it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog

from news.errors import StoreError
from store.engine.connections import Connection
from store.engine.database import Database, run_alone
from store.engine.statements import database_time

log = structlog.get_logger()
# Seconds between two looks: two good quartz clocks drift apart by a millisecond
# in that time.
EVERY = 10.0


class SharedClock:
    """The database's time in UTC seconds; between two queries it follows this process's
    monotonic clock.

    A process whose own clock is ahead would otherwise lease rows for that much longer, and hold
    them after its death.
    """

    def __init__(
        self,
        now: int,
        *,
        watch: Callable[[], float] = time.monotonic,
        shared: Callable[[Connection], int] = database_time,
    ) -> None:
        self._watch = watch
        self._shared = shared
        self._told = now
        self._looked_at = watch()

    @classmethod
    async def open(cls, url: str) -> SharedClock:
        """Query the time for the first time. Raises `StoreBusy` if the database is unreachable."""
        return cls(await asyncio.to_thread(run_alone, url, database_time))

    def __call__(self) -> int:
        """Return the current time."""
        return int(self._told + self._watch() - self._looked_at)

    async def look(self, db: Database) -> None:
        """Query the database's time; while it is unreachable, the monotonic clock goes on
        alone.
        """
        try:
            told = await db.read(self._shared)
        except StoreError as error:
            log.debug("clock.alone", error=str(error))
            return
        self._told = told
        self._looked_at = self._watch()

    async def keep(self, db: Database, stop: asyncio.Event) -> None:
        """Look again and again until `stop`."""
        while not stop.is_set():
            await self.look(db)
            try:
                async with asyncio.timeout(EVERY):
                    await stop.wait()
            except TimeoutError:
                continue
