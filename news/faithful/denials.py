"""Compare what a claim denies with what its evidence denies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from operator import attrgetter

from news.faithful.alignment import ClaimEvidence, opposites_of_denied
from news.faithful.concept_lexicon import EAST, NOTHING, concepts
from news.faithful.sentence_reading import Reading, listed
from news.faithful.spans import in_clause
from news.faithful.word import Word, concepts_among, keys_of, labels_of

_NEGATIONS = (".negators", ".negating_verbs")


@dataclass(frozen=True, slots=True)
class _SharedWord:
    """A claim's word, and the evidence's that says the same."""

    word: Word
    other: Word
    # The sentence of the other one.
    source: Reading

    @property
    def is_affirmed(self) -> bool:
        """Whether neither sentence denies it.

        "Opened" in "the bank opened" and "it opened in May".
        """
        return not self.word.negated and not self.other.negated

    @property
    def is_turned(self) -> bool:
        """Whether a negation turns this very word in one of the sentences.

        Not only a word beside it, as "yesterday" in "did not open yesterday".
        """
        return self.word.target or self.other.target


def negated_otherwise(claim: Reading, evidence: ClaimEvidence) -> bool:
    """Return whether the words that both share are negated in one and affirmed in the other.

    "The bridge was not closed" for "The bridge was closed": no shared word may be
    negated in both.
    """
    compared = _Negations(claim, evidence)
    if compared.deny_one_word or compared.are_opposites:
        return False
    if compared.deny_once_each:
        return False
    if compared.denies_alone:
        return True
    turned = (pair for pair in compared.shared if pair.is_turned)
    return any(map(compared.differ_in, turned))


@dataclass(frozen=True)
class _Negations:
    """What a claim denies beside what its evidence denies."""

    claim: Reading
    evidence: ClaimEvidence

    @cached_property
    def shared(self) -> list[_SharedWord]:
        """The claim's words beside those of its evidence that say the same."""
        sources = self.evidence.readings
        return listed(self._shared_with, sources)

    def _shared_with(self, source: Reading) -> Iterator[_SharedWord]:
        """Yield the claim's words beside those of a sentence that say the same.

        By concept only where no word of its clause denies by its meaning: "no trains
        run" says what "the lines are closed" says.
        """
        denying = _denying_clauses(source)
        for word, other in product(self.claim.content, source.content):
            is_plain = other.clause not in denying
            if word.key == other.key or (is_plain and word.means(other)):
                yield _SharedWord(word, other, source)

    @property
    def deny_one_word(self) -> bool:
        """Whether both sentences deny a word that they share.

        "The bridge was not closed on Monday" and "it was not closed": what stands
        beside the word may be negated in one of them only.
        """
        denied = {pair.word.key for pair in self.shared if pair.word.negated}
        theirs = {pair.word.key for pair in self.shared if pair.other.negated}
        characters = _denied_characters(self.claim)
        others = map(_denied_characters, self.evidence.readings)
        apart = (denied.isdisjoint(theirs), *map(characters.isdisjoint, others))
        return not all(apart)

    @property
    def deny_once_each(self) -> bool:
        """Whether the claim is one clause with one negation, as is the evidence's that tells it.

        "Farms were no part of it" and "the survey, as Ek said, did not have farms".
        """
        if not _denies_once(self.claim) or not self.shared:
            return False
        clauses = Counter(pair.other.clause for pair in self.shared)
        ((telling, _),) = clauses.most_common(1)
        negations = self.evidence.source.marked(*_NEGATIONS)
        return len(in_clause(negations, telling)) == 1

    @property
    def denies_alone(self) -> bool:
        """Whether the evidence is one clause with one negation, and the claim has nothing like it.

        "Small farms were in the survey" for "the survey did not have small farms". A word that
        denies by its meaning, "was left out", may stand for the negation.
        """
        if not all(map(_denies_once, self.evidence.readings)):
            return False
        denying = {".negators", ".negating_verbs", *concepts().negative}
        return denying.isdisjoint(self.claim.labels)

    @property
    def are_opposites(self) -> bool:
        """Whether one sentence says the opposite of what the other denies.

        "The plan stays" and "the plan is not changed" say the same.
        """
        content = self.evidence.content
        denied = opposites_of_denied(content) & self.claim.concepts
        denying = opposites_of_denied(self.claim.content)
        return bool(
            denied or not denying.isdisjoint(concepts_among(labels_of(content)))
        )

    @cached_property
    def _affirmed(self) -> set[str]:
        """The stems of the words that neither sentence denies."""
        return {pair.word.key for pair in self.shared if pair.is_affirmed}

    def differ_in(self, pair: _SharedWord) -> bool:
        """Return whether a word that one sentence denies is affirmed by the other.

        Where it is said twice, once negated and once not, its company tells which is meant.
        """
        if pair.word.key not in self._affirmed:
            return True
        return self._is_closest(pair)

    def _is_closest(self, pair: _SharedWord) -> bool:
        """Return whether the evidence's word stands in the claim's company, rather than one that is
        negated as the claim's is.

        "The bank opened, the museum did not open": "the museum opened" goes with the
        second one.
        """
        word = pair.word
        company = company_of(word, self.claim)
        rivals = [
            len(company & company_of(rival, source))
            for source in self.evidence.readings
            for rival in filter(word.means, source.content)
            if rival.negated == word.negated
        ]
        shared = company & company_of(pair.other, pair.source)
        return len(shared) > max(rivals, default=0)


def _denies_once(reading: Reading) -> bool:
    """Return whether a sentence says one clause, with one negation.

    "Private schools were not in the study", not "the bank opened, the museum did not".
    """
    clauses = {word.clause for word in reading.content}
    negations = reading.marked(*_NEGATIONS)
    return len(clauses) == len(negations) == 1


def _denied_characters(reading: Reading) -> frozenset[str]:
    """Return what a Chinese or Japanese sentence denies first, in two characters each.

    没有|完成 and 尚未|完成 deny one word, though 完成 says too little to be compared.
    """
    if reading.language not in EAST:
        return NOTHING
    # Japanese denies behind its verb, Chinese before it.
    side, shift = ("start", -2) if reading.language == "ja" else ("end", 0)
    places = map(attrgetter(side), reading.marked(".negators"))
    text = reading.text
    return frozenset(text[place + shift :][:2] for place in places)


def _denying_clauses(reading: Reading) -> set[int]:
    """Return the clauses with a word of denying meaning.

    "Gesperrt" (closed) denies by itself what "keine Züge fahren" denies by "keine".
    """
    negative = concepts().negative
    return {word.clause for word in reading.content if word.is_of(negative)}


def company_of(word: Word, reading: Reading) -> frozenset[str]:
    """Return keys and concepts of the words around a word in its clause.

    Of "opened" in "the bank opened in May": bank, may.
    """
    clause = reading.told_in(word.clause)
    return keys_of(other for other in clause if other.key != word.key)
