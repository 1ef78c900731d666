"""Find who acts in a sentence: people and places by name; in Chinese also teams, companies
and offices.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, product, starmap
from operator import attrgetter

from news.faithful.claims import Claim
from news.faithful.concept_lexicon import SLAVIC, concepts
from news.faithful.name_forms import cased
from news.faithful.named_sentence import NamedSentence
from news.faithful.pool import Pool
from news.faithful.proper_names import Name, claim_names, find_names
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before

# Words before a name that say what it is: the union delegate Nadia Rahmani.
_KINDS = 3
# Languages that write other words small than names.
_CASED = frozenset({"en", "fr", "es", "pt"})
# Characters of a title between a body and its person: 东湖队主教练魏国强.
_TITLE = 4


def claim_actors(claim: Claim, reading: Reading, pool: Pool) -> list[Name]:
    """Return the names of a claim, and the bodies of the articles that it has, in their order.

    东湖队主教练魏国强辞职 → 东湖队, 魏国强 where the articles speak of 东湖队.
    """
    return _with_bodies(claim_names(claim, reading), reading, pool)


def source_actors(reading: Reading, pool: Pool) -> list[Name]:
    """Return the names of a sentence of the articles, and the bodies that it has, in their order.

    "Ek met Moor" → Ek, Moor. It declares no names, as a claim does.
    """
    return _with_bodies(find_names(reading), reading, pool)


def _with_bodies(
    names: Sequence[Name], reading: Reading, pool: Pool
) -> list[Name]:
    """Return names and, in Chinese, bodies in their order.

    A body takes the place of a name that it overlaps: 东湖队 of 东湖.
    """
    bodies = pool.bodies_in(reading)
    others = [name for name in names if not any(map(name.overlaps, bodies))]
    return sorted([*bodies, *others], key=attrgetter("start"))


def leading(sentence: NamedSentence, pool: Pool) -> Name | None:
    """Return the name that a sentence begins with; None for "Rome's mayor".

    A title or what kind of thing it is may stand before it: plant «Volna».
    """
    reading = sentence.reading
    for name in sentence.names[:1]:
        if _begins(name, reading) and _is_known(name, reading, pool):
            return name
    return None


def _is_known(name: Name, reading: Reading, pool: Pool) -> bool:
    """Return whether what a sentence begins with is surely a name.

    A capital there may be any word's, "Footage shows": it needs one elsewhere too, or a longer
    name that it is a part of.
    """
    needs_other = reading.language in _CASED
    is_sure = name.sure and (not needs_other or name.text in pool.sure_names)
    return is_sure or _is_part_of_name(name, pool)


def _begins(name: Name, reading: Reading) -> bool:
    """Return whether a sentence is about a name: nothing but what it is stands before it.

    "The union delegate Nadia Rahmani said", not "Talks with Nadia Rahmani".
    """
    if "'s" in reading.text[name.start : name.end + 2]:
        return False
    ahead = before(reading.content, name.start)
    if not ahead:
        # "The Mexican" is an epithet of somebody whom the article names.
        return name.start == 0 or " " in name.text
    kinds = concepts().titles | concepts().actors
    if len(ahead) > _KINDS:
        return False
    return ahead[-1].is_of(kinds)


def _is_part_of_name(name: Name, pool: Pool) -> bool:
    """Return whether the articles have a word of a name in a longer one: Rahmani, Nadia Rahmani.

    In Russian and Ukrainian, whose cases change names, also as a name of one word.
    """
    least = 1 if pool.language in SLAVIC else 2
    longer = (parts for parts in pool.names if len(parts) >= least)
    pairs = product(name.folded, chain.from_iterable(longer))
    return any(starmap(cased, pairs))


def first_group(actors: Sequence[Name]) -> list[Name]:
    """Return the first of some names, and those that only a title parts from it.

    Of the actors of 东湖队主教练魏国强辞职 both: only 主教练 (coach) stands between them.
    """
    group = list(actors[:1])
    for one, other in pairwise(actors):
        if not 0 < other.start - one.end <= _TITLE:
            break
        group.append(other)
    return group
