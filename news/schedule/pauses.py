"""Parse a pause as people write it: 3 days, until Monday, from Friday to Monday, 从周五到周一."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from news.errors import ScheduleError
from news.models import Schedule
from news.schedule.ends import MIDNIGHT, next_day, parse_end
from news.schedule.parsing import parse_schedule
from news.schedule.pause_days import BARE_DAY, ONE_DAY, DayReader, Pause, no_day
from news.schedule.pause_words import Patterns, patterns_of
from news.schedule.vocabulary import normal, own_language

# A longer text is no pause: each of its words is tried as a separator.
LONGEST = 80
# Of a longer sentence only this much is looked through.
LONGEST_SENTENCE = 200
_LOOKED_AT = LONGEST_SENTENCE + LONGEST
# A word, or a sign of a script without blanks.
_PART = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+"
)
# What may stand behind a first day.
_MARKS = " ,，、;；"
# Parts of 从十二月二十四号开始，到一月六号, where each sign is one.
_LONGEST_PARTS = 16
# Words or signs between days that are tried: "24-12-2026 to 26-12-2026" has five.
_MOST_SIGNS = 6
# Of a sentence so many parts are tried, and read as days: where all of it are signs
# of a pause this takes 1 s of CPU, and without a limit 4 s.
_MOST_TRIED = 1_000
_MOST_READ = 400
# Parts of a length before a first day: 3 days from Friday.
_LENGTH_PARTS = 3
# A date with signs of its own, 2026-12-24, has none between two days.
_SIGNED_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Two bare numbers up to this one may be hours, unless a word of a date is beside them.
_LAST_HOUR = 24
_OF_DATES = re.compile(r"\b(?:the|vom|zum|du|au|del|al|по)\b")
_YEAR = re.compile(r"\d{4}")
# A first day without a year was in the past where its next one is so far ahead.
_MONTHS_AHEAD = timedelta(days=335)
_A_YEAR = timedelta(days=365)
_WEEK = 7


def parse_pause(
    text: str, language: str, zone: str, now: datetime
) -> Pause | None:
    """Return the pause that a text means; None for what means none.

    An end alone (3 days, until Monday) begins now. A first and a last day (from Friday to
    Monday, 24.–26. Dezember) are both part of the pause; of "until" and its like the
    second day is not. A first day alone (ab Freitag) has no end.
    """
    reader = DayReader(language, zone, now)
    patterns = patterns_of(own_language(language))
    return _read((*_LATER, _until), text.strip(), reader, patterns)


def _read(
    reads: Iterable[_Read], text: str, reader: DayReader, patterns: Patterns
) -> Pause | None:
    """Return what the first of some readings finds in a text; None without one."""
    written = normal(text[:LONGEST])
    if len(text) > LONGEST or patterns.recurring.search(written):
        return None
    if _may_be_hours(written, patterns):
        return None
    for read in reads:
        with suppress(ScheduleError):
            return read(written, reader, patterns)
    return None


def _from_to(text: str, reader: DayReader, patterns: Patterns) -> Pause:
    """Read a pause with a first and a last day, or with a first day and a length.

    The first separator with a day on both its sides parts it: "to" of "from Friday to
    Monday", "for" of "from Friday for 3 days". A sign within 2026-12-24 parts nothing.
    """
    plain = _SIGNED_DATE.sub(r"\1/\2/\3", text)
    for between in islice(patterns.between.finditer(plain), _MOST_SIGNS):
        first = patterns.bare(plain[: between.start()].strip(_MARKS))
        last = plain[between.end() :].strip()
        with suppress(ScheduleError):
            return _between(first, between[0].strip(), last, reader, patterns)
    raise no_day(text)


def _between(
    first: str, word: str, last: str, reader: DayReader, patterns: Patterns
) -> Pause:
    """Return the pause between two days with a word between them.

    From Friday on, "Monday" is the Monday after it. With "to" this Monday is a part of the
    pause, which ends with it; with "until" it is not. Behind some words only a length
    follows: 周五起三天.
    """
    is_length = reader.is_length(last) and not reader.number(last)
    # "Two to three weeks" are a length, and begin at no two o'clock.
    is_open = is_length and word in patterns.through - patterns.lasting
    if is_open or (word in patterns.begun and not reader.is_length(last)):
        raise no_day(last)
    begin = _first_day(first, last, reader)
    end = reader.end(last, begin)
    if word in patterns.through:
        end = reader.behind(last, end)
    return reader.pause(begin, end)


def _may_be_hours(text: str, patterns: Patterns) -> bool:
    """Return whether a text is two bare numbers that may as well be hours: "from 8
    to 10". Those of the days 24 to 26, and "du 8 au 10", are none.
    """
    parts = patterns.between.split(patterns.bare(text))
    numbers = [BARE_DAY.fullmatch(part.strip()) for part in parts]
    if len(numbers) != 2 or _OF_DATES.search(text):
        return False
    return all(
        number and not number["mark"] and int(number[1]) <= _LAST_HOUR
        for number in numbers
    )


def _first_day(first: str, last: str, reader: DayReader) -> datetime:
    """Return when a pause begins; the number of a day is the last one of it before
    the last day: 24 of "24 to 26 December", 30 of "30 to 2 January".
    """
    number = BARE_DAY.fullmatch(first)
    if number is None:
        return _not_next_year(first, last, reader)
    day = int(number[1])
    if reader.number(last):
        # Today counts.
        yesterday = reader.now - ONE_DAY
        begin = next_day(day, reader.language, reader.zone, yesterday)
        if begin is None:
            raise no_day(first)
        return begin
    end = reader.local(reader.end(last, reader.now))
    if day >= end.day:
        end = end.replace(day=1) - ONE_DAY
    if not 0 < day <= end.day:
        raise no_day(first)
    return end.replace(day=day)


def _not_next_year(first: str, last: str, reader: DayReader) -> datetime:
    """Return a first day; one that was a short while ago is not the next year's while
    the last day is still to come: "20 Nov to 2 Dec", written in between.
    """
    begin = reader.begin(first)
    if begin - reader.now < _MONTHS_AHEAD or _YEAR.search(first):
        return begin
    was = begin - _A_YEAR
    return was if reader.end(last, was) > reader.now else begin


def _with_length(text: str, reader: DayReader, patterns: Patterns) -> Pause:
    """Read a pause with a length beside its first day: "ab Freitag eine Woche", "for 3
    days from Friday".
    """
    plain = _SIGNED_DATE.sub(r"\1/\2/\3", text)
    for before in patterns.before.finditer(plain):
        length, first = plain[: before.start()].strip(), plain[before.end() :]
        # Without words before the first day its length stands behind it.
        pairs = [(patterns.bare(first), length)] if length else _parted(first)
        for day, lasting in pairs:
            with suppress(ScheduleError):
                return _lasting(day, lasting, reader, patterns)
    raise no_day(text)


def _parted(text: str) -> list[tuple[str, str]]:
    """Part a text at each of its blanks."""
    blanks = [blank.start() for blank in re.finditer(r"\s", text)]
    return [(text[:blank], text[blank:].strip()) for blank in blanks]


def _lasting(
    day: str, length: str, reader: DayReader, patterns: Patterns
) -> Pause:
    """Return the pause of a length from a day on. Behind "8 to" stands no length but
    the end.
    """
    is_begun = patterns.between.search(f"{day} ")
    # "December 21" is no December of 21 days.
    is_bare = BARE_DAY.fullmatch(length)
    if is_begun or is_bare or not reader.is_length(length):
        raise no_day(length)
    begin = reader.begin(day)
    return reader.pause(begin, reader.end(length, begin))


def _from(text: str, reader: DayReader, patterns: Patterns) -> Pause:
    """Read a pause with a first day and no end: from Friday, 周五起."""
    first = patterns.bare(text)
    if first == text:
        raise no_day(text)
    begin = reader.begin(first)
    return Pause(int(begin.timestamp()))


def _on_day(text: str, reader: DayReader, patterns: Patterns) -> Pause:
    """Read a pause of one day: on Saturday, am 24. Dezember.

    "Saturday" alone is read as an end, as "until Saturday" is; a moment with an hour is
    no day.
    """
    day = patterns.on.sub("", text)
    if day == text:
        raise no_day(text)
    begin = reader.begin(day)
    return reader.pause(begin, reader.behind(day, begin))


def _on_days(text: str, reader: DayReader, _patterns: Patterns) -> Pause:
    """Read a pause of some days of the week that follow each other: the weekend.

    It begins on the next first day; on one of these days it has begun. Days that do
    not follow each other (Monday, Wednesday) are a schedule and no pause.
    """
    schedule = parse_schedule(f"{text} {MIDNIGHT}", reader.language)
    days = schedule.days if isinstance(schedule, Schedule) else frozenset()
    firsts = [day for day in days if (day - 1) % _WEEK not in days]
    if len(days) < 2 or len(firsts) != 1:
        raise no_day(text)
    local = reader.local(reader.now)
    past = (local.weekday() - firsts[0]) % _WEEK
    ahead = -past if past < len(days) else _WEEK - past
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    begin = midnight + ahead * ONE_DAY
    return reader.pause(begin, begin + len(days) * ONE_DAY)


def _until(text: str, reader: DayReader, _patterns: Patterns) -> Pause:
    """Read a pause that begins now; the number of days may stand alone."""
    end = parse_end(text, reader.language, reader.zone, reader.now)
    return reader.pause(reader.now, end or reader.now)


# A way to read a pause; it raises ScheduleError for what it does not read.
_Read = Callable[[str, DayReader, Patterns], Pause]
# The ways to read a pause that may begin later, in their order.
_LATER: tuple[_Read, ...] = (_from_to, _with_length, _from, _on_days, _on_day)


def find_pause(
    text: str, language: str, zone: str, now: datetime
) -> Pause | None:
    """Return the first pause within a sentence that begins later; None without one.

    "please pause from Friday to Monday" has one; what the other words mean is for the
    caller to judge. Of a long text only the first `LONGEST_SENTENCE` characters are
    looked through.
    """
    patterns = patterns_of(own_language(language))
    written = patterns.itself.sub("", normal(text))
    reader = DayReader(language, zone, now)
    for start, end in islice(_windows(written, patterns), _MOST_TRIED):
        found = _later(written[start:end], reader, patterns)
        if found is not None and found.end == 0:
            window = start, end
            return _with_end(written, window, reader, patterns) or found
        if found is not None or len(reader.begins) > _MOST_READ:
            return found
    return None


def _windows(written: str, patterns: Patterns) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a sentence begin and end that may be a pause, the first
    ones first and of these the longest: "from Friday to Monday" before "from Friday".
    The same words come once.
    """
    parts = _parts(written)
    seen: set[str] = set()
    for number, (start, _) in enumerate(parts):
        ends = [end for _, end in parts[number : number + _LONGEST_PARTS]]
        if not patterns.may_start(written, start):
            continue
        for end in reversed(ends):
            words = written[start:end]
            if words not in seen:
                seen.add(words)
                yield start, end


def _parts(written: str) -> list[tuple[int, int]]:
    """Return where the words of a sentence begin and end; none is cut through, which
    would make another day of it.
    """
    spans = map(re.Match.span, _PART.finditer(written[:_LOOKED_AT]))
    return [(start, end) for start, end in spans if start <= LONGEST_SENTENCE]


def _later(words: str, reader: DayReader, patterns: Patterns) -> Pause | None:
    """Return the pause of some words if it begins later."""
    found = _read(_LATER, words, reader, patterns)
    is_later = found is not None and found.begin > reader.now.timestamp()
    return found if is_later else None


def _with_end(
    written: str, window: tuple[int, int], reader: DayReader, patterns: Patterns
) -> Pause | None:
    """Return the pause of a first day with the length that stands before it: "for 3
    days from Friday".
    """
    start, end = window
    before = [place for place, _ in _parts(written) if place < start]
    texts = (written[place:end] for place in before[-_LENGTH_PARTS:])
    reads = (_read((_with_length,), text, reader, patterns) for text in texts)
    return next(filter(None, reads), None)
