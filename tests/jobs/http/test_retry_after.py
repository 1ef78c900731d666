"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from jobs.http.retry_after import LONGEST, read_retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("120", 120), (" 7 ", 7), ("999999999999", 86_400)],
)
def test_seconds(value: str, seconds: int) -> None:
    assert read_retry_after(value) == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "٣"])
def test_what_is_neither_seconds_nor_a_date(value: str) -> None:
    assert read_retry_after(value) is None


def test_a_date_is_a_wait_from_now_on() -> None:
    now = datetime.now(UTC)
    wait = read_retry_after(
        format_datetime(now + timedelta(minutes=5), usegmt=True)
    )
    assert wait is not None
    assert timedelta(minutes=4) < wait <= timedelta(minutes=5)
    assert read_retry_after(
        format_datetime(now - timedelta(days=2), usegmt=True)
    ) == timedelta(0)
    assert (
        read_retry_after(format_datetime(now + timedelta(days=9), usegmt=True))
        == LONGEST
    )
