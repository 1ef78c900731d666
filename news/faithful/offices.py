"""Check offices: a title next to a name in a claim must not belong to someone else in the
articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, concepts
from news.faithful.proper_names import Name, find_names
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before, between, in_clause
from news.faithful.word import keys_of, saying
from news.words import fold

# Titles that a name has beside it at most: former deputy finance minister.
_MOST_TITLES = 4
# What may stand between a title and its name.
_JOINS = " -·\u00a0"
# Words that say something in an office before a comma: the president of the port authority.
_LONGEST_OFFICE = 5
# Who has such a title does not have the title behind it: a deputy mayor is no
# mayor.
_LIMITING = frozenset({"deputy", "former"})
# A name and the titles beside it.
Titled = tuple[Name, frozenset[str]]


def wrong_office(case: Case) -> bool:
    """Return whether a claim gives a name a title that the articles give to another,
    and never to that name.

    "Mayor Pablo Serra", where Lena Ortiz is the mayor. Words that are no titles
    count as well, right before a whole name: "goalkeeper Ada Brandt".
    """
    if _word_of_another(case):
        return True
    given = _titled(case.reading)
    holders = gather(_titled, case.pool.readings) if given else ()
    return any(_is_anothers(titled, holders, case) for titled in given)


def _word_of_another(case: Case) -> bool:
    """Return whether a word stands before a name that the articles put before other names only.

    "Goalkeeper Ada Brandt", where Ida Moos is the goalkeeper. What the articles say of nobody is
    no one's office.
    """
    if case.reading.language in EAST or not case.compares_names:
        return False
    told = gather(_words_before, case.pool.readings)
    words = {word for word, _ in told}
    names = {name for _, name in told}
    given = set(_words_before(case.reading)) - told
    return any(word in words and name in names for word, name in given)


def _words_before(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield (word, last part of the name) where a small word stands right before a whole name.

    "the union delegate Nadia Rahmani" → (deleg, rahmani).
    """
    for name in find_names(reading):
        if " " not in name.text:
            continue
        for word in before(reading.content, name.start)[-1:]:
            if name.start - word.end == 1:
                yield word.key, fold(name.parts[-1])


def _is_anothers(titled: Titled, holders: Iterable[Titled], case: Case) -> bool:
    """Return whether others have a name's titles in the articles, and it has none of them there.

    "Mayor Ada Brandt" for "deputy mayor Ada Brandt" is wrong as well.
    """
    name, titles = titled
    had: set[str] = set()
    taken: set[str] = set()
    for other, held in holders:
        (had if case.is_same(name, other) else taken).update(held)
    only_others = taken - had
    if titles.isdisjoint(only_others):
        return "deputy" in had and titles.isdisjoint(had)
    whole = had - _LIMITING
    return titles.isdisjoint(whole)


def _titled(reading: Reading) -> list[Titled]:
    """Return each name of a sentence with the titles that stand beside it.

    "Deputy mayor Lena Ortiz" → Lena Ortiz, {deputy, mayor}.
    """
    names = find_names(reading)
    titled = ((name, _titles_beside(name, reading)) for name in names)
    return [(name, titles) for name, titles in titled if titles]


def _titles_beside(name: Name, reading: Reading) -> frozenset[str]:
    """Return the titles right before a name, in Chinese and Japanese behind it too.

    "Former mayor Lena Ortiz" → {former, mayor}, 陈立群市长 → {mayor}. Not those of an
    apposition behind it, "Ruth Adeyemi, chief executive": that may belong to the next name.
    """
    known = concepts().titles
    if reading.text[: name.start].rstrip().endswith(","):
        return _titles_before_comma(name, reading)
    titles: set[str] = set()
    edge = name.start
    for word in reversed(before(reading.words, edge)[-_MOST_TITLES:]):
        held = word.concepts & known
        gap = reading.text[word.end : edge]
        if not held or gap.strip(_JOINS):
            break
        titles |= held
        edge = word.start
    if reading.language in EAST:
        beside = between(reading.words, name.end, name.end + 1)
        titles |= known & keys_of(beside)
    return frozenset(titles)


def _titles_before_comma(name: Name, reading: Reading) -> frozenset[str]:
    """Return the title that a comma parts from its name: "the head of the port, Lena Ek,".

    It begins or ends a few words behind a "the", which are all that their clause has.
    """
    ahead = before(reading.words, name.start)
    clause = in_clause(reading.words, ahead[-1].clause) if ahead else []
    told = saying(clause)
    if not told or len(told) > _LONGEST_OFFICE:
        return frozenset()
    if ".before_noun" not in clause[0].labels:
        return frozenset()
    ends = [told[0], told[-1]]
    return concepts().titles & keys_of(ends)
