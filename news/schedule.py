"""When a chat wants its digests: times a day in its own zone, right when clocks change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from news.errors import ScheduleError
from news.models import Due, Schedule

MAX_TIMES = 12
_DAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3,
    "friday": 4, "saturday": 5, "sunday": 6, "周一": 0, "周二": 1, "周三": 2, "周四": 3, "周五": 4, "周六": 5, "周日": 6, "周天": 6,
    "星期一": 0, "星期二": 1, "星期三": 2, "星期四": 3, "星期五": 4, "星期六": 5, "星期日": 6, "星期天": 6,
}  # fmt: skip
_GROUPS = {
    "weekdays": range(5), "weekday": range(5), "工作日": range(5), "平日": range(5), "weekends": range(5, 7), "weekend": range(5, 7), "周末": range(5, 7),
    "laborables": range(5), "werktags": range(5), "ouvrables": range(5), "будни": range(5), "wochenende": range(5, 7), "выходные": range(5, 7),
    "daily": range(7), "everyday": range(7), "每天": range(7), "每日": range(7), "毎日": range(7), "diario": range(7), "täglich": range(7), "quotidien": range(7), "ежедневно": range(7),
}  # fmt: skip
_IGNORED = frozenset({"weekly", "every", "at", "on", "and", "每周", "和", "于"})
_TIME = re.compile(
    r"^(早上|上午|中午|下午|晚上|午前|午後)?(\d{1,2})(?:[:：.点點时時h](\d{2}|半)?分?)?(?:uhr)?\s*(am|pm)?$",
    re.IGNORECASE,
)
_LATE = frozenset({"下午", "晚上", "午後", "pm"})
_EARLY = frozenset({"早上", "上午", "午前", "am"})
_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parse_schedule(text: str) -> Schedule:
    """Read `08:00 20:00`, `8 20 weekdays`, `sun 09:00`, `周一 周五 8点`; a schedule without days is for each day.

    Raises ScheduleError that names the word it can't read.
    """
    minutes: set[int] = set()
    days: set[int] = set()
    for word in re.split(r"[\s,，、;；]+", text.strip().lower()):
        if not word or word in _IGNORED:
            continue
        if word in _GROUPS:
            days.update(_GROUPS[word])
        elif (day := _DAYS.get(word.replace("週", "周"), _day_named(word))) is not None:
            days.add(day)
        else:
            minutes.add(minute_of(word))
    if not minutes:
        raise ScheduleError(
            f"no time in {text!r}; expected times such as 08:00 20:00", text=text, why="none"
        )
    if len(minutes) > MAX_TIMES:
        raise ScheduleError(
            f"{len(minutes)} times a day; at most {MAX_TIMES}",
            text=text,
            why="many",
            limit=MAX_TIMES,
        )
    return Schedule(tuple(sorted(minutes)), frozenset(days or range(7)))


def _day_named(word: str) -> int | None:
    name = word.rstrip(".")
    return _days().get(name, _days().get(f"{name}日"))


@cache
def _days() -> dict[str, int]:
    """Map the weekdays' names in the interface's languages (CLDR) to their numbers, Monday is 0."""
    from babel.dates import get_day_names  # noqa: PLC0415 - only when a person names a day

    return {
        name.lower().rstrip("."): number
        for locale in ("es", "de", "fr", "ja", "ru", "zh_Hans", "zh_Hant", "en")
        for width in ("short", "abbreviated", "wide")
        for number, name in get_day_names(width, locale=locale).items()
    }


def minute_of(word: str) -> int:
    """Read a time of day, `08:00`, `8`, `8pm`, `下午3点半`, as minutes after midnight; raises ScheduleError."""
    match = _TIME.match(word)
    if not match:
        raise ScheduleError(f"{word!r} is no time or day; expected 08:00", text=word, why="time")
    hour, minute = int(match.group(2)), 30 if match.group(3) == "半" else int(match.group(3) or 0)
    half = (match.group(4) or match.group(1) or "").lower()
    if half in _LATE and hour < 12:
        hour += 12
    elif half in _EARLY and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise ScheduleError(
            f"{word!r} is no time of day; expected 00:00 to 23:59", text=word, why="time"
        )
    return hour * 60 + minute


def format_schedule(schedule: Schedule) -> str:
    """Write a schedule so that `parse_schedule` reads it back."""
    times = " ".join(f"{minute // 60:02}:{minute % 60:02}" for minute in schedule.minutes)
    if schedule.days == frozenset(range(7)):
        return times
    if schedule.days == frozenset(range(5)):
        return f"{times} weekdays"
    return f"{times} {' '.join(_SHORT[day] for day in sorted(schedule.days))}"


def next_due(schedule: Schedule, tz: str, after: datetime) -> Due:
    """Return the first digest strictly after an instant.

    A time that a spring change skips is due right after the gap; one that an autumn change repeats is due once, the first
    time. The identity (local date, slot) stays the same however clocks move.
    """
    stamp = int(after.timestamp())
    due = _next(tuple(schedule.minutes), schedule.days, tz, stamp - stamp % 60)
    # The answer for a whole minute serves all its seconds, save where the minute itself is due.
    return (
        due
        if due.at > after
        else _next(tuple(schedule.minutes), schedule.days, tz, stamp - stamp % 60 + 60)
    )


@lru_cache(maxsize=65_536)
def _next(minutes: tuple[int, ...], days: frozenset[int], tz: str, stamp: int) -> Due:
    zone = load(tz)
    after = datetime.fromtimestamp(stamp, UTC)
    day = after.astimezone(zone).date() - timedelta(days=1)
    for _ in range(10):
        if day.weekday() in days:
            for minute in minutes:
                at = instant(day, minute, zone)
                if at >= after and at.timestamp() >= stamp:
                    return Due(at, day.isoformat(), minute)
        day += timedelta(days=1)
    raise ScheduleError("a schedule without days is never due")


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local minute; in a gap, the first instant after it."""
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    back = local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return local.astimezone(UTC)
    # PEP 495: fold=0 in a gap takes the offset before it, so the difference of both is the gap's length.
    gap = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    length = abs((gap[1] or timedelta()) - (gap[0] or timedelta()))
    start = local.replace(fold=0).astimezone(UTC)
    step = start.replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    offset = step.astimezone(zone).utcoffset()
    while step.astimezone(zone).utcoffset() == offset and step < start + length + timedelta(
        hours=2
    ):
        step += timedelta(minutes=15)
    return step


@cache
def load(tz: str) -> ZoneInfo:
    """Return a zone; raises ScheduleError for a name that is none."""
    try:
        return ZoneInfo(tz)
    except (ValueError, OSError, LookupError) as error:
        raise ScheduleError(
            f"{tz!r} is no time zone; expected a name such as Asia/Shanghai", text=tz, why="zone"
        ) from error


def in_quiet(start: int | None, end: int | None, tz: str, now: datetime) -> bool:
    """Tell whether an instant is in quiet hours (minutes after local midnight; they may pass midnight)."""
    if start is None or end is None or start == end:
        return False
    local = now.astimezone(load(tz))
    minute = local.hour * 60 + local.minute
    return start <= minute < end if start < end else minute >= start or minute < end
