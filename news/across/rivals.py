"""Recognise headlines of two events that are alike: one marathon in Berlin and one in New York.

Each rule is sure of what it parts: a pair that no rule knows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, lru_cache

from news.across.cities import CITY, cities
from news.across.concepts import Mention, concept_of, mentions
from news.across.keys import MAX_TEXT, neutral_keys
from news.across.sounds import skeleton
from news.words import fold

# Words with which a doer begins a headline: Kenya's Sawe, Jannik Sinner.
MOST_DOERS = 3
# Deeds that one does to another, by their English words.
DUELS = ("wins", "loses")
# Words behind a deed that turn it round: beaten by, geschlagen von.
_TURNED = frozenset({"by", "von", "durch", "par", "por", "da", "od"})
_PLACES = frozenset({"place", CITY})
_NOTHING = Mention(0, 0, 0)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a headline says first: who did what, and who is named behind it.

    Without a deed, the concept is 0 and nobody is named.
    """

    concept: int = 0
    doers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def are_rivals(one: str, other: str, languages: tuple[str, str]) -> bool:
    """Return whether two headlines, in these languages, tell two events for sure."""
    if contradict(one, other):
        return True
    ours, theirs = (
        neutral_keys(title, language).keys()
        for title, language in zip((one, other), languages, strict=True)
    )
    return _share_a_place_alone(ours, theirs)


def contradict(one: str, other: str) -> bool:
    """Return whether two headlines name other cities, or change who won."""
    return _in_other_cities(one, other) or _change_roles(
        _deed(one), _deed(other)
    )


@lru_cache(maxsize=4096)
def _zones(title: str) -> frozenset[str]:
    return frozenset(cities(title).values())


def _in_other_cities(one: str, other: str) -> bool:
    """Return whether both name cities, and in no zone of the other's."""
    here, there = _zones(one), _zones(other)
    return bool(here and there) and here.isdisjoint(there)


def _share_a_place_alone(ours: Set[str], theirs: Set[str]) -> bool:
    """Return whether both name deeds, and share nothing but places."""
    shared = _kinds(ours & theirs)
    both_name = _kinds(ours) & _kinds(theirs)
    return bool(shared) and shared <= _PLACES and "event" in both_name


def _kinds(keys: Set[str]) -> set[str]:
    """Return of what kinds some keys are: "place CL" is a place."""
    return {key.partition(" ")[0] for key in keys}


def _change_roles(one: _Deed, other: _Deed) -> bool:
    """Return whether who did a deed in one headline had it done in the other:
    Sinner beats Alcaraz, Alcaraz beats Zverev.
    """
    if one.concept != other.concept or one.doers & other.doers:
        return False
    return bool(one.doers & other.others or other.doers & one.others)


@cache
def _duels() -> frozenset[int]:
    return frozenset(map(concept_of, DUELS))


@lru_cache(maxsize=4096)
def _deed(title: str) -> _Deed:
    """Return who did what, of a headline that begins with who won or lost; nothing of another."""
    text = title[:MAX_TEXT]
    deeds = mentions(fold(text))
    deed = min(deeds, key=lambda mention: mention.start, default=_NOTHING)
    if deed.concept not in _duels():
        return _Deed()
    before = _WORD.findall(text[: deed.start])
    behind = _WORD.findall(text[deed.end :])
    if not _are_doers(before) or _is_turned(behind):
        return _Deed()
    return _Deed(deed.concept, _names(before), _names(behind))


def _are_doers(words: list[str]) -> bool:
    """Return whether the words before a deed are few, and begin with a name."""
    return 0 < len(words) <= MOST_DOERS and words[0][0].isupper()


def _is_turned(words: list[str]) -> bool:
    """Return whether the words behind a deed say who did it, or nothing."""
    return not words or words[0].casefold() in _TURNED


def _names(words: list[str]) -> frozenset[str]:
    """Return the sounds of the words with capitals."""
    sounds = (skeleton(word) for word in words if word[0].isupper())
    return frozenset(filter(None, sounds))
