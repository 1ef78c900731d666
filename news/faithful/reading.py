"""Read a sentence for its meaning: words with their concepts, clauses, negations, numbers
and days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from news.faithful.lexicon import EAST, NOTHING, Lexicon, lexicon
from news.numbers import Quantity, days, quantities
from news.words import STOP, cut_folded, fold

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_KANJI_RUN = re.compile(r"[\u4e00-\u9fff々]+|[\u30a1-\u30ffー]+|[a-z0-9]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_BREAK = re.compile(
    r"(?<!\d),|,(?!\d)|\.(?!\d)|[;:!?()—–。；：！？（）\"“”«»「」]| [-–—] "
)
_JOINERS = re.compile(
    r"\b(?:and|but|while|whereas|as|because|which|who|if|when|although|though|after|und|aber|während|weil|"
    r"et|mais|qui|y|pero|mientras|porque|и|а|но|потому|который|которая|которые)\b"
)
_ELIDED = re.compile(r"^(?:qu|[cdjlmnst])['’]")
# Content words behind a negation that it turns: the verb and what stands beside
# it.
_NEGATED_WORDS = 2
# The same in Chinese and Japanese, in characters.
_NEGATED_CHARACTERS = 5
_NEGATING_VERB_CHARACTERS = 8
_DOUBTS = {".alleged", ".possible"}
# A month that is written as a word of doubt.
_MONTH = re.compile(r"May\b")
# Words that add little: "come", "have to". They count for negations alone.
_LIGHT = frozenset({".light"})
# Words within which a German verb's particle stands: wies den Vorwurf zurück.
_PARTED = 12
# Characters of a sentence that are read.
MAX_LENGTH = 800
# Numbers of a sentence that are compared, so that a table of figures costs no
# more; a claim with so many is dropped.
MOST_NUMBERS = 16


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence."""

    # Its stem, by which words are compared.
    key: str
    start: int
    end: int
    # Concepts, and parts of grammar with a point in front.
    labels: frozenset[str] = NOTHING
    clause: int = 0
    negated: bool = False
    # Whether it is the very word that a negation turns, not one beside it.
    target: bool = False

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(label for label in self.labels if label[0] != ".")

    @property
    def says_something(self) -> bool:
        """Whether its presence in another sentence means anything."""
        if self.concepts:
            return True
        if self.labels - _LIGHT or self.key in STOP:
            return False
        return not self.key[0].isdigit() and (
            len(self.key) > 1 or self.key > "\u3400"
        )

    @property
    def is_light(self) -> bool:
        """Whether it adds hardly anything, as a verb such as "come" does."""
        return ".light" in self.labels and not self.concepts

    def means(self, other: Word) -> bool:
        """Return whether two words are one word or of one concept."""
        return self.key == other.key or not self.concepts.isdisjoint(
            other.concepts
        )


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
        starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        if self.language not in EAST:
            starts = sorted(
                [
                    *starts,
                    *(match.start() for match in _JOINERS.finditer(self.text)),
                ]
            )
        elif self.language == "ja":
            starts = sorted([*starts, *(at + 1 for at in _commas(self.text))])
        words = [
            replace(
                word,
                clause=bisect_right(starts, word.start),
                labels=self._labels_of(word),
            )
            for word in _cut(self.text, self.lexicon)
        ]
        return tuple(_negate(words, self.lexicon))

    def _labels_of(self, word: Word) -> frozenset[str]:
        """Return a word's labels; within a sentence May is a month and no doubt."""
        is_month = _MONTH.match(self.raw, word.start) and word.start > 0
        return word.labels - _DOUBTS if is_month else word.labels

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something, numbers left out."""
        spans = [(number.start, number.end) for number in self.quantities]
        return tuple(
            word
            for word in self.words
            if word.says_something
            and not any(s <= word.start < e for s, e in spans)
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantities(self.text)[:MOST_NUMBERS])

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Stems and concepts of what it says."""
        keys = {word.key for word in self.content}
        return frozenset(keys.union(*(word.concepts for word in self.content)))

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Stems of all its words, also of those that say nothing."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return NOTHING.union(*(word.concepts for word in self.words))

    @cached_property
    def doubted(self) -> frozenset[Word]:
        """The words in clauses that say what is alleged or possible."""
        clauses = {
            word.clause
            for word in self.words
            if not word.labels.isdisjoint(_DOUBTS)
        }
        return frozenset(word for word in self.words if word.clause in clauses)

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that holds a place; 0 in a sentence without words."""
        before = [word.clause for word in self.words if word.start <= place]
        if before:
            return before[-1]
        return self.words[0].clause if self.words else 0

    def marked(self, label: str) -> list[Word]:
        """Return the words with a label."""
        return [word for word in self.words if label in word.labels]


@lru_cache(maxsize=512)
def read(text: str, language: str) -> Reading:
    """Read a sentence; what was read last is kept."""
    return Reading(text, language)


def _commas(text: str) -> Iterator[int]:
    return (at for at, char in enumerate(text) if char == "、")


def _cut(text: str, known: Lexicon) -> Iterator[Word]:
    """Cut a folded text into words with their labels."""
    if known.language in EAST:
        yield from _cut_east(text, known)
    else:
        yield from _join_phrases(list(_cut_west(text)), known)


def _cut_west(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (word, start, end); d'or becomes two words, "don't" becomes "n't" besides."""
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group().replace("’", "'")
        elided = _ELIDED.match(word)
        if elided and len(word) > elided.end():
            yield word[: elided.end() - 1], start, start + elided.end()
            start, word = start + elided.end(), word[elided.end() :]
        if word.endswith("n't"):
            yield word[:-3], start, match.end() - 3
            yield "n't", match.end() - 3, match.end()
        else:
            yield word.removesuffix("'s").removesuffix("'"), start, match.end()


