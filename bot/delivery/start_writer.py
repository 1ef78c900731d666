"""Record that messages are about to be sent, just before each call; many
records share one transaction.
"""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from store.delivery import outbox
from store.engine.database import Database


class TakenBack(Exception):
    """The error for a row that was taken back meanwhile: this process may not
    send it.
    """


class StartWriter:
    """The writer of `started` for one sender's rows. Rows that arrive during a
    write go together into the next.
    """

    def __init__(
        self, db: Database, *, owner: str, lease: int, clock: Clock
    ) -> None:
        self._db, self._owner, self._lease, self._clock = (
            db,
            owner,
            lease,
            clock,
        )
        self._waiting: list[tuple[int, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def start(self, row_id: int) -> None:
        """Record that a row is being sent; raises TakenBack, and StoreError if
        that cannot be written.
        """
        told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((row_id, told))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        if not await told:
            raise TakenBack

    async def _write(self) -> None:
        """Start the waiting rows in one write; those that arrive meanwhile make
        the next.
        """
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                may = await self._start([row_id for row_id, _ in batch])
            except Exception as error:
                _refuse(batch, error)
            else:
                for row_id, told in batch:
                    if not told.done():
                        told.set_result(row_id in may)

    async def _start(self, ids: list[int]) -> set[int]:
        started = await self._db.write(
            outbox.start,
            ids,
            self._clock(),
            owner=self._owner,
            lease=self._lease,
        )
        return set(started)


def _refuse(
    batch: list[tuple[int, asyncio.Future[bool]]], error: Exception
) -> None:
    for _, told in batch:
        if not told.done():
            told.set_exception(error)
