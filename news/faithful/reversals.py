"""Find two that have changed sides of a verb, in a sentence of any length: "Moor warned Ek that …"
for "Ek warned Moor that …".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from news.faithful.case import Case
from news.faithful.concept_lexicon import SLAVIC, concepts
from news.faithful.roles import has_passive_doer
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, in_clause
from news.faithful.word import Word, labels_of, saying, stems_of

# Words before a verb and behind it that are its doer and its object.
_AHEAD = 4
_BEHIND = 6
# Articles and endings say in these who acts, wherever it stands.
_CASED = SLAVIC | {"de"}
# Words behind which a doer may stand: "needs approval from regulators".
_DOER = frozenset({".doer_marks", ".passive"})


@dataclass(frozen=True, slots=True)
class _SidesOfVerb:
    """A verb of a sentence, and what stands closely before and behind it."""

    verb: Word
    reading: Reading

    @property
    def doers(self) -> Sequence[Word]:
        """The words of its clause before it, or where none stands there, of the clause before.

        Of "sued" in "the old firm Ek sued Moor" → old, firm, ek.
        """
        start = self.verb.start
        clause = before(self.reading.told_in(self.verb.clause), start)
        return (clause or before(self.reading.content, start))[-_AHEAD:]

    @property
    def objects(self) -> Sequence[Word]:
        """The words behind it, up to one behind which a doer may stand.

        Also of the next clause, for an object's short form may stand in brackets.
        """
        following = behind(self.reading.words, self.verb.end)
        return saying(takewhile(_marks_no_doer, following))[:_BEHIND]

    @property
    def is_active(self) -> bool:
        """Whether it may be a verb whose doer stands before it.

        Not "the loans" nor "was warned". Names and nouns of people are no verbs, and a verb of
        speech has its doer behind it as well.
        """
        known = concepts()
        reading = self.reading
        ahead = before(reading.words, self.verb.start)
        near = in_clause(ahead, self.verb.clause)
        against = (
            reading.has_capital(self.verb),
            self.verb.is_of(known.titles | known.actors | {"say"}),
            ".before_noun" in labels_of(ahead[-1:]),
            ".to_be" in labels_of(near),
            has_passive_doer(reading),
            # Chinese writes verbs and nouns alike.
            reading.language == "zh" and not self.verb.is_of(known.deeds),
        )
        return not any(against)

    def moves_to(self, other: _SidesOfVerb) -> bool:
        """Return whether who acts here is an object of another deed.

        "Ek" of "Ek sued Moor" is one of "Moor sued Ek". A word that keeps its case is none.
        """
        objects = set(stems_of(other.objects)).difference(
            stems_of(self.objects)
        )
        if self.reading.language in _CASED:
            kept = self.written(self.doers) & other.written(other.objects)
            return not kept and not objects.isdisjoint(stems_of(self.doers))
        return not objects.isdisjoint(stems_of(self.doers))

    def written(self, words: Iterable[Word]) -> frozenset[str]:
        """Return words as written, in German each with the one before it: "den Kreis".

        In Russian their endings tell the case, in German their articles.
        """
        text = self.reading.text
        if self.reading.language != "de":
            return frozenset(map(self.reading.text_of, words))
        return frozenset(
            " ".join(text[: word.end].split()[-2:]) for word in words
        )


def _marks_no_doer(word: Word) -> bool:
    """Return whether no doer stands behind a word: not behind "by" and "from"."""
    return _DOER.isdisjoint(word.labels)


def sides_exchanged(case: Case) -> bool:
    """Return whether who acts in a claim is acted on in the articles, and the reverse.

    By their places around a verb that both have. Japanese marks them by particles, which are
    compared by themselves.
    """
    if case.is_foreign or case.reading.language == "ja":
        return False
    return any(map(partial(_is_exchanged, case=case), case.reading.telling))


def _is_exchanged(verb: Word, case: Case) -> bool:
    """Return whether a sentence has a verb's sides exchanged, and none has its doer as the claim.

    Where another sentence lets the same one act, the claim may tell that one.
    """
    mine = _SidesOfVerb(verb, case.reading)
    if not mine.is_active:
        return False
    theirs = [
        _SidesOfVerb(other, source)
        for source in case.pool.readings
        for other in source.content
        if other.key == verb.key
    ]
    doers = set(stems_of(mine.doers))
    if not all(doers.isdisjoint(stems_of(other.doers)) for other in theirs):
        return False
    return any(map(partial(_are_crossed, mine), theirs))


def _are_crossed(mine: _SidesOfVerb, theirs: _SidesOfVerb) -> bool:
    """Return whether each side of a deed has a word from the other side of another one.

    "Ek sued Moor" and "Moor sued Ek" are; "Ek sued Moor" and "Ek sued Voss" are not.
    """
    return theirs.is_active and mine.moves_to(theirs) and theirs.moves_to(mine)
