"""Check that names and numbers stay together: whoever acts in a claim acts in its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from news.faithful.actors import (
    claim_actors,
    first_group,
    leading,
    source_actors,
)
from news.faithful.alignment import Evidence, count_shared
from news.faithful.amounts import equal_numbers
from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, NOTHING, Labels, concepts
from news.faithful.name_check import mentions, same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.scores_and_shares import is_year
from news.faithful.spans import outside
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


def comes_later(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether who does it in a claim is first heard of behind the sentences it rests on.

    "He" and "the company" point back, so that a name from before the evidence may be meant there;
    one that the article names only afterwards is not. Only the name that a claim begins with is
    looked at: where it happened is often said later.
    """
    name = leading(claim_actors(claim, reading, pool), reading, pool)
    held = (*evidence.readings, *evidence.near)
    if name is None or _naming(held, name, claim):
        return False
    places = _naming(pool.readings, name, claim)
    if not places or places[0] < evidence.place:
        return False
    # The sentences of one article stand together.
    first, last = pool.sources[evidence.place], pool.sources[places[-1]]
    return first.article == last.article


def _naming(
    sentences: Iterable[Reading], name: Name, claim: Claim
) -> list[int]:
    """Return the numbers of the sentences that have a claim's name."""
    return [
        number
        for number, sentence in enumerate(sentences)
        if mentions(sentence, name, claim)
    ]


def _is_among(name: Name, others: Iterable[Name], claim: Claim) -> bool:
    """Return whether a claim's name means one of some others: Ek, Lena Ek."""
    return any(same_person(name, claim, other) for other in others)


