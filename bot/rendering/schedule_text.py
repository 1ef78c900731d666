"""Say when a chat's next digest is due, and write its times in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby

from bot.rendering.i18n import Translator
from news.calendar_names import Width, day_names
from news.errors import ScheduleError
from news.models import Schedule, Timetable
from news.schedule import next_due, parse_schedule, parts_of
from news.schedule.written import hhmm
from store.rows import Chat


def read_schedule(text: str) -> Timetable | None:
    """Return a chat's schedule; None if there is none or it cannot be read."""
    try:
        if text:
            return parse_schedule(text)
        return None
    except ScheduleError:
        return None


def day_name(
    day: int, speech: Translator, *, width: Width = "abbreviated"
) -> str:
    """Return a weekday's short name; Monday is 0."""
    return day_names(str(speech.babel), width)[day]


def describe(schedule: str, speech: Translator) -> str:
    """Write a schedule for people, `08:00 20:00 · Mon–Fri; 10:00 · Sat, Sun`; a
    dash for none.
    """
    read = read_schedule(schedule)
    if read is None:
        return "—"
    return "; ".join(_part(part, speech) for part in parts_of(read))


def _part(part: Schedule, speech: Translator) -> str:
    """Write one part; days are named only if some have no digest."""
    times = " ".join(map(hhmm, part.minutes))
    if len(part.days) == 7:
        return times
    return f"{times} · {days_in_words(part.days, speech)}"


def next_in_full(
    schedule: str, zone: str, now: datetime, speech: Translator
) -> str:
    """Write when the next digest comes, with day, date and time: Thu, Nov 26,
    08:00.
    """
    read = read_schedule(schedule)
    if read:
        return speech.moment(next_due(read, zone, now).at, zone)
    return "—"


# The text of a pause by whether it begins later, and whether it has an end.
_PAUSE_TEXTS = {
    (False, False): "pause.done",
    (False, True): "pause.until",
    (True, False): "pause.planned",
    (True, True): "pause.planned-until",
}


def paused_text(chat: Chat, speech: Translator) -> str:
    """Return the text of a chat's pause, or of one that begins later, with its end if
    it has one.
    """
    begin = moment_of(chat.pause_at, chat.zone, speech)
    end = moment_of(chat.resume_at, chat.zone, speech)
    key = _PAUSE_TEXTS[bool(begin), bool(end)]
    return speech.say(key, begin=begin, end=end)


def moment_of(at: int, zone: str, speech: Translator) -> str:
    """Write a moment in UTC seconds as a chat reads it; empty for 0."""
    if at:
        return speech.moment(datetime.fromtimestamp(at, UTC), zone)
    return ""


def days_in_words(chosen: Iterable[int], speech: Translator) -> str:
    """Join consecutive days: Mon–Fri, Sun."""
    parts = []
    # Of consecutive days the difference to their place is the same.
    for _, run in groupby(enumerate(sorted(chosen)), _day_less_place):
        names = [day_name(day, speech) for _, day in run]
        # Two days are shorter with a comma: Sat, Sun.
        if len(names) > 2:
            first, *_, last = names
            parts.append(f"{first}–{last}")
        else:
            parts += names
    return ", ".join(parts)


def _day_less_place(placed: tuple[int, int]) -> int:
    place, day = placed
    return day - place


def quiet_hours(start: int | None, end: int | None) -> str:
    """Write quiet hours, `22:00–07:00`; empty for none."""
    if start is not None and end is not None and start != end:
        return f"{hhmm(start)}–{hhmm(end)}"
    return ""
