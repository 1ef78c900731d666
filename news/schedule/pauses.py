"""Parse a pause as people write it: 3 days, until Monday, from Friday to Monday, 从周五到周一."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from news.errors import ScheduleError
from news.models import Schedule
from news.schedule.calendar_ends import calendar_end
from news.schedule.due import load
from news.schedule.ends import MIDNIGHT, days_ahead, next_day, parse_end
from news.schedule.lengths import parse_length
from news.schedule.parsing import parse_schedule
from news.schedule.vocabulary import normal, own_language, table_of

# A longer text is no pause: each of its words is tried as a separator.
LONGEST = 80
# A letter of a script that writes blanks between words.
_LETTER = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]")
# A word, or a sign of a script without blanks.
_PART = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+"
)
# Parts of "from the 24th of December to the 6th of January".
_LONGEST_PARTS = 12
# Signs between two days, in any language.
_SIGNS = ("-", "–", "—", "~", "〜", "～")
# A date with signs of its own, 2026-12-24, has none between two days.
_SIGNED_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# A day whose month stands with the other one: "24. bis 26. Dezember".
_BARE_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[.日号]|-?го)?")
_ONE_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Pause:
    """When a pause begins, at the earliest now, and ends, in UTC seconds; without an
    end it is 0.
    """

    begin: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of a language around the days of a pause, and those of English."""

    # Before the first day, and behind it: 周五起.
    before: re.Pattern[str]
    behind: re.Pattern[str]
    # Before a day that is the whole pause: on Saturday.
    on: re.Pattern[str]
    # Between two days, or between a day and a length.
    between: re.Pattern[str]
    # Those between two days of which the second is a part of the pause.
    through: frozenset[str]
    # Those between a day and a length only: 周五起三天.
    begun: frozenset[str]
    # Words of a pause itself, which may stand between its days: 从周五暂停到周一.
    itself: re.Pattern[str]

    def bare(self, text: str) -> str:
        """Leave out the words before and behind a first day."""
        before = self.before.match(text)
        rest = text[before.end() :] if before else text
        return self.behind.sub("", rest).strip()

    def may_start(self, text: str, place: int) -> bool:
        """Return whether a pause may start at a place: at words before a first day,
        or at any sign of a script without blanks.
        """
        is_word = _LETTER.match(text, place)
        return not is_word or self.before.match(text, place) is not None


@dataclass(frozen=True, slots=True)
class _DayReader:
    """Reads the days of somebody who writes in a language and a zone.

    Its methods raise ScheduleError for words that mean no such moment.
    """

    language: str
    zone: str
    now: datetime

    def begin(self, text: str) -> datetime:
        """Return the moment that a day or a time means; a length means none."""
        if days_ahead(text, self.language) == 0:
            return self.now
        moment = parse_end(text, self.language, self.zone, self.now)
        if moment is None or self.is_length(text):
            raise _no_day(text)
        return moment

    def end(self, text: str, begin: datetime) -> datetime:
        """Return the first end behind a begin that a text means: a length, a day or
        the number of one.
        """
        day = _BARE_DAY.fullmatch(text)
        if day is None:
            end = parse_end(text, self.language, self.zone, begin)
        else:
            end = next_day(int(day[1]), self.language, self.zone, begin)
        if end is None:
            raise _no_day(text)
        return end

    def is_length(self, text: str) -> bool:
        """Return whether a text is a length of time, such as "3 days"."""
        return parse_length(text, self.language) is not None

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
        is_number = _BARE_DAY.fullmatch(text) is not None
        stays = named is not None or self.is_length(text)
        return end if stays and not is_number else local + _ONE_DAY


def _no_day(text: str) -> ScheduleError:
    return ScheduleError(f"{text!r} is no day", text=text)


def parse_pause(
    text: str, language: str, zone: str, now: datetime
) -> Pause | None:
    """Return the pause that a text means; None for what means none.

    An end alone (3 days, until Monday) begins now. A first and a last day (from Friday to
    Monday, 24.–26. Dezember) are both part of the pause; of "until" and its like the
    second day is not. A first day alone (ab Freitag) has no end.
    """
    written = normal(text.strip()[:LONGEST])
    reader = _DayReader(language, zone, now)
    patterns = _patterns(own_language(language))
    for read in (_from_to, _from, _on_days, _on_day, _until):
        with suppress(ScheduleError):
            return read(written, reader, patterns)
    return None


def _from_to(text: str, reader: _DayReader, patterns: _Patterns) -> Pause:
    """Read a pause with a first and a last day, or with a first day and a length.

    The first separator with a day on both its sides parts it: "to" of "from Friday to
    Monday", "for" of "from Friday for 3 days". A sign within 2026-12-24 parts nothing.
    """
    plain = _SIGNED_DATE.sub(r"\1/\2/\3", text)
    for between in patterns.between.finditer(plain):
        first = patterns.bare(plain[: between.start()].strip())
        last = plain[between.end() :].strip()
        with suppress(ScheduleError):
            return _between(first, between[0].strip(), last, reader, patterns)
    raise _no_day(text)


