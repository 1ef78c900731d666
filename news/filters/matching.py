"""Match many filters against one text: one pass for all their words, then only the filters
whose words occur.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from news.filters.boundaries import stands, word_at
from news.filters.expressions import compile_expression, literal
from news.filters.folding import bare, compared
from news.filters.inflection import same_word, shared_beginning
from news.filters.terms import Clause, Filter, Term
from news.language import detect

# Letters of a name behind which a number is its model.
LEAST_NUMBERED = 3
# Characters of an article that filters look at.
TEXT = 4000
# Characters between two words of a phrase at most.
#
# About five words, or half a Chinese sentence.
NEAR = 30
# Places of one word that are compared with its neighbours'.
PLACES = 20
# Places of one word that are looked at in vain.
#
# A text of one syllable over and over costs no more.
MISSES = 200
# A word of letters in a script that parts its words.
_SPACED = re.compile(
    r"^[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+$"
)
# A letter that makes one word with a Latin one: AI stands by itself in AI公司,
# AIの進化 and AI는.
_LETTER = r"[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
LANGUAGE_SAMPLE = 300
Places = list[tuple[int, int]]


def any_of(phrases: Iterable[str]) -> FilterSet:
    """Return the set that a text meets where it holds any of these phrases, as whole words.

    Those without a word are left out.
    """
    filters = []
    for number, phrase in enumerate(phrases):
        term = literal(phrase)
        if term:
            filters.append(
                (number, Filter(phrase, (Clause(choices=((term,),)),)))
            )
    return FilterSet(filters)


@dataclass(frozen=True, slots=True)
class _NumberedClause:
    """A clause with its terms by number."""

    filter: int
    choices: tuple[tuple[int, ...], ...]
    must: tuple[int, ...]
    without: tuple[int, ...]
    # Met as soon as one of its words is seen: most filters are one word.
    plain: bool


class FilterSet:
    """Filters with their numbers, made ready to be compared with texts."""

    def __init__(self, filters: Iterable[tuple[int, Filter]]) -> None:
        self._terms: dict[Term, int] = {}
        # The terms that are regular expressions, compiled.
        self._expressions: dict[int, Any] = {}
        self._rules: list[_NumberedClause] = []
        # For each word, the rules that may be met through it.
        self._wanting: dict[int, list[int]] = {}
        # Rules with an expression, or that only leave out: no word announces
        # them.
        self._always: list[int] = []
        for number, wanted in filters:
            for clause in wanted.clauses:
                self._add(number, clause)
        self._neighbours = self._find_neighbours()
        self._make_matcher()

    def _add(self, number: int, clause: Clause) -> None:
        place = len(self._rules)
        choices = tuple(self._number(choice) for choice in clause.choices)
        must, without = self._number(clause.must), self._number(clause.without)
        plain = (
            not must
            and not without
            and all(len(choice) == 1 for choice in choices)
        )
        self._rules.append(
            _NumberedClause(number, choices, must, without, plain)
        )
        wanted = {term for terms in (*choices, must) for term in terms}
        if not wanted or wanted & self._expressions.keys():
            self._always.append(place)
        for term in wanted - self._expressions.keys():
            self._wanting.setdefault(term, []).append(place)

    def _number(self, terms: tuple[Term, ...]) -> tuple[int, ...]:
        """Return the numbers of terms; the same word in many filters has one."""
        for term in terms:
            number = self._terms.setdefault(term, len(self._terms))
            if term.expression and number not in self._expressions:
                self._expressions[number] = compile_expression(term.expression)
        return tuple(self._terms[term] for term in terms)

    def _find_neighbours(self) -> frozenset[int]:
        """Return the terms that must stand near others: of those all places count."""
        phrases = (choice for rule in self._rules for choice in rule.choices)
        return frozenset(
            term for choice in phrases if len(choice) > 1 for term in choice
        )

    def _make_matcher(self) -> None:
        sharing: dict[str, list[tuple[int, Term]]] = {}
        for term, number in self._terms.items():
            if not term.expression:
                sharing.setdefault(_pattern(term), []).append((number, term))
        # For each pattern, the terms that begin so.
        self._sharing = list(sharing.values())
        self._matcher = None
        if sharing:
            self._matcher = AhoCorasick(
                list(sharing), matchkind=MatchKind.Standard
            )

    def matching(self, text: str, language: str = "") -> list[int]:
        """Return the numbers of the filters that a text (headline and body) meets, in order.

        `language` is the text's, if it is known; words are inflected by it.
        """
        reading = _FoldedText(text[:TEXT], language)
        seen = self._seen(reading)
        met = {
            self._rules[place].filter
            for place in self._candidates(seen)
            if self._meets(self._rules[place], seen, reading)
        }
        return sorted(met)

    def _candidates(self, seen: dict[int, Places]) -> set[int]:
        """Return the rules that may be met.

        Those with a word that was seen, and those that no word announces.
        """
        candidates = set(self._always)
        for term in seen:
            candidates.update(self._wanting.get(term, ()))
        return candidates

    def _seen(self, reading: _FoldedText) -> dict[int, Places]:
        """Return the words of filters that stand in a text, with their places."""
        seen: dict[int, Places] = {}
        misses: Counter[int] = Counter()
        if self._matcher is None:
            return seen
        hits = self._matcher.find_matches_as_indexes(
            reading.plain, overlapping=True
        )
        for pattern, start, end in hits:
            for number, term in self._sharing[pattern]:
                places = seen.get(number)
                # One place is enough for a word that has no neighbour to stand
                # near.
                if places and (
                    number not in self._neighbours or len(places) >= PLACES
                ):
                    continue
                if misses[number] > MISSES:
                    continue
                place = reading.place(term, start, end)
                if place:
                    seen.setdefault(number, []).append(place)
                else:
                    misses[number] += 1
        return seen

    def _meets(
        self,
        rule: _NumberedClause,
        seen: dict[int, Places],
        reading: _FoldedText,
    ) -> bool:
        if rule.plain and any(choice[0] in seen for choice in rule.choices):
            return True
        if not all(self._present(term, seen, reading) for term in rule.must):
            return False
        if any(self._present(term, seen, reading) for term in rule.without):
            return False
        if not rule.choices:
            return True
        return any(
            self._stands_near(choice, seen, reading) for choice in rule.choices
        )

    def _present(
        self, term: int, seen: dict[int, Places], reading: _FoldedText
    ) -> bool:
        expression = self._expressions.get(term)
        return reading.holds(expression) if expression else term in seen

    def _stands_near(
        self,
        choice: tuple[int, ...],
        seen: dict[int, Places],
        reading: _FoldedText,
    ) -> bool:
        """Return whether all of a phrase is there, its words near each other and in one paragraph."""
        if not all(self._present(term, seen, reading) for term in choice):
            return False
        words = [seen[term] for term in choice if term in seen]
        return len(words) < 2 or _near(words, reading.plain)


class _FoldedText:
    """One text in the forms that filters are compared with."""

    def __init__(self, raw: str, language: str) -> None:
        self.raw = raw
        self.folded = compared(raw)
        self.plain = bare(self.folded)
        self._language = language

    @property
    def language(self) -> str:
        """The text's language; found out only when a word with another ending turns up."""
        if not self._language:
            self._language = detect(self.raw[:LANGUAGE_SAMPLE])
        return self._language

    def place(self, term: Term, start: int, end: int) -> tuple[int, int] | None:
        """Return where a term stands, given a place where its beginning does.

        None where it is part of another word.
        """
        if not _inflects(term.text):
            return (start, end) if self._stands(term, start, end) else None
        bounds = word_at(self.folded, start, end)
        if bounds is None or not self._is_form(
            term, self.folded[bounds[0] : bounds[1]]
        ):
            return None
        return bounds if self._spelled(term) else None

    def _is_form(self, term: Term, word: str) -> bool:
        # MPs are more than one MP.
        plural = (
            bool(term.spelling) and not term.exact and word == term.text + "s"
        )
        if plural or word == term.text:
            return True
        if term.exact:
            return (
                word in {term.text + "'s", term.text + "'"}
                or bare(word) == term.text
            )
        return same_word(term.text, word, self.language) or _is_numbered(
            term.text, word
        )

    def _stands(self, term: Term, start: int, end: int) -> bool:
        if self.folded[start:end] != term.text and bare(term.text) != term.text:
            return False
        return stands(self.folded, start, end) and self._spelled(term)

    def _spelled(self, term: Term) -> bool:
        """Return whether the text has a term in the letters, capital or not, that it must have."""
        if not term.spelling:
            return True
        return bool(
            _spelling(term.spelling).search(
                unicodedata.normalize("NFKC", self.raw)
            )
        )

    def holds(self, rule: Any) -> bool:
        """Return whether a regular expression is met by the text, as it is or folded."""
        return bool(rule.search(self.raw) or rule.search(self.folded))


