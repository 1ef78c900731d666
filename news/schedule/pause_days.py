"""The days of a pause, as somebody writes them in a language and a zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from news.errors import ScheduleError
from news.schedule.calendar_ends import calendar_end, is_during
from news.schedule.due import load
from news.schedule.ends import days_ahead, next_day, parse_end, without_until
from news.schedule.lengths import parse_length

# A day whose month stands with the other one: "24. bis 26. Dezember".
BARE_DAY = re.compile(r"(\d{1,2})(?P<mark>st|nd|rd|th|er|[.日号]|-?го)?")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """When a pause begins, at the earliest now, and ends, in UTC seconds; without an
    end it is 0.
    """

    begin: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the days of somebody who writes in a language and a zone.

    Its methods raise ScheduleError for words that mean no such moment.
    """

    language: str
    zone: str
    now: datetime
    # What was read, since the parts of a sentence are tried many times.
    begins: dict[str, datetime | None] = field(default_factory=dict)

    def begin(self, text: str) -> datetime:
        """Return the moment that a day or a time means; a length means none."""
        if text not in self.begins:
            self.begins[text] = self._begin(text)
        moment = self.begins[text]
        if moment is None:
            raise no_day(text)
        return moment

    def _begin(self, text: str) -> datetime | None:
        if days_ahead(text, self.language) == 0:
            return self.now
        if self.is_length(text):
            return None
        return parse_end(text, self.language, self.zone, self.now)

    def end(self, text: str, begin: datetime) -> datetime:
        """Return the first end behind a begin that a text means: a length, a day or
        the number of one.
        """
        day = BARE_DAY.fullmatch(text)
        if day is None:
            end = parse_end(text, self.language, self.zone, begin)
        else:
            end = next_day(int(day[1]), self.language, self.zone, begin)
        if end is None:
            raise no_day(text)
        return end

    def is_length(self, text: str) -> bool:
        """Return whether a text is a length of time: "3 days", "for 3 days"."""
        bare = without_until(text, self.language)
        until = text.replace(bare, "")
        if until and not is_during(until, self.language):
            return False
        return parse_length(bare, self.language) is not None

    def number(self, text: str) -> re.Match[str] | None:
        """Match the number of a day without its month: 26, 26日まで."""
        return BARE_DAY.fullmatch(without_until(text, self.language))

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the writer's zone."""
        return moment.astimezone(load(self.zone))

    def pause(self, begin: datetime, end: datetime) -> Pause:
        """Return a pause whose begin is not in the past; one without time between
        begin and end is none.
        """
        first = max(begin, self.now)
        if end <= first:
            raise ScheduleError("a pause ends behind its begin", text="")
        return Pause(int(first.timestamp()), int(end.timestamp()))

    def behind(self, text: str, end: datetime) -> datetime:
        """Return the end of a pause behind its last day; an end with an hour, a
        length and one that the calendar names (the end of the month) stay.
        """
        local = self.local(end)
        if (local.hour, local.minute) != (0, 0):
            return end
        named = calendar_end(text, self.language, local.date())
        is_number = BARE_DAY.fullmatch(text) is not None
        stays = named is not None or self.is_length(text)
        return end if stays and not is_number else local + ONE_DAY


def no_day(text: str) -> ScheduleError:
    """Return the error that a text names no day."""
    return ScheduleError(f"{text!r} is no day", text=text)
