"""Check offices: a title next to a name in a claim must not belong to someone else in the
articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name, find_names
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.words import fold

# Characters between a title and its name at most, where no word stands between.
_BESIDE = 4


# A name and the titles beside it.
Titled = tuple[Name, frozenset[str]]


def wrong_office(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a name a title that the articles give to another,
    and never to that name.
    """
    if _word_of_another(reading, pool):
        return True
    given = _titled(reading)
    if not given:
        return False
    holders = [titled for source in pool.readings for titled in _titled(source)]
    return any(_is_anothers(titled, claim, holders) for titled in given)


def _word_of_another(reading: Reading, pool: Pool) -> bool:
    """Return whether a word stands before a name that the articles put before other names only."""
    if (
        reading.language in EAST
        or pool.without_capitals
        or reading.language != pool.language
    ):
        return False
    given = _words_before(reading)
    if not given:
        return False
    told: dict[str, set[str]] = {}
    for source in pool.readings:
        for word, name in _words_before(source):
            told.setdefault(word, set()).add(name)
    known = {name for names in told.values() for name in names}
    return any(
        name in known and word in told and name not in told[word]
        for word, name in given
    )


def _words_before(reading: Reading) -> list[tuple[str, str]]:
    """Return (word, last part of the name) where a small word stands right before a whole name."""
    pairs = []
    for name in find_names(reading):
        before = [word for word in reading.content if word.end <= name.start]
        if before and " " in name.text and name.start - before[-1].end == 1:
            pairs.append((before[-1].key, fold(name.parts[-1])))
    return pairs


def _is_anothers(
    titled: Titled, claim: Claim, holders: Sequence[Titled]
) -> bool:
    name, titles = titled
    own = [held for other, held in holders if same_person(name, claim, other)]
    theirs = [
        held for other, held in holders if not same_person(name, claim, other)
    ]
    had, taken = frozenset().union(*own), frozenset().union(*theirs)
    # A deputy mayor is no mayor, a former one neither.
    kept = titles & had - {"deputy", "former"}
    if titles & taken - had and not kept:
        return True
    return "deputy" in had and not titles & had


def _titled(reading: Reading) -> list[tuple[Name, frozenset[str]]]:
    """Return each name of a sentence with the titles that stand beside it."""
    listed = []
    for name in find_names(reading):
        titles = _titles_beside(name, reading)
        if titles:
            listed.append((name, titles))
    return listed


def _titles_beside(name: Name, reading: Reading) -> frozenset[str]:
    known = concepts().titles
    before = [word for word in reading.words if word.end <= name.start]
    after = [word for word in reading.words if word.start >= name.end]
    titles: set[str] = set()
    edge = name.start
    for word in reversed(before[-4:]):
        held = word.concepts & known
        gap = reading.text[word.end : edge]
        if not held or gap.strip(" -·\u00a0"):
            break
        titles |= held
        edge = word.start
    if reading.language in EAST and after and after[0].start == name.end:
        titles |= after[0].concepts & known
    # "Ruth Adeyemi, chief executive": an apposition.
    return frozenset(titles)
