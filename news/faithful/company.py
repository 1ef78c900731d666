"""Check that names and numbers stay together: whoever acts in a claim acts in its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from news.faithful.actors import (
    claim_actors,
    first_group,
    leading,
    source_actors,
)
from news.faithful.alignment import Evidence, count_shared
from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.name_check import mentions, same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.faithful.scores_and_shares import is_year
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
    if name is None or any(
        mentions(sentence, name, claim) for sentence in held
    ):
        return False
    places = [
        place
        for place, sentence in enumerate(pool.readings)
        if mentions(sentence, name, claim)
    ]
    return bool(places) and all(
        _is_behind(place, evidence, pool) for place in places
    )


def _is_behind(place: int, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a sentence stands behind the evidence in the same article."""
    same_article = (
        pool.sources[place].article == pool.sources[evidence.place].article
    )
    return same_article and place > evidence.place


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
    source = evidence.readings[0]
    theirs = source_actors(source, pool)
    name, other = leading(ours, reading, pool), leading(theirs, source, pool)
    if name is None:
        return _is_another_body(reading, source)
    if not mentions(source, name, claim):
        if other is not None:
            return not any(same_person(mine, claim, other) for mine in ours)
        held = any(
            mentions(sentence, name, claim) for sentence in evidence.readings
        )
        return not held and not _points_back(source)
    if (
        other is not None
        and same_person(name, claim, other)
        and source.language not in EAST
    ):
        return False
    if reading.marked("say"):
        # Who said it is judged by itself; what is said has other names.
        return False
    return _in_anothers_clause(name, claim, reading, source, theirs)


