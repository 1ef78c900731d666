"""Buttons for times: schedule, zone, quiet hours, alerts, pause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

DayGroup = Literal["all", "work", "rest", "sun"]


@dataclass(frozen=True, slots=True)
class ChooseHour:
    """Set the usual hours of an older /schedule; dots stand for colons."""

    code: ClassVar[str] = "hour"
    times: str


@dataclass(frozen=True, slots=True)
class ClearSchedule:
    """Stop scheduled digests."""

    code: ClassVar[str] = "sch:off"


@dataclass(frozen=True, slots=True)
class ShowPart:
    """Show the hours of one part of the schedule."""

    code: ClassVar[str] = "sch:t"
    part: int


@dataclass(frozen=True, slots=True)
class ToggleMinute:
    """Add a time to a part of the schedule, or remove it."""

    code: ClassVar[str] = "sch:m"
    minute: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class ToggleDay:
    """Add a day to a part of the schedule, or remove it."""

    code: ClassVar[str] = "sch:d"
    day: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class ChooseDays:
    """Set a part of the schedule to a usual group of days."""

    code: ClassVar[str] = "sch:g"
    group: DayGroup
    part: int = 0


@dataclass(frozen=True, slots=True)
class AddRemainingDays:
    """Set separate hours for the days that have none."""

    code: ClassVar[str] = "sch:a"


@dataclass(frozen=True, slots=True)
class PauseDigests:
    """Pause, or resume."""

    code: ClassVar[str] = "pause"
    paused: bool


@dataclass(frozen=True, slots=True)
class PlanPause:
    """Pause between two moments in UTC seconds; no end is 0."""

    code: ClassVar[str] = "pause:at"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class ChooseZone:
    """Set the time zone."""

    code: ClassVar[str] = "tz"
    zone: str


@dataclass(frozen=True, slots=True)
class SetQuietHours:
    """Set quiet hours, in minutes of the day."""

    code: ClassVar[str] = "quiet"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EndQuietHours:
    """Remove the quiet hours."""

    code: ClassVar[str] = "quiet:off"


@dataclass(frozen=True, slots=True)
class SetAlerts:
    """Set how many alerts a day may come."""

    code: ClassVar[str] = "alerts"
    daily: int


@dataclass(frozen=True, slots=True)
class SendWeek:
    """Turn the weekly message in threads on Sundays on or off."""

    code: ClassVar[str] = "week"
    on: bool
