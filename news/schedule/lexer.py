"""Split a text about times into known words and numbers; an unknown word is an error,
never skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.errors import ScheduleError
from news.schedule.vocabulary import Meaning, Vocabulary, normal

# Characters; twelve times on seven kinds of days, in words, take under 300.
MAX_TEXT = 400
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?![\d:]|\.\d)")
_DIGITS = re.compile(r"(?<![\d:.])\d{1,4}(?!\d|[.:]\d)")
_COLON = re.compile(r"(?<=[^\W\d_]):")
_WORD = re.compile(r"[^\W\d_]+|\S")
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
        return next(
            (numbers for name, numbers in self.meanings if name == kind), None
        )


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
        hour, minute = int(match[1]), int(match[2])
        # 08:30 is a clock of 24 hours; 8:30 may be in the evening.
        numbers = (hour, minute, int(match[1].startswith("0")))
        return Token(match[0], (("clock", numbers),), gap), match.end()
    word = vocabulary.pattern.match(text, at)
    token = _run_of_days(text, at, gap, vocabulary, word)
    token = token or _numeral(
        text, at, gap, vocabulary, longer_than=word.end() if word else at
    )
    if token:
        return token, at + len(token.text)
    if word:
        key = word[0] if word[0] in vocabulary.words else word[0].rstrip(".")
        return Token(word[0], vocabulary.words[key], gap), word.end()
    return _digits_or_colon(text, at, gap)


def _run_of_days(
    text: str,
    at: int,
    gap: bool,
    vocabulary: Vocabulary,
    word: re.Match[str] | None,
) -> Token | None:
    """Read signs of days such as 周一三五; None where a longer word stands, or a date."""
    run = vocabulary.day_run.match(text, at) if vocabulary.day_run else None
    if (
        run is None
        or _is_date(text, at, vocabulary)
        or (word and word.end() >= run.end())
    ):
        return None
    return Token(run[0], (("day", _days_of(run[1], vocabulary)),), gap)


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
    if len(digits) > 2:
        numbers = (int(digits[:-2]), int(digits[-2:]), 1)
        return Token(digits, (("clock", numbers),), gap)
    return Token(
        digits, (("number", (int(digits), int(digits.startswith("0")))),), gap
    )


def _is_date(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a bare sign of a day is of a date: 日 and 月 behind a number."""
    before = text[at - 1 : at]
    counted = before.isdigit() or (
        before != "" and before in vocabulary.numerals
    )
    return counted and text[at] in vocabulary.day_signs


def _days_of(signs: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return the days of a run, 一三五 or 一至五."""
    days: list[int] = []
    ranged = False
    for sign in signs:
        day = vocabulary.day_signs.get(sign)
        if day is None:
            ranged = sign not in _SEPARATORS
        elif ranged:
            days += [
                (days[-1] + step) % 7
                for step in range(1, (day - days[-1]) % 7 + 1)
            ]
            ranged = False
        else:
            days.append(day)
    return tuple(days)


def _numeral(
    text: str, at: int, gap: bool, vocabulary: Vocabulary, *, longer_than: int
) -> Token | None:
    """Read Han numerals, 八 or 二十五; None where there are none, or a longer word stands here."""
    end = at
    while (
        end < len(text)
        and vocabulary.numerals
        and text[end] in f"{vocabulary.numerals}两"
    ):
        end += 1
    if end == at or end < longer_than:
        return None
    value = _value(text[at:end])
    if value is None:
        raise unread(text[at:end])
    return Token(text[at:end], (("number", (value, 0)),), gap)


def _value(numerals: str) -> int | None:
    """Return the value of Han numerals under sixty; None for what is none."""
    digits = {
        sign: value for value, sign in enumerate("零一二三四五六七八九")
    } | {"〇": 0, "两": 2}
    tens, ten, ones = numerals.partition("十")
    if not ten:
        zero = numerals[:-1] in {"", "零", "〇"}
        return digits.get(numerals[-1]) if zero and len(numerals) <= 2 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return digits.get(tens or "一", 99) * 10 + digits.get(ones or "零", 99)