def acts_for_another(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim lets one act where its evidence lets another act.

    That is so where each begins with a name that the other one does not have, or with another kind
    of body (council, government), or where the clause that says it has another's name.
    """
    if pool.without_capitals:
        # Where nothing has its capital, names can't be told from other words.
        return False
    ours = claim_actors(claim, reading, pool)
    name = leading(ours, reading, pool)
    source = evidence.readings[0]
    if name is None:
        return _is_another_body(reading, source)
    theirs = source_actors(source, pool)
    if mentions(source, name, claim):
        return _in_anothers_clause(name, claim, reading, source, theirs)
    other = leading(theirs, source, pool)
    if other is not None:
        return not any(same_person(mine, claim, other) for mine in ours)
    held = _naming(evidence.readings, name, claim)
    return not held and not _points_back(source)


def says_anothers(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim gives to one what a sentence about somebody else says.

    The sentence that holds most of what is said without the name decides: it names another and not
    this one, and each sentence that names this one holds less.
    """
    name = leading(claim_actors(claim, reading, pool), reading, pool)
    if name is None or pool.without_capitals:
        return False
    said = outside(reading.content, name)
    telling = _telling(said, pool)
    return bool(telling) and all(
        _is_about_another(name, claim, source, pool) for source in telling
    )


def _telling(said: Sequence[Word], pool: Pool) -> list[Reading]:
    """Return the sentences that hold most of what a claim says, several where they hold as much.

    None where no sentence holds enough of it to be what the claim copies.
    """
    held = {source: count_shared(said, source) for source in pool.readings}
    most = max(held.values())
    if most < max(_SAID, _COPIED * len(said)):
        return []
    return [source for source, count in held.items() if count == most]


def _is_about_another(
    name: Name, claim: Claim, source: Reading, pool: Pool
) -> bool:
    """Return whether a sentence has another's name where a claim has this one, and not this one.

    "Moor paid the crew" is about another than Ek; "he paid the crew" may be about Ek.
    """
    theirs = source_actors(source, pool)
    sure = any(actor.sure for actor in theirs)
    if not sure or mentions(source, name, claim):
        return False
    return leading(theirs, source, pool) is not None or not _points_back(source)


def _points_back(source: Reading) -> bool:
    """Return whether a sentence begins with what an earlier one named:
    he, the company, the minister.

    Chinese and Japanese may leave out what was named.
    """
    if source.marked(".pronouns") or source.language in EAST:
        return True
    kinds = {".generic", *concepts().titles, *concepts().actors}
    return not kinds.isdisjoint(_opening(source))


def _opening(reading: Reading) -> Labels:
    """Return the labels of the first word that says something.

    Those of "council" in "the council voted".
    """
    return reading.content[0].labels if reading.content else NOTHING


def _is_another_body(reading: Reading, source: Reading) -> bool:
    """Return whether a claim begins with one kind of body, and its evidence with another only.

    The council is not the government.
    """
    kinds = concepts().actors
    ours, theirs = _opening(reading) & kinds, _opening(source) & kinds
    return bool(ours and theirs) and ours.isdisjoint(source.concepts)


def _in_anothers_clause(
    name: Name,
    claim: Claim,
    reading: Reading,
    source: Reading,
    theirs: Sequence[Name],
) -> bool:
    """Return whether the clause that says what a claim says has others' names, and not this one.

    "Ek paid" for "Voss met Ek, and Moor paid".
    """
    if reading.marked("say"):
        # Who said it is judged by itself; what is said has other names.
        return False
    clause = _telling_clause(name, reading, source)
    own = _names_of(clause, source, theirs)
    east = source.language in EAST
    if not own and east:
        # Chinese and Japanese leave out who acts where it is who acted in the
        # clause before.
        own = first_group(_last_before(clause, source, theirs))
    # In other languages who begins the sentence acts in its other clauses too.
    acting = own if east else [*theirs[:1], *own]
    return bool(own) and not _is_among(name, acting, claim)


def _names_of(
    clause: int, source: Reading, names: Iterable[Name]
) -> list[Name]:
    """Return the names that stand in a clause, in their order.

    In the second clause of "Ek wrote, and Moor paid Voss" → Moor, Voss.
    """
    return [name for name in names if source.clause_at(name.start) == clause]


def _telling_clause(name: Name, reading: Reading, source: Reading) -> int:
    """Return the clause that holds most words of a claim, its name aside.

    0 where no clause holds enough of them, or two hold as many.
    """
    said = outside(reading.content, name)
    held: Counter[int] = Counter()
    for word in said:
        same = filter(word.means, source.content)
        held.update({other.clause for other in same})
    (clause, most), (_, next_most) = [*held.most_common(2), (0, 0), (0, 0)][:2]
    enough = max(_HALF * len(said), next_most + 1)
    return clause if most >= enough else 0


def _last_before(
    clause: int, source: Reading, names: Iterable[Name]
) -> list[Name]:
    """Return the names of the last clause with names before a clause, in their order.

    For the third clause of "Ek met Moor, Voss left, …" → Voss.
    """
    before = [name for name in names if source.clause_at(name.start) < clause]
    if not before:
        return []
    return _names_of(source.clause_at(before[-1].start), source, before)


def takes_anothers(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim gives one name a number that its evidence gives to another.

    "A and B build it, of which A pays 60%": both names stand in the sentence, and only one of them
    in the clause of the number.
    """
    numbers = list(filter(_is_telling, reading.quantities))
    ours = claim_actors(claim, reading, pool) if numbers else []
    for source in evidence.readings if ours else ():
        theirs = source_actors(source, pool)
        for number in numbers:
            mine = _beside(number, reading, ours)
            if _belongs_elsewhere(number, mine, source, theirs, claim):
                return True
    return False


def _is_telling(number: Quantity) -> bool:
    """Return whether a number is large, or has a unit, so that it belongs to somebody.

    60 % and 4,000 do; 3 and the year 2024 do not.
    """
    if number.unit:
        return True
    return number.value >= _LEAST and not is_year(number)


def _belongs_elsewhere(
    number: Quantity,
    mine: Sequence[Name],
    source: Reading,
    theirs: Sequence[Name],
    claim: Claim,
) -> bool:
    """Return whether a sentence has a claim's names, but others in the clause of a number.

    `mine` are the names beside the number in the claim.
    """
    same = equal_numbers(number, source)
    owners = _beside(same[0], source, theirs) if len(same) == 1 else []
    if not mine or not owners:
        return False
    return all(
        _is_among(name, theirs, claim) and not _is_among(name, owners, claim)
        for name in mine
    )


def _beside(
    number: Quantity, reading: Reading, names: Iterable[Name]
) -> list[Name]:
    """Return the names in a number's clause."""
    return _names_of(reading.clause_at(number.start), reading, names)
