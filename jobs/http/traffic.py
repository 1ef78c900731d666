"""Count requests and bytes by source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Traffic:
    """Requests and bytes, in total and for sources whose bytes are counted."""

    requests: int = 0
    # Of bodies, after unpacking.
    bytes: int = 0
    _of_source: Counter[int] = field(default_factory=Counter)

    def add(self, source_id: int | None, count: int) -> None:
        """Count bytes as they came over the wire."""
        if source_id is not None:
            self._of_source[source_id] += count

    def take(self) -> dict[int, int]:
        """Return the bytes of each source since the last call."""
        taken, self._of_source = dict(self._of_source), Counter()
        return taken
