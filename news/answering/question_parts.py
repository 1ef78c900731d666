"""Values shared by the question reader and the sentence scorer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Literal

# What an answer must name; `what` stands for all that is none of the others.
Kind = Literal["who", "when", "how-many", "why", "where", "what"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The time that a question is about: from `start` up to `end`, both aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class QuestionTerm:
    """One word of a question that says something."""

    # Its stem, as `news.faithful.sentence_reading` cuts it.
    key: str
    # What it means in all languages: "died" and 遇难 are both `die`.
    concepts: frozenset[str]
    # The words under which full-text search knows it.
    indexed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read."""

    text: str
    language: str
    kind: Kind
    terms: tuple[QuestionTerm, ...]
    # Folded, in the question's order. An answer's article must hold each.
    names: tuple[str, ...] = ()
    numbers: frozenset[Decimal] = frozenset()
    # (month, day) pairs.
    days: frozenset[tuple[int, int]] = frozenset()
    # For `how-many`: the stem of what is counted; empty where the question does
    # not say.
    counted: str = ""
    span: TimeSpan | None = None

    @property
    def search_words(self) -> tuple[str, ...]:
        """The words to search for, without repetition, in the question's order."""
        indexed = map(attrgetter("indexed"), self.terms)
        return tuple(dict.fromkeys(chain.from_iterable(indexed)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored article that may hold the answer."""

    article: int
    title: str
    text: str
    url: str
    publisher: str
    published_at: datetime
    language: str = ""
    story: int = 0
    # True where it came by one of the chat's own subscriptions.
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence that answers, as its article has it."""

    text: str
    passage: Passage
    # The share of the question that it says, 0 to 1, with what speaks for it
    # besides.
    score: float
    # Its number in the article, from 0.
    place: int
