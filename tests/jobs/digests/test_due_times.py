"""Which digest is due, and which comes after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from jobs.digests.due_times import due_and_next, last_due
from store.rows import Chat

EIGHT = int(
    datetime(2026, 11, 23, 0, 0, tzinfo=UTC).timestamp()
)  # 08:00 in Shanghai
DAY = 86_400
CHAT = Chat(1, 1, schedule="08:00", zone="Asia/Shanghai", next_due_at=EIGHT)


def test_on_time_it_is_due_and_the_next_is_tomorrow() -> None:
    due, following = due_and_next(CHAT, EIGHT, 6 * 3600)
    assert due is not None
    assert following is not None
    assert (due.local_date, due.slot) == ("2026-11-23", 480)
    assert following.local_date == "2026-11-24"


def test_after_three_days_stop_only_todays_is_sent() -> None:
    due, following = due_and_next(CHAT, EIGHT + 3 * DAY + 3600, 6 * 3600)
    assert due is not None
    assert following is not None
    assert due.local_date == "2026-11-26"
    assert following.local_date == "2026-11-27"


def test_too_late_a_digest_is_left_out() -> None:
    due, following = due_and_next(CHAT, EIGHT + 7 * 3600, 6 * 3600)
    assert due is None
    assert following is not None
    assert following.local_date == "2026-11-24"


def test_without_a_schedule_nothing_is_due() -> None:
    assert due_and_next(replace(CHAT, schedule=""), EIGHT, 3600) == (None, None)
    assert last_due("", "UTC", EIGHT) is None
    assert last_due("08:00", "Asia/Shanghai", EIGHT + 60) == EIGHT
