"""Parse a time of day as people write it: 8:30 pm, halb neun, 晚上八点半, без четверти девять."""

from __future__ import annotations

from dataclasses import dataclass

from news.errors import ScheduleError
from news.schedule.lexer import Token, unread
from news.schedule.vocabulary import Vocabulary

NOON = 12 * 60
DAY = 24 * 60
# The hours from and until which a part of the day lasts; over 24 is after
# midnight.
Window = tuple[int, ...]


class Cursor:
    """Tokens, read one after the other."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.at = 0

    @property
    def token(self) -> Token | None:
        """The next token; None at the end."""
        if self.at < len(self.tokens):
            return self.tokens[self.at]
        return None

    def read(self, *kinds: str, ahead: int = 0) -> tuple[int, ...] | None:
        """Return the numbers of a token that has one of these meanings; it stays where it is."""
        place = self.at + ahead
        if place >= len(self.tokens):
            return None
        token = self.tokens[place]
        for kind in kinds:
            numbers = token.read(kind)
            if numbers is not None:
                return numbers
        return None

    def sees(self, *kinds: str, ahead: int = 0) -> bool:
        """Return whether a token has one of these meanings; it stays where it is."""
        return self.read(*kinds, ahead=ahead) is not None

    def take(self, *kinds: str) -> tuple[int, ...] | None:
        """Return the numbers of the next token if it has one of these meanings, and pass it."""
        numbers = self.read(*kinds)
        if numbers is not None:
            self.at += 1
        return numbers

    def skip(self, *kinds: str) -> bool:
        """Pass all tokens of some kinds; return whether there were any."""
        start = self.at
        while self.take(*kinds) is not None:
            pass
        return self.at > start


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day."""

    # Minutes after midnight.
    minute: int
    # The part of the day that was named with it.
    window: Window | None = None
    # Nothing says in which half of the day it is: 8, 8:30.
    open: bool = False
    # A word for one time: noon.
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Hour:
    """An hour and minutes, before the part of the day is known."""

    hour: int
    minute: int
    # Written as clocks of 24 hours do: 08.
    padded: bool
    words: str


def read_time(cursor: Cursor) -> Moment | None:
    """Read a time of day; None where none begins.
    Raises ScheduleError for one that can't be or means two.
    """
    start = cursor.at
    window, named = _part_before(cursor)
    offset = _offset_before(cursor)
    hour = _hour(cursor)
    if hour is not None:
        return _with_hour(cursor, hour, window, offset)
    if offset is not None or (window and named is None):
        raise _missing(cursor, start)
    if named is not None:
        return Moment(named, named=True)
    cursor.at = start
    return None


def _with_hour(
    cursor: Cursor, hour: _Hour, window: Window | None, offset: int | None
) -> Moment:
    """Read what follows an hour and belongs to it: "drei viertel", "in the evening"."""
    if offset is None:
        after = cursor.take("after") if hour.minute == 0 else None
        offset = after[0] if after else 0
    window = window or _part_after(cursor)
    return resolve(hour.hour * 60 + hour.minute + offset, hour, window)


def resolve(minutes: int, hour: _Hour, window: Window | None) -> Moment:
    """Return the one time that an hour means within a part of the day;
    raises ScheduleError where none fits.
    """
    if hour.hour > 24 or hour.minute > 59 or (hour.hour == 24 and hour.minute):
        raise unread(hour.words)
    halved = 1 <= hour.hour <= 12 and not hour.padded
    # A quarter to one, halb eins: by day, unless something says otherwise.
    if minutes < 60 and halved and minutes < hour.hour * 60:
        minutes += NOON
    if window is None:
        return Moment(minutes % DAY, open=halved)
    minute = within(minutes, window, halved=halved)
    if minute is None:
        raise ScheduleError(
            f"{hour.words!r} is not in that part of the day",
            text=hour.words,
            why="part",
        )
    return Moment(minute, window)


def within(minutes: int, window: Window, *, halved: bool) -> int | None:
    """Return the minute of the day that a time means between two hours;
    None where it never is there.
    """
    step = NOON if halved else DAY
    first = window[0] * 60
    last = window[1] * 60
    at = minutes % step
    while at < last:
        if at >= first:
            return at % DAY
        at += step
    return None


