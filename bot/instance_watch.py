"""Detect another program on the same store: both would send the same messages
and compete for the token.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from news.errors import StoreError
from store.engine.connections import Connection
from store.engine.database import Database
from store.operations import key_value

log = structlog.get_logger()
NAME = "instance"
# Seconds between two signs of life.
EVERY = 20.0
# Seconds during which another instance's sign counts.
ALIVE = 60


@dataclass(slots=True)
class InstanceWatch:
    """A periodic sign of life in the store, and a look for the signs of others."""

    db: Database
    owner: str
    clock: Clock
    # The other user of the store; empty while there is none.
    other: str = ""
    _signed: bool = False
    # The store's error at the last look; it is logged once.
    _fault: str = ""

    @property
    def trouble(self) -> str:
        """A description of the other instance; empty while there is none."""
        if self.other:
            return f"another instance uses this store: {self.other}"
        return ""

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Look once and leave our sign."""
        try:
            other = await self.db.write(_exchange, self.owner, self.clock())
        except StoreError as error:
            if str(error) != self._fault:
                log.warning("instance.store", error=str(error))
            self._fault = str(error)
            return
        self._fault = ""
        # Before our first sign, the stored one may belong to a process that has
        # ended.
        other, self._signed = (other if self._signed else ""), True
        if other and other != self.other:
            log.error("instance.another", other=other)
        self.other = other


def _exchange(connection: Connection, owner: str, now: int) -> str:
    """Write our sign; return the owner of a fresh sign that another instance
    left.
    """
    stored = key_value.get(connection, NAME)
    name, _, at = (stored or b"").decode("utf-8", "replace").rpartition(" ")
    key_value.put(connection, NAME, f"{owner} {now}".encode(), now)
    fresh = at.isdigit() and 0 <= now - int(at) < ALIVE
    if fresh and name != owner:
        return name
    return ""
