"""Find what a later report says that no earlier one did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from news.changes.corrections import MOST_SENTENCES
from news.changes.facts import figures
from news.sentences import sentences
from news.words import content_words

_ENDS = re.compile(r"[。！？!?.…；;][”’」』）)\]\"']*$")
_FEWEST_WORDS = 4
# New words that make a sentence new together with the share below.
_NEW_WORDS = 3
_NEW_SHARE = 0.4
_NEW_SHARE_WITH_NUMBER = 0.2


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A sentence that says something new."""

    # How many of its words are new.
    words: int
    place: int
    sentence: str
    # Whether one of its numbers is new.
    number: bool


def developments(
    said: Iterable[str], text: str, language: str = "", *, limit: int = 4
) -> tuple[str, ...]:
    """Return the sentences of a new report that tell what none of the texts said, in their order.

    A sentence is new when two fifths of its content words were in no earlier text, or a fifth and a
    number that was in none. One new sentence without a number is no development: reporters always
    phrase something their own way.
    """
    heard = Heard()
    for earlier in said:
        heard.learn(earlier, language)
    return heard.news_in(text, language, limit=limit)


class Heard:
    """Everything said so far: each report is read once, however many follow."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._figures: set[object] = set()

    def learn(
        self, text: str, language: str = "", *, numbers: bool = True
    ) -> None:
        """Take in what a text says; its numbers cost most,
        and may be left out where they stand elsewhere.
        """
        self._words.update(content_words(text, language))
        if numbers:
            self._figures.update(figures(text))

    def news_in(
        self, text: str, language: str = "", *, limit: int = 4
    ) -> tuple[str, ...]:
        """Return the sentences of a report that tell what was not said,
        as `developments` does, and take it in.
        """
        fresh: list[_Fresh] = []
        every: set[str] = set()
        counted = set(self._figures)
        compared = sentences(text, language)[:MOST_SENTENCES]
        for place, sentence in enumerate(compared):
            words = set(content_words(sentence, language))
            numbers = set(figures(sentence))
            new = words - self._words
            has_number = not numbers <= counted
            if _is_new(sentence, words, new, number=has_number):
                fresh.append(_Fresh(len(new), place, sentence, has_number))
                self._words |= words
            every |= words
            self._figures |= numbers
        self._words |= every
        if len(fresh) < 2 and not any(one.number for one in fresh):
            return ()
        # A stable sort: of equals the earlier one.
        best = sorted(fresh, key=attrgetter("words"), reverse=True)[:limit]
        best.sort(key=attrgetter("place"))
        return tuple(one.sentence for one in best)


def _is_new(
    sentence: str, words: set[str], new: set[str], *, number: bool
) -> bool:
    """Return whether a sentence of these words, some of them new, tells something new.

    What does not end as a sentence does is a heading, a caption or a link to another page.
    """
    if len(words) < _FEWEST_WORDS or not _ENDS.search(sentence):
        return False
    share = len(new) / len(words)
    if number:
        return share >= _NEW_SHARE_WITH_NUMBER
    return len(new) >= _NEW_WORDS and share >= _NEW_SHARE
