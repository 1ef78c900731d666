"""Cut a folded sentence into words, each with what the lexicon says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from news.faithful.lexicon import EAST, NOTHING, Lexicon, lexicon
from news.words import cut_folded

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_KANJI_RUN = re.compile(r"[\u4e00-\u9fff々]+|[\u30a1-\u30ffー]+|[a-z0-9]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_ELIDED = re.compile(r"(?:qu|[cdjlmnst])'")
# Characters that are cut: twice as many as are read, for folding may add some.
_LONGEST = 1600
# Words within which a German verb's particle stands: wies den Vorwurf zurück.
_PARTED = 12
# Characters from which a run of Japanese characters is cut.
_COMPOUND = 3


class CutWord(NamedTuple):
    """A word as cut."""

    # Its stem, by which words are compared.
    key: str
    start: int
    end: int
    # Concepts, and parts of grammar with a point in front.
    labels: frozenset[str] = NOTHING


def cut_words(text: str, language: str) -> Iterator[CutWord]:
    """Cut a folded sentence into words with their labels, its first 1,600 characters at most."""
    known = lexicon(language)
    text = text[:_LONGEST]
    if language in EAST:
        return _cut_east(text, known)
    return _join_phrases(list(_cut_west(text)), known)


def _cut_west(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (word, start, end); "d'or" becomes two words, "don't" becomes "do" and "n't"."""
    for match in _WORD.finditer(text):
        (start, end), word = match.span(), match.group().replace("’", "'")
        elided = _ELIDED.match(word)
        if elided:
            word = word[elided.end() :]
            yield elided.group()[:-1], start, start + elided.end()
            start += elided.end()
        if word.endswith("n't"):
            yield word[:-3], start, end - 3
            yield "n't", end - 3, end
        else:
            yield word.removesuffix("'s"), start, end


def _join_phrases(
    words: list[tuple[str, int, int]], known: Lexicon
) -> Iterator[CutWord]:
    """Yield words with labels.

    The first word of a phrase such as "rule out" carries the phrase's.
    """
    plain = tuple(word for word, _, _ in words)
    for place, (word, start, end) in enumerate(words):
        behind = plain[place : place + _PARTED]
        labels = known.labels(word).union(
            known.labels(_phrase_at_start(behind, known)),
            *_labels_of_parted_verbs(behind, known),
        )
        yield CutWord(_stem(word, known.language), start, end, labels)


def _phrase_at_start(words: tuple[str, ...], known: Lexicon) -> str:
    """Return the longest known phrase that some words begin with; empty where none does."""
    phrases = known.phrases(words[0])
    begun = (one for one in phrases if words[: len(one)] == one)
    return " ".join(next(begun, ()))


def _labels_of_parted_verbs(
    words: tuple[str, ...], known: Lexicon
) -> Iterator[frozenset[str]]:
    """Yield labels of German verbs that part: "wies … zurück" is "zurückweisen"."""
    for verb, particle in known.parted(words[0]):
        if particle in words[1:]:
            yield known.labels(f"{verb}+{particle}")


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    cut = cut_folded(lexicon(language).lemmas.get(word, word), language)
    return cut[0] if cut else word


def _cut_east(text: str, known: Lexicon) -> Iterator[CutWord]:
    """Yield the lexicon's forms and, between them,
    words (Chinese) or pairs of characters (Japanese).
    """
    end = 0
    for start, stop, labels in known.spans(text):
        yield from _between(text, end, start, known.language)
        yield CutWord(text[start:stop], start, stop, labels)
        end = stop
    yield from _between(text, end, len(text), known.language)


def _between(
    text: str, start: int, end: int, language: str
) -> Iterator[CutWord]:
    """Yield the words between two forms of the lexicon."""
    if language == "ja":
        yield from _pairs(text, start, end)
        return
    for run in _HAN_RUN.finditer(text, start, end):
        at = run.start()
        for word in cut_folded(run.group()):
            yield CutWord(word, at, at + len(word))
            at += len(word)


def _pairs(text: str, start: int, end: int) -> Iterator[CutWord]:
    """Yield neighbouring pairs of Japanese characters: 市議会 → 市議, 議会.

    Compounds are written without blanks and cut at will: pairs compare best.
    """
    for match in _KANJI_RUN.finditer(text, start, end):
        run, first = match.group(), match.start()
        if len(run) < _COMPOUND or run.isascii():
            yield CutWord(run, first, match.end())
            continue
        for at in range(len(run) - 1):
            yield CutWord(run[at : at + 2], first + at, first + at + 2)
