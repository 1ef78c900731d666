"""Parse the phrases of a schedule: runs of days and of times, how often, and exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from news.errors import ScheduleError
from news.schedule.cursor import Cursor
from news.schedule.hours import read_hours
from news.schedule.lexer import days_between, unread
from news.schedule.written import EVERY_DAY

# The unit of what is said of a week; a day's is 0.
WEEK = 1
# Days of the week, Monday is 0.
Days = frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Days of the week, or minutes of the day, that stand together."""

    kind: Literal["days", "hours"]
    values: frozenset[int]


@dataclass(slots=True)
class Clause:
    """One part of a text between semicolons or lines, as it is read."""

    runs: list[Run] = field(default_factory=list)
    excluded: set[int] = field(default_factory=set)
    # How often, by unit: (2, 0) is twice a day, (1, 1) once a week, (0, 1) weekly.
    counts: list[tuple[int, ...]] = field(default_factory=list)

    def values(self, kind: Literal["days", "hours"]) -> list[frozenset[int]]:
        """Return the days of each run of days, or the times of each run of times."""
        return [run.values for run in self.runs if run.kind == kind]

    @property
    def is_weekly(self) -> bool:
        """Whether it says how often in a week: 每周一次."""
        return WEEK in {unit for _, unit in self.counts}

    @property
    def alternates(self) -> bool:
        """Whether times and days take turns: `8:00 weekdays 10:00 weekend`."""
        return all(
            run.kind != following.kind for run, following in pairwise(self.runs)
        )


def read_clauses(cursor: Cursor) -> list[Clause]:
    """Read all of a text; raises ScheduleError if it is no time or day,
    or may mean two things.

    "8:00 weekdays; 10:00 weekend" has two clauses.
    """
    clauses = [Clause()]
    while not cursor.at_end:
        if cursor.passes("clause"):
            clauses.append(Clause())
        elif not (_passed(cursor) or _counted(cursor, clauses[-1])):
            _read_run(cursor, clauses[-1])
    # Two semicolons, or one at the end, leave a clause that says nothing.
    nothing = Clause()
    return [clause for clause in clauses if clause != nothing]


def _passed(cursor: Cursor) -> bool:
    """Pass what joins times and days and says nothing itself.

    Raises ScheduleError for what no schedule has: "monthly", "tomorrow", "from Monday".
    """
    words = cursor.token.text
    if cursor.sees("rhythm", "rhythms", "once"):
        raise ScheduleError(
            "only times on days of the week", text=words, why="rhythm"
        )
    if cursor.sees("from") and not _ranges_ahead(cursor):
        raise unread(words)
    if cursor.sees("every") and cursor.sees("day", "part", ahead=1):
        cursor.at += 1
        return True
    return cursor.skip("fill", "and", "from", "at_to", "to_end")


def _ranges_ahead(cursor: Cursor) -> bool:
    """Return whether a range follows, as it must behind "from".

    "From 8 to 20" and "between 8 and 20 every 2 hours" are ranges; "from
    Monday" alone is a date.
    """
    for token in cursor.tokens[cursor.at + 1 :]:
        if token.means("clause", "from"):
            return False
        # "between 8 and 20 every 2 hours"
        if token.means("to", "at_to") or token.is_spoken_and:
            return True
    return False


def _counted(cursor: Cursor, clause: Clause) -> bool:
    """Read how often, if it stands here: "twice a day", 每周一次; return whether it
    did.
    """
    count = cursor.take("count")
    if count is not None:
        clause.counts.append(count)
    return count is not None


def _read_run(cursor: Cursor, clause: Clause) -> None:
    """Read the run of days or times that begins here, or the days that are left out.

    "except Sunday" and 日曜日以外 leave out Sunday; "Monday" and "8:00" are runs.
    """
    words = cursor.token.text
    if cursor.passes("except"):
        clause.excluded |= _days_left_out(cursor, words)
    elif days := _days(cursor):
        if cursor.passes("except_after"):
            clause.excluded |= days
        else:
            _add_days(clause, days)
    elif minutes := read_hours(cursor):
        clause.runs.append(Run("hours", minutes))
    else:
        raise unread(words)


def _days_left_out(cursor: Cursor, words: str) -> Days:
    """Read the days behind "except": "daily except Sunday".

    Raises ScheduleError where there are none.
    """
    cursor.skip("fill", "at_to")
    days = _days(cursor)
    if not days:
        raise unread(words)
    cursor.passes("except_after")
    return days


def _add_days(clause: Clause, days: Days) -> None:
    """Add days to the run of days that ends the clause, or begin one."""
    match clause.runs:
        case [*before, Run("days", named)]:
            clause.runs = [*before, Run("days", _joined(named, days))]
        case _:
            clause.runs.append(Run("days", days))


def _days(cursor: Cursor) -> Days:
    """Read days that follow one another, with their ranges: "Monday, Wednesday
    to Friday".

    Empty where there are none. A comma behind the last day is left for what
    follows.
    """
    days: Days = frozenset()
    while named := _day_or_range(cursor):
        days = _joined(days, named)
        cursor.skip_if(("fill", "and", "every", "at_to"), _day_follows)
    return days


def _day_or_range(cursor: Cursor) -> Days:
    """Read a day, a group of days or a range: "Monday", "weekdays", "Friday to
    Monday"; empty where none begins.

    A side of a range may be a group: "weekdays to Sunday" are Monday to Sunday.
    """
    first = _day(cursor)
    if first is None:
        return frozenset()
    # A day alone is a range that ends where it begins.
    last = cursor.range_end(_day) or first
    *_, start = first
    *_, end = last
    between = days_between(start, end)
    return frozenset((*first, *between, *last))


def _day(cursor: Cursor) -> tuple[int, ...] | None:
    """Read a day or a group of days: "Monday", "weekdays"."""
    return cursor.take("day")


def _day_follows(cursor: Cursor) -> bool:
    return cursor.sees("day")


def _joined(days: Days, more: Days) -> Days:
    """Join days to those before: "daily, Monday to Friday" are the days that are named."""
    named = {days, more} - {EVERY_DAY}
    return frozenset[int]().union(*named) or EVERY_DAY
