"""The parts of a parsed filter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Term:
    """One word, one quoted phrase, or one regular expression."""

    # The word or phrase as it is compared; empty for an expression.
    text: str = ""
    expression: str = ""
    # Quoted, or written with `=`: no other endings.
    exact: bool = False
    # The letters that the text must have in this case (US, WHO).
    #
    # Empty where case does not count.
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class FilterClause:
    """One part between commas.

    All of `must`, nothing of `without`, and one of `choices` where there are any.
    """

    # Each choice is a phrase: all of its terms, near each other.
    choices: tuple[tuple[Term, ...], ...] = ()
    must: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a text may be found by.

        Of `a b | c +d !e` they are a, b, c and d.
        """
        return (*chain.from_iterable(self.choices), *self.must)


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression, read: a text meets it that meets one of its clauses."""

    expression: str
    clauses: tuple[FilterClause, ...]

    def matches(self, text: str, language: str = "") -> bool:
        """Return whether a text (headline and body) meets the filter."""
        from news.filters.matching import FilterSet  # noqa: PLC0415 - a set is made of filters

        return FilterSet([(0, self)]).matching(text, language) == [0]
