"""Recognise a wish that is to begin on a later day ("no politics from Friday on", "ab Montag
Wissenschaft"): the bot changes things at once, and must say so instead of doing it too soon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
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
    if len(plain) > LONGEST:
        return ""
    read = (_begins(plain, name, locale) for name in languages_of(locale))
    return next(filter(None, read), "")


def _begins(plain: str, language: str, locale: str) -> LaterStart:
    """Return what begins later by the words of one language."""
    folded = alike(plain)
    # The accents tell "santé" from other words; places in the folded text are
    # those of the text, save for letters such as ß.
    if len(folded) != len(plain):
        plain = folded
    starts = _starts(language).start.finditer(folded)
    for match in islice(starts, _TRIES):
        rest = _without(plain, match)
        is_later = _is_later(match, plain, rest, language)
        kind = _kind(rest, locale, is_next=bool(match["next"]))
        if is_later and kind:
            return kind
    return ""


def _without(plain: str, match: re.Match[str]) -> str:
    """Return a text without the words for its beginning."""
    rest = f"{plain[: match.start()]} {plain[match.end() :]}"
    return _BLANKS.sub(" ", rest).strip(MARKS)


def _is_later(
    match: re.Match[str], plain: str, rest: str, language: str
) -> bool:
    """Return whether words surely name a later day on which something begins."""
    behind = alike(plain[match.end() :]).lstrip()
    if _starts(language).ranges.match(behind):
        return False
    if match["sure"] or match["behind"]:
        return True
    # "News from Monday" are old, "no news from Monday" ends them.
    kinds = read_sentence(rest, language).kinds
    return bool(match["open"]) and not kinds.isdisjoint(_REFUSING)


def _kind(rest: str, locale: str, *, is_next: bool) -> LaterStart:
    """Return what the other words of a text want to change; empty where they want
    nothing changed.

    Times from tomorrow on may as well be set today (`is_next`).
    """
    wishes = {wish.act for wish in read_wishes(rest, locale)}
    found = understand(rest, locale)
    acts = found.acts if found else frozenset[str]()
    if not _RESTS.isdisjoint(acts) or not _PAUSES.isdisjoint(wishes):
        return "pause"
    if found is None or found.is_answer:
        return ""
    return "" if is_next and _sets_times_alone(found) else "change"


def _sets_times_alone(found: Understanding) -> bool:
    """Return whether a time of digests is wanted, with or without topics."""
    return bool(found.times) and found.acts <= {"subscribe"}


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
