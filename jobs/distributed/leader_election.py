"""Leader election: one active process for each role, by a lease in the store; others stand by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from news.errors import StoreBusy, StoreError
from store.engine.connections import Connection
from store.engine.database import Database
from store.engine.statements import database_time
from store.operations import job_runs

log = structlog.get_logger()
# Seconds for which a turn is held without a sign of life; a standby takes over
# that much and a look later.
LEASE = 12
LOOK = 3.0
# Seconds between a process's clock and the database's that are logged: a digest
# comes that much early or late.
SKEW = 30
Step = Callable[[], Awaitable[None]]


class LeaderLease:
    """One process's view of a named lease. `owner` must be unique to the life of a process.

    Leases run by the database's clock, which all processes share: one whose own clock is ahead
    would otherwise hold its turn for that long after its death. `clock` is the process's own, and
    is only compared.
    """

    def __init__(
        self,
        db: Database,
        name: str,
        owner: str,
        clock: Callable[[], int],
        *,
        lease: int = LEASE,
        look: float = LOOK,
        shared_clock: Callable[[Connection], int] = database_time,
    ) -> None:
        self._db = db
        self._name = name
        self._owner = owner
        self._clock = clock
        self._lease = lease
        self._look = look
        self._shared_clock = shared_clock
        self._until = 0.0
        self._active = False

    @property
    def held(self) -> bool:
        """Whether we still hold the lease by our own clock: a process that was suspended
        finds it expired.
        """
        return self._active and time.monotonic() < self._until

    def fence(self, connection: Connection) -> None:
        """Refuse the transaction when another process holds the lease by now. Raises
        `StoreBusy`.
        """
        if not job_runs.holds(
            connection, self._name, self._owner, self._shared_clock(connection)
        ):
            raise StoreBusy(f"another process took over {self._name}")

    async def hold(self, stop: asyncio.Event, gained: Step, lost: Step) -> None:
        """Stand by until `stop`; call `gained` when the lease is won, and `lost` when it
        is lost or at the end.
        """
        try:
            while not stop.is_set():
                await self._renew(gained, lost)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), self._look)
        finally:
            if self._active:
                self._active = False
                await lost()
                with suppress(StoreError):
                    await self._db.write(
                        job_runs.give_up, self._name, self._owner
                    )

    def _take(self, connection: Connection) -> tuple[bool, int]:
        """Take or renew the lease; also return how many seconds our clock is ahead of the
        database's.
        """
        now = self._shared_clock(connection)
        mine = job_runs.take_lease(
            connection, self._name, self._owner, now=now, seconds=self._lease
        )
        return mine, self._clock() - now

    async def _renew(self, gained: Step, lost: Step) -> None:
        before = time.monotonic()
        try:
            async with asyncio.timeout(self._lease / 2):
                mine, ahead = await self._db.write(self._take)
        except (StoreError, TimeoutError) as error:
            # Nobody else can take it while the store is away; past our own
            # lease we can't know that.
            mine = self._active and before < self._until
            log.warning(
                "turn.unknown", turn=self._name, held=mine, error=str(error)
            )
        else:
            self._until = before + self._lease if mine else 0.0
            if abs(ahead) > SKEW:
                # Rows are leased and digests fall due by the process's clock:
                # somebody must set it.
                log.error(
                    "clock.differs",
                    turn=self._name,
                    seconds_ahead_of_the_database=ahead,
                )
        if mine and not self._active:
            log.info("turn.gained", turn=self._name, owner=self._owner)
            self._active = True
            await gained()
        elif not mine and self._active:
            log.warning("turn.lost", turn=self._name, owner=self._owner)
            self._active = False
            await lost()
