"""Find the times that stand among other words: `every morning at 8` in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import Literal

from news.errors import ScheduleError
from news.models import Timetable
from news.schedule.known_words import KnownWords, folded, rows_of
from news.schedule.lexer import Token, lex
from news.schedule.parsing import parse_schedule
from news.schedule.vocabulary import (
    normal,
    own_language,
    table_of,
    vocabulary,
)
from news.schedule.written import format_schedule, hhmm, parts_of

# How surely words are meant as a time, and not as part of a name. `sure`: an
# hour that comes again ("every day at 8"). `likely`: an hour alone ("at 8 pm"),
# or a rhythm without one ("every morning"). `weak`: words that many names hold
# ("daily", "morning").
Strength = Literal["sure", "likely", "weak"]
# How an hour is written. `shown`: with what makes it an hour (8 pm, 8:30, 8点).
# `bare`: a number or name alone ("at 8", "noon"). `titled`: a bare one as names
# of programmes have it, with a capital or in the small hours ("at Ten", "at
# one").
HourForm = Literal["shown", "bare", "titled"]
# Words with which a time can begin.
_OPENING = (
    "day",
    "part",
    "named",
    "interval",
    "count",
    "every",
    "from",
    "rhythms",
    "once",
    "before",
)
# Words that make a time of the number before them: "8 pm", 8点.
_UNITS = ("mark", "ampm", "unit", "part", "past")
# Words that a time does not end with: in "every day at 8 and chess" the "and"
# belongs to the sentence, and the "не" in "утром не надо спорта".
_JOINING = ("fill", "and", "at_to", "to", "from", "every", "except")
_HOURS = frozenset(("number", "clock", "named", "interval", "before"))
_RHYTHMS = ("every", "apiece", "interval", "count", "rhythms")
# Words that make an hour of a number.
_HOUR_SIGNS = frozenset(("part", "ampm", "mark", "clock", "unit", "interval"))
# Hours at which nobody reads news: minutes after midnight.
_SMALL_HOURS = 5 * 60
_PARTS_OF_DAY = frozenset(("part", "ampm", "named", "mark", "before"))
# Before a word these mean "a little", not "at one": 给我一点科技新闻; 到一点 and
# 每天一点 are times.
_A_LITTLE = re.compile(r"一[点點][^\W\d_]")
# The shortest names of days: "so", "je", "do".
_SHORT_DAY = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]{1,2}\.?")
# Beginnings and ends that are tried of each row of known words.
_TRIES = 3
# How doubtful words are that are refused: without an hour, without the day of "once a
# week", and as no time.
_IS_NO_TIME = 2
_DOUBTS = {"none": 1, "day": 1, "time": _IS_NO_TIME}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words of a sentence that are meant as the time of something."""

    start: int
    end: int
    text: str
    strength: Strength
    # They name an hour, or a rhythm of hours.
    has_hours: bool
    form: HourForm = "shown"
    # It is the time of a single day: "tomorrow at 8".
    is_once: bool = False
    # Its days are led by a word: "on Mondays", "los lunes"; not "Mondays".
    is_led: bool = False


def find_times(text: str, language: str) -> tuple[TimePhrase, ...]:
    """Return the phrases of time in a sentence, in its order, by the words of
    one language.

    "send me tech news every morning at 8" → "every morning at 8". A bare number
    is no time ("Windows 11"). Where `parse_schedule` refuses a phrase, the
    person means a time that is not clear. Only 200 characters are read. Times
    of a single day ("tomorrow at 8") are left out.
    """
    times = _all_times(text, language)
    return tuple(time for time in times if not time.is_once)


def times_said(text: str, language: str) -> tuple[TimePhrase, ...]:
    """Return the times in a sentence that come again; those of a single day where
    it has no other.

    The shortest names of days are left out, for they are other words too:
    French "je" is more often "I".
    """
    times = _all_times(text, language)
    again = [time for time in times if not time.is_once]
    said = tuple(time for time in again if not _is_short_day(time))
    return said or tuple(time for time in times if time.is_once)


def _is_short_day(time: TimePhrase) -> bool:
    """Return whether words are the shortest name of a day alone: "so", "je"."""
    is_short = _SHORT_DAY.fullmatch(time.text) is not None
    return is_short and not time.has_hours


def _all_times(text: str, language: str) -> list[TimePhrase]:
    """Return the times in a sentence, whether they come again or not."""
    sentence, places = folded(text)
    words = vocabulary(own_language(language))
    times: list[TimePhrase] = []
    for row in rows_of(sentence, words):
        phrase = _phrase(row, language)
        if phrase is None:
            continue
        time = _in_text(text, places, phrase, language)
        if not _A_LITTLE.fullmatch(text, time.start, time.end + 1):
            times.append(time)
    return times


