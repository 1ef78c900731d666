"""The words around the days of a pause, compiled from a language's table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress, filterfalse

from news.numbers.number_tables import alternatives
from news.schedule.vocabulary import LETTER, normal, table_of
from news.toml_tables import Table

_LETTER = re.compile(LETTER)
# Signs between two days, in any language.
_SIGNS = ("-", "–", "—", "~", "〜", "～")


@dataclass(frozen=True, slots=True)
class Patterns:
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
    # Those that a length may follow though a day may, too: 土曜から3日間.
    lasting: frozenset[str]
    # Words of a pause itself, which may stand between its days: 从周五暂停到周一.
    itself: re.Pattern[str]
    # What comes again and again is no pause: every weekend.
    recurring: re.Pattern[str]

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


@cache
def patterns_of(language: str) -> Patterns:
    """Compile the words of a language, and those of English."""
    words = _words(language)
    through = (*words["through"], *_SIGNS)
    between = (*through, *words["until"], *words["behind"])
    behind = _any_of(words["behind"], r"\s")
    on = _any_of(words["on"], "", r"\s")
    return Patterns(
        before=re.compile(_any_of(words["before"], r"(?<!\w)", r"\s")),
        behind=re.compile(rf"(?:{behind})\Z"),
        on=re.compile(rf"\A(?:{on})"),
        between=re.compile(_any_of(between, r"\s", r"\s")),
        through=frozenset(through),
        lasting=frozenset((*words["behind"], *_SIGNS)),
        begun=frozenset(words["behind"]).difference(through),
        itself=re.compile(_any_of(words["itself"], r"(?<!\S)", r"(?!\S)")),
        recurring=re.compile(
            _any_of(words["recurring"], r"(?<!\w)", r"(?!\w)")
        ),
    )


def _words(language: str) -> dict[str, list[str]]:
    """Return the words around a pause's days by their place, in a language and in
    English, as `normal` gives them.
    """
    tables = [table_of(name) for name in dict.fromkeys((language, "en"))]
    listed = [_of_table(table) for table in tables]
    return {
        place: [normal(word) for words in listed for word in words[place]]
        for place in listed[0]
    }


def _of_table(table: Table) -> dict[str, list[str]]:
    """Return the words of one language's table by their place."""
    listed = table["pauses"]
    every = [*table["joints"]["every"], *listed["recurring"]]
    until = table["ends"]["until"]
    return {**listed, "until": until, "recurring": every}


def _any_of(words: Iterable[str], before: str, behind: str = "") -> str:
    """Return a pattern of any of some words, the longest first.

    What stands around a word of letters stands around no other: "bis" needs blanks, and
    到 and signs need none (周五到周一, 24-26). Without words it matches nowhere.
    """
    listed = list(words)
    spaced = alternatives(filter(_LETTER.match, listed))
    close = alternatives(filterfalse(_LETTER.match, listed))
    patterns = (f"{before}(?:{spaced}){behind}", rf"\s?(?:{close})\s?")
    return "|".join(compress(patterns, (spaced, close))) or "(?!)"