def _is_numbered(text: str, word: str) -> bool:
    """Return whether a word is a name with its number: iPhone17.
    Short names make other words: G20.
    """
    return (
        len(text) >= LEAST_NUMBERED
        and word.startswith(text)
        and word[len(text) :].isdigit()
    )


@lru_cache(maxsize=10_000)
def _inflects(text: str) -> bool:
    """Return whether a term is one word of letters, which may have endings."""
    return bool(_SPACED.match(text.replace("'", "")))


@lru_cache(maxsize=1000)
def _spelling(spelling: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_LETTER}){re.escape(spelling)}s?(?!{_LETTER})")


def _pattern(term: Term) -> str:
    """Return the letters by which a term is looked for."""
    if term.exact or not _inflects(term.text):
        return bare(term.text)
    return shared_beginning(term.text)


def _near(words: list[Places], text: str) -> bool:
    """Return whether one place of each word can be had so that none is far from the next."""
    places = sorted(
        (place, number) for number, found in enumerate(words) for place in found
    )
    last: dict[int, tuple[int, int]] = {}
    for place, number in places:
        last[number] = place
        if len(last) == len(words) and _close(list(last.values()), text):
            return True
    return False


def _close(places: Places, text: str) -> bool:
    start, end = min(places)[0], max(places)[1]
    letters = sum(until - at for at, until in places)
    gaps = (len(places) - 1) * NEAR
    return end - start - letters <= gaps and "\n" not in text[start:end]
