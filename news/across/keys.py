"""Language-independent keys of a headline: who, where, how many, and what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from news.across.capitals import capitals
from news.across.cities import CITY, cities
from news.across.concepts import concept_of, wide_concepts
from news.across.headline_words import headline_words
from news.across.places import countries, countries_of_word
from news.across.sounds import skeleton
from news.across.strikes import strike_concept
from news.numbers import numbers
from news.words import STOP, cut_folded, fold

# Characters of a headline that are read.
MAX_TEXT = 300
NAME_LETTERS = 3
LAST_LATIN = "\u0250"
# How much a key counts: a capital shows a name, another word may only sound
# alike.
#
# Chosen on titles in eight languages of the development half of a public set of
# 700 events of 2021: F .692 with all weights alike, .706 with these.
WEIGHTS = {
    "name": 0.7,
    "word": 0.42,
    "city": 0.7,
    "place": 1.0,
    "number": 1.1,
    "event": 0.7,
}
_NO_KEY = "", 0.0
_EVENT = "event "
_KATAKANA = re.compile(r"[\u30a1-\u30ffー]{2,}")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def neutral_keys(title: str, language: str) -> Mapping[str, float]:
    """Return the keys of a headline with their weights.

    A city, a country, a number, what happened, and the sounds of names: "place CL" weighs 1.
    """
    return _read(title[:MAX_TEXT], language)


# A headline is read when it comes, and again soon when it is compared.
@lru_cache(maxsize=1024)
def _read(title: str, language: str) -> Mapping[str, float]:
    """Read a headline's keys, those of its words last: what names a city is no other name."""
    towns = cities(title)
    counted = (f"{number.normalize():f}" for number in numbers(title))
    spelt = filter(None, map(skeleton, _KATAKANA.findall(title)))
    zones = {*towns.values(), *capitals(title)}
    keys = _weighted(CITY, sorted(zones), WEIGHTS["city"])
    keys |= _weighted("place", sorted(countries(title)), WEIGHTS["place"])
    keys |= _weighted("number", counted, WEIGHTS["number"])
    keys |= _weighted("sound", spelt, WEIGHTS["name"])
    named = " ".join(towns).split()
    for word in headline_words(title):
        if word not in named:
            key, weight = _key_of(word, language)
            keys[key] = max(keys.get(key, 0.0), weight)
    keys |= _weighted("event", wide_concepts(fold(title)), WEIGHTS["event"])
    keys.pop("", None)
    return _with_strike(keys, title) if language == "en" else keys


def _with_strike(keys: dict[str, float], title: str) -> dict[str, float]:
    """Return the keys of an English headline with what its strike is: a walkout or an attack."""
    strike = _event(concept_of("strike"))
    weight = keys.pop(strike, None)
    if weight is None:
        return keys
    events = (key.removeprefix(_EVENT) for key in keys)
    told = {int(number) for number in events if number.isdecimal()}
    meant = strike_concept(title, told)
    return keys | {_event(meant): weight} if meant else keys


def _event(concept: int) -> str:
    return f"{_EVENT}{concept}"


def _weighted(
    kind: str, values: Iterable[object], weight: float
) -> dict[str, float]:
    """Return the keys of some values of one kind, all of one weight."""
    return {f"{kind} {value}": weight for value in values}


def _may_tell(word: str) -> bool:
    """Return whether a word of an alphabet is long enough for a name.

    "Rio" and "fox" are, "of" and "EU" are not.
    """
    return len(word) >= NAME_LETTERS and not _WIDE.search(word)


# The same words stand in one headline after another: each is read once.
@lru_cache(maxsize=50_000)
def _key_of(word: str, language: str) -> tuple[str, float]:
    """Return what happened where the table knows the word, and otherwise its sound.

    A country, which is known already, has no key, nor has a word that says nothing.

    "earthquake" → the number of its concept; "Lindau" → its sound, rnd; "Chile" → no key.
    """
    folded = fold(word)
    if not _may_tell(word) or folded in STOP:
        return _NO_KEY
    concept = concept_of(folded)
    if concept:
        return _event(concept), WEIGHTS["event"]
    sound = _sound_of(folded, language)
    if not sound or countries_of_word(word):
        return _NO_KEY
    return f"sound {sound}", WEIGHTS[_kind_of(word)]


def _kind_of(word: str) -> str:
    """Return "name" for a word with a capital, or with letters that English has not."""
    is_name = word[0].isupper() or not word.isascii()
    return "name" if is_name else "word"


def _sound_of(folded: str, language: str) -> str:
    """Return the sound of a word's stem; of the whole word in Latin letters.

    Names are inflected in Russian and its like, not in languages with Latin letters.
    """
    is_latin = folded < LAST_LATIN
    stem = folded if is_latin else "".join(cut_folded(folded, language))
    return skeleton(stem)
