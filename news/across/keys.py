"""Language-independent keys of a headline: who, where, how many, and what happened."""

from __future__ import annotations

import re

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
WEIGHTS = {"name": 0.7, "word": 0.42, "place": 1.0, "number": 1.1, "event": 0.7}
_WORD = re.compile(r"[^\W\d_]+")
_KATAKANA = re.compile(r"[\u30a1-\u30ffー]{2,}")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def neutral_keys(title: str, language: str) -> dict[str, float]:
    """Return the keys of a headline with their weights."""
    title = title[:MAX_TEXT]
    keys: dict[str, float] = {}
    for code in countries(title):
        keys[f"place {code}"] = WEIGHTS["place"]
    for number in numbers(title):
        keys[f"number {number.normalize():f}"] = WEIGHTS["number"]
    _add_words(keys, title, language)
    for concept in wide_concepts(fold(title)):
        keys[f"event {concept}"] = WEIGHTS["event"]
    return keys


def _add_words(keys: dict[str, float], title: str, language: str) -> None:
    """Add each word as what happened where the table knows it, and otherwise by its sound."""
    sounds = filter(None, map(skeleton, _KATAKANA.findall(title)))
    keys.update({f"sound {sound}": WEIGHTS["name"] for sound in sounds})
    for word in _WORD.findall(title):
        folded = fold(word)
        if _WIDE.search(word) or len(word) < NAME_LETTERS or folded in STOP:
            continue
        concept = concept_of(folded)
        if concept:
            keys[f"event {concept}"] = WEIGHTS["event"]
            continue
        if is_country(word):
            continue
        # Names are inflected in Russian and its like, not in languages with
        # Latin letters.
        latin = folded < LAST_LATIN
        sound = skeleton(
            folded if latin else "".join(cut_folded(folded, language))
        )
        if sound:
            kind = "name" if word[0].isupper() or not word.isascii() else "word"
            key = f"sound {sound}"
            keys[key] = max(keys.get(key, 0.0), WEIGHTS[kind])
