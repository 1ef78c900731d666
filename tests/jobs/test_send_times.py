"""A message that is no hurry waits for the end of quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jobs.send_times import ready_at
from store.rows import Chat


@pytest.mark.parametrize(
    ("zone", "hours", "now", "ready"),
    [
        ("UTC", (22 * 60, 7 * 60), datetime(2026, 11, 23, 6, 0, tzinfo=UTC), datetime(2026, 11, 23, 7, 0, 9, tzinfo=UTC)),
        ("UTC", (22 * 60, 7 * 60), datetime(2026, 11, 23, 7, 0, tzinfo=UTC), datetime(2026, 11, 23, 7, 0, 9, tzinfo=UTC)),
        ("UTC", (None, None), datetime(2026, 11, 23, 6, 0, tzinfo=UTC), datetime(2026, 11, 23, 6, 0, 9, tzinfo=UTC)),
        # Its place in the spread would lead into the quiet hours.
        ("UTC", (22 * 60, 7 * 60), datetime(2026, 11, 23, 21, 59, 55, tzinfo=UTC), datetime(2026, 11, 24, 7, 0, 9, tzinfo=UTC)),
        # Berlin, the night on which clocks go back: seven o'clock is an hour later than on the day before.
        ("Europe/Berlin", (22 * 60, 7 * 60), datetime(2026, 10, 25, 4, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, 0, 9, tzinfo=UTC)),
        ("Europe/Berlin", (22 * 60, 7 * 60), datetime(2026, 10, 24, 4, 0, tzinfo=UTC), datetime(2026, 10, 24, 5, 0, 9, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_digest_waits_for_the_end_of_quiet_hours(
    zone: str,
    hours: tuple[int | None, int | None],
    now: datetime,
    ready: datetime,
) -> None:
    chat = Chat(1, 1, zone=zone, quiet_from=hours[0], quiet_to=hours[1])
    assert ready_at(chat, int(now.timestamp()), offset=9) == int(
        ready.timestamp()
    )
