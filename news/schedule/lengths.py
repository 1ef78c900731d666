"""Parse a length of time as people write it: 3d, 2 weeks, 三天, drei Tage."""

from __future__ import annotations

from functools import lru_cache

from news.schedule.vocabulary import (
    LANGUAGES,
    normal,
    number_words,
    own_language,
    table_of,
)

_SECONDS = {
    "hours": 3600,
    "days": 86_400,
    "weeks": 604_800,
    "months": 30 * 86_400,
}
# Stands behind digits without a unit; nobody types it.
_DAYS = "\0"
# Of any unit; more is a slip.
_MOST = 1000


def parse_length(text: str, language: str = "en") -> int | None:
    """Return the seconds of a length in any of the languages, the chat's own first;
    a bare number is of days; None for none.

    "2 weeks" → 1,209,600; "3" and "drei Tage" → 259,200.
    """
    own = own_language(language)
    plain = normal(text.strip())
    languages = dict.fromkeys((own, *LANGUAGES))
    lengths = (_seconds(plain, name) for name in languages)
    # A length has at least a second.
    return next(filter(None, lengths), None)


def _seconds(text: str, language: str) -> int | None:
    """Read a count and its unit in one language: 3d, drei Tage; digits alone are days.

    A word alone is none: "one" may be anything.
    """
    if text.isdecimal():
        text += _DAYS
    for unit, seconds in (*_units(language), (_DAYS, _SECONDS["days"])):
        number = _count(text.removesuffix(unit).strip(), language)
        if text.endswith(unit) and 0 < number <= _MOST:
            return number * seconds
    return None


def _count(text: str, language: str) -> int:
    """Return a count in digits or in a language's words; 0 where it is none.

    "3" and "three" are 3, "a" is 1; Russian leaves one out: неделю.
    """
    if text.isdecimal():
        return int(text)
    return _numbers(language).get(text, 0)


@lru_cache(maxsize=256)
def _numbers(language: str) -> dict[str, int]:
    """Map the words of counts to what they are, those for "a" too."""
    articles = map(normal, table_of(language)["lengths"]["one"])
    return number_words(language) | dict.fromkeys(articles, 1)


@lru_cache(maxsize=256)
def _units(language: str) -> tuple[tuple[str, int], ...]:
    """Return words for units with their seconds, the longest first: 个星期 before 星期."""
    lengths = table_of(language)["lengths"]
    units = {
        normal(word): seconds
        for name, seconds in _SECONDS.items()
        for word in lengths[name]
    }
    longest_first = sorted(units, key=len, reverse=True)
    return tuple((word, units[word]) for word in longest_first)