def _between(
    first: str, word: str, last: str, reader: _DayReader, patterns: _Patterns
) -> Pause:
    """Return the pause between two days with a word between them.

    From Friday on, "Monday" is the Monday after it. With "to" this Monday is a part of the
    pause, which ends with it; with "until" it is not. Behind some words only a length
    follows: 周五起三天.
    """
    if word in patterns.begun and not reader.is_length(last):
        raise _no_day(last)
    begin = _first_day(first, last, reader)
    end = reader.end(last, begin)
    if word in patterns.through:
        end = reader.behind(last, end)
    return reader.pause(begin, end)


def _first_day(first: str, last: str, reader: _DayReader) -> datetime:
    """Return when a pause begins; the number of a day is one of the last day's month:
    24 of "24 to 26 December".
    """
    number = _BARE_DAY.fullmatch(first)
    if number is None:
        return reader.begin(first)
    day, end = int(number[1]), reader.local(reader.end(last, reader.now))
    if not 0 < day < end.day:
        raise _no_day(first)
    return end.replace(day=day)


def _from(text: str, reader: _DayReader, patterns: _Patterns) -> Pause:
    """Read a pause with a first day and no end: from Friday, 周五起."""
    first = patterns.bare(text)
    if first == text:
        raise _no_day(text)
    begin = reader.begin(first)
    return Pause(int(begin.timestamp()))


def _on_day(text: str, reader: _DayReader, patterns: _Patterns) -> Pause:
    """Read a pause of one day: on Saturday, am 24. Dezember.

    "Saturday" alone is read as an end, as "until Saturday" is; a moment with an hour is
    no day.
    """
    day = patterns.on.sub("", text)
    if day == text:
        raise _no_day(text)
    begin = reader.begin(day)
    return reader.pause(begin, reader.behind(day, begin))


def _on_days(text: str, reader: _DayReader, _patterns: _Patterns) -> Pause:
    """Read a pause of some days of the week that follow each other: the weekend.

    It begins on the next first day; on one of these days it has begun. Days that do
    not follow each other (Monday, Wednesday) are a schedule and no pause.
    """
    schedule = parse_schedule(f"{text} {MIDNIGHT}", reader.language)
    days = schedule.days if isinstance(schedule, Schedule) else frozenset()
    firsts = [day for day in days if (day - 1) % _WEEK not in days]
    if len(days) < 2 or len(firsts) != 1:
        raise _no_day(text)
    local = reader.local(reader.now)
    past = (local.weekday() - firsts[0]) % _WEEK
    ahead = -past if past < len(days) else _WEEK - past
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    begin = midnight + ahead * _ONE_DAY
    return reader.pause(begin, begin + len(days) * _ONE_DAY)


def _until(text: str, reader: _DayReader, _patterns: _Patterns) -> Pause:
    """Read a pause that begins now; the number of days may stand alone."""
    end = parse_end(text, reader.language, reader.zone, reader.now)
    return reader.pause(reader.now, end or reader.now)


def find_pause(
    text: str, language: str, zone: str, now: datetime
) -> Pause | None:
    """Return the first pause within a sentence that begins later; None without one.

    "please pause from Friday to Monday" has one; what the other words mean is for the
    caller to judge. Of a long text only the first `LONGEST` characters are looked
    through.
    """
    patterns = _patterns(own_language(language))
    written = patterns.itself.sub("", normal(text))[:LONGEST]
    parts = [part.span() for part in _PART.finditer(written)]
    for number, (start, _) in enumerate(parts):
        if not patterns.may_start(written, start):
            continue
        # The longest one counts: "from Friday to Monday" and not "from Friday".
        for _, end in reversed(parts[number : number + _LONGEST_PARTS]):
            pause = parse_pause(written[start:end], language, zone, now)
            if pause is not None and pause.begin > now.timestamp():
                return pause
    return None


@cache
def _patterns(language: str) -> _Patterns:
    """Compile the words of a language, and those of English."""
    words = _words(language)
    through = (*words["through"], *_SIGNS)
    between = (*through, *words["until"], *words["behind"])
    behind = _any_of(words["behind"], r"\s")
    on = _any_of(words["on"], "", r"\s")
    return _Patterns(
        before=re.compile(_any_of(words["before"], r"(?<!\w)", r"\s")),
        behind=re.compile(rf"(?:{behind})\Z"),
        on=re.compile(rf"\A(?:{on})"),
        between=re.compile(_any_of(between, r"\s", r"\s")),
        through=frozenset(through),
        begun=frozenset(words["behind"]).difference(through),
        itself=re.compile(_any_of(words["itself"], r"(?<!\S)", r"(?!\S)")),
    )


def _words(language: str) -> dict[str, list[str]]:
    """Return the words around a pause's days by their place, in a language and in
    English, as `normal` gives them.
    """
    tables = [table_of(name) for name in dict.fromkeys((language, "en"))]
    listed = [
        {**table["pauses"], "until": table["ends"]["until"]} for table in tables
    ]
    return {
        place: [normal(word) for words in listed for word in words[place]]
        for place in listed[0]
    }


def _any_of(words: Iterable[str], before: str, behind: str = "") -> str:
    """Return a pattern of any of some words, the longest first.

    What stands around a word of letters stands around no other: "bis" needs blanks, and
    到 and signs need none (周五到周一, 24-26). Without words it matches nowhere.
    """
    longest_first = sorted(words, key=len, reverse=True)
    patterns = [
        f"{before}{re.escape(word)}{behind}"
        if _LETTER.match(word)
        else rf"\s?{re.escape(word)}\s?"
        for word in longest_first
    ]
    return "|".join(patterns) or "(?!)"
