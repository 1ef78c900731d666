"""Recognise a wish that is to begin on a later day ("no politics from Friday on", "ab Montag
Wissenschaft"): the bot changes things at once, and must say so instead of doing it too soon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import islice
from operator import attrgetter
from typing import Literal

import re2

from news.toml_tables import read_table
from news.wishes.rules import MARKS, alike
from news.wishes.understanding import Understanding, understand
from news.wishes.wish_grammar import LONGEST, languages_of
from news.wishes.wish_reading import read_wishes
from news.wishes.wish_sentence import read_sentence
from news.words import HAN_LANGUAGES

# What is to begin: a pause, or another change.
LaterStart = Literal["", "pause", "change"]
# Wishes for whole sentences that are about a time without news.
_PAUSES = frozenset(("pause", "pausing", "away"))
# Acts that are a pause.
_RESTS = frozenset(("pause", "halt"))
# Kinds of words beside which "from Monday" says when something is to end.
_REFUSING = frozenset(("drop", "negation", "pause", "halt", "fewer"))
# Days that are looked at: a person names one.
_TRIES = 2
# What stands between words that are written apart.
_APART = r"[\s,.;:!?…]"
# What is left of two sentences when the words between them are taken out.
_BLANKS = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class _Starts:
    """The words of one language, compiled from `later_starts.toml`."""

    start: re.Pattern[str]
    ranges: re.Pattern[str]


def begins_later(text: str, locale: str) -> LaterStart:
    """Return what a text wants to begin on a later day, by the words of the chat's
    language or of English; empty for a text that names no such day, or wants
    nothing besides.

    "No politics from Friday on" is a change, "pause starting Monday" a pause;
    "from Monday to Friday" is no later day. Time is linear in the text; one of
    more than 200 characters tells something.
    """
    plain = text.strip(MARKS)
    languages = languages_of(locale) * (len(plain) <= LONGEST)
    read = map(partial(_begins, plain, locale), languages)
    return next(filter(None, read), "")


def _begins(plain: str, locale: str, language: str) -> LaterStart:
    """Return what begins later by the words of one language."""
    folded = alike(plain)
    # The accents tell "santé" from other words; places in the folded text are
    # those of the text, save for letters such as ß.
    written = plain if len(plain) == len(folded) else folded
    starts = islice(_starts(language).start.finditer(folded), _TRIES)
    read = map(partial(_read, written, locale, language), starts)
    return next(filter(None, read), "")


def _read(
    written: str, locale: str, language: str, match: re.Match[str]
) -> LaterStart:
    """Return what begins on the day of a match; empty where it is no beginning.

    "News from Monday" are old, and "no news from Monday" ends them.
    """
    before, behind = written[: match.start()], written[match.end() :]
    rest = _BLANKS.sub(" ", f"{before} {behind}").strip(MARKS)
    is_range = _starts(language).ranges.match(alike(behind).lstrip())
    kinds = read_sentence(rest, language).kinds
    ends = bool(match["open"]) and not kinds.isdisjoint(_REFUSING)
    is_later = any((match["sure"], match["behind"], ends))
    if is_range or not is_later:
        return ""
    return _kind(rest, locale, is_next=bool(match["next"]))


def _kind(rest: str, locale: str, *, is_next: bool) -> LaterStart:
    """Return what the other words of a text want to change; empty where they want
    nothing changed.

    Times from tomorrow on may as well be set today (`is_next`).
    """
    wishes = set(map(attrgetter("act"), read_wishes(rest, locale)))
    found = understand(rest, locale) or Understanding("", ())
    is_pause = not all(
        (_RESTS.isdisjoint(found.acts), _PAUSES.isdisjoint(wishes))
    )
    is_set = all((found.times, found.acts <= {"subscribe"}))
    kinds: dict[LaterStart, bool] = {
        "pause": is_pause,
        "change": not any((found.is_answer, is_next * is_set)),
    }
    return next(filter(kinds.get, kinds), "")


@cache
def _starts(language: str) -> _Starts:
    """Compile the words of a language."""
    table = read_table(files("news.wishes") / "later_starts.toml")[language]
    words = {name: alike(words) for name, words in table.items()}
    is_close = language in HAN_LANGUAGES
    gap = "" if is_close else " "
    before = "" if is_close else rf"(?:^|{_APART})"
    end = "" if is_close else rf"(?:{_APART}|$)"
    opening = "".join(_opening(words, gap))
    days = f"(?:{words['days']}|(?P<next>{words['next']}))"
    behind = f"(?:{gap}(?P<behind>{words['behind']}))?"
    return _Starts(
        start=re2.compile(f"{before}{opening}{days}{behind}{end}"),
        ranges=re2.compile(f"(?:{words['ranges']}){end}"),
    )


def _opening(words: dict[str, str], gap: str) -> Iterator[str]:
    """Yield the expression for what stands before a day, which may be nothing where
    words stand behind it.
    """
    sure, may_be = words["sure"], words["open"]
    if sure:
        yield f"(?:(?P<sure>{sure}){gap}|(?P<open>{may_be}){gap})?"
    else:
        yield "(?P<sure>_)?(?P<open>_)?"
