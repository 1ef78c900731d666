"""What jobs count while they work. The bot passes in its metrics, for jobs may not import them."""

from __future__ import annotations

from typing import Protocol


class MetricsRecorder(Protocol):
    """Counts what happened."""

    def fetched(
        self, kind: str, outcome: str, seconds: float, size: int
    ) -> None:
        """Count a download of a feed, page or article: its result, its duration and its bytes."""
        ...

    def swept(self, job: str, seconds: float, *, ok: bool) -> None:
        """Count a sweep."""
        ...


class NullMetrics:
    """Counts nothing; used until the bot passes in its metrics."""

    def fetched(
        self, kind: str, outcome: str, seconds: float, size: int
    ) -> None:
        """Count a download of a feed, page or article: its result, its duration and its bytes."""

    def swept(self, job: str, seconds: float, *, ok: bool) -> None:
        """Count a sweep."""
