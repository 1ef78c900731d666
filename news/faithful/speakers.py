"""Check who said it: the articles must let the claim's speaker say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.faithful.alignment import quick_score
from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import mentions, same_person
from news.faithful.names import Name, claim_names, find_names
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word

# Share of the best sentence's score from which another may be the one that is
# told.
_NEARLY = 0.75
_TITLE_LENGTH = 24
# Characters between a name and its verb: an apposition stands between them, a
# clause does not.
_NAME_REACH = 40
_SPEECH = frozenset({"say", "criticise", "warn", "deny", "praise", "accuse"})


def wrong_speaker(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim lets one say what the articles let another say."""
    speakers = _speakers(reading, claim)
    if not speakers:
        return False
    said = _without(reading, speakers)
    if not said.content:
        return False
    places = _places(said, pool)
    return not any(_lets_say(speakers, claim, place, pool) for place in places)


def _places(said: Reading, pool: Pool) -> list[int]:
    """Return the sentences that say most of it, the best and those nearly as good."""
    scores = [quick_score(said, reading) for reading in pool.readings]
    best = max(scores)
    return [
        place
        for place, score in enumerate(scores)
        if score >= best * _NEARLY and score > 0
    ]


def _lets_say(
    speakers: list[Name], claim: Claim, place: int, pool: Pool
) -> bool:
    """Return whether a sentence of the articles, or its neighbours where it names no speaker,
    lets one of them speak.
    """
    first = pool.readings[place]
    theirs = [] if pool.without_capitals else _speakers(first)
    if any(mentions(first, name, claim) for name in speakers):
        return not theirs or any(
            same_person(name, claim, other)
            for name in speakers
            for other in theirs
        )
    if theirs:
        return False
    # "…," she said: the name stands in the sentence before. A bare quotation
    # may have its speaker behind it.
    spoken = any("say" in word.concepts for word in first.words)
    near = pool.readings[max(place - 1, 0) : place + (1 if spoken else 2)]
    return any(
        mentions(reading, name, claim) for name in speakers for reading in near
    )


def _speakers(reading: Reading, claim: Claim | None = None) -> list[Name]:
    """Return the names beside a sentence's verbs of speech:
    the nearest before, or the one right behind.

    In a claim only what is surely a name counts; in an article a word with a capital may be one.
    """
    listed = claim_names(claim, reading) if claim else find_names(reading)
    clear = [name for name in listed if not _quoted(name.start, reading)]
    clear = [name for name in clear if name.sure or claim is None]
    verbs = [
        word for word in reading.words if not word.concepts.isdisjoint(_SPEECH)
    ]
    speakers = (_speaker(verb, clear, reading) for verb in verbs)
    return [name for name in speakers if name is not None]


def _speaker(
    verb: Word, listed: Sequence[Name], reading: Reading
) -> Name | None:
    """Return the name that a verb of speech belongs to; None where no name stands near it."""
    behind = next(
        (name for name in listed if _right_behind(verb, name, reading)), None
    )
    before = next(
        (name for name in reversed(listed) if name.end <= verb.start), None
    )
    if before is not None and (
        behind is None or verb.start - before.end <= _NAME_REACH
    ):
        return before
    return behind


def _right_behind(verb: Word, name: Name, reading: Reading) -> bool:
    """Return whether nothing but a title stands between a verb of speech and a name behind it."""
    if not 0 <= name.start - verb.end <= _TITLE_LENGTH:
        return False
    between = [
        word for word in reading.words if verb.end <= word.start < name.start
    ]
    titles = concepts().titles
    return all(
        word.concepts & titles or ".generic" in word.labels
        for word in between[-1:]
    )


_QUOTED = re.compile(r"[“「『«„][^”」』»“]*[”」』»“]|\"[^\"]*\"")


def _quoted(place: int, reading: Reading) -> bool:
    return any(
        match.start() <= place < match.end()
        for match in _QUOTED.finditer(reading.raw)
    )


def _without(reading: Reading, names: list[Name]) -> Reading:
    """Return a sentence without its speakers and verbs of speech: what is said."""
    text = list(reading.raw)
    covered = [(name.start, name.end) for name in names]
    covered += [
        (word.start, word.end)
        for word in reading.words
        if "say" in word.concepts
    ]
    for start, end in covered:
        text[start:end] = " " * (end - start)
    return Reading("".join(text), reading.language)
