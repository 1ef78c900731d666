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
from news.faithful.spans import before, behind, in_clause

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
    last = before(reading.words, deed.start)[-1:]
    return any(word.key in relatives for word in last)


def _shared_deeds(reading: Reading, source: Reading) -> list[tuple[Word, Word]]:
    """Return the deeds of a claim, each beside the words of a sentence that say the same deed.

    "Sued" beside "filed a suit against".
    """
    deeds = concepts().deeds
    return [
        (deed, other)
        for deed, other in product(reading.content, source.content)
        if deed.concepts & other.concepts & deeds
    ]


def _ends_change_places(reading: Reading, source: Reading) -> bool:
    """Return whether a claim goes from where its evidence goes to.

    "From Bern to Basel" for "from Basel to Bern". A claim that gives one end only
    may be turned as well: "from Bern".
    """
    starts, goals = _behind(_START, reading), _behind(_GOAL, reading)
    their_starts, their_goals = _behind(_START, source), _behind(_GOAL, source)
    wrong_starts = starts & their_goals - their_starts
    wrong_goals = goals & their_starts - their_goals
    return bool(wrong_starts or wrong_goals)


def _behind(label: str, reading: Reading) -> set[str]:
    """Return the capitalised words right behind words with a label.

    ".from" in "from Bern to Basel": Bern.
    """
    keys = set()
    for mark, word in pairwise(reading.words):
        initial = reading.raw[word.start : word.start + 1]
        if label in mark.labels and initial.isupper():
            keys.add(word.key)
    return keys


def _order_of_names(
    claim: Claim, reading: Reading, source: Reading, pool: Pool
) -> int:
    """Return 1 where two names stand in one order in both sentences,
    -1 where they are swapped, 0 otherwise.

    The first two names of the claim count that the sentence has in two places.
    """
    ours = claim_actors(claim, reading, pool)
    theirs = source_actors(source, pool)
    if reading.language == "ru" and _same_cases(ours, theirs):
        return 1
    places = []
    for name in ours:
        place = _place(name, claim, theirs)
        if place is not None:
            places.append(place)
    for first, second in combinations(places, 2):
        if first != second:
            return 1 if first < second else -1
    return 0


def _same_cases(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Return whether Russian names have the cases they have in the source,
    which say who is who in any order.

    "Лугова обвинил Маяков" has the same doer as "Маяков обвинил Лугова".
    """
    forms = {name.text for name in theirs}
    return bool(ours) and forms.issuperset(name.text for name in ours)


def _place(name: Name, claim: Claim, theirs: Sequence[Name]) -> int | None:
    """Return where a sentence has a name; None where it has not.

    The first place where it names that person, by whatever part.
    """
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
    first, last = _around(deed, reading)
    their_first, their_last = _around(other, source)
    kept = _common(first, their_first)
    straight = kept + _common(last, their_last)
    first_to_last = _common(first, their_last)
    last_to_first = _common(last, their_first)
    crossed = first_to_last + last_to_first
    is_swapped = first_to_last > 0 and last_to_first > 0
    if is_swapped and (crossed > straight or not kept):
        return -1
    return int(straight > crossed)


def _around(deed: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    """Return the words of a deed's clause that stand closely before and behind it.

    Of "sued" in "the old firm sued the city": (old, firm) and (city).
    """
    clause = in_clause(reading.content, deed.clause)
    first = before(clause, deed.start)
    last = behind(clause, deed.end)
    return first[-_REACH:], last[:_REACH]


def _common(words: Sequence[Word], others: Sequence[Word]) -> int:
    """Count the words of which the others have one alike.

    Of (old, firm) and (firm, city): one.
    """
    return sum(any(alike(word, other) for other in others) for word in words)


def voices_differ(reading: Reading, source: Reading) -> bool:
    """Return whether one of two sentences names the doer of a passive, and the other does not.

    "The firm was sued by the city" and "the city sued the firm": their names stand
    in different orders, and mean the same.
    """
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
    """Return whether a deed is said in the passive: "was sued by", 被起诉.

    The Chinese mark stands anywhere before its verb, others right behind it.
    """
    marks = reading.marked(_PASSIVE)
    if reading.language != "zh":
        gaps = {mark.start - deed.end for mark in marks}
        return not gaps.isdisjoint(_CLOSE_BEHIND)
    for mark in marks:
        # "From 9 to 6": 由 before a number tells no doer.
        before_number = reading.text[mark.end : mark.end + 1].isdigit()
        is_before = mark.start < deed.start and mark.clause == deed.clause
        if is_before and not before_number:
            return True
    return False
