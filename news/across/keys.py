"""Language-independent keys of a headline: who, where, how many, and what happened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from news.across.cities import CITY, cities
from news.across.concepts import concept_of, wide_concepts
from news.across.places import countries, is_country
from news.across.sounds import skeleton
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
_WORD = re.compile(r"[^\W\d_]+")
_KATAKANA = re.compile(r"[\u30a1-\u30ffー]{2,}")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def neutral_keys(title: str, language: str) -> Mapping[str, float]:
    """Return the keys of a headline with their weights."""
    return _read(title[:MAX_TEXT], language)


# A headline is read when it comes, and again soon when it is compared.
@lru_cache(maxsize=1024)
def _read(title: str, language: str) -> Mapping[str, float]:
    keys: dict[str, float] = {}
    towns = cities(title)
    keys |= {f"{CITY} {zone}": WEIGHTS["city"] for zone in towns.values()}
    for code in countries(title):
        keys[f"place {code}"] = WEIGHTS["place"]
    for number in numbers(title):
        keys[f"number {number.normalize():f}"] = WEIGHTS["number"]
    sounds = filter(None, map(skeleton, _KATAKANA.findall(title)))
    keys.update({f"sound {sound}": WEIGHTS["name"] for sound in sounds})
    _add_words(keys, title, language, frozenset(" ".join(towns).split()))
    for concept in wide_concepts(fold(title)):
        keys[f"event {concept}"] = WEIGHTS["event"]
    return keys


def _add_words(
    keys: dict[str, float], title: str, language: str, places: frozenset[str]
) -> None:
    """Add each word that names no place."""
    for word in _WORD.findall(title):
        if word in places or len(word) < NAME_LETTERS or _WIDE.search(word):
            continue
        key, weight = _key_of(word, fold(word), language)
        if key:
            keys[key] = max(keys.get(key, 0.0), weight)


def _key_of(word: str, folded: str, language: str) -> tuple[str, float]:
    """Return what happened where the table knows the word, and otherwise its sound."""
    concept = concept_of(folded)
    if folded in STOP:
        return "", 0.0
    if concept:
        return f"event {concept}", WEIGHTS["event"]
    sound = "" if is_country(word) else _sound_of(folded, language)
    kind = "name" if word[0].isupper() or not word.isascii() else "word"
    return (f"sound {sound}", WEIGHTS[kind]) if sound else ("", 0.0)


def _sound_of(folded: str, language: str) -> str:
    # Names are inflected in Russian and its like, not in languages with
    # Latin letters.
    latin = folded < LAST_LATIN
    return skeleton(folded if latin else "".join(cut_folded(folded, language)))
