"""Find the city that a headline calls a country's capital: Kyiv of "the Ukrainian capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from news.across.cities import cities
from news.across.headline_words import headline_words
from news.across.places import countries, countries_of_word
from news.toml_tables import read_rows

# Words for a capital in the alphabets of the headlines.
_CAPITAL = re.compile(
    r"capitale?|hauptstadt|столиц\w{1,3}|stolic\w{1,2}|prestolnic\w|(?:ال)?عاصمة",
    re.IGNORECASE,
)
_WIDE_CAPITAL = "首都"
# Characters before it in which its country stands: 乌克兰首都.
_WIDE_REACH = 7
# Small words between it and its country: capitale de la France.
_MOST_BETWEEN = 2
# Letters of the longest of them: della.
_LONGEST_BETWEEN = 5
# English words behind it with which it is money, or a penalty.
_NO_CITY = frozenset({
    "control", "controls", "expenditure", "flight", "flow", "flows", "gains", "goods", "inflows", "investment", "market", "markets", "outflows",
    "punishment", "requirements", "spending",
})  # fmt: skip


@cache
def _zones() -> dict[str, str]:
    """Return the zone of each country's capital, by the country's code."""
    rows = read_rows(files("news.across") / "capitals.txt")
    named = [row.partition(" ") for row in rows]
    return {
        country: zone
        for country, _, city in named
        for zone in cities(city).values()
    }


def capitals(title: str) -> frozenset[str]:
    """Return the zones of the cities that a headline calls the capitals of their countries.

    "Attack on the Ukrainian capital" and 乌克兰首都遭袭 give Europe/Kyiv.
    """
    named: set[str] = set()
    # Most headlines have no such word.
    if _CAPITAL.search(title):
        named |= set(_in_alphabets(headline_words(title)))
    if _WIDE_CAPITAL in title:
        named |= set(_in_wide(title))
    known = _zones()
    return frozenset(known[code] for code in named if code in known)


def _in_alphabets(words: Sequence[str]) -> Iterator[str]:
    """Yield the country beside each word for a capital."""
    for index, word in enumerate(words):
        # What stands farther off is of no interest.
        behind = words[index + 1 : index + 2 + _MOST_BETWEEN]
        is_money = bool(behind) and behind[0].lower() in _NO_CITY
        if _CAPITAL.fullmatch(word) and not is_money:
            before = words[max(index - 2, 0) : index]
            yield from _country_beside(before, behind)


def _country_beside(before: Sequence[str], behind: Sequence[str]) -> set[str]:
    """Return the one country that the word before a capital names, or one behind it;
    empty for none.
    """
    # English writes an s between: Japan's capital.
    nearest = [word for word in before if word != "s"][-1:]
    for word in (*nearest, *_behind_small(behind)):
        named = countries_of_word(word)
        if len(named) == 1:
            return set(named)
    return set()


def _behind_small(words: Sequence[str]) -> Sequence[str]:
    """Return the first of some words that is no small word between: Ukraine of "der Ukraine"."""
    for index, word in enumerate(words):
        is_small = len(word) <= _LONGEST_BETWEEN and word.islower()
        if not is_small or countries_of_word(word):
            return words[index : index + 1]
    return ()


def _in_wide(title: str) -> Iterator[str]:
    """Yield the country before each Chinese or Japanese word for a capital."""
    for match in re.finditer(_WIDE_CAPITAL, title):
        start = max(match.start() - _WIDE_REACH, 0)
        named = countries(title[start : match.start()])
        if len(named) == 1:
            yield from named