def _part_before(cursor: Cursor) -> tuple[Window | None, int | None]:
    """Read 早上, morgens, noon; the second value is the time that the word means alone."""
    part = cursor.take("part", "ampm")
    if part is not None:
        cursor.skip("fill", "at_to")
        return part, None
    named = cursor.take("named")
    if named is not None:
        return (named[1:], named[0])
    return (None, None)


def _part_after(cursor: Cursor) -> Window | None:
    """Read the part of the day behind an hour: 8 pm, 8 in the morning, 12 noon."""
    start = cursor.at
    cursor.skip("fill")
    part = cursor.take("ampm")
    if part is not None:
        return part
    if cursor.vocabulary.parts_after:
        part = cursor.take("part")
        if part is not None:
            return part
        named = cursor.take("named")
        if named:
            return named[1:]
    cursor.at = start
    return None


def _offset_before(cursor: Cursor) -> int | None:
    """Read "half past", "halb", "ten past": minutes to add to the hour that follows."""
    before = cursor.take("before")
    if before is not None:
        return before[0]
    past = cursor.read("past", ahead=1)
    if past is not None and (number := cursor.take("number")) is not None:
        cursor.at += 1
        return past[0] * number[0]
    return None


def _hour(cursor: Cursor) -> _Hour | None:
    token = cursor.token
    if token is None:
        return None
    clock = cursor.take("clock")
    if clock is not None:
        hour, minute, is_padded = clock
        marked = cursor.take("mark") is not None
        padded = bool(is_padded) and not marked
        return _Hour(hour, minute, padded, token.text)
    number = cursor.take("number")
    if number is None:
        return None
    minute = _minutes(cursor, token)
    padded = any(number[1:])
    return _Hour(hour=number[0], minute=minute, padded=padded, words=token.text)


def _minutes(cursor: Cursor, hour: Token) -> int:
    """Read the minutes behind an hour: 8点30分, 8h30, 8 Uhr 15,
    eight thirty; nought where there are none.
    """
    marked = cursor.take("mark") is not None
    token = cursor.token
    if token is None:
        return 0
    if cursor.vocabulary.and_minutes and _is_and(token):
        _refuse_and(cursor, hour)
    number = cursor.read("number")
    if number is None or _begins_time(cursor, hour, token, number[0]):
        return 0
    if not _are_minutes(cursor, hour, token, number[0], marked=marked):
        return 0
    cursor.at += 1
    cursor.take("minute")
    return number[0]


def _begins_time(cursor: Cursor, hour: Token, token: Token, value: int) -> bool:
    """Return whether a number behind an hour is the next hour: 8 11 pm, but not eight thirty pm."""
    if cursor.sees("mark", ahead=1):
        return True
    if value > 12 or not cursor.sees("ampm", ahead=1):
        return False
    return not _are_worded(hour, token)


def _are_worded(hour: Token, token: Token) -> bool:
    return hour.text.isalpha() and token.text.isalpha()


def _are_minutes(
    cursor: Cursor, hour: Token, token: Token, value: int, *, marked: bool
) -> bool:
    """Return whether a number behind an hour is its minutes;
    raises ScheduleError where nobody can know.
    """
    # 8 30 can be nothing but half past eight.
    if value > 24 or cursor.sees("minute", ahead=1):
        return True
    if not marked:
        # eight thirty, восемь двадцать
        return value > 9 and _are_worded(hour, token)
    if not token.gap or cursor.vocabulary.spaced_minutes:
        return True
    words = f"{hour.text} {token.text}"
    raise ScheduleError(
        f"{words!r} is one time or two", text=words, why="ambiguous"
    )


def _is_and(token: Token) -> bool:
    return token.means("and") and token.text.isalpha()


def _refuse_and(cursor: Cursor, hour: Token) -> None:
    """Raise ScheduleError for "8 y 20": in Spanish that is 8:20 as well as two times."""
    number = cursor.read("number", ahead=1)
    if number is None or cursor.sees("mark", "ampm", "part", ahead=2):
        return
    words = f"{hour.text} y {number[0]}"
    raise ScheduleError(
        f"{words!r} is one time or two", text=words, why="ambiguous"
    )


def _missing(cursor: Cursor, start: int) -> ScheduleError:
    words = " ".join(token.text for token in cursor.tokens[start : cursor.at])
    return ScheduleError(
        f"{words!r} names no hour; expected 08:00", text=words, why="none"
    )
