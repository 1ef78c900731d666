"""Match many filters against one text: one pass for all their words, then only the filters
whose words occur.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from ahocorasick_rs import AhoCorasick, MatchKind

from news.filters.expressions import compile_expression, literal
from news.filters.filter_parts import Filter, FilterClause, Term
from news.filters.folded_text import FoldedText, inflects
from news.filters.folding import bare
from news.filters.inflection import changed_forms, shared_beginning
from news.filters.nearness import Places, near

# Characters of an article that filters look at.
TEXT = 4000
# Places of one word that are compared with its neighbours'.
PLACES = 20
# Places of one word that are looked at in vain.
#
# A text of one syllable over and over costs no more.
MISSES = 200
# The terms that stand in a text, by number, with their places.
Seen = dict[int, Places]


def any_of(phrases: Iterable[str]) -> FilterSet:
    """Return the set that a text meets where it holds any of these phrases, as whole words.

    Those without a word are left out.
    """
    filters = []
    for number, phrase in enumerate(phrases):
        if term := literal(phrase):
            clause = FilterClause(choices=((term,),))
            filters.append((number, Filter(phrase, (clause,))))
    return FilterSet(filters)


@dataclass(frozen=True, slots=True)
class _NumberedClause:
    """A clause with its terms by number."""

    filter: int
    choices: tuple[tuple[int, ...], ...]
    must: tuple[int, ...]
    without: tuple[int, ...]
    # The words of which each is enough: most filters are one word.
    sufficient: frozenset[int]


class FilterSet:
    """Filters with their numbers, made ready to be compared with texts."""

    def __init__(self, filters: Iterable[tuple[int, Filter]]) -> None:
        self._terms: dict[Term, int] = {}
        # The terms that are regular expressions, compiled.
        self._expressions: dict[int, re.Pattern[str]] = {}
        self._rules: list[_NumberedClause] = []
        # For each word, the rules that may be met through it.
        self._wanting: dict[int, list[int]] = defaultdict(list)
        # Rules with an expression, or that only leave out: no word announces
        # them.
        self._always: list[int] = []
        for number, wanted in filters:
            for clause in wanted.clauses:
                self._add(number, clause)
        # For each term, how many of its places are enough: one, if it has no
        # neighbour to stand near.
        self._enough = dict.fromkeys(self._terms.values(), 1)
        self._enough |= dict.fromkeys(self._find_neighbours(), PLACES)
        self._make_matcher()

    def _add(self, number: int, clause: FilterClause) -> None:
        """Keep a clause, and note by which of its terms it may be met."""
        place = len(self._rules)
        rule = self._numbered(number, clause)
        self._rules.append(rule)
        wanted = set(rule.must).union(*rule.choices)
        announcing = wanted - self._expressions.keys()
        if not wanted or announcing < wanted:
            self._always.append(place)
        for term in announcing:
            self._wanting[term].append(place)

    def _numbered(self, number: int, clause: FilterClause) -> _NumberedClause:
        """Return a clause with the numbers of its terms."""
        choices = tuple(map(self._number, clause.choices))
        must = self._number(clause.must)
        without = self._number(clause.without)
        sufficient: set[int] = set()
        if not must and not without:
            alone = (choice for choice in choices if len(choice) == 1)
            sufficient.update(*alone)
        return _NumberedClause(
            number, choices, must, without, frozenset(sufficient)
        )

    def _number(self, terms: tuple[Term, ...]) -> tuple[int, ...]:
        """Return the numbers of terms; the same word in many filters has one.

        Raises FilterError for a regular expression that can't be compiled.
        """
        numbers: list[int] = []
        for term in terms:
            number = self._terms.setdefault(term, len(self._terms))
            numbers.append(number)
            if term.expression and number not in self._expressions:
                self._expressions[number] = compile_expression(term.expression)
        return tuple(numbers)

    def _find_neighbours(self) -> frozenset[int]:
        """Return the terms that must stand near others, of which all places
        count: both words of "central bank".
        """
        neighbours: set[int] = set()
        for rule in self._rules:
            for phrase in rule.choices:
                if len(phrase) > 1:
                    neighbours.update(phrase)
        return frozenset(neighbours)

    def _make_matcher(self) -> None:
        """Make one matcher of the beginnings of all words; terms that begin alike share one."""
        sharing: dict[str, list[tuple[int, Term]]] = defaultdict(list)
        for term, number in self._terms.items():
            for pattern in _patterns(term):
                sharing[pattern].append((number, term))
        # For each pattern, the terms that begin so.
        self._sharing = list(sharing.values())
        self._matcher = AhoCorasick(sharing, matchkind=MatchKind.Standard)

    def matching(self, text: str, language: str = "") -> list[int]:
        """Return the numbers of the filters that a text (headline and body) meets, in order.

        `language` is the text's, if it is known; words are inflected by it.

        Of the filters 1, `chips +Acme`, and 2, `bank | chip`, "A chip of the bank" meets 2 alone.
        """
        reading = FoldedText(text[:TEXT], language)
        seen = self._seen(reading)
        met: set[int] = set()
        for place in self._candidates(seen):
            rule = self._rules[place]
            if self._meets(rule, seen, reading):
                met.add(rule.filter)
        return sorted(met)

    def _candidates(self, seen: dict[int, Places]) -> set[int]:
        """Return the rules that may be met.

        Those with a word that was seen, and those that no word announces.
        """
        announced = (self._wanting[term] for term in seen)
        return set(self._always).union(*announced)

    def _seen(self, reading: FoldedText) -> Seen:
        """Return the words of filters that stand in a text, with their places.

        One pass finds where words begin; each place is then looked at closely,
        until there are enough of them, or too many in vain.
        """
        seen: Seen = {}
        misses: Counter[int] = Counter()
        hits = self._matcher.find_matches_as_indexes(
            reading.plain, overlapping=True
        )
        for pattern, start, end in hits:
            for number, term in self._sharing[pattern]:
                known = len(seen.get(number, ()))
                has_enough = known >= self._enough[number]
                if has_enough or misses[number] > MISSES:
                    continue
                place = reading.place(term, start, end)
                if place:
                    seen.setdefault(number, []).append(place)
                else:
                    misses[number] += 1
        return seen

    def _meets(
        self, rule: _NumberedClause, seen: Seen, reading: FoldedText
    ) -> bool:
        """Return whether a text meets a clause: all it must have, nothing it leaves out, and one of
        its choices where it has any.

        `chip | bank +city !ad` is met by "a city bank", not by "a bank", nor by "a city bank ad".
        """
        if not seen.keys().isdisjoint(rule.sufficient):
            return True
        holds = partial(self._holds, seen, reading)
        if not all(map(holds, rule.must)) or any(map(holds, rule.without)):
            return False
        stands_near = partial(self._stands_near, seen, reading)
        return not rule.choices or any(map(stands_near, rule.choices))

    def _holds(self, seen: Seen, reading: FoldedText, term: int) -> bool:
        """Return whether a text holds a term: a word that was seen, or an
        expression that is met.
        """
        expression = self._expressions.get(term)
        return reading.holds(expression) if expression else term in seen

    def _stands_near(
        self, seen: Seen, reading: FoldedText, phrase: tuple[int, ...]
    ) -> bool:
        """Return whether a text holds all of a phrase, its words near each other.

        "central bank" stands in "the bank, a central one"; an expression of the phrase
        may stand anywhere.
        """
        if not all(self._holds(seen, reading, term) for term in phrase):
            return False
        words = [seen[term] for term in phrase if term in seen]
        return near(words, reading.plain)


def _patterns(term: Term) -> set[str]:
    """Return the letters by which a term is looked for; a regular expression has none.

    "companies" → "compan", which all its forms begin with; an exact word whole.
    """
    if term.expression:
        return set()
    if term.exact or not inflects(term.text):
        return {bare(term.text)}
    return {shared_beginning(term.text), *changed_forms(term.text)}
