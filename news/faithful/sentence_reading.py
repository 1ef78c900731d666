"""Read a sentence for its meaning: words with their concepts, clauses, negations, numbers
and days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeVar

from news.faithful.concept_lexicon import Labels, lexicon
from news.faithful.cutting import CutWord, cut_words
from news.faithful.negation import mark_negated
from news.faithful.spans import Span, covered, in_clause
from news.faithful.word import (
    Word,
    concepts_among,
    keys_of,
    labels_of,
    marked,
    saying,
    stems_of,
)
from news.numbers import Quantity, days, quantities
from news.words import fold

T = TypeVar("T")
# A comma or point within a number parts nothing: 1,200.
_MARKS = r"(?<!\d),|,(?!\d)|\.(?!\d)|[;:!?()—–。；：！？（）\"“”«»「」]| [-–—] "
_JOINERS = (
    r"(?=\b(?:and|but|while|whereas|as|because|which|who|if|when|although|"
    r"though|after|und|aber|während|weil|"
    r"et|mais|qui|y|pero|mientras|mas|enquanto|porque|и|а|но|потому|который|которая|"
    r"которые|і|й|та|але|який|яка|які|бо)\b)"
)
# What a clause begins behind, by language. Words that join clauses belong to
# the second one. The comma of lists parts clauses in Japanese alone.
_CLAUSE_BREAKS = {
    "zh": re.compile(_MARKS),
    "ja": re.compile(f"{_MARKS}|、"),
}
_CLAUSE_BREAKS_WEST = re.compile(f"{_MARKS}|{_JOINERS}")
_DOUBTS = frozenset({".alleged", ".possible"})
# A month that is written as a word of doubt.
_MONTH = re.compile(r"May\b")
# Characters of a sentence that are read.
MAX_LENGTH = 800
# Numbers of a sentence that are compared, so that a table of figures costs no
# more; a claim with so many is dropped.
MOST_NUMBERS = 16


class Reading:
    """A sentence, read once for its meaning."""

    def __init__(self, text: str, language: str) -> None:
        self.raw = text[:MAX_LENGTH]
        self.text = fold(self.raw)
        self.language = language
        self.lexicon = lexicon(language)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words in order, those of numbers too."""
        words = []
        for cut in cut_words(self.text, self.language):
            clause = self.clause_at(cut.start)
            labels = self._labels_of(cut)
            words.append(Word(cut.key, cut.start, cut.end, labels, clause))
        return mark_negated(words, self.lexicon)

    @cached_property
    def _clause_starts(self) -> list[int]:
        breaks = _CLAUSE_BREAKS.get(self.language, _CLAUSE_BREAKS_WEST)
        ends = (match.end() for match in breaks.finditer(self.text))
        return [0, *ends]

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that holds a place, from 1.

        In "He left, and she stayed" the words of "she stayed" are of a later one than
        "he left"; numbers may be left out between them.
        """
        return bisect_right(self._clause_starts, place)

    def clause_of(self, span: Span) -> int:
        """Return the number of the clause that a word, name or number begins in.

        2 for "left" in "Ek stayed, Moor left".
        """
        return self.clause_at(span.start)

    def told_in(self, clause: int) -> list[Word]:
        """Return the words of a clause that say something.

        In clause 2 of "the mayor left, Ek stayed" → Ek, stay.
        """
        return in_clause(self.content, clause)

    def text_of(self, span: Span) -> str:
        """Return a word, name or number as the folded sentence has it.

        "Met" of a word whose stem is "meet".
        """
        return self.text[span.start : span.end]

    def has_capital(self, span: Span) -> bool:
        """Return whether a word, name or number begins with a capital letter.

        "Ek" does in "Then Ek paid", as "Then" does.
        """
        return self.raw[span.start : span.start + 1].isupper()

    def blanked(self, spans: Iterable[Span]) -> str:
        """Return the sentence as written, blanks in the place of some words or names.

        "Ortiz said it would rain" without its first two words → "           it would rain".
        """
        hidden = covered(spans)
        return "".join(
            " " if place in hidden else letter
            for place, letter in enumerate(self.raw)
        )

    def _labels_of(self, cut: CutWord) -> Labels:
        """Return a word's labels; within a sentence May is a month and no doubt.

        "In May" is no "may"; "May I" begins its sentence.
        """
        is_month = cut.start > 0 and _MONTH.match(self.raw, cut.start)
        return cut.labels - _DOUBTS if is_month else cut.labels

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something, numbers left out.

        "The 12 cracks in the bridge" → crack, bridg.
        """
        numbered = covered(self.quantities)
        said = saying(self.words)
        return tuple(word for word in said if word.start not in numbered)

    @property
    def telling(self) -> list[Word]:
        """Its words that say something, but for light verbs.

        "The plan comes to the council" → plan, council.
        """
        return [word for word in self.content if not word.is_light]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantities(self.text)[:MOST_NUMBERS])

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems and concepts of what it says."""
        return keys_of(self.content)

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Stems of all its words, also of those that say nothing."""
        return frozenset(stems_of(self.words))

    @cached_property
    def written(self) -> frozenset[str]:
        """Its folded words as they stand, not their stems.

        "Ek paid" → ek, paid.
        """
        return frozenset(map(self.text_of, self.words))

    @cached_property
    def labels(self) -> Labels:
        return labels_of(self.words)

    @cached_property
    def concepts(self) -> Labels:
        return concepts_among(self.labels)

    @cached_property
    def doubted(self) -> frozenset[Word]:
        """The words in clauses that say what is alleged or possible.

        "Allegedly took bribes" doubts "bribes".
        """
        doubts = marked(self.words, _DOUBTS)
        clauses = (in_clause(self.words, doubt.clause) for doubt in doubts)
        return frozenset(chain.from_iterable(clauses))

    def marked(self, *labels: str) -> list[Word]:
        """Return the words that have one of some labels.

        ".passive" marks the "by" of "sued by".
        """
        return marked(self.words, frozenset(labels))


def listed(
    find: Callable[[Reading], Iterable[T]], sentences: Iterable[Reading]
) -> list[T]:
    """Return all that a function finds in some sentences, in their order.

    The words of "Ek paid" and "he left" → Ek, paid, he, left.
    """
    return list(chain.from_iterable(map(find, sentences)))


def gather(
    find: Callable[[Reading], Iterable[T]], sentences: Iterable[Reading]
) -> frozenset[T]:
    """Return all that a function finds in some sentences, each once: their days, keys or names."""
    return frozenset(listed(find, sentences))


@lru_cache(maxsize=512)
def read(text: str, language: str) -> Reading:
    """Read a sentence; what was read last is kept.

    The claims about a story are held against the same sentences again and again.
    """
    return Reading(text, language)