def says_anothers(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim gives to one what a sentence about somebody else says.

    The sentence that holds most of what is said without the name decides: it names another and not
    this one, and each sentence that names this one holds less.
    """
    name = (
        None
        if pool.without_capitals
        else leading(claim_actors(claim, reading, pool), reading, pool)
    )
    if name is None:
        return False
    said = [
        word
        for word in reading.content
        if not name.start <= word.start < name.end
    ]
    held = [count_shared(said, source) for source in pool.readings]
    most = max(held)
    if most < max(_SAID, _COPIED * len(said)):
        return False
    telling = [
        source
        for source, count in zip(pool.readings, held, strict=True)
        if count == most
    ]
    return all(
        _is_about_another(name, claim, source, pool) for source in telling
    )


def _is_about_another(
    name: Name, claim: Claim, source: Reading, pool: Pool
) -> bool:
    """Return whether a sentence has another's name in the place of the one who acts, and not this name."""
    if mentions(source, name, claim):
        return False
    theirs = source_actors(source, pool)
    if not any(actor.sure for actor in theirs):
        return False
    return leading(theirs, source, pool) is not None or not _points_back(source)


def _points_back(source: Reading) -> bool:
    """Return whether a sentence begins with what an earlier one named:
    he, the company, the minister.
    """
    if source.marked(".pronouns") or source.language in EAST:
        return True
    kinds = concepts().titles | concepts().actors
    first = source.content[:1]
    return any(
        word.concepts & kinds or ".generic" in word.labels for word in first
    )


def _is_another_body(reading: Reading, source: Reading) -> bool:
    """Return whether a claim begins with one kind of body, and its evidence with another only."""
    one, two = _body(reading), _body(source)
    return bool(one and two) and not one & source.concepts


def _body(reading: Reading) -> frozenset[str]:
    """Return the kinds of body that a sentence begins with: the council, the government."""
    return (
        reading.content[0].concepts & concepts().actors
        if reading.content
        else frozenset()
    )


def _in_anothers_clause(
    name: Name,
    claim: Claim,
    reading: Reading,
    source: Reading,
    theirs: Sequence[Name],
) -> bool:
    """Return whether the clause that says what a claim says has others' names, and not this one."""
    clause = _telling_clause(name, reading, source)
    if not clause:
        return False
    own = [actor for actor in theirs if source.clause_at(actor.start) == clause]
    if (
        own
        and source.language not in EAST
        and not _opens(own[0], clause, source)
    ):
        return False
    if not own and source.language in EAST:
        # Chinese and Japanese leave out who acts where it is who acted in the
        # clause before.
        own = first_group(_last_before(clause, source, theirs))
    return bool(own) and not any(
        same_person(name, claim, actor) for actor in own
    )


def _opens(actor: Name, clause: int, source: Reading) -> bool:
    """Return whether a name is the first that a clause says."""
    return not any(
        word.clause == clause
        and word.end <= actor.start
        and not word.concepts & concepts().titles
        for word in source.content
    )


def _telling_clause(name: Name, reading: Reading, source: Reading) -> int:
    """Return the clause that holds most words of a claim;
    0 where none holds enough of them alone.
    """
    said = [
        word
        for word in reading.content
        if not name.start <= word.start < name.end
    ]
    held: Counter[int] = Counter()
    for word in said:
        clauses = {
            other.clause for other in source.content if other.means(word)
        }
        held.update(clauses)
    ranked = held.most_common(2)
    if not ranked or ranked[0][1] < max(1, _HALF * len(said)):
        return 0
    return (
        0 if len(ranked) > 1 and ranked[1][1] == ranked[0][1] else ranked[0][0]
    )


def _last_before(
    clause: int, source: Reading, names: Iterable[Name]
) -> list[Name]:
    """Return the names of the last clause with names before a clause, in their order."""
    before = [
        (at, name)
        for name in names
        if (at := source.clause_at(name.start)) < clause
    ]
    last = max((at for at, _ in before), default=0)
    return [name for at, name in before if at == last]


def takes_anothers(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim gives one name a number that its evidence gives to another.

    "A and B build it, of which A pays 60%": both names stand in the sentence, and only one of them
    in the clause of the number.
    """
    numbers = [number for number in reading.quantities if _is_telling(number)]
    ours = claim_actors(claim, reading, pool) if numbers else []
    if not ours:
        return False
    mine = [(number, _in_clause(number, reading, ours)) for number in numbers]
    sources = [
        (source, source_actors(source, pool)) for source in evidence.readings
    ]
    return any(
        _belongs_elsewhere(number, names, source, theirs, claim)
        for number, names in mine
        if names
        for source, theirs in sources
    )


def _is_telling(number: Quantity) -> bool:
    """Return whether a number is large, or has a unit, so that it belongs to somebody."""
    return bool(number.unit) or (number.value >= _LEAST and not is_year(number))


def _belongs_elsewhere(
    number: Quantity,
    mine: Sequence[Name],
    source: Reading,
    theirs: Sequence[Name],
    claim: Claim,
) -> bool:
    same = [
        other for other in source.quantities if other.amount == number.amount
    ]
    if len(same) != 1:
        return False
    owners = _in_clause(same[0], source, theirs)
    others = [name for name in theirs if name not in owners]
    if not owners or any(
        same_person(name, claim, owner) for name in mine for owner in owners
    ):
        return False
    return all(
        any(same_person(name, claim, other) for other in others)
        for name in mine
    )


def _in_clause(
    number: Quantity, reading: Reading, names: Sequence[Name]
) -> list[Name]:
    clause = reading.clause_at(number.start)
    return [name for name in names if reading.clause_at(name.start) == clause]


def belongs_to_another(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a person to a body whose person
    is another's: A's coach for B's.
    """
    given = dict(_employed(reading, claim_actors(claim, reading, pool)))
    if not given:
        return False
    told: dict[str, set[str]] = {}
    for source in pool.readings:
        for person, body in _employed(source, source_actors(source, pool)):
            told.setdefault(person, set()).add(body)
    return any(
        person in told and body not in told[person]
        for person, body in given.items()
    )


def _employed(
    reading: Reading, actors: Sequence[Name]
) -> list[tuple[str, str]]:
    """Return (person, body) where a Chinese sentence has body, title and person in a row."""
    titles = concepts().titles
    pairs = []
    for body, person in pairwise(actors) if reading.language == "zh" else ():
        between = [
            word
            for word in reading.words
            if body.end <= word.start < person.start
        ]
        covered = sum(
            word.end - word.start for word in between if word.concepts & titles
        )
        if 0 < covered == person.start - body.end:
            pairs.append((person.text, body.text))
    return pairs
