"""Split a text about times into known words and numbers; an unknown word is an error,
never skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.errors import ScheduleError
from news.numbers.chinese import DIGITS
from news.schedule.vocabulary import Meaning, Vocabulary, normal

# Characters; twelve times on seven kinds of days, in words, take under 300.
MAX_TEXT = 400
# 8:30 and 8.30, no part of a longer row such as 8:30:15.
_CLOCK = re.compile(
    r"""
    (?<! [\d:.] )
    (\d{1,2}) [:.] (\d{2})
    (?! [\d:] | \.\d )
    """,
    re.VERBOSE,
)
# 8, 830, 0830.
_DIGITS = re.compile(
    r"""
    (?<! [\d:.] )
    \d{1,4}
    (?! \d | [.:]\d )
    """,
    re.VERBOSE,
)
_COLON = re.compile(r"(?<=[^\W\d_]):")
_WORD = re.compile(r"[^\W\d_]+|\S")
_SEPARATORS = frozenset("、,和及与/・")
# 8/9 is a date to some and two hours to others.
_SLASHED = re.compile(r"(?<![:.\d])\d{1,2}/\d{1,2}(?![:.\d])")
_NUMERALS = re.compile("[零〇一二三四五六七八九十两]+")
_SIGN = "[零〇一二三四五六七八九两]"
# 八 and 零八; 十二, 二十, 二十五.
_BELOW_HUNDRED = re.compile(
    rf"""
    [零〇]? (?P<single> {_SIGN} )
    | (?P<tens> {_SIGN}? ) 十 (?P<ones> {_SIGN}? )
    """,
    re.VERBOSE,
)
# A word as it is written, with all that it may mean.
_Reading = tuple[str, tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, with all that it may mean in its language."""

    text: str
    meanings: tuple[Meaning, ...]
    # A blank stands before it.
    gap: bool

    def read(self, kind: str) -> tuple[int, ...] | None:
        """Return the numbers of one meaning; None where the word has no such meaning."""
        # A word that means one kind twice means what it says first.
        return dict(reversed(self.meanings)).get(kind)

    def means(self, *kinds: str) -> bool:
        """Return whether the word has one of these meanings."""
        return not dict(self.meanings).keys().isdisjoint(kinds)

    @property
    def is_spoken_and(self) -> bool:
        """Whether it is a word for "and", no comma."""
        return self.means("and") and self.text.isalpha()


def lex(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Cut a text into tokens; raises ScheduleError that names the first word that is not known.

    "Monday at 8 pm" → monday, at, 8, pm, each with its meanings.
    """
    if len(text) > MAX_TEXT:
        raise unread(text[:40] + "…")
    plain = normal(text.strip().rstrip(".。!！").replace("\n", ";"))
    if slashed := _SLASHED.search(plain):
        raise unread(slashed[0])
    tokens: list[Token] = []
    end = 0
    while behind := plain[end:].lstrip():
        start = len(plain) - len(behind)
        word, meanings = read_word(plain, start, vocabulary)
        tokens.append(Token(word, meanings, gap=start > end))
        end = start + len(word)
    return tokens


def unread(word: str) -> ScheduleError:
    """Return the error for a word that is neither time nor day."""
    return ScheduleError(
        f"{word!r} is no time or day; expected 08:00", text=word, why="time"
    )


def read_word(text: str, at: int, vocabulary: Vocabulary) -> _Reading:
    """Read the word that begins here; raises ScheduleError for a word of no language.

    At 0 of "8:30 pm" it is 8:30, the clock (8, 30, 0). Signs of days and Han numerals give way to a
    longer word of the vocabulary: 三更半夜 is no three.
    """
    if clock := _CLOCK.match(text, at):
        return clock[0], (_clock(clock[1], clock[2]),)
    known = vocabulary.pattern.match(text, at)
    longer_than = known.end() if known else at
    return (
        _run_of_days(text, at, vocabulary, longer_than)
        or _numeral(text, at, vocabulary, longer_than)
        or _known_word(known, vocabulary)
        or _digits_or_colon(text, at)
    )


def _known_word(
    known: re.Match[str] | None, vocabulary: Vocabulary
) -> _Reading | None:
    """Return a word of the vocabulary with its meanings, if one stands here."""
    return (known[0], vocabulary.meanings(known[0])) if known else None


def _clock(hour: str, minute: str) -> Meaning:
    """Return a clock: 8:30 may be in the evening, 08:30 is one of 24 hours."""
    is_padded = hour.startswith("0")
    return "clock", (int(hour), int(minute), int(is_padded))


def _run_of_days(
    text: str, at: int, vocabulary: Vocabulary, longer_than: int
) -> _Reading | None:
    """Read signs of days such as 周一三五; None where a longer word stands, or a date."""
    run = vocabulary.day_run.match(text, at)
    if run is None or run.end() <= longer_than:
        return None
    if _is_date(text, at, vocabulary):
        return None
    return run[0], (("day", _days_of(run[1], vocabulary)),)


def _digits_or_colon(text: str, at: int) -> _Reading:
    """Read what stands in every language; raises ScheduleError for a word of none."""
    if match := _DIGITS.match(text, at):
        return match[0], (_number(match[0]),)
    if _COLON.match(text, at):
        return ":", (("fill", ()),)
    raise unread(_WORD.findall(text, at)[0])


def _number(digits: str) -> Meaning:
    """Read digits: 8 and 08 are an hour or minutes, 830 and 0830 are half past eight."""
    if len(digits) > 2:
        return "clock", (int(digits[:-2]), int(digits[-2:]), 1)
    is_padded = digits.startswith("0")
    return "number", (int(digits), int(is_padded))


def _is_date(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a bare sign of a day is of a date: 日 and 月 behind a number.

    In 11月20日 the 日 does not mean Sunday.
    """
    before = text[:at][-1:]
    is_number = before.isdigit() or before in set(vocabulary.numerals)
    return is_number and text[at] in vocabulary.day_signs


def _days_of(signs: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return the days of a run: 一三五 → 0, 2, 4 and 一至五 → 0 to 4."""
    days: list[int] = []
    ranged = False
    for sign in signs:
        day = vocabulary.day_signs.get(sign)
        if day is None:
            # What is no day stands between two of them: 至 or a comma.
            ranged = sign not in _SEPARATORS
            continue
        days += days_between(days[-1], day)[1:] if ranged else [day]
        ranged = False
    return tuple(days)


def days_between(first: int, last: int) -> list[int]:
    """Return the days of a range; one from Friday to Monday passes the week's end.

    Friday to Monday is 4, 5, 6, 0.
    """
    length = (last - first) % 7
    return [day % 7 for day in range(first, first + length + 1)]


def _numeral(
    text: str, at: int, vocabulary: Vocabulary, longer_than: int
) -> _Reading | None:
    """Read Han numerals, 八 or 二十五; None where there are none, or a longer word stands here."""
    run = _NUMERALS.match(text, at) if vocabulary.numerals else None
    if run is None or run.end() < longer_than:
        return None
    return run[0], (("number", (_value(run[0]), 0)),)


def _value(numerals: str) -> int:
    """Return the value of Han numerals below a hundred; raises ScheduleError for any other.

    八 and 零八 are 8, 十二 is 12, 二十五 is 25.
    """
    number = _BELOW_HUNDRED.fullmatch(numerals)
    if number is None:
        raise unread(numerals)
    single, tens, ones = number.groups("")
    if single:
        return DIGITS[single]
    return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
