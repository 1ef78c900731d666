"""Tell what an English headline means by a strike: a walkout, an attack, or an
earthquake that strikes.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from itertools import pairwise

from news.across.concepts import concept_of
from news.across.headline_words import headline_words
from news.across.places import countries_of_word
from news.words import fold

_STRIKES = frozenset({"strike", "strikes"})
# What is told with an attack, and what strikes a place itself, by the English
# words of the concepts.
_ARMED = ("attack", "missile", "drone", "bomb")
_NATURAL = ("earthquake", "storm", "hurricane", "flood", "tsunami")
_DEADLY = "dead"


@cache
def _armed() -> frozenset[int]:
    return frozenset(map(concept_of, _ARMED))


@cache
def _natural() -> frozenset[int]:
    return frozenset(map(concept_of, _NATURAL))


def strike_concept(title: str, told: Set[int]) -> int:
    """Return the concept that an English headline's strike is; 0 for none of its own.

    `told` are the concepts of the headline. "Bus drivers strike over pay" is a strike, "Drone
    strike kills four" and "Israel strikes Iran" are attacks; of an earthquake that strikes, the
    earthquake is told already.
    """
    if not told.isdisjoint(_armed()):
        return concept_of("attack")
    if not told.isdisjoint(_natural()):
        return 0
    is_attack = concept_of(_DEADLY) in told or _hits_a_place(title)
    return concept_of("attack" if is_attack else "strike")


def _hits_a_place(title: str) -> bool:
    """Return whether a strike is on something, or a country's name follows it: strikes Iran."""
    words = headline_words(title)
    after = [
        behind for word, behind in pairwise(words) if fold(word) in _STRIKES
    ]
    return any(
        fold(word) == "on" or bool(countries_of_word(word)) for word in after
    )
