"""A named value in the store, cached in memory once read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from store.engine.database import Database
from store.operations import key_value

T = TypeVar("T")


class StoredValue(Generic[T]):
    """One value shared by jobs: read from the store at its first use, forgotten by `reset`."""

    def __init__(
        self,
        name: str,
        load: Callable[[bytes], T],
        dump: Callable[[T], bytes],
        missing: Callable[[], T],
    ) -> None:
        self._name = name
        self._load = load
        self._dump = dump
        self._missing = missing
        self._held: tuple[T] | None = None

    async def get(self, db: Database) -> T:
        """Return the value; `missing` makes it if the store has none."""
        if self._held is None:
            data = await db.read(key_value.get, self._name)
            # Another caller may have read it meanwhile, and changed it since.
            if self._held is None:
                self._held = (self._load(data) if data else self._missing(),)
        return self._held[0]

    async def put(self, db: Database, value: T, now: int) -> None:
        """Replace the value, also in the store."""
        await db.write(key_value.put, self._name, self._dump(value), now)
        self._held = (value,)

    async def save(self, db: Database, now: int) -> None:
        """Write the value as changed in memory; do nothing if it was never read."""
        if self._held is not None:
            await db.write(
                key_value.put, self._name, self._dump(self._held[0]), now
            )

    def reset(self) -> None:
        """Forget the value in memory; the next use reads the store."""
        self._held = None
