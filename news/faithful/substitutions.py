"""Find replaced words: "moves to A" for "moves to B", though the articles mention both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence, alike, count_shared
from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.name_check import mentions, same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.word_diff import WordChange, diff

# Share of a claim's words beside the one in question that a sentence must hold
# for the claim to be a copy of it.
#
# Measured on 950 claims of ours in seven languages and the development half of
# a public set of judged summaries: below it other wording is as likely.
_COPIED = 0.75
# Words of a sentence that a claim may leave out where it puts in one.
_MOST_LEFT_OUT = 2
# Nouns have articles behind these words, places have none.
_AT_PLACE_DE = re.compile(r"\b(?:in|nach|aus)\s$")
# Words between two names of one list: "in Ansai, Shaanxi Province".
_LISTED = 1


def takes_place(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim has one name where its evidence has another.

    The claim has nothing of the other one, and no sentence has the name in such a place.
    """
    if pool.without_capitals or reading.language != pool.language:
        return False
    ours = claim_actors(claim, reading, pool)
    said = [
        word
        for word in reading.content
        if not any(name.start <= word.start < name.end for name in ours)
    ]
    for source in evidence.readings:
        if not _is_copied(said, source):
            continue
        left_out = _left_out(ours, claim, source, pool)
        for name in ours:
            if _is_name(name, reading, pool) and any(
                _in_place_of(name, reading, other, source, claim, pool)
                for other in left_out
            ):
                return True
    return False


def _is_name(name: Name, reading: Reading, pool: Pool) -> bool:
    """Return whether a word is a name: surely, by its capital within a sentence of the
    articles, or in German as a place right behind "in" or "nach".
    """
    if name.sure or name.text in pool.sure_names:
        return True
    before = reading.raw[: name.start]
    return reading.language == "de" and bool(_AT_PLACE_DE.search(before))


def _left_out(
    ours: Sequence[Name], claim: Claim, source: Reading, pool: Pool
) -> list[Name]:
    """Return the names of a sentence that a claim leaves out."""
    return [
        other
        for other in source_actors(source, pool)
        if _is_name(other, source, pool)
        and not any(same_person(name, claim, other) for name in ours)
    ]


def _in_place_of(
    name: Name,
    reading: Reading,
    other: Name,
    source: Reading,
    claim: Claim,
    pool: Pool,
) -> bool:
    """Return whether a name has the same neighbouring word as another name in a sentence."""
    for behind in (False, True):
        word = _neighbour(name, reading, behind=behind)
        theirs = _neighbour(other, source, behind=behind)
        if word is None or theirs is None or not word.means(theirs):
            continue
        if _is_listed(name, other, source, claim, pool, behind=behind):
            continue
        if not _stands_so(name, word, claim, pool, behind=behind):
            return True
    return False


def _is_listed(
    name: Name,
    other: Name,
    source: Reading,
    claim: Claim,
    pool: Pool,
    *,
    behind: bool,
) -> bool:
    """Return whether a sentence lists both names in a row, and a claim leaves one out.

    "A, of B, has been charged": what stands between the name and its verb may go.
    """
    for own in source_actors(source, pool):
        if not same_person(name, claim, own):
            continue
        if behind and own.end <= other.start:
            return True
        between = [
            word
            for word in source.content
            if other.end <= word.start < own.start
        ]
        if own.start >= other.end and len(between) <= _LISTED:
            return True
    return False


def _neighbour(name: Name, reading: Reading, *, behind: bool) -> Word | None:
    """Return the content word right behind a name, or right before it."""
    if behind:
        return next(
            (word for word in reading.content if word.start >= name.end), None
        )
    before = [word for word in reading.content if word.end <= name.start]
    return before[-1] if before else None


def _stands_so(
    name: Name, word: Word, claim: Claim, pool: Pool, *, behind: bool
) -> bool:
    """Return whether any sentence has a name next to a word."""
    for source in pool.readings:
        if not mentions(source, name, claim):
            continue
        for other in source_actors(source, pool):
            theirs = _neighbour(other, source, behind=behind)
            if (
                theirs is not None
                and word.means(theirs)
                and same_person(name, claim, other)
            ):
                return True
    return False


def replaces_word(reading: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim replaces a word of its evidence by a word from other sentences.

    "The 24 midwives of the ward" for "the 24 employees of the ward". Where the evidence only points
    at something ("the company", "the plan"), the claim may name it.
    """
    foreign = pool.without_capitals or reading.language != pool.language
    if foreign:
        return False
    source = evidence.readings[0]
    return any(
        any(_is_borrowed(word, evidence, pool) for word in came)
        and any(_is_missed(word, reading) for word in went)
        and _is_copied(
            [word for word in reading.content if word not in came], source
        )
        and not _only_points(came, reading, pool)
        for came, went in _replaced(reading, source)
    )


def _only_points(came: Sequence[Word], reading: Reading, pool: Pool) -> bool:
    """Return whether a claim begins with the articles' subject, where its evidence says "it"."""
    first = bool(came) and came[0] == reading.content[0]
    return first and all(
        word.key in pool.subject or word.concepts & pool.subject
        for word in came
    )


def _is_copied(said: Sequence[Word], source: Reading) -> bool:
    """Return whether a sentence has nearly all of what a claim says beside the part in question."""
    return count_shared(said, source) >= _COPIED * len(said)


def _replaced(
    reading: Reading, source: Reading
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yield what a claim puts in, and what it leaves out for it, between shared words."""
    mine, theirs = reading.content, source.content
    keys = [_key_in(word, theirs) for word in mine]
    for change in diff(keys, [word.key for word in theirs]).changes:
        came, went = mine[change.before], theirs[change.after]
        if not change.replaces or len(went) > _MOST_LEFT_OUT * len(came):
            continue
        if _is_alike_placed(change, len(mine), len(theirs)):
            yield came, went


def _is_alike_placed(change: WordChange, mine: int, theirs: int) -> bool:
    """Return whether both parts begin their sentences or neither does, and the claim's ends its
    own only where the other one does.

    Where a sentence begins it may only point at something: "the plan".
    """
    own, other = change.before, change.after
    if (own.start == 0) != (other.start == 0):
        return False
    return bool(own.stop < mine or other.stop == theirs)


def _key_in(word: Word, others: Sequence[Word]) -> str:
    """Return the key of the other sentence's word with the same meaning, or the word's own."""
    return next((other.key for other in others if word.means(other)), word.key)


def _is_borrowed(word: Word, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a word occurs in the articles, but not in the evidence."""
    if ".light" in word.labels or "say" in word.concepts:
        return False
    if word.concepts & concepts().titles:
        return False
    known = word.key in pool.keys or bool(word.concepts & pool.concepts)
    return known and not any(
        alike(word, other) for other in evidence.words if other.says_something
    )


def _is_missed(word: Word, reading: Reading) -> bool:
    """Return whether a claim lacks a word of its evidence that carries meaning."""
    kinds = concepts().titles | concepts().actors | {"say"}
    if ".light" in word.labels or word.concepts & kinds:
        return False
    if reading.language in EAST and len(word.key) == 1:
        return False
    return not any(alike(word, other) for other in reading.content)
