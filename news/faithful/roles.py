"""Check who did what to whom: the order of names around the verb, with the passive voice
considered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product

from news.faithful.case import Case
from news.faithful.concept_lexicon import NOTHING, SLAVIC, concepts
from news.faithful.proper_names import Name
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, between, in_clause
from news.faithful.word import Word, stems_of

# Labels: where a way begins and ends, and what a doer stands behind.
_START = ".from"
_GOAL = ".towards"
_PASSIVE = ".passive"
# Characters between a verb and the mark of its passive: "sued by", "paid for by".
_CLOSE_BEHIND = range(6)
# Words before a verb whose doer may stand behind it.
_RELATIVES = {
    "fr": frozenset({"que", "qu", "dont", "où", "comme"}),
    "es": frozenset({"que", "como", "donde"}),
    "pt": frozenset({"que", "como", "onde"}),
}
# What a passive has, where the word before its doer is "of" or "for" as well.
_PASSIVES = {
    "de": re.compile(r"\b(?:wurden?|w[ie]rden?|wird|worden)\b"),
    "es": re.compile(r"(?<!\best)[aiu]d[oa]s?\spor\b"),
    "pt": re.compile(r"(?<!\best)[aiu]d[oa]s?\sp(?:or|el[oa]s?)\b"),
}
# Words to either side of a deed that are its doer and its object.
_REACH = 3


def turned_round(case: Case) -> bool:
    """Return whether a claim lets the one do to the other what the
    evidence lets the other do to the one.

    "Ortiz sued Lena" for "Lena sued Ortiz"; "Ortiz was sued by Lena" says the same.
    """
    if _ends_change_places(case.reading, case.source):
        return True
    shared = _shared_deeds(case.reading, case.source)
    by_names = _order_of_names(case) if shared else 0
    return any(
        _is_turned(mine, theirs, by_names or _order_of_words(mine, theirs))
        for mine, theirs in shared
    )


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody does to somebody, and the sentence that says it."""

    verb: Word
    reading: Reading

    @property
    def is_inverted(self) -> bool:
        """Whether it may have its doer behind it, in French or Spanish.

        "La suma que paga la firma": behind a relative pronoun the firm pays.
        """
        relatives = _RELATIVES.get(self.reading.language, NOTHING)
        ahead = before(self.reading.words, self.verb.start)
        last = stems_of(ahead[-1:])
        return not relatives.isdisjoint(last)

    @property
    def is_passive(self) -> bool:
        """Whether it is said in the passive: "was sued by", 被起诉.

        The Chinese mark stands anywhere before its verb in the clause, others right behind it.
        """
        marks = self.reading.marked(_PASSIVE)
        if self.reading.language != "zh":
            gaps = {mark.start - self.verb.end for mark in marks}
            return not gaps.isdisjoint(_CLOSE_BEHIND)
        near = in_clause(marks, self.verb.clause)
        ahead = before(near, self.verb.start)
        return not all(map(self._precedes_number, ahead))

    def _precedes_number(self, mark: Word) -> bool:
        """Return whether a number stands right behind a mark.

        In "from 9 to 6", 由9时到6时, 由 tells no doer.
        """
        following = self.reading.text[mark.end : mark.end + 1]
        return following.isdigit()

    @property
    def around(self) -> tuple[list[Word], list[Word]]:
        """The words of its clause that stand closely before and behind it.

        Of "sued" in "the old firm sued the city": (old, firm) and (city). Where a Chinese passive
        has its doer before it, the doer counts as behind: 县|被市|起诉.
        """
        clause = self.reading.told_in(self.verb.clause)
        if self.reading.language == "zh" and self.is_passive:
            marks = self.reading.marked(_PASSIVE)
            mark = before(marks, self.verb.start)[-1]
            doers = between(clause, mark.end, self.verb.start)
            objects = before(clause, mark.start)
            return objects[-_REACH:], doers[:_REACH]
        # "Its mayor, Lena Ek, sued the firm": no doer stands in the last clause.
        first = before(clause, self.verb.start) or before(
            self.reading.content, self.verb.start
        )
        last = behind(clause, self.verb.end)
        return first[-_REACH:], last[:_REACH]


def _is_turned(mine: _Deed, theirs: _Deed, order: int) -> bool:
    """Return whether doer and object of a deed changed places, by their order and its voice.

    "Ortiz sued Lena" for "Lena sued Ortiz" changes the order alone, "Lena was sued by Ortiz" the
    voice alone; "Ortiz was sued by Lena" changes both and says the same.
    """
    changes_voice = mine.is_passive != theirs.is_passive
    is_known = order != 0
    changes_order = order < 0
    return is_known and changes_order != changes_voice


def _shared_deeds(
    reading: Reading, source: Reading
) -> list[tuple[_Deed, _Deed]]:
    """Return the deeds of a claim, each beside the words of a sentence that say the same deed.

    "Sued" beside "filed a lawsuit against".
    """
    deeds = concepts().deeds
    return [
        (_Deed(verb, reading), _Deed(other, source))
        for verb, other in product(reading.content, source.content)
        if verb.concepts & other.concepts & deeds
    ]


