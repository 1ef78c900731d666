"""A sentence with the names in it, by the places where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from news.faithful.concept_lexicon import concepts
from news.faithful.proper_names import Name
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, between
from news.faithful.word import Word, saying
from news.numbers import Quantity


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence, and who is named in it, in its order."""

    reading: Reading
    names: Sequence[Name]

    def in_clause(self, clause: int) -> list[Name]:
        """Return the names that stand in a clause.

        In the second clause of "Ek wrote, and Moor paid Voss" → Moor, Voss.
        """
        clause_of = self.reading.clause_of
        return [name for name in self.names if clause_of(name) == clause]

    def last_before(self, clause: int) -> list[Name]:
        """Return the names of the last clause with names before a clause.

        For the third clause of "Ek met Moor, Voss left, …" → Voss.
        """
        clauses = map(self.reading.clause_of, self.names)
        earlier = (other for other in clauses if other < clause)
        # Clauses are numbered from 1.
        return self.in_clause(max(earlier, default=0))

    def beside(self, number: Quantity) -> list[Name]:
        """Return the names in a number's clause.

        Beside 60 % in "Ek and Moor build it, of which Ek pays 60%" → Ek.
        """
        return self.in_clause(self.reading.clause_of(number))

    def before(self, verb: Word) -> list[Name]:
        """Return the name right before a verb, auxiliaries and adverbs aside; empty for none.

        "Moor has hired" → Moor; "Moor's brother hired" has none.
        """
        nearest = before(self.names, verb.start)[-1:]
        return [name for name in nearest if self._adjoin(name.end, verb.start)]

    def behind(self, verb: Word) -> list[Name]:
        """Return the name right behind a verb, titles aside; empty for none.

        "Hired the mayor Ek" → Ek; "hired the guard Ek" has none.
        """
        nearest = behind(self.names, verb.end)[:1]
        return [name for name in nearest if self._adjoin(verb.end, name.start)]

    def _adjoin(self, start: int, end: int) -> bool:
        """Return whether two places are of one clause, with no words between.

        Titles, auxiliaries and other words that say nothing do not count.
        """
        clause_at = self.reading.clause_at
        said = saying(between(self.reading.words, start, end))
        are_titles = all(word.is_of(concepts().titles) for word in said)
        return are_titles and clause_at(start - 1) == clause_at(end)

    def the_only(self, verb: Word) -> Word | None:
        """Return where the sentence has a verb; None where it has it twice or not at all.

        Of two places nobody can say which one the claim means.
        """
        places = [word for word in self.reading.content if word.key == verb.key]
        return places[0] if len(places) == 1 else None

    def only_name_behind(self, verb: Word) -> list[Name]:
        """Return the sentence's name where it has one only, behind a verb; otherwise none.

        "She blamed the shipper, Ek" → Ek.
        """
        return behind(self.names, verb.end) if len(self.names) == 1 else []

    def has_noun_before(self, verb: Word) -> bool:
        """Return whether the word right before a verb says something.

        "Residents" before "ruled"; the "it" of "it ruled" says nothing.
        """
        nearest = before(self.reading.words, verb.start)[-1:]
        return bool(saying(nearest))
