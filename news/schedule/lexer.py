"""Split a text about times into known words and numbers; an unknown word is an error,
never skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from news.errors import ScheduleError
from news.schedule.vocabulary import Meaning, Vocabulary, normal

# Characters; twelve times on seven kinds of days, in words, take under 300.
MAX_TEXT = 400
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?![\d:]|\.\d)")
_DIGITS = re.compile(r"(?<![\d:.])\d{1,4}(?!\d|[.:]\d)")
_COLON = re.compile(r"(?<=[^\W\d_]):")
_WORD = re.compile(r"[^\W\d_]+|\S")
_HAN_DIGITS = {
    sign: value for value, sign in enumerate("零一二三四五六七八九")
} | {"〇": 0, "两": 2}
_SEPARATORS = frozenset("、,和及与/・")
# 8/9 is a date to some and two hours to others.
_SLASHED = re.compile(r"(?<![:.\d])\d{1,2}/\d{1,2}(?![:.\d])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, with all that it may mean in its language."""

    text: str
    meanings: tuple[Meaning, ...]
    # A blank stands before it.
    gap: bool

    def read(self, kind: str) -> tuple[int, ...] | None:
        """Return the numbers of one meaning; None where the word has no such meaning."""
        for name, numbers in self.meanings:
            if name == kind:
                return numbers
        return None

    def means(self, *kinds: str) -> bool:
        """Return whether the word has one of these meanings."""
        return any(name in kinds for name, _ in self.meanings)


def lex(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Cut a text into tokens; raises ScheduleError that names the first word that is not known."""
    if len(text) > MAX_TEXT:
        raise unread(text[:40] + "…")
    plain = normal(text.strip().rstrip(".。!！").replace("\n", ";"))
    if slashed := _SLASHED.search(plain):
        raise unread(slashed[0])
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        gap = at > 0 and plain[at - 1].isspace()
        token, at = _token(plain, at, gap, vocabulary)
        tokens.append(token)
    return tokens


def unread(word: str) -> ScheduleError:
    """Return the error for a word that is neither time nor day."""
    return ScheduleError(
        f"{word!r} is no time or day; expected 08:00", text=word, why="time"
    )


def _token(
    text: str, at: int, gap: bool, vocabulary: Vocabulary
) -> tuple[Token, int]:
    if match := _CLOCK.match(text, at):
        return _clock(match, gap), match.end()
    word = vocabulary.pattern.match(text, at)
    token = _run_of_days(text, at, gap, vocabulary, word)
    if token is None:
        longer_than = word.end() if word else at
        token = _numeral(text, at, gap, vocabulary, longer_than=longer_than)
    if token is not None:
        return token, at + len(token.text)
    if word is None:
        return _digits_or_colon(text, at, gap)
    key = word[0]
    if key not in vocabulary.words:
        key = key.rstrip(".")
    return Token(
        text=word[0], meanings=vocabulary.words[key], gap=gap
    ), word.end()


def _clock(match: re.Match[str], gap: bool) -> Token:
    hour, minute = match.groups()
    # 08:30 is a clock of 24 hours; 8:30 may be in the evening.
    is_padded = int(hour.startswith("0"))
    numbers = int(hour), int(minute), is_padded
    return Token(match[0], (("clock", numbers),), gap)


def _run_of_days(
    text: str,
    at: int,
    gap: bool,
    vocabulary: Vocabulary,
    word: re.Match[str] | None,
) -> Token | None:
    """Read signs of days such as 周一三五; None where a longer word stands, or a date."""
    if vocabulary.day_run is None:
        return None
    run = vocabulary.day_run.match(text, at)
    if run is None or _is_date(text, at, vocabulary):
        return None
    if word and word.end() >= run.end():
        return None
    days = _days_of(run[1], vocabulary)
    return Token(run[0], (("day", days),), gap)


def _digits_or_colon(text: str, at: int, gap: bool) -> tuple[Token, int]:
    """Read what stands in every language; raises ScheduleError for a word of none."""
    if match := _DIGITS.match(text, at):
        return _number(match[0], gap), match.end()
    if match := _COLON.match(text, at):
        return Token(":", (("fill", ()),), gap), match.end()
    unknown = _WORD.match(text, at)
    raise unread(unknown[0] if unknown else text[at:][:40])


def _number(digits: str, gap: bool) -> Token:
    """Read digits: two are an hour or minutes, 830 and 0830 are half past eight."""
    meaning: Meaning
    if len(digits) > 2:
        meaning = "clock", (int(digits[:-2]), int(digits[-2:]), 1)
    else:
        meaning = "number", (int(digits), int(digits.startswith("0")))
    return Token(digits, (meaning,), gap)


def _is_date(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a bare sign of a day is of a date: 日 and 月 behind a number."""
    if at == 0 or text[at] not in vocabulary.day_signs:
        return False
    before = text[at - 1]
    return before.isdigit() or before in vocabulary.numerals


def _days_of(signs: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return the days of a run, 一三五 or 一至五."""
    days: list[int] = []
    ranged = False
    for sign in signs:
        day = vocabulary.day_signs.get(sign)
        if day is None:
            ranged = sign not in _SEPARATORS
        elif ranged:
            days += days_between(days[-1], day)[1:]
            ranged = False
        else:
            days.append(day)
    return tuple(days)


def days_between(first: int, last: int) -> list[int]:
    """Return the days of a range; one from Friday to Monday passes the week's end."""
    length = (last - first) % 7
    return [(first + step) % 7 for step in range(length + 1)]


def _numeral(
    text: str, at: int, gap: bool, vocabulary: Vocabulary, *, longer_than: int
) -> Token | None:
    """Read Han numerals, 八 or 二十五; None where there are none, or a longer word stands here."""
    if not vocabulary.numerals:
        return None
    signs = f"{vocabulary.numerals}两"
    run = "".join(takewhile(signs.__contains__, text[at:]))
    if not run or at + len(run) < longer_than:
        return None
    value = _value(run)
    if value is None:
        raise unread(run)
    return Token(run, (("number", (value, 0)),), gap)


def _value(numerals: str) -> int | None:
    """Return the value of Han numerals under sixty; None if it is not one."""
    tens, ten, ones = numerals.partition("十")
    if ten:
        if len(tens) > 1 or len(ones) > 1:
            return None
        return 10 * _HAN_DIGITS.get(tens or "一", 99) + _HAN_DIGITS.get(
            ones or "零", 99
        )
    if numerals[:-1] in {"", "零", "〇"}:
        return _HAN_DIGITS.get(numerals[-1])
    return None