def _in_text(
    text: str, places: list[int], phrase: KnownWords, language: str
) -> TimePhrase:
    """Return a phrase of the folded sentence as it stands in the original,
    where each folded character has its place.
    """
    start = places[phrase.start]
    end = places[phrase.end - 1] + 1
    written = text[start:end]
    return TimePhrase(
        start,
        end,
        written,
        strength=_strength(phrase, language),
        has_hours=_has_hours(phrase),
        form=_form(phrase, written, language),
        is_once="once" in phrase.kinds,
        is_led=_is_led(phrase, language),
    )


def _form(phrase: KnownWords, written: str, language: str) -> HourForm:
    """Return how the hour of a phrase is written."""
    if not _has_hours(phrase) or not phrase.kinds.isdisjoint(_HOUR_SIGNS):
        return "shown"
    last_word = written.rpartition(" ")[2]
    is_titled = last_word.istitle() or _is_small(phrase.text, language)
    return "titled" if is_titled else "bare"


def _is_small(text: str, language: str) -> bool:
    """Return whether a phrase means the small hours: "at one"."""
    if refusal(text, language):
        return False
    parts = parts_of(parse_schedule(text, language))
    return all(part.minutes[-1] < _SMALL_HOURS for part in parts)


def _is_led(phrase: KnownWords, language: str) -> bool:
    """Return whether a phrase of days begins with a word for "on", alone or as a
    part of the day's own word: "on Mondays", "los lunes".
    """
    first = phrase.words[0].token.text
    is_prefixed = " " in first and "day" in phrase.kinds
    return is_prefixed or first in _words_before("on", language)


def _phrase(row: KnownWords, language: str) -> KnownWords | None:
    """Return the longest phrase of a row from which a schedule can be read, or
    one that a person is asked about.

    Of a doubtful time no part is taken: "9 pm" of "6 and 9 pm" is another time.
    """
    doubt = partial(_doubt, language)
    # Of equally doubtful ones it is the first, which is the longest.
    phrase = min(_parts(row, language), key=doubt, default=None)
    if phrase is None or doubt(phrase) == _IS_NO_TIME:
        return None
    # A single day alone ("tomorrow") is the time of no delivery.
    is_once = "once" in phrase.kinds
    is_meant = _has_hours(phrase) if is_once else _is_meant(phrase, language)
    return phrase if is_meant else None


def _doubt(language: str, part: KnownWords) -> int:
    """Return how doubtful words are as a phrase of time: those without an hour
    more than those from which a schedule can be read, or that are refused as
    two times.
    """
    return _DOUBTS.get(refusal(part.text, language), 0)


def _parts(row: KnownWords, language: str) -> Iterator[KnownWords]:
    """Yield what a phrase may be: from a word that can begin one to the end of
    the row, the longest first.

    Of "tech 8 every day at 9 and chess" the first is "every day at 9": a bare
    number begins no time within a sentence, and no time ends with "and". At
    most nine are tried.
    """
    words = row.words
    begins = [at for at in range(len(words)) if _opens(row, at, language)]
    ends = [
        at
        for at, word in enumerate(words, 1)
        if not word.token.means(*_JOINING)
    ]
    first_begins = begins[:_TRIES]
    last_ends = ends[::-1][:_TRIES]
    for begin, end in product(first_begins, last_ends):
        if begin < end:
            yield row.part(begin, end)


def _opens(row: KnownWords, at: int, language: str) -> bool:
    """Return whether a phrase can begin with a word: "every", "8 pm", "at 8",
    "on Mondays", 8:30; not with a bare number, unless the sentence begins with it.
    """
    word = row.words[at]
    token = word.token
    # The last word stands for the one that it lacks behind it.
    next_at = min(at + 1, len(row.words) - 1)
    behind = row.words[next_at].token
    if token.text in _words_before("on", language) and behind.means("day"):
        return True
    if token.text in _words_before("at", language):
        return behind.means(*_HOURS, "part")
    if token.means("number"):
        return word.start == 0 or _is_hour(row, at)
    if token.means("clock"):
        return not token.text.isdigit()
    return token.means(*_OPENING)


def _is_hour(row: KnownWords, at: int) -> bool:
    """Return whether what stands behind a number makes an hour of it: "8 pm", "8 in the
    evening".
    """
    for word in row.words[at + 1 :]:
        # Between an hour and its part of the day such a word says nothing.
        if not word.token.means("fill"):
            return word.token.means(*_UNITS)
    return False