def _ends_change_places(reading: Reading, source: Reading) -> bool:
    """Return whether a claim goes from where its evidence goes to.

    "From Bern to Basel" for "from Basel to Bern". A claim that gives one end only
    may be turned as well: "from Bern".
    """
    starts = _behind(_START, reading)
    goals = _behind(_GOAL, reading)
    their_starts = _behind(_START, source)
    their_goals = _behind(_GOAL, source)
    wrong_starts = starts & their_goals - their_starts
    wrong_goals = goals & their_starts - their_goals
    return bool(wrong_starts or wrong_goals)


def sides_change_places(case: Case) -> bool:
    """Return whether a claim compares two the other way round than its evidence.

    "Riders are slower than walkers" for "walkers are slower than riders": a word of
    each side stands on the other one. "Walkers are faster" for "riders are slower"
    turns the sides rightly.
    """
    reading = case.reading
    source = case.source
    one, other = _sides(reading)
    their_one, their_other = _sides(source)
    crossed = one & their_other - their_one
    crossed_back = other & their_one - their_other
    opposites = concepts().opposites
    said = (opposites.get(concept, NOTHING) for concept in reading.concepts)
    against = NOTHING.union(*said) - reading.concepts
    is_reworded = not source.concepts.isdisjoint(against)
    has_crossed = bool(crossed and crossed_back)
    return has_crossed and not is_reworded


def _sides(reading: Reading) -> tuple[set[str], set[str]]:
    """Return the stems before and behind the word that compares; none where no word does."""
    for mark in reading.marked(".than")[:1]:
        content = reading.content
        first = before(content, mark.start)
        last = behind(content, mark.end)
        return set(stems_of(first)), set(stems_of(last))
    return set(), set()


def _behind(label: str, reading: Reading) -> set[str]:
    """Return the capitalised words right behind words with a label.

    ".from" in "from Bern to Basel": Bern.
    """
    return {
        word.key
        for mark, word in pairwise(reading.words)
        if label in mark.labels and reading.has_capital(word)
    }


def _order_of_names(case: Case) -> int:
    """Return 1 where two names stand in one order in both sentences,
    -1 where they are swapped, 0 otherwise.

    The first two names of the claim count that the sentence has in two places.
    """
    ours = case.mine.names
    theirs = case.named(case.source).names
    if case.reading.language in SLAVIC and _same_cases(ours, theirs):
        return 1
    places = _places(theirs, case)
    for first, second in combinations(places, 2):
        if first != second:
            return 1 if first < second else -1
    return 0


def _same_cases(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Return whether Russian names have the cases they have in the source,
    which say who is who in any order.

    "Лугова обвинил Маяков" has the same doer as "Маяков обвинил Лугова".
    """
    if not ours:
        return False
    forms = {name.text for name in theirs}
    mine = {name.text for name in ours}
    return mine <= forms


def _places(theirs: Sequence[Name], case: Case) -> Iterator[int]:
    """Yield where a sentence has the names of a claim, in the claim's order.

    Each where it first names that person, by whatever part.
    """
    for name in case.mine.names:
        same = (other.start for other in theirs if case.is_same(name, other))
        yield from islice(same, 1)


def _order_of_words(mine: _Deed, theirs: _Deed) -> int:
    """Return the order of the words next to a deed, for names that no rule finds.

    1, -1 or 0 as for names; 0 too where it is a draw. Russian words stand in any order, and so may
    those around a verb that has its doer behind it.
    """
    may_be_inverted = mine.is_inverted or theirs.is_inverted
    if mine.reading.language in SLAVIC or may_be_inverted:
        return 0
    first, last = mine.around
    their_first, their_last = theirs.around
    kept = _common(first, their_first)
    kept_behind = _common(last, their_last)
    straight = kept + kept_behind
    # Before the one deed and behind the other, and the reverse.
    came_behind = _common(first, their_last)
    came_before = _common(last, their_first)
    crossed = came_behind + came_before
    has_swapped = bool(came_behind and came_before)
    if has_swapped and (crossed > straight or not kept):
        return -1
    return int(straight > crossed)


def _common(words: Sequence[Word], others: Sequence[Word]) -> int:
    """Count the words of which the others have one alike.

    Of (old, firm) and (firm, city): one.
    """
    return sum(any(map(word.is_like, others)) for word in words)


def voices_differ(reading: Reading, source: Reading) -> bool:
    """Return whether one of two sentences names the doer of a passive, and the other does not.

    "The firm was sued by the city" and "the city sued the firm": their names stand
    in different orders, and mean the same.
    """
    mine = has_passive_doer(reading)
    theirs = has_passive_doer(source)
    return mine != theirs


def has_passive_doer(reading: Reading) -> bool:
    """Return whether a sentence says by whom something was done.

    German "von" is "of" as well, Spanish "por" is "for": there a verb must be in the passive.
    """
    if not reading.marked(_PASSIVE):
        return False
    passive = _PASSIVES.get(reading.language)
    if passive is None:
        return True
    return passive.search(reading.text) is not None
