"""What jobs count as they work; the bot's metrics are handed in, for jobs may not import them."""

from __future__ import annotations

from typing import Protocol


class Recorder(Protocol):
    """Counts what happened."""

    def fetched(self, kind: str, outcome: str, seconds: float, size: int) -> None:
        """Note a download: of a feed, page or article, how it ended, how long it took and its bytes."""
        ...

    def swept(self, job: str, seconds: float, *, ok: bool) -> None:
        """Note a sweep."""
        ...


class Silent:
    """Counts nothing: what a house has until a bot hands in its metrics."""

    def fetched(self, kind: str, outcome: str, seconds: float, size: int) -> None:
        """Leave it."""

    def swept(self, job: str, seconds: float, *, ok: bool) -> None:
        """Leave it."""
