"""Keep a fault over one chat from the others of its batch."""

from __future__ import annotations

from types import TracebackType

import structlog

from news.errors import StoreError

log = structlog.get_logger()


class Isolated:
    """A block of work over one chat: a fault in it is logged with its traceback, and ends
    nothing else. A StoreError passes: then the whole batch waits.
    """

    def __init__(self, event: str, chat: int) -> None:
        self._event = event
        self._chat = chat

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        """Log a fault and go on behind the block; an end from outside passes."""
        if not isinstance(error, Exception) or isinstance(error, StoreError):
            return False
        log.error(self._event, chat=self._chat, exc_info=error)
        return True