def _has_hours(phrase: KnownWords) -> bool:
    """Return whether an hour is named: "at 8", "noon", "every three hours"; not
    "every morning".
    """
    return not phrase.kinds.isdisjoint(_HOURS)


def _strength(phrase: KnownWords, language: str) -> Strength:
    """Return how surely words are a time.

    "every day at 8" is sure; "at 8 pm" and "every morning" are likely; "daily"
    and "morning" are weak.
    """
    kinds = phrase.kinds
    has_hours = _has_hours(phrase)
    is_regular = any(_is_regular(word.token, language) for word in phrase.words)
    if has_hours and (is_regular or "day" in kinds):
        return "sure"
    # "daily" and 每日 alone are in the names of papers.
    is_one_word = len(phrase.words) == 1 and " " not in phrase.text
    is_name = is_one_word and "part" not in kinds
    is_likely = has_hours or (is_regular and not is_name)
    return "likely" if is_likely else "weak"


def _is_regular(token: Token, language: str) -> bool:
    """Return whether a word says that something comes again: "every", "daily",
    "weekdays", "every morning".
    """
    days = token.read("day") or ()
    is_rhythm = token.means(*_RHYTHMS) or len(days) > 1
    return is_rhythm or token.text.startswith(_words_for_every(language))


def _is_meant(phrase: KnownWords, language: str) -> bool:
    """Return whether words say more than a number: "at 8", "8 pm", 8:30."""
    if not _has_hours(phrase):
        return True
    first = phrase.words[0].token
    is_led = first.means("clock") or first.text in _words_before("at", language)
    is_sure = is_led or _strength(phrase, language) == "sure"
    return is_sure or not phrase.kinds.isdisjoint(_PARTS_OF_DAY)


def is_time_alone(text: str, language: str) -> bool:
    """Return whether all words of a text are about times: 晚间, "9 o'clock", "7"."""
    try:
        return bool(lex(text, vocabulary(own_language(language))))
    except ScheduleError:
        return False


def without_day(phrase: str, language: str) -> str:
    """Return the schedule for each day at the hour of a single day, as it is
    stored: "tomorrow at 8" → 08:00; empty where the day says its hour.
    """
    rest = beside_day(phrase, language)
    if not rest or refusal(rest, language):
        return ""
    return format_schedule(parse_schedule(rest, language))


def beside_day(phrase: str, language: str) -> str:
    """Return what stands beside a single day: "at 8" of "tomorrow at 8", "evening" of
    "tomorrow evening", and the evening that is in "tonight"; empty where no such
    day is named, or nothing else.
    """
    table = table_of(own_language(language))["ends"]
    written = normal(phrase)
    rest = written
    evenings = normal(table["evenings"])
    for word in map(normal, table["tonight"]):
        rest = rest.replace(word, evenings)
    single_days = (*table["tomorrow"], *table["today"])
    for word in map(normal, single_days):
        rest = rest.replace(word, " ").strip()
    return "" if rest == written else rest


def refusal(text: str, language: str) -> str:
    """Return the kind of fault for which no schedule can be read from a phrase,
    such as `none` for one without an hour; empty where one can be read.
    """
    try:
        parse_schedule(text, language)
    except ScheduleError as error:
        return str(error.details["why"])
    return ""


def with_time(phrase: str, minute: int, language: str) -> Timetable | None:
    """Return the schedule of a phrase that names no hour, with a minute of the
    day: "every morning" with 480 is 08:00; None for a time that it cannot mean.
    """
    time = hhmm(minute)
    # The hour stands behind the part of a day in Chinese, and before it elsewhere.
    texts = (f"{phrase} {time}", f"{time} {phrase}")
    clear = [text for text in texts if not refusal(text, language)]
    if not clear:
        return None
    schedule = parse_schedule(clear[0], language)
    # "12 at night" is midnight.
    minutes = {part.minutes for part in parts_of(schedule)}
    return schedule if minutes == {(minute,)} else None


@lru_cache(maxsize=256)
def _words_before(kind: str, language: str) -> frozenset[str]:
    """Return the words that stand before an hour (kind `at`: "um", "a las") or
    before days (`on`: "am", по).
    """
    listed = table_of(own_language(language))["sentences"][kind]
    return frozenset(map(normal, listed))


@lru_cache(maxsize=256)
def _words_for_every(language: str) -> tuple[str, ...]:
    """Return the words for "every", with which phrases such as "every morning" begin."""
    table = table_of(own_language(language))
    return tuple(map(normal, table["joints"]["every"]))
