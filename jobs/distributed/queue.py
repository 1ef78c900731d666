"""What a cluster asks of its queue. Payloads are ids; the rows and their leases decide.

`jobs.distributed.pgqueuer_queue` is the queue that runs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

QUEUES = ("fetch", "enrich", "digest")
# The priority of what a person waits for.
WAITED_FOR = 10


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one kind that were leased up to `given` and are processed together."""

    queue: str
    ids: tuple[int, ...]
    given: int
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """The state of an engine."""

    # Jobs that nobody has taken.
    waiting: int
    running: int
    # Why it can't be reached; empty where it can.
    error: str = ""


Handler = Callable[[Batch], Awaitable[None]]


class Engine(Protocol):
    """Runs batches somewhere. A batch may be lost or run twice: handlers take their rows
    again, and write once.
    """

    async def enqueue(self, batches: Sequence[Batch]) -> None:
        """Enqueue batches; urgent ones, for which a person waits, go first."""
        ...

    def handle(self, queue: str, handler: Handler) -> None:
        """Register the handler of a queue in this process."""
        ...

    async def run(self) -> None:
        """Work until `stop`, through every loss of the database."""
        ...

    async def stop(self) -> None:
        """Take no more batches and finish the running ones; waiting rows stay leased and
        come again.
        """
        ...

    async def health(self) -> Health:
        """Return the engine's state."""
        ...
