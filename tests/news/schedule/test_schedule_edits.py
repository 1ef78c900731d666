"""A schedule changed press by press, also where hours differ by day."""

from __future__ import annotations

from news.models import Schedule, WeekSchedule
from news.schedule import parse_schedule
from news.schedule.schedule_edits import (
    add_rest,
    join_parts,
    merged,
    moved,
    rest_of,
    set_days,
    toggle_day,
    toggle_minute,
)

WEEK = parse_schedule("08:00 weekdays; 10:00 sat sun")


def test_a_time_is_changed_in_its_part_alone() -> None:
    assert toggle_minute(WEEK, 1, 1200) == parse_schedule(
        "08:00 weekdays; 10:00 20:00 sat sun"
    )
    assert toggle_minute(WEEK, 1, 600) == parse_schedule("08:00 weekdays")


def test_parts_that_become_alike_are_one() -> None:
    both = toggle_minute(WEEK, 1, 480)
    assert toggle_minute(both, 1, 600) == parse_schedule("08:00")


def test_a_day_leaves_its_other_part() -> None:
    assert toggle_day(WEEK, 1, 4) == parse_schedule(
        "08:00 mon tue wed thu; 10:00 fri sat sun"
    )
    assert toggle_day(WEEK, 1, 5) == parse_schedule("08:00 weekdays; 10:00 sun")
    assert set_days(WEEK, 0, frozenset(range(7))) == parse_schedule("08:00")


def test_the_first_day_comes_with_the_usual_hour() -> None:
    assert toggle_day(None, 0, 6) == parse_schedule("08:00 sun")
    assert toggle_minute(None, 0, 60) == parse_schedule("01:00")


def test_the_days_that_are_left_get_an_hour_of_their_own() -> None:
    assert rest_of(parse_schedule("08:00 weekdays")) == {5, 6}
    assert add_rest(parse_schedule("08:00 weekdays")) == parse_schedule(
        "08:00 weekdays; 10:00 sat sun"
    )
    assert (rest_of(WEEK), add_rest(WEEK), rest_of(None), add_rest(None)) == (
        frozenset(),
        WEEK,
        frozenset(),
        None,
    )


def test_nothing_left_is_no_schedule() -> None:
    assert toggle_minute(parse_schedule("08:00"), 0, 480) is None
    assert (
        join_parts([Schedule((), frozenset({1})), Schedule((60,), frozenset())])
        is None
    )
    assert isinstance(WEEK, WeekSchedule)


def test_two_schedules_become_one_with_the_times_of_both() -> None:
    assert merged(
        parse_schedule("20:00 weekdays"), parse_schedule("08:00")
    ) == (parse_schedule("08:00 20:00 weekdays; 08:00 sat sun"))
    full = parse_schedule("every 2 hours")
    assert merged(full, full) == full
    assert merged(full, parse_schedule("07:30")) is None


def test_all_times_are_moved_within_their_days() -> None:
    week = parse_schedule("07:30 weekdays; 10:00 sat sun")
    assert moved(week, 90) == parse_schedule("09:00 weekdays; 11:30 sat sun")
    assert moved(week, -450) == parse_schedule("00:00 weekdays; 02:30 sat sun")
    assert moved(week, -451) is None
    assert moved(week, 14 * 60) is None
