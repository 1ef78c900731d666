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
from news.faithful.spans import before

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
    """Return whether a claim lets one say what the articles let another say.

    "The mayor said it would rain", where the minister said so. What is said is
    looked for without its speaker; any sentence that has most of it may name the
    claim's one.
    """
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
    """Return the sentences that say most of it, the best and those nearly as good.

    None where no sentence shares a word.
    """
    scores = [quick_score(said, reading) for reading in pool.readings]
    best = max(scores)
    if not best:
        return []
    least = best * _NEARLY
    return [place for place, score in enumerate(scores) if score >= least]


def _lets_say(
    speakers: list[Name], claim: Claim, place: int, pool: Pool
) -> bool:
    """Return whether a sentence of the articles, or its neighbours where it names no speaker,
    lets one of them speak.

    A sentence that names a claim's speaker and no other one does so too: "Ortiz's
    plan was good, he said".
    """
    first = pool.readings[place]
    listed = [] if pool.without_capitals else find_names(first)
    theirs = _speakers(first, listed)
    if _mentions_one(first, speakers, claim):
        pairs = product(speakers, theirs)
        same = (same_person(name, claim, other) for name, other in pairs)
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
    """Return whether a sentence has the name of one of the speakers.

    Or a part of it: "Ortiz" for Lena Ortiz.
    """
    return any(mentions(reading, name, claim) for name in speakers)


def _speakers(reading: Reading, listed: Sequence[Name]) -> list[Name]:
    """Return those names of a sentence that stand beside its verbs of speech.

    Who is named within a quotation does not speak.
    """
    inside: set[int] = set()
    for quoted in _QUOTED.finditer(reading.raw):
        inside.update(range(*quoted.span()))
    clear = [name for name in listed if name.start not in inside]
    speakers = []
    for word in reading.words:
        if not word.is_of(_SPEECH):
            continue
        speaker = _speaker(word, clear, reading)
        if speaker is not None:
            speakers.append(speaker)
    return speakers


def _speaker(
    verb: Word, listed: Sequence[Name], reading: Reading
) -> Name | None:
    """Return the name that a verb of speech belongs to; None where no name stands near it.

    The nearest one before it, unless that is far and another stands right behind:
    "… in Bern next year, said Lena Ortiz".
    """
    # The last one before the verb, and the first one right behind it.
    last = before(listed, verb.start)[-1:]
    behind = [name for name in listed if _right_behind(verb, name, reading)]
    if last and behind:
        gap = verb.start - last[0].end
        return behind[0] if gap > _NAME_REACH else last[0]
    near = last or behind
    return near[0] if near else None


def _right_behind(verb: Word, name: Name, reading: Reading) -> bool:
    """Return whether nothing but a title stands between a verb of speech and a name behind it.

    "Said mayor Lena Ortiz"; the word before the name is a title or says what it is.
    """
    if not 0 <= name.start - verb.end <= _TITLE_LENGTH:
        return False
    last = before(reading.words, name.start)[-1]
    if last.start < verb.end or ".generic" in last.labels:
        return True
    return last.is_of(concepts().titles)


def _without(reading: Reading, names: list[Name]) -> Reading:
    """Return a sentence without its speakers and verbs of speech: what is said.

    "Ortiz said it would rain" → "it would rain", with blanks for the others.
    """
    text = list(reading.raw)
    for name in names:
        _blank(text, name.start, name.end)
    for word in reading.words:
        if "say" in word.concepts:
            _blank(text, word.start, word.end)
    return Reading("".join(text), reading.language)


def _blank(text: list[str], start: int, end: int) -> None:
    """Put blanks in the place of some characters."""
    text[start:end] = " " * (end - start)
