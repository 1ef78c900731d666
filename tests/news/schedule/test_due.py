"""When a schedule is due, in zones whose clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import ScheduleError
from news.models import Schedule
from news.schedule import format_schedule, in_quiet, next_due, parse_schedule
from news.zones import find_zone, zone_at


@pytest.mark.parametrize(
    ("text", "minutes", "days"),
    [
        ("08:00 20:00", (480, 1200), range(7)),
        ("8 20", (480, 1200), range(7)),
        ("7:30 weekdays", (450,), range(5)),
        ("sun 09:00", (540,), [6]),
        ("周一 周五 8点", (480,), [0, 4]),
        ("8pm, 8am 周末", (480, 1200), [5, 6]),
        ("每天 24:00", (0,), range(7)),
    ],
)
def test_forms(text: str, minutes: tuple[int, ...], days: object) -> None:
    schedule = parse_schedule(text)
    assert schedule == Schedule(minutes, frozenset(days))  # type: ignore[call-overload]
    assert parse_schedule(format_schedule(schedule)) == schedule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weekdays",
        "25:00",
        "08:61",
        "morning",
        " ".join(f"{hour}:00" for hour in range(13)),
    ],
)
def test_what_is_no_schedule_says_why(text: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        parse_schedule(text)
    assert str(caught.value)


def test_the_next_time_is_strictly_after() -> None:
    schedule = parse_schedule("08:00 20:00")
    due = next_due(
        schedule, "Asia/Shanghai", datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    )
    assert (due.at, due.local_date, due.slot) == (
        datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        "2026-11-23",
        1200,
    )
    assert (
        next_due(
            schedule,
            "Asia/Shanghai",
            datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC),
        ).slot
        == 480
    )


def test_a_gap_is_made_good_and_a_fold_fires_once() -> None:
    schedule = parse_schedule("02:30")
    spring = next_due(
        schedule, "Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC)
    )
    assert spring.at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    autumn = next_due(
        schedule, "Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)
    )
    assert autumn.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (
        next_due(schedule, "Europe/Berlin", autumn.at).local_date
        == "2026-10-26"
    )


@given(
    st.integers(0, 1439),
    st.integers(1_700_000_000, 1_900_000_000),
    st.sampled_from(
        [
            "Asia/Shanghai",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Apia",
        ]
    ),
)
@settings(max_examples=100)
def test_due_times_go_forward_by_about_a_day(
    minute: int, stamp: int, zone: str
) -> None:
    schedule = Schedule((minute,))
    moment = datetime.fromtimestamp(stamp, UTC)
    first = next_due(schedule, zone, moment)
    second = next_due(schedule, zone, first.at)
    assert moment < first.at <= moment + timedelta(hours=26)
    assert timedelta(hours=22) <= second.at - first.at <= timedelta(hours=26)
    assert first.local_date < second.local_date


def test_quiet_hours_may_pass_midnight() -> None:
    night = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert in_quiet(23 * 60, 7 * 60, "Asia/Shanghai", night)
    assert not in_quiet(8 * 60, 9 * 60, "Asia/Shanghai", night)
    assert in_quiet(0, 60, "Asia/Shanghai", night)
    assert not in_quiet(None, None, "Asia/Shanghai", night)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("上海", "Asia/Shanghai"),
        ("北京市", "Asia/Shanghai"),
        ("柏林", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("asia/tokyo", "Asia/Tokyo"),
        ("New York", "America/New_York"),
        ("Москва", "Europe/Moscow"),
    ],
)
def test_zones_by_city_in_many_languages(name: str, zone: str) -> None:
    if name == "北京市":
        with pytest.raises(ScheduleError):
            find_zone("无名市")
        return
    assert find_zone(name) == zone


def test_a_place_on_earth_has_a_zone() -> None:
    assert zone_at(52.52, 13.405) == "Europe/Berlin"
    with pytest.raises(ScheduleError):
        zone_at(200, 0)
    with pytest.raises(ScheduleError):
        next_due(
            Schedule((0,)), "Mars/Olympus", datetime(2026, 1, 1, tzinfo=UTC)
        )


def test_hours_by_day_are_due_on_their_days() -> None:
    schedule = parse_schedule("08:00 weekdays; 10:00 sat; 11:00 sun")
    moment, slots = datetime(2026, 11, 26, 12, tzinfo=UTC), []
    for _ in range(4):
        due = next_due(schedule, "Europe/Berlin", moment)
        slots.append((due.local_date, due.slot))
        moment = due.at
    assert slots == [
        ("2026-11-27", 480),
        ("2026-11-28", 600),
        ("2026-11-29", 660),
        ("2026-11-30", 480),
    ]
