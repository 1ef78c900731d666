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

_SECONDS = {"hours": 3600, "days": 86_400, "weeks": 604_800}
# Of any unit; more is a slip.
_MOST = 1000


def parse_length(text: str, language: str = "en") -> int | None:
    """Return the seconds of a length in any of the languages, the chat's own first;
    a bare number is of days; None for none.
    """
    own = own_language(language)
    plain = normal(text.strip())
    for name in (own, *(other for other in LANGUAGES if other != own)):
        seconds = _seconds(plain, name)
        if seconds is not None:
            return seconds
    return None


def _seconds(text: str, language: str) -> int | None:
    numbers = number_words(language)
    units = _units(language)
    for unit, seconds in units:
        if text.endswith(unit):
            count = text.removesuffix(unit).strip()
            number = int(count) if count.isdecimal() else numbers.get(count)
            if number is not None and 0 < number <= _MOST:
                return number * seconds
    if text.isdecimal() and 0 < int(text) <= _MOST:
        return int(text) * _SECONDS["days"]
    return None


@lru_cache(maxsize=256)
def _units(language: str) -> tuple[tuple[str, int], ...]:
    """Return words for units with their seconds, the longest first: 个星期 before 星期."""
    units = [
        (normal(word), _SECONDS[name])
        for name, words in table_of(language)["lengths"].items()
        for word in words
    ]
    return tuple(sorted(units, key=lambda unit: -len(unit[0])))
