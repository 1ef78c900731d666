"""Check that names and numbers stay together: whoever acts in a claim acts in its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from news.faithful.actors import first_group
from news.faithful.alignment import count_shared
from news.faithful.amounts import equal_numbers
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, Labels, concepts
from news.faithful.pool import OPENING, Pool
from news.faithful.proper_names import Name, sure_names
from news.faithful.scores_and_shares import is_year
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, outside
from news.faithful.word import Word, labels_of
from news.numbers import Quantity

# A plain count below it may belong to anything: in the third minute, 3-2.
#
# Measured on claims of two public sets of summaries with their articles.
_LEAST = 100
# Words beside the name that a claim and a sentence must share to say the same.
_SAID = 2
# Share of a claim's words beside its name that a sentence must hold to be what
# it copies.
#
# Measured on the development half of a public set of judged summaries: .67
# drops twice as many faithful ones, for no more unfaithful ones.
_COPIED = 0.8
# Share of a claim's words that a clause must hold to be the one that the claim
# tells.
_HALF = 0.5


def acts_for_another(case: Case) -> bool:
    """Return whether a claim lets one act where its evidence lets another act.

    That is so where each begins with a name that the other one does not have, or with another kind
    of body (council, government), or where the clause that says it has another's name.
    """
    if case.pool.without_capitals:
        # Where nothing has its capital, names can't be told from other words.
        return False
    name = case.leading
    source = case.source
    if name is None:
        return _is_another_body(case.reading, source)
    if case.mentions(source, name):
        return _in_anothers_clause(name, case)
    other = case.leading_in(source)
    if other is not None:
        return not case.has(other)
    if case.mentions_one(case.evidence.readings, [name]):
        return False
    return not _points_back(source)


def says_anothers(case: Case) -> bool:
    """Return whether a claim gives to one what a sentence about somebody else says.

    The sentence that holds most of what is said without the name decides: it names another and not
    this one, and each sentence that names this one holds less.
    """
    name = case.leading
    if name is None or case.pool.without_capitals:
        return False
    said = outside(case.reading.content, name)
    telling = _telling(said, case.pool)
    if not telling:
        return False
    return all(_is_about_another(name, source, case) for source in telling)


def _telling(said: Sequence[Word], pool: Pool) -> list[Reading]:
    """Return the sentences that hold most of what a claim says, several where they hold as much.

    None where no sentence holds enough of it to be what the claim copies.
    """
    held = {source: count_shared(said, source) for source in pool.readings}
    most = max(held.values())
    enough = max(_SAID, _COPIED * len(said))
    if most < enough:
        return []
    return [source for source, count in held.items() if count == most]


def _is_about_another(name: Name, source: Reading, case: Case) -> bool:
    """Return whether a sentence has another's name where a claim has this one, and not this one.

    "Moor paid the crew" is about another than Ek; "he paid the crew" may be about Ek.
    """
    others = sure_names(case.named(source).names)
    if not others or case.mentions(source, name):
        return False
    if case.leading_in(source) is not None:
        return True
    return not _points_back(source)


def _points_back(source: Reading) -> bool:
    """Return whether a sentence begins with what an earlier one named:
    he, the company, the minister.

    Chinese and Japanese may leave out what was named.
    """
    if source.marked(".pronouns") or source.language in EAST:
        return True
    kinds = {".generic", *concepts().titles, *concepts().actors}
    opening = _opening(source)
    return not kinds.isdisjoint(opening)


def _opening(reading: Reading) -> Labels:
    """Return the labels of the first word that says something.

    Those of "council" in "the council voted".
    """
    first = reading.content[:1]
    return labels_of(first)


def _is_another_body(reading: Reading, source: Reading) -> bool:
    """Return whether a claim begins with one kind of body, and its evidence with another only.

    The council is not the government.
    """
    kinds = concepts().actors
    ours = _opening(reading) & kinds
    theirs = _opening(source) & kinds
    if not ours or not theirs:
        return False
    return ours.isdisjoint(source.concepts)


def _in_anothers_clause(name: Name, case: Case) -> bool:
    """Return whether the clause that says what a claim says has others' names, and not this one.

    "Ek paid" for "Voss met Ek, and Moor paid".
    """
    if case.reading.marked("say"):
        # Who said it is judged by itself; what is said has other names.
        return False
    theirs = case.named(case.source)
    clause = _telling_clause(name, case.reading, case.source)
    acting = theirs.in_clause(clause)
    if case.source.language in EAST:
        # Chinese and Japanese leave out who acts where it is who acted in the
        # clause before.
        acting = acting or first_group(theirs.last_before(clause))
    elif not _begins(acting, clause, case.source):
        # In other languages who begins the sentence acts in its other clauses
        # too, where they do not begin with another's name.
        acting = [*theirs.names[:1], *acting]
    if not acting:
        return False
    return not case.is_among(name, acting)


def _begins(acting: Sequence[Name], clause: int, source: Reading) -> bool:
    """Return whether a clause begins with the first of its names, titles aside; True for none.

    The second clause of "Ek spoke of luck, the coach Moor of hard work" begins with Moor.
    """
    told = source.told_in(clause)
    people = concepts().titles
    for name in sure_names(acting[:1]):
        ahead = before(told, name.start)
        return all(word.is_of(people) for word in ahead)
    # A German noun may be no name.
    return not acting


def _telling_clause(name: Name, reading: Reading, source: Reading) -> int:
    """Return the clause that holds most words of a claim, its name aside.

    0 where no clause holds enough of them, or two hold as many.
    """
    said = outside(reading.content, name)
    held: Counter[int] = Counter()
    for word in said:
        same = filter(word.means, source.content)
        held.update({other.clause for other in same})
    # With two more, there is a first and a second one in any case.
    ranked = [*held.most_common(2), (0, 0), (0, 0)]
    clause, most = ranked[0]
    _, next_most = ranked[1]
    half = _HALF * len(said)
    enough = max(half, next_most + 1)
    return clause if most >= enough else 0


def takes_anothers(case: Case) -> bool:
    """Return whether a claim gives one name a number that its evidence gives to another.

    "A and B build it, of which A pays 60%": both names stand in the sentence, and only one of them
    in the clause of the number.
    """
    numbers = filter(_is_telling, case.reading.quantities)
    return any(
        _belongs_to_another(number, source, case)
        for number, source in product(numbers, case.evidence.readings)
    )


def _is_telling(number: Quantity) -> bool:
    """Return whether a number is large, or has a unit, so that it belongs to somebody.

    60 % and 4,000 do; 3 and the year 2024 do not.
    """
    if number.unit:
        return True
    if number.value < _LEAST:
        return False
    return not is_year(number)


def _belongs_to_another(number: Quantity, source: Reading, case: Case) -> bool:
    """Return whether a sentence has a number's names, but others in the clause of the number.

    The claim may have several names beside the number: that must be so for each.
    """
    same = equal_numbers(number, source)
    mine = case.mine.beside(number)
    if len(same) != 1 or not mine:
        return False
    theirs = case.named(source)
    owners = theirs.beside(same[0])
    if not owners:
        return False
    return all(
        case.is_among(name, theirs.names) and not case.is_among(name, owners)
        for name in mine
    )


def takes_number_of_subject(case: Case) -> bool:
    """Return whether a claim gives a number to one that the articles name with other numbers only.

    "The rival Moor lost 41 million" where "Ek lost 41 million" and "the rival Moor
    earned 58 million" stand in two sentences. What the articles are about, Ek, may be
    told of without its name.
    """
    if not case.compares_names:
        return False
    numbers = filter(_is_telling, case.reading.quantities)
    return any(_is_of_other_sentence(number, case) for number in numbers)


def _is_of_other_sentence(number: Quantity, case: Case) -> bool:
    """Return whether the names beside a claim's number stand in other sentences, with
    numbers of its unit, and each sentence that has the number names somebody else.
    """
    beside = case.mine.beside(number)
    mine = sure_names(beside)
    readings = case.pool.readings
    holders = [one for one in readings if equal_numbers(number, one)]
    if not mine or not holders:
        return False
    opening = readings[:OPENING]
    if case.mentions_one([*opening, *holders], mine):
        return False
    if not all(sure_names(case.named(one).names) for one in holders):
        return False
    return any(
        case.mentions_one([one], mine)
        and any(other.unit == number.unit for other in one.quantities)
        for one in readings
    )
