"""Parse a schedule as people write it, in the chat's language first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from news.errors import ScheduleError
from news.models import Schedule, Timetable
from news.schedule.cursor import Cursor
from news.schedule.lexer import lex, unread
from news.schedule.phrases import WEEK, Clause, Days, read_clauses
from news.schedule.schedule_edits import join_parts
from news.schedule.time_of_day import read_time
from news.schedule.vocabulary import (
    LANGUAGES,
    Vocabulary,
    own_language,
    vocabulary,
)
from news.schedule.written import EVERY_DAY, MAX_TIMES

Reading = TypeVar("Reading")


class _Pair(NamedTuple):
    """Days with the minutes of the day that are theirs."""

    days: Days
    minutes: frozenset[int]


@lru_cache(maxsize=4096)
def parse_schedule(text: str, language: str = "en") -> Timetable:
    """Read a schedule such as `8:00 pm weekdays`, `工作日早上八点，周末10点`, `alle zwei Stunden`.

    Words are read in the chat's language (a tag such as zh-Hant) first, then in the others, never
    some here and some there, save English ones. One without days is for each day. Raises
    ScheduleError, whose `why` says what can't be read, what is missing, or what may mean two
    things.
    """
    return _in_some_language(text, language, _schedule)


@lru_cache(maxsize=4096)
def parse_time(text: str, language: str = "en") -> int:
    """Read one time of day as minutes after midnight; raises ScheduleError."""
    return _in_some_language(text, language, _time)


@lru_cache(maxsize=4096)
def parse_span(text: str, language: str = "en") -> tuple[int, int]:
    """Read two times, `22:00 07:00`, `von 22 bis 7 Uhr`, 晚上10点到早上7点,
    as minutes after midnight; raises ScheduleError.
    """
    return _in_some_language(text, language, _span)


def _in_some_language(
    text: str, language: str, read: Callable[[str, Vocabulary], Reading]
) -> Reading:
    """Read a text by the chat's language, then by the others.

    A text whose words one language knows is not tried in another: what is wrong
    with it is its meaning. Raises ScheduleError: the other language's fault
    where that knew all the words, the own language's otherwise, and `language`
    where two languages read two things.
    """
    own = own_language(language)
    try:
        return read(text, vocabulary(own))
    except ScheduleError as error:
        if _knows_all_words(error):
            raise
        refused = error
    readings, faults = _elsewhere(text, own, read)
    if len(readings) > 1:
        raise ScheduleError(
            f"{text!r} means several times", text=text, why="language"
        )
    if readings:
        return readings[0]
    for fault in faults:
        if _knows_all_words(fault):
            raise fault
    raise refused


def _knows_all_words(fault: ScheduleError) -> bool:
    """Return whether a language knew the words that it could not read as a time."""
    return fault.details.get("why") != "time"


def _elsewhere(
    text: str, own: str, read: Callable[[str, Vocabulary], Reading]
) -> tuple[list[Reading], list[ScheduleError]]:
    """Read a text by each other language, and by the own one with English words among its own.

    A chat in German may write "8 pm weekdays", and 工作日8点.
    """
    readings: list[Reading] = []
    faults: list[ScheduleError] = []
    others = [(other,) for other in LANGUAGES if other != own]
    for names in (*others, (own, "en")):
        try:
            reading = read(text, vocabulary(*names))
        except ScheduleError as error:
            faults.append(error)
            continue
        if reading not in readings:
            readings.append(reading)
    return readings, faults


def _time(text: str, words: Vocabulary) -> int:
    """Read a text that is one time of day: `8 pm`, 晚上八点."""
    cursor = Cursor(lex(text, words), words)
    cursor.skip("fill", "at_to")
    moment = read_time(cursor)
    if moment is None or not cursor.at_end:
        raise unread(text)
    return moment.minute


def _span(text: str, words: Vocabulary) -> tuple[int, int]:
    """Read a text that is two times of day: `22:00 07:00`, `von 22 bis 7 Uhr`."""
    cursor = Cursor(lex(text, words), words)
    minutes: list[int] = []
    joints = ("fill", "and", "from", "to", "at_to", "to_end", "every")
    cursor.skip(*joints)
    while not cursor.at_end:
        moment = read_time(cursor)
        if moment is None:
            raise unread(cursor.token.text)
        minutes.append(moment.minute)
        cursor.skip(*joints)
    if len(minutes) != 2:
        raise ScheduleError("expected two times", text=text, why="span")
    return minutes[0], minutes[1]


def _schedule(text: str, words: Vocabulary) -> Timetable:
    """Read times with their days, and join what stands for the same days:
    `8:00 weekdays; 9:00 weekdays` is `08:00 09:00 weekdays`.
    """
    clauses = read_clauses(Cursor(lex(text, words), words))
    groups: dict[frozenset[int], set[int]] = defaultdict(set)
    for clause in clauses:
        for days, minutes in _pairs(clause, text):
            groups[days] |= minutes
    if not groups:
        raise ScheduleError(
            f"no time in {text!r}; expected times such as 08:00 20:00",
            text=text,
            why="none",
        )
    _check_overlaps(groups, text)
    return _timetable(groups, text)


def _pairs(clause: Clause, text: str) -> list[_Pair]:
    """Return days with their times: days before each of the times, or behind each of them.

    `8:00 weekdays 10:00 weekend` and `weekdays 8:00 weekend 10:00` are two pairs; `8:00` alone is
    one with every day.
    """
    days = clause.values("days")
    hours = clause.values("hours")
    # "Once a week at 8" does not say on which day.
    if clause.is_weekly and not (days or clause.excluded):
        raise ScheduleError("which day of the week?", text=text, why="day")
    days = days or [EVERY_DAY]
    if not hours:
        raise ScheduleError(
            f"no time in {text!r}; expected 08:00", text=text, why="none"
        )
    if len(days) != len(hours) or not clause.alternates:
        raise ScheduleError(
            "times and days do not pair", text=text, why="pairs"
        )
    pairs: list[_Pair] = []
    for named, minutes in zip(days, hours, strict=True):
        left = named - clause.excluded
        # Times go with the last of their days.
        if left:
            pairs.append(_Pair(left, minutes))
    _check_counts(clause, pairs, text)
    return pairs


def _check_counts(clause: Clause, pairs: list[_Pair], text: str) -> None:
    """Refuse "twice a day" beside three times, and "once a week" beside two
    days.

    Raises ScheduleError.
    """
    for count, unit in clause.counts:
        # A week's count is of days, a day's of times.
        if unit == WEEK:
            numbers = {len(pair.days) for pair in pairs}
        else:
            numbers = {len(pair.minutes) for pair in pairs}
        if count and not numbers <= {count}:
            raise ScheduleError(
                "that is another number", text=text, why="count"
            )


def _check_overlaps(groups: dict[frozenset[int], set[int]], text: str) -> None:
    """Refuse "daily 8:00, Sunday 10:00": it may mean both on Sunday, or only
    the second.

    Raises ScheduleError.
    """
    seen: set[int] = set()
    for days in groups:
        if seen & days:
            raise ScheduleError(
                "a day has times twice", text=text, why="overlap"
            )
        seen |= days


def _timetable(groups: dict[frozenset[int], set[int]], text: str) -> Timetable:
    """Join days that have the same times; raises ScheduleError for too many a day,
    or for no day at all.
    """
    most = max(map(len, groups.values()))
    if most > MAX_TIMES:
        raise ScheduleError(
            f"{most} times a day; at most {MAX_TIMES}",
            text=text,
            why="many",
            limit=MAX_TIMES,
        )
    parts = [
        Schedule(tuple(sorted(minutes)), days)
        for days, minutes in groups.items()
    ]
    schedule = join_parts(parts)
    if schedule is None:
        raise ScheduleError("no day is left", text=text, why="none")
    return schedule
