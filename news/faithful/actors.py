"""Find who acts in a sentence: people and places by name; in Chinese also teams, companies
and offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import cased
from news.faithful.names import Name, claim_names, find_names
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.words import fold

# Words before a name that say what it is: the union delegate Nadia Rahmani.
_KINDS = 3
# Languages that write other words small than names.
_CASED = frozenset({"en", "fr", "es"})
# Characters of a title between a body and its person: 东湖队主教练魏国强.
_TITLE = 4


def claim_actors(claim: Claim, reading: Reading, pool: Pool) -> list[Name]:
    """Return the names of a claim, and the bodies of the articles that it has, in their order."""
    return _with_bodies(claim_names(claim, reading), reading, pool)


def source_actors(reading: Reading, pool: Pool) -> list[Name]:
    """Return the same of a sentence of the articles."""
    return _with_bodies(find_names(reading), reading, pool)


def _with_bodies(
    names: Sequence[Name], reading: Reading, pool: Pool
) -> list[Name]:
    bodies = list(_bodies(reading, pool)) if reading.language == "zh" else []
    others = [
        name
        for name in names
        if not any(
            body.start < name.end and name.start < body.end for body in bodies
        )
    ]
    return sorted([*others, *bodies], key=lambda name: name.start)


def _bodies(reading: Reading, pool: Pool) -> Iterator[Name]:
    taken = 0
    for start in range(len(reading.raw)):
        body = next(
            (
                known
                for known in pool.bodies
                if reading.raw.startswith(known, start)
            ),
            "",
        )
        if body and start >= taken:
            taken = start + len(body)
            yield Name(body, start, taken)


def leading(
    actors: Sequence[Name], reading: Reading, pool: Pool
) -> Name | None:
    """Return the name that a sentence begins with; None for "Rome's mayor".

    A title or what kind of thing it is may stand before it: plant «Volna».
    """
    if not actors or not _begins(actors[0], reading):
        return None
    name = actors[0]
    # A capital where the sentence begins may be any word's: "Footage shows".
    doubtful = reading.language in _CASED and not name.start
    plain = " " not in name.text and name.text not in pool.sure_names
    sure = name.sure and not (doubtful and plain)
    return name if sure or _is_known(name, pool) else None


def _begins(name: Name, reading: Reading) -> bool:
    """Return whether a sentence is about a name: nothing but what it is stands before it."""
    kinds = concepts().titles | concepts().actors
    before = [word for word in reading.content if word.end <= name.start]
    possessive = "'s" in reading.text[name.start : name.end + 2]
    # "The Mexican" is an epithet of somebody whom the article names.
    epithet = not before and name.start > 0 and " " not in name.text
    plain = (
        all(word.concepts & kinds for word in before[-1:])
        and len(before) <= _KINDS
    )
    return plain and not (possessive or epithet)


def _is_known(name: Name, pool: Pool) -> bool:
    """Return whether a word that may be a common one is a name in the articles."""
    parts = [fold(part) for part in name.parts]
    known = (
        entry for entry in pool.names if len(entry) > 1 or pool.language == "ru"
    )
    return any(
        cased(part, other)
        for entry in known
        for other in entry
        for part in parts
    )


def first_group(actors: Sequence[Name]) -> list[Name]:
    """Return the first of some names, and those that only a title parts from it: A's coach B."""
    group = list(actors[:1])
    for one, other in pairwise(actors):
        between = other.start - one.end
        if not 0 < between <= _TITLE:
            break
        group.append(other)
    return group
