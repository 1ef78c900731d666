"""Find the persons whom two tellings of one event name for one office: Ortega here, Rojas there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from news.across.holders import OF, holders_in_words
from news.across.holders_wide import WIDE
from news.across.persons import (
    ALIKE,
    are_one,
    are_two,
    is_named,
    sound_alike,
)
from news.across.seats import MAX_TEXT, Holder, Seat, tells_of_change

# Two names: of the one telling, of the other.
_Pair = tuple[str, str]


def names_that_differ(
    one: str,
    other: str,
    languages: tuple[str, str],
) -> tuple[_Pair, ...]:
    """Return the holders of offices whom two tellings name differently.

    Each is a pair of names, of the one telling and of the other, as written there. Compared are
    offices that one person holds, of one country or city. Nothing where a telling names several
    holders, names the other's too, or tells that an office changes hands, and where the scripts
    leave it open whether the names are one.

    "Peru's President Luis Ortega visits Lima" and "Peru's President Pedro Castillo visits Lima" →
    (Luis Ortega, Pedro Castillo).
    """
    one = one[:MAX_TEXT]
    other = other[:MAX_TEXT]
    ours = _by_office(one, languages[0])
    theirs = _by_office(other, languages[1])
    shared = sorted(ours.keys() & theirs.keys())
    return tuple(
        pair
        for office in shared
        for pair in _two_holders(ours[office], theirs[office])
        if not _is_explained(pair, one, other)
    )


def _is_explained(pair: _Pair, one: str, other: str) -> bool:
    """Return whether both tellings may be right with their names.

    "President Rojas resigns, Ortega follows" explains a telling of President Ortega.
    """
    here, there = pair
    tells = any(map(tells_of_change, (one, other)))
    return tells or is_named(there, one) or is_named(here, other)


def _by_office(text: str, language: str) -> Mapping[str, Sequence[Holder]]:
    """Return the holders whom a telling names, by office."""
    by_office: dict[str, list[Holder]] = defaultdict(list)
    for holder in _read(text, language.partition("-")[0]):
        by_office[holder.office].append(holder)
    return by_office


def _read(text: str, language: str) -> Iterable[Holder]:
    """Return the holders whom a text names; none in a language without words for offices."""
    if language in OF:
        return holders_in_words(text, language)
    if language in WIDE:
        return WIDE[language](text)
    return ()


def _two_holders(
    ours: Sequence[Holder],
    theirs: Sequence[Holder],
) -> Iterator[_Pair]:
    """Yield the holder of each telling, if they are two persons in one seat.

    Peru's President Ortega and Peru's President Rojas are; two mayors of two cities are not.
    """
    for here, there in product(_only(ours), _only(theirs)):
        pair = here.name, there.name
        if _is_one_seat(here.seat, there.seat) and are_two(*pair):
            yield pair


def _only(holders: Sequence[Holder]) -> Sequence[Holder]:
    """Return the one holder whom a telling names, in the fullest form; nobody for several.

    "Peru's President Luis Ortega" and "Peru's President Ortega" are one: Luis Ortega.
    """
    fullest = max(holders, key=lambda holder: len(holder.name))
    seats = {holder.seat.place for holder in holders}
    is_one = all(are_one(holder.name, fullest.name) for holder in holders)
    return [fullest] if is_one and len(seats) == 1 else []


def _is_one_seat(one: Seat, other: Seat) -> bool:
    """Return whether two seats are one.

    A time zone has many cities: Munich and Berlin are two seats, Köln and Кёльн are one.
    """
    is_country = not one.town
    is_one_town = is_country or sound_alike(one.town, other.town) >= ALIKE
    return is_one_town and one.place == other.place
