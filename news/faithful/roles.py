"""Check who did what to whom: the order of names around the verb, with the passive voice
considered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence, alike
from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word

_ENDS = (".from", ".towards")
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
    """
    source = evidence.readings[0]
    if _ends_change_places(reading, source):
        return True
    shared = _shared_deeds(reading, source)
    by_names = _order_of_names(claim, reading, source, pool) if shared else 0
    for deed, other in shared:
        passive = _passive(deed, reading) != _passive(other, source)
        order = by_names
        if not (_is_inverted(deed, reading) or _is_inverted(other, source)):
            order = order or _order_of_words(deed, reading, other, source)
        if order and (order < 0) != passive:
            return True
    return False


def _is_inverted(deed: Word, reading: Reading) -> bool:
    """Return whether a French or Spanish verb may have its doer behind it: la suma que paga la firma."""
    if reading.language not in _RELATIVES:
        return False
    before = [word for word in reading.words if word.end <= deed.start]
    return bool(before) and before[-1].key in _RELATIVES[reading.language]


def _shared_deeds(reading: Reading, source: Reading) -> list[tuple[Word, Word]]:
    """Return the deeds of a claim, each beside the words of a sentence that say the same deed."""
    deeds = concepts().deeds
    return [
        (deed, other)
        for deed in reading.content
        for other in source.content
        if deed.concepts & other.concepts & deeds
    ]


def _ends_change_places(reading: Reading, source: Reading) -> bool:
    """Return whether a claim goes from where its evidence goes to: from A to B for from B to A."""
    ours = {label: _behind(label, reading) for label in _ENDS}
    theirs = {label: _behind(label, source) for label in _ENDS}
    return any(
        ours[one] & theirs[other] - theirs[one]
        for one, other in (_ENDS, tuple(reversed(_ENDS)))
    )


def _behind(label: str, reading: Reading) -> frozenset[str]:
    """Return the capitalised words right behind words with a label."""
    return frozenset(
        word.key
        for mark, word in pairwise(reading.words)
        if label in mark.labels
        and reading.raw[word.start : word.start + 1].isupper()
    )


def _order_of_names(
    claim: Claim, reading: Reading, source: Reading, pool: Pool
) -> int:
    """Return 1 where two names stand in one order in both sentences,
    -1 where they are swapped, 0 otherwise.
    """
    ours, theirs = (
        claim_actors(claim, reading, pool),
        source_actors(source, pool),
    )
    if reading.language == "ru" and _same_cases(ours, theirs):
        return 1
    for place, one in enumerate(ours):
        for other in ours[place + 1 :]:
            first = _place(one, claim, theirs)
            second = _place(other, claim, theirs)
            if first is not None and second is not None and first != second:
                return 1 if first < second else -1
    return 0


def _same_cases(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Return whether Russian names have the cases they have in the source,
    which say who is who in any order.
    """
    forms = {name.text for name in theirs}
    return bool(ours) and all(name.text in forms for name in ours)


def _place(name: Name, claim: Claim, theirs: Sequence[Name]) -> int | None:
    return next(
        (other.start for other in theirs if same_person(name, claim, other)),
        None,
    )


def _order_of_words(
    deed: Word, reading: Reading, other: Word, source: Reading
) -> int:
    """The same by the words next to the deed, for names that no rule finds.

    0 where it is a draw.
    """
    if reading.language == "ru":
        return 0
    before, after = _around(deed, reading)
    their_before, their_after = _around(other, source)
    straight = _common(before, their_before) + _common(after, their_after)
    crossed = _common(before, their_after) + _common(after, their_before)
    swapped = _common(before, their_after) and _common(after, their_before)
    if swapped and (crossed > straight or not _common(before, their_before)):
        return -1
    return 1 if straight > crossed else 0


def _around(deed: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    clause = [word for word in reading.content if word.clause == deed.clause]
    before = [word for word in clause if word.end <= deed.start]
    after = [word for word in clause if word.start >= deed.end]
    return before[-_REACH:], after[:_REACH]


def _common(words: Sequence[Word], others: Sequence[Word]) -> int:
    return sum(any(alike(word, other) for other in others) for word in words)


def voices_differ(reading: Reading, source: Reading) -> bool:
    """Return whether one of two sentences names the doer of a passive, and the other does not."""
    return _has_passive_doer(reading) != _has_passive_doer(source)


def _has_passive_doer(reading: Reading) -> bool:
    if not reading.marked(".passive"):
        return False
    # German "von" is "of" as well.
    return reading.language != "de" or bool(_PASSIVE_DE.search(reading.text))


def _passive(deed: Word, reading: Reading) -> bool:
    """Return whether a deed is said in the passive: "was sued by", 被起诉."""
    marks = reading.marked(".passive")
    if reading.language == "zh":
        return any(
            mark.start < deed.start
            and mark.clause == deed.clause
            # "From 9 to 6": 由 before a number tells no doer.
            and not reading.text[mark.end : mark.end + 1].isdigit()
            for mark in marks
        )
    return any(0 <= mark.start - deed.end <= 3 for mark in marks)
