"""Check who said it: the articles must let the claim's speaker say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

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
_QUOTED = re.compile(r"[“「『«„][^”」』»“]*[”」』»“]|\"[^\"]*\"")
_SPEECH = frozenset({"say", "criticise", "warn", "deny", "praise", "accuse"})


def wrong_speaker(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim lets one say what the articles let another say."""
    listed = [name for name in claim_names(claim, reading) if name.sure]
    speakers = _speakers(reading, listed)
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
    least = best * _NEARLY if best > 0 else 1
    return [place for place, score in enumerate(scores) if score >= least]


def _lets_say(
    speakers: list[Name], claim: Claim, place: int, pool: Pool
) -> bool:
    """Return whether a sentence of the articles, or its neighbours where it names no speaker,
    lets one of them speak.
    """
    first = pool.readings[place]
    listed = [] if pool.without_capitals else find_names(first)
    theirs = _speakers(first, listed)
    if _mentions_one(first, speakers, claim):
        same = (
            same_person(name, claim, other)
            for name, other in product(speakers, theirs)
        )
        return not theirs or any(same)
    if theirs:
        return False
    # "…," she said: the name stands in the sentence before. A bare quotation
    # may have its speaker behind it.
    spoken = any("say" in word.concepts for word in first.words)
    near = pool.readings[max(place - 1, 0) : place + (1 if spoken else 2)]
    return any(_mentions_one(reading, speakers, claim) for reading in near)


def _mentions_one(
    reading: Reading, speakers: Sequence[Name], claim: Claim
) -> bool:
    """Return whether a sentence has the name of one of the speakers."""
    return any(mentions(reading, name, claim) for name in speakers)


def _speakers(reading: Reading, listed: Sequence[Name]) -> list[Name]:
    """Return those names of a sentence that stand beside its verbs of speech.

    Who is named within a quotation does not speak.
    """
    quoted = [match.span() for match in _QUOTED.finditer(reading.raw)]
    inside = {at for span in quoted for at in range(*span)}
    clear = [name for name in listed if name.start not in inside]
    verbs = [
        word for word in reading.words if not word.concepts.isdisjoint(_SPEECH)
    ]
    speakers = (_speaker(verb, clear, reading) for verb in verbs)
    return [name for name in speakers if name is not None]


def _speaker(
    verb: Word, listed: Sequence[Name], reading: Reading
) -> Name | None:
    """Return the name that a verb of speech belongs to; None where no name stands near it.

    The nearest one before it, unless that is far and another stands right behind:
    "… in Bern next year, said Lena Ortiz".
    """
    before = [name for name in listed if name.end <= verb.start]
    behind = [name for name in listed if _right_behind(verb, name, reading)]
    is_near = before and verb.start - before[-1].end <= _NAME_REACH
    if before and (is_near or not behind):
        return before[-1]
    return behind[0] if behind else None


def _right_behind(verb: Word, name: Name, reading: Reading) -> bool:
    """Return whether nothing but a title stands between a verb of speech and a name behind it.

    "Said mayor Lena Ortiz"; the word before the name is a title or says what it is.
    """
    if not 0 <= name.start - verb.end <= _TITLE_LENGTH:
        return False
    last = reading.words_before(name.start)[-1]
    is_title = not last.concepts.isdisjoint(concepts().titles)
    return last.start < verb.end or is_title or ".generic" in last.labels


def _without(reading: Reading, names: list[Name]) -> Reading:
    """Return a sentence without its speakers and verbs of speech: what is said."""
    spans = [(name.start, name.end) for name in names]
    verbs = [word for word in reading.words if "say" in word.concepts]
    spans += [(verb.start, verb.end) for verb in verbs]
    text = list(reading.raw)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    return Reading("".join(text), reading.language)