def _join_phrases(
    words: list[tuple[str, int, int]], known: Lexicon
) -> Iterator[Word]:
    """Yield words with labels; the first word of a phrase such
    as "rule out" carries the phrase's.
    """
    plain = [word for word, _, _ in words]
    for place, (word, start, end) in enumerate(words):
        labels = known.labels(word)
        for phrase in known.phrases(word):
            if tuple(plain[place : place + len(phrase)]) == phrase:
                labels |= known.labels(" ".join(phrase))
                break
        for verb, particle in known.parted(word):
            if particle in plain[place + 1 : place + _PARTED]:
                labels |= known.labels(f"{verb}+{particle}")
        yield Word(_stem(word, known.language), start, end, labels)


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    cut = cut_folded(lexicon(language).lemmas.get(word, word), language)
    return cut[0] if cut else word


def _cut_east(text: str, known: Lexicon) -> Iterator[Word]:
    """Yield the lexicon's forms and, between them,
    words (Chinese) or pairs of characters (Japanese).
    """
    end = 0
    for start, stop, labels in known.spans(text):
        yield from _between(text, end, start, known.language)
        yield Word(text[start:stop], start, stop, labels)
        end = stop
    yield from _between(text, end, len(text), known.language)


def _between(text: str, start: int, end: int, language: str) -> Iterator[Word]:
    runs = _KANJI_RUN if language == "ja" else _HAN_RUN
    for match in runs.finditer(text, start, end):
        at = match.start()
        for part in _parts(match.group(), language):
            yield Word(part, at, at + len(part))
            at += 1 if language == "ja" else len(part)


def _parts(run: str, language: str) -> Iterable[str]:
    if language != "ja":
        return cut_folded(run)
    # Japanese compounds are written without blanks and cut at will:
    # neighbouring pairs compare best.
    if len(run) < 3 or run.isascii():
        return (run,)
    return (run[at : at + 2] for at in range(len(run) - 1))


def _negate(words: list[Word], known: Lexicon) -> list[Word]:
    """Mark the words that a negation turns, and those that it turns first."""
    turned: set[int] = set()
    targets: set[int] = set()
    for place, word in enumerate(words):
        if word.labels.isdisjoint(_NEGATIONS):
            continue
        verb = ".negating_verbs" in word.labels
        scope = list(_SCOPES[known.scope](words, place, verb, known.language))
        turned.update(scope)
        first = known.scope == "after" and known.language != "zh" and not verb
        targets.update(scope[:1] if first else scope)
    return [
        replace(word, negated=place in turned, target=place in targets)
        for place, word in enumerate(words)
    ]


def _after(
    words: list[Word], place: int, verb: bool, language: str
) -> Iterator[int]:
    """Yield the places of the content words behind a negation, the nearest first."""
    if language == "zh":
        yield from _by_characters(words, place, verb=verb, before=False)
        return
    said = _of_clause(words, place, range(place + 1, len(words)))
    ahead: list[int] = []
    if not said:
        # "The files were not taken": what stands before it is what is denied.
        ahead = _of_clause(words, place, range(place))[-1:]
    elif language == "ru" and not verb and place:
        # "Он получать не стал": the verb's own word may stand before its
        # negation.
        same = words[place - 1].clause == words[place].clause
        ahead = [place - 1] if same else []
    yield from [*said[:1], *ahead, *said[1 : _NEGATED_WORDS + verb]]


def _of_clause(words: list[Word], place: int, places: range) -> list[int]:
    """Return those of the places that hold content words of the same clause."""
    clause = words[place].clause
    return [
        at
        for at in places
        if words[at].clause == clause and words[at].says_something
    ]


def _before(words: list[Word], place: int, verb: bool, _: str) -> Iterator[int]:
    yield from _by_characters(words, place, verb=verb, before=True)


def _around(
    words: list[Word], place: int, verb: bool, language: str
) -> Iterator[int]:
    """A German "nicht" turns its whole clause, for the verb stands at either end of it."""
    if verb:
        yield from _after(words, place, verb, language)
    else:
        yield from (
            at
            for at, word in enumerate(words)
            if word.clause == words[place].clause
        )


def _by_characters(
    words: list[Word], place: int, *, verb: bool, before: bool
) -> Iterator[int]:
    negation = words[place]
    reach = _NEGATING_VERB_CHARACTERS if verb else _NEGATED_CHARACTERS
    for at, word in enumerate(words):
        distance = (
            negation.start - word.end if before else word.start - negation.end
        )
        if (
            word.clause == negation.clause
            and at != place
            and 0 <= distance < reach
        ):
            yield at


_NEGATIONS = {".negators", ".negating_verbs"}
_SCOPES = {"after": _after, "before": _before, "around": _around}
