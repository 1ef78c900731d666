"""Values of the check: the claim, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of an article."""

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote, with the source sentence and the names it says it used."""

    text: str
    # The number of the source sentence that it rests on.
    source: int = -1
    # Names that it put into another script: as written → as the articles have
    # them.
    names: Mapping[str, str] | None = None

    @property
    def declared(self) -> Mapping[str, str]:
        """The names that it put into another script; empty where it names none.

        Clara Benson → 克拉拉·本森, for an English claim about a Chinese article.
        """
        return self.names or {}


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence that stands, and the sentence of an article on which it rests."""

    text: str
    article: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """The part of a model's text about a story that stands."""

    # Empty where the model's did not stand.
    title: str
    sentences: tuple[Grounded, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that does not stand, and why."""

    text: str
    # One of `news.faithful.REASONS`.
    why: str
