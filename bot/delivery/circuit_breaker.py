"""Circuit breaker: whether Telegram can be reached, kept apart from the state
of any message.

closed → open, at a fault of the connection → on trial, when a probe came
through → closed, when a message did.
"""

from __future__ import annotations

from dataclasses import dataclass

# The longest pause between two probes, in seconds.
LONGEST_PAUSE = 60.0


@dataclass(slots=True)
class CircuitBreaker:
    """One breaker for the whole sender. It opens at the first fault; pauses
    between probes grow until a message gets through.
    """

    # The last error; empty while all is well.
    why: str = ""
    # The start of the trouble, in UTC seconds.
    since: int | None = None
    # The time since which every answer has refused the token.
    unauthorized_since: int | None = None
    is_open: bool = False
    # Failed probes and trials since a message last got through.
    failures: int = 0

    @property
    def on_trial(self) -> bool:
        """Whether exactly one message may be sent, to test the connection."""
        return bool(self.failures) and not self.is_open

    def trip(self, why: str, now: int, *, unauthorized: bool = False) -> None:
        """Record a fault. Many messages may meet the same fault: only the first
        counts.
        """
        if not self.is_open:
            self.failures += 1
        self.why, self.is_open = why, True
        self.since = now if self.since is None else self.since
        if not unauthorized:
            self.unauthorized_since = None
        elif self.unauthorized_since is None:
            self.unauthorized_since = now

    def probe_failed(
        self, why: str, now: int, *, unauthorized: bool = False
    ) -> None:
        """Record that a probe failed."""
        self.failures += 1
        self.trip(why, now, unauthorized=unauthorized)

    def probe_succeeded(self) -> None:
        """Let one message try."""
        self.is_open, self.unauthorized_since = False, None

    def succeed(self) -> None:
        """Record that Telegram answered a message."""
        self.why, self.since, self.unauthorized_since = "", None, None
        self.is_open, self.failures = False, 0

    def pause(self) -> float:
        """Return the seconds before the next probe: none before the first, then
        1, 2, 4 … 60.
        """
        if self.failures <= 1:
            return 0.0
        return float(min(2.0 ** min(self.failures - 2, 10), LONGEST_PAUSE))
