"""Check who did what to whom: the order of names around the verb, with the passive voice
considered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise, product

from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence, alike
from news.faithful.claims import Claim
from news.faithful.lexicon import NOTHING, concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word

# Labels: where a way begins and ends, and what a doer stands behind.
_START = ".from"
_GOAL = ".towards"
_PASSIVE = ".passive"
# Characters between a verb and the mark of its passive: "sued by".
_CLOSE_BEHIND = range(4)
# Words before a verb whose doer may stand behind it.
_RELATIVES = {
    "fr": frozenset({"que", "qu", "dont", "où", "comme"}),
    "es": frozenset({"que", "como", "donde"}),
}
_PASSIVE_DE = re.compile(r"\b(?:wurden?|w[ie]rden?|wird|worden)\b")
# Words to either side of a deed that are its doer and its object.
_REACH = 3


def turned_round(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim lets the one do to the other what the
    evidence lets the other do to the one.

    "Ortiz sued Lena" for "Lena sued Ortiz"; "Ortiz was sued by Lena" says the same.
    """
    source = evidence.readings[0]
    if _ends_change_places(reading, source):
        return True
    shared = _shared_deeds(reading, source)
    by_names = _order_of_names(claim, reading, source, pool) if shared else 0
    for deed, other in shared:
        order = by_names
        is_straight = not (
            _is_inverted(deed, reading) or _is_inverted(other, source)
        )
        if is_straight and not order:
            order = _order_of_words(deed, reading, other, source)
        changes_voice = _is_passive(deed, reading) != _is_passive(other, source)
        if order and (order < 0) != changes_voice:
            return True
    return False


def _is_inverted(deed: Word, reading: Reading) -> bool:
    """Return whether a French or Spanish verb may have its doer behind it.

    "La suma que paga la firma": behind a relative pronoun the firm pays.
    """
    relatives = _RELATIVES.get(reading.language, NOTHING)
    before = reading.words_before(deed.start)[-1:]
    return any(word.key in relatives for word in before)


def _shared_deeds(reading: Reading, source: Reading) -> list[tuple[Word, Word]]:
    """Return the deeds of a claim, each beside the words of a sentence that say the same deed."""
    deeds = concepts().deeds
    return [
        (deed, other)
        for deed, other in product(reading.content, source.content)
        if deed.concepts & other.concepts & deeds
    ]


def _ends_change_places(reading: Reading, source: Reading) -> bool:
    """Return whether a claim goes from where its evidence goes to: from A to B for from B to A."""
    starts, goals = _behind(_START, reading), _behind(_GOAL, reading)
    their_starts, their_goals = _behind(_START, source), _behind(_GOAL, source)
    wrong_starts = starts & their_goals - their_starts
    wrong_goals = goals & their_starts - their_goals
    return bool(wrong_starts or wrong_goals)


def _behind(label: str, reading: Reading) -> frozenset[str]:
    """Return the capitalised words right behind words with a label."""
    return frozenset(
        word.key
        for mark, word in pairwise(reading.words)
        if label in mark.labels and reading.raw[word.start :][:1].isupper()
    )


def _order_of_names(
    claim: Claim, reading: Reading, source: Reading, pool: Pool
) -> int:
    """Return 1 where two names stand in one order in both sentences,
    -1 where they are swapped, 0 otherwise.
    """
    ours = claim_actors(claim, reading, pool)
    theirs = source_actors(source, pool)
    if reading.language == "ru" and _same_cases(ours, theirs):
        return 1
    places = [_place(name, claim, theirs) for name in ours]
    known = [place for place in places if place is not None]
    pairs = (pair for pair in combinations(known, 2) if pair[0] != pair[1])
    first, second = next(pairs, (0, 0))
    return (first < second) - (first > second)


def _same_cases(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Return whether Russian names have the cases they have in the source,
    which say who is who in any order.
    """
    forms = {name.text for name in theirs}
    return bool(ours) and forms.issuperset(name.text for name in ours)


def _place(name: Name, claim: Claim, theirs: Sequence[Name]) -> int | None:
    """Return where a sentence has a name; None where it has not."""
    for other in theirs:
        if same_person(name, claim, other):
            return other.start
    return None


def _order_of_words(
    deed: Word, reading: Reading, other: Word, source: Reading
) -> int:
    """The same by the words next to the deed, for names that no rule finds.

    0 where it is a draw. Russian words stand in any order.
    """
    if reading.language == "ru":
        return 0
    before, after = _around(deed, reading)
    their_before, their_after = _around(other, source)
    kept = _common(before, their_before)
    straight = kept + _common(after, their_after)
    first_to_last = _common(before, their_after)
    last_to_first = _common(after, their_before)
    crossed = first_to_last + last_to_first
    is_swapped = first_to_last > 0 and last_to_first > 0
    if is_swapped and (crossed > straight or not kept):
        return -1
    return int(straight > crossed)


def _around(deed: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    """Return the words of a deed's clause that stand closely before and behind it."""
    clause = [word for word in reading.content if word.clause == deed.clause]
    before = [word for word in clause if word.end <= deed.start]
    after = [word for word in clause if word.start >= deed.end]
    return before[-_REACH:], after[:_REACH]


def _common(words: Sequence[Word], others: Sequence[Word]) -> int:
    """Count the words of which the others have one alike."""
    return sum(any(alike(word, other) for other in others) for word in words)


def voices_differ(reading: Reading, source: Reading) -> bool:
    """Return whether one of two sentences names the doer of a passive, and the other does not."""
    return _has_passive_doer(reading) != _has_passive_doer(source)


def _has_passive_doer(reading: Reading) -> bool:
    """Return whether a sentence says by whom something was done.

    German "von" is "of" as well: there a verb must be in the passive.
    """
    if not reading.marked(_PASSIVE):
        return False
    if reading.language != "de":
        return True
    return _PASSIVE_DE.search(reading.text) is not None


def _is_passive(deed: Word, reading: Reading) -> bool:
    """Return whether a deed is said in the passive: "was sued by", 被起诉."""
    marks = reading.marked(_PASSIVE)
    if reading.language != "zh":
        gaps = {mark.start - deed.end for mark in marks}
        return not gaps.isdisjoint(_CLOSE_BEHIND)
    # "From 9 to 6": 由 before a number tells no doer.
    return any(
        mark.start < deed.start
        and mark.clause == deed.clause
        and not reading.text[mark.end :][:1].isdigit()
        for mark in marks
    )
