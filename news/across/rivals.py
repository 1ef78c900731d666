"""Recognise headlines of two events that are alike: one marathon in Berlin and one in New York.

Each rule is sure of what it parts: a pair that no rule knows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter

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
_BEGINNING = re.compile(rf"(?:[\W\d_]*[^\W\d_]+){{0,{MOST_DOERS + 1}}}")


@dataclass(frozen=True, slots=True)
class _HeadlineDeed:
    """What a headline says first: who did what, and who is named behind it.

    Without a deed, the concept is 0 and nobody is named.
    """

    concept: int = 0
    doers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def are_rivals(one: str, other: str, languages: tuple[str, str]) -> bool:
    """Return whether two headlines, in these languages, tell two events for sure.

    "Chile elects a president" and "Earthquake shakes Chile" do.
    """
    if contradict(one, other):
        return True
    our_language, their_language = languages
    ours = neutral_keys(one, our_language)
    theirs = neutral_keys(other, their_language)
    return _share_a_place_alone(ours.keys(), theirs.keys())


def contradict(one: str, other: str) -> bool:
    """Return whether two headlines name other cities, or change who won.

    A marathon in Berlin is not one in New York; "Sinner beats Alcaraz" is not "Alcaraz beats
    Zverev".
    """
    if _in_other_cities(one, other):
        return True
    return _change_roles(_deed(one), _deed(other))


@lru_cache(maxsize=4096)
def _zones(title: str) -> frozenset[str]:
    """Return the time zones of the cities that a headline names."""
    return frozenset(cities(title).values())


def _in_other_cities(one: str, other: str) -> bool:
    """Return whether both name cities, and in no zone of the other's.

    Berlin and New York are two cities. Vienna and Wien are one, and Munich is not told from
    Berlin: it keeps Berlin's time.
    """
    ours = _zones(one)
    theirs = _zones(other)
    both_name_some = bool(ours and theirs)
    return both_name_some and ours.isdisjoint(theirs)


def _share_a_place_alone(ours: Set[str], theirs: Set[str]) -> bool:
    """Return whether both name deeds, and share nothing but places.

    "Chile elects a president" and "Earthquake shakes Chile" share Chile alone.
    """
    shared = _kinds(ours & theirs)
    is_place_alone = bool(shared) and shared <= _PLACES
    named_by_both = _kinds(ours) & _kinds(theirs)
    return is_place_alone and "event" in named_by_both


def _kinds(keys: Set[str]) -> set[str]:
    """Return of what kinds some keys are: "place CL" is a place."""
    return {key.partition(" ")[0] for key in keys}


def _change_roles(one: _HeadlineDeed, other: _HeadlineDeed) -> bool:
    """Return whether who did a deed in one headline had it done in the other.

    "Sinner beats Alcaraz" and "Alcaraz beats Zverev" change Alcaraz's part. Where a doer is the
    same in both, as a surname of two players may be, nothing is sure.
    """
    if one.concept != other.concept or one.doers & other.doers:
        return False
    changes_sides = one.doers & other.others or other.doers & one.others
    return bool(changes_sides)


@cache
def _duels() -> frozenset[int]:
    """Return the numbers of the concepts of `DUELS`."""
    return frozenset(map(concept_of, DUELS))


@lru_cache(maxsize=4096)
def _deed(title: str) -> _HeadlineDeed:
    """Return who did what, of a headline that begins with who won or lost; nothing of another.

    "Sinner beats Alcaraz in Rome" tells that Sinner won, and names Alcaraz and Rome behind it.
    "Alcaraz beaten by Sinner" tells nothing: the words behind turn the deed round.
    """
    text = title[:MAX_TEXT]
    # Behind more words than those the doer is unknown: they are not read.
    beginning = next(_BEGINNING.finditer(fold(text))).group()
    named = mentions(beginning)
    deed = min(named, key=attrgetter("start"), default=_NOTHING)
    before = _WORD.findall(text[: deed.start])
    behind = _WORD.findall(text[deed.end :])
    is_duel = deed.concept in _duels() and _are_doers(before)
    if not is_duel or _is_turned(behind):
        return _HeadlineDeed()
    return _HeadlineDeed(deed.concept, _names(before), _names(behind))


def _are_doers(words: list[str]) -> bool:
    """Return whether the words before a deed are few, and begin with a name.

    "Kenya's Sawe" is two; "the man who" begins with none.
    """
    return 0 < len(words) <= MOST_DOERS and words[0][0].isupper()


def _is_turned(words: list[str]) -> bool:
    """Return whether the words behind a deed say who did it, or nothing.

    "beaten by Sinner" says who did it.
    """
    return not words or words[0].casefold() in _TURNED


def _names(words: list[str]) -> frozenset[str]:
    """Return the sounds of the words with capitals.

    Each is written by its consonants, so that it is one in all languages.
    """
    capital = (word for word in words if word[0].isupper())
    return frozenset(map(skeleton, capital)) - {""}
