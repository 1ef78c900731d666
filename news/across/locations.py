"""Find the countries that two tellings of one event give differently: in Chile here, in
Peru there.

Only a country behind a word for "in" counts: one that a headline merely names may be whose runner
won, or who complained.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from news.across.headline_words import bare_letters
from news.across.places import countries, wide_country_pattern
from news.countries import country_name

# Characters of a headline with its summary that are read.
MAX_TEXT = 2000
# Words that may stand between "in" and a country: the north of, der Hauptstadt
# von.
MOST_BETWEEN = 3
# Words for "in" and "off the coast of", by language.
_IN = {
    language: frozenset(words.split())
    for language, words in {
        "en": "in near off across",
        "de": "in im vor bei",
        "fr": "en au aux",
        "es": "en",
        "pt": "em no na nos nas",
        "it": "in nel nella negli",
        "ru": "в во на под",
        "uk": "в у на",
        "pl": "w we na",
        "sl": "v na",
    }.items()
}
_CLAUSE = re.compile(r"[.,;:!?()«»\"\n—–]+")
_WORD = re.compile(r"[^\W\d_]+")
# Chinese and Japanese: in the north of a country, something happened.
_PART = "(?:[东西南北中東]{1,2}部|境内|首都|沿海|海域|沖|国内)?"
_HAPPENED = "(?:发生|發生|遭遇|爆发|で)"


def places_that_differ(
    one: str, other: str, languages: tuple[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the country that one telling gives for an event, and the country that the
    other gives.

    Both are named in the first of the tellings' languages. Nothing where a telling says none or
    several, or names the other's country in any way.

    "Earthquake in Chile" and "Terremoto en Perú" → (Chile, Peru).
    """
    here, there = located(one, languages[0]), located(other, languages[1])
    if not len(here) == len(there) == 1:
        return ()
    named_here = here | countries(one[:MAX_TEXT])
    named_there = there | countries(other[:MAX_TEXT])
    if here & named_there or there & named_here:
        return ()
    ours = country_name(min(here), languages[0])
    theirs = country_name(min(there), languages[0])
    return ((ours, theirs),)


def located(text: str, language: str) -> set[str]:
    """Return the codes (ISO 3166) of the countries where a short text says that something
    happened.

    "Earthquake in Chile, Peru sends help" says it of Chile alone.
    """
    text = text[:MAX_TEXT]
    found: set[str] = set()
    for match in _wide_places().finditer(bare_letters(text)):
        found |= countries(match["behind"] or match["before"])
    into = _IN.get(language.partition("-")[0], frozenset())
    for clause in _CLAUSE.split(text):
        found |= _behind_in(_WORD.findall(clause), into)
    return found


@cache
def _wide_places() -> re.Pattern[str]:
    """Match a country's Chinese or Japanese name behind "in", or before what happened there."""
    names = wide_country_pattern()
    happened = bare_letters(_HAPPENED)
    return re.compile(
        f"在(?P<behind>{names})|(?P<before>{names}){_PART}{happened}"
    )


def _behind_in(words: list[str], into: frozenset[str]) -> set[str]:
    """Return the countries that follow a word for "in" in a clause."""
    found: set[str] = set()
    for index, word in enumerate(words, 1):
        if word.casefold() in into:
            found |= _first_country(words[index:], into)
    return found


def _first_country(words: list[str], into: frozenset[str]) -> set[str]:
    """Return the first country among some words, if few words stand before it.

    Behind "in": "the north of Chile" gives CL.
    """
    near = words[: MOST_BETWEEN + 1]
    before = takewhile(lambda word: word.casefold() not in into, near)
    pairs = (
        " ".join(words[index : index + 2]) for index, _ in enumerate(before)
    )
    return next(filter(None, map(countries, pairs)), set())
