"""Cut a folded sentence into words, each with what the lexicon says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from news.faithful.concept_lexicon import (
    EAST,
    NOTHING,
    Labels,
    Lexicon,
    lexicon,
)
from news.faithful.ukrainian_stems import stem_ukrainian
from news.words import cut_folded, stem

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_KANJI_RUN = re.compile(r"[\u4e00-\u9fff々]+|[\u30a1-\u30ffー]+|[a-z0-9]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_ELIDED = re.compile(r"(?:qu|[cdjlmnst])'")
# Characters that are cut: twice as many as are read, for folding may add some.
_LONGEST = 1600
# Words within which a German verb's particle stands: wies den Vorwurf zurück.
_PARTED = 12
# What is said of a word by itself that a phrase has behind its first one.
_LITTLE: Labels = frozenset({".light"})
# Letters that a German compound's first part has at least, and its last part more than.
_LEAST_PART = 3
_LEAST_HEAD = 4
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
    """Yield (word, start, end) of each word of a folded sentence.

    "D'or" becomes two words, "don't" becomes "do" and "n't", "Ek's" becomes "ek".
    """
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().replace("’", "'")
        elided = _ELIDED.match(word)
        if elided:
            behind = start + elided.end()
            yield elided.group()[:-1], start, behind
            word = word[elided.end() :]
            start = behind
        if word.endswith("n't"):
            stop = end - len("n't")
            yield word[:-3], start, stop
            yield "n't", stop, end
            continue
        yield word.removesuffix("'s"), start, end


def _join_phrases(
    words: list[tuple[str, int, int]], known: Lexicon
) -> Iterator[CutWord]:
    """Yield words with labels.

    The first word of a phrase such as "rule out" carries the phrase's; its other words
    say little by themselves: "life" of "lost his life".
    """
    plain = tuple(word for word, _, _ in words)
    inside: set[int] = set()
    for place, (word, start, end) in enumerate(words):
        behind = plain[place : place + _PARTED]
        phrase = _phrase_at_start(behind, known)
        inside.update(range(place + 1, place + 1 + phrase.count(" ")))
        lemma = known.lemmas.get(word, word)
        labels = known.labels(word) or known.labels(lemma)
        labels |= _labels_of_head(word, known)
        labels |= known.labels(phrase)
        labels |= _LITTLE if place in inside else NOTHING
        for parted in _labels_of_parted_verbs(behind, known):
            labels |= parted
        stem = _stem(word, known.language)
        yield CutWord(stem, start, end, labels)


def _phrase_at_start(words: tuple[str, ...], known: Lexicon) -> str:
    """Return the longest known phrase that some words begin with; empty where none does.

    ("rule", "out", "a", "strike") → rule out.
    """
    for phrase in known.phrases(words[0]):
        if words[: len(phrase)] == phrase:
            return " ".join(phrase)
    return ""


def _labels_of_parted_verbs(
    words: tuple[str, ...], known: Lexicon
) -> Iterator[frozenset[str]]:
    """Yield labels of German verbs that part: "wies … zurück" is "zurückweisen".

    The particle may stand some words behind its verb: "wies den Vorwurf zurück".
    """
    for verb, particle in known.parted(words[0]):
        if particle in words[1:]:
            yield known.labels(f"{verb}+{particle}")


def _labels_of_head(word: str, known: Lexicon) -> Labels:
    """Return the labels of the listed word that a German compound ends in: a Strompreis is a Preis.

    Shorter parts than the least are in many words by chance.
    """
    if known.language != "de":
        return NOTHING
    tails = (word[at:] for at in range(_LEAST_PART, len(word) - _LEAST_HEAD))
    heads = map(known.labels, filter(known.listed, tails))
    return next(heads, NOTHING)


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """Return the stem of a folded word, irregular forms by their lemma.

    "Bridges" → bridg; "went" → go.
    """
    lemmas = lexicon(language).lemmas
    lemma = lemmas.get(word, word)
    if language == "pt":
        return stem(lemma, language)
    if language == "uk":
        return stem_ukrainian(lemma)
    cut = cut_folded(lemma, language)
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
    """Yield the words between two forms of the lexicon.

    Chinese is cut by its dictionary, Japanese into pairs.
    """
    if language == "ja":
        yield from _pairs(text, start, end)
        return
    for run in _HAN_RUN.finditer(text, start, end):
        at = run.start()
        for word in cut_folded(run.group()):
            yield CutWord(word, at, at + len(word))
            at += len(word)


def _pairs(text: str, start: int, end: int) -> Iterator[CutWord]:
    """Yield neighbouring pairs of Japanese characters: 道路網 → 道路, 路網.

    Compounds are written without blanks and cut at will: pairs compare best.
    """
    for match in _KANJI_RUN.finditer(text, start, end):
        run = match.group()
        first, last = match.span()
        if len(run) < _COMPOUND or run.isascii():
            yield CutWord(run, first, last)
            continue
        for at in range(first, last - 1):
            yield CutWord(text[at : at + 2], at, at + 2)
