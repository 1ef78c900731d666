"""Find replaced words: "moves to A" for "moves to B", though the articles mention both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence, alike, count_shared
from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.spans import before, behind, between
from news.faithful.word_diff import diff

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
# Whoever says it, it is said.
_SAY = frozenset({"say"})
# Finds the word on one side of a name.
_Beside = Callable[[Name, Reading], Word | None]


def takes_place(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim has one name where its evidence has another.

    "Moves to Bern" for "moves to Basel": the claim has nothing of the other name, and
    no sentence has its own one in such a place.
    """
    if not pool.compares_names_with(reading):
        return False
    ours = claim_actors(claim, reading, pool)
    said = [
        word
        for word in reading.content
        if not any(name.covers(word.start) for name in ours)
    ]
    for source in evidence.readings:
        copy = _Copy(claim, reading, source, pool)
        if _is_copied(said, source) and copy.exchanges_one_of(ours):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Copy:
    """A claim, and a sentence that it copies but for a name."""

    claim: Claim
    reading: Reading
    source: Reading
    pool: Pool

    def exchanges_one_of(self, ours: Sequence[Name]) -> bool:
        """Return whether a name of the claim takes the place of one that it leaves out.

        By the word before the names or the one behind them.
        """
        sure = [name for name in ours if self._is_name(name, self.reading)]
        left_out = list(self._left_out(ours))
        sides = (_before, _behind)
        for name, other, beside in product(sure, left_out, sides):
            if self._exchanges(name, other, beside):
                return True
        return False

    def _left_out(self, ours: Sequence[Name]) -> Iterator[Name]:
        """Yield the names of the sentence that the claim leaves out.

        Basel, of "moves from Bern to Basel" for the claim "moves to Bern".
        """
        for other in source_actors(self.source, self.pool):
            kept = any(same_person(name, self.claim, other) for name in ours)
            if not kept and self._is_name(other, self.source):
                yield other

    def _is_name(self, name: Name, reading: Reading) -> bool:
        """Return whether a word is surely a name.

        By its capital within a sentence of the articles, or as a place right
        behind a German "in" or "nach".
        """
        if name.sure or name.text in self.pool.sure_names:
            return True
        text = reading.raw[: name.start]
        return _AT_PLACE_DE.search(text) is not None

    def _exchanges(self, name: Name, other: Name, beside: _Beside) -> bool:
        """Return whether a name has the neighbouring word that another name has in the sentence.

        "Moves to |Bern|" beside "moves to |Basel|": "move" stands before both.
        """
        word = beside(name, self.reading)
        theirs = beside(other, self.source)
        if word is None or theirs is None or not word.means(theirs):
            return False
        if self._lists_both(name, other, behind=beside is _behind):
            return False
        return not self._stands_so(name, word, beside)

    def _lists_both(self, name: Name, other: Name, *, behind: bool) -> bool:
        """Return whether the sentence lists both names in a row, of which a claim leaves one out.

        "A, of B, has been charged": what stands between the name and its verb
        may go.
        """
        for own in source_actors(self.source, self.pool):
            if not same_person(name, self.claim, own):
                continue
            if behind and own.end <= other.start:
                return True
            if own.start >= other.end:
                words = self.source.content
                listed = between(words, other.end, own.start)
                if len(listed) <= _LISTED:
                    return True
        return False

    def _stands_so(self, name: Name, word: Word, beside: _Beside) -> bool:
        """Return whether any sentence of the articles has a name next to a word.

        Then the claim has its fact from there: "moves to Bern" two sentences later.
        """
        for source in self.pool.readings:
            for other in source_actors(source, self.pool):
                theirs = beside(other, source)
                if theirs is None or not word.means(theirs):
                    continue
                if same_person(name, self.claim, other):
                    return True
        return False


def _before(name: Name, reading: Reading) -> Word | None:
    """Return the last word before a name that says something.

    Of Bern in "moves to Bern in May": "moves".
    """
    words = before(reading.content, name.start)
    return words[-1] if words else None


def _behind(name: Name, reading: Reading) -> Word | None:
    """Return the first word behind a name that says something.

    Of Bern in "moves to Bern in May": "May".
    """
    words = behind(reading.content, name.end)
    return words[0] if words else None


def replaces_word(reading: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim replaces a word of its evidence by a word from other sentences.

    "The 24 midwives of the ward" for "the 24 employees of the ward". Where the evidence only points
    at something ("the company", "the plan"), the claim may name it.
    """
    if not pool.compares_names_with(reading):
        return False
    source = evidence.readings[0]
    for came, went in _replaced(reading, source):
        # Both parts must say something that the other sentence has not.
        if not any(_is_borrowed(word, evidence, pool) for word in came):
            continue
        if not any(_is_missed(word, reading) for word in went):
            continue
        if _only_points(came, reading, pool):
            continue
        # What is left of the claim must be the sentence's own.
        said = [word for word in reading.content if word not in came]
        if _is_copied(said, source):
            return True
    return False


def _only_points(came: Sequence[Word], reading: Reading, pool: Pool) -> bool:
    """Return whether a claim begins with the articles' subject, where its evidence says "it".

    "The museum opens in May" for "It opens in May", in articles about a museum.
    """
    if came[0] != reading.content[0]:
        return False
    return all(word.is_in(pool.subject) for word in came)


def _is_copied(said: Sequence[Word], source: Reading) -> bool:
    """Return whether a sentence has nearly all of what a claim says beside the part in question.

    Otherwise the claim words it freely, and another word in a place means nothing.
    """
    return count_shared(said, source) >= _COPIED * len(said)


def _replaced(
    reading: Reading, source: Reading
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yield what a claim puts in, and what it leaves out for it, between shared words.

    24 |midwives| of the ward, 24 |employees| of the ward.
    """
    mine, theirs = reading.content, source.content
    keys = [_key_in(word, theirs) for word in mine]
    compared = diff(keys, [word.key for word in theirs])
    for change in compared.changes:
        came, went = mine[change.before], theirs[change.after]
        longest = _MOST_LEFT_OUT * len(came)
        if not change.replaces or len(went) > longest:
            continue
        # Where a claim ends and its evidence goes on, it may say the same by
        # another word.
        is_within = change.before.stop < len(mine)
        if is_within or change.after.stop == len(theirs):
            yield came, went


def _key_in(word: Word, others: Sequence[Word]) -> str:
    """Return the key of the other sentence's word with the same meaning, or the word's own.

    So "climbed" and "rose" are compared as one word.
    """
    for other in others:
        if word.means(other):
            return other.key
    return word.key


def _is_borrowed(word: Word, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a word occurs in the articles, but not in the evidence.

    Titles, verbs of speech and verbs such as "come" come from anywhere.
    """
    if ".light" in word.labels or word.is_of(concepts().titles | _SAY):
        return False
    if not word.is_in(pool.keys):
        return False
    for other in evidence.words:
        if other.says_something and alike(word, other):
            return False
    return True


def _is_missed(word: Word, reading: Reading) -> bool:
    """Return whether a claim lacks a word of its evidence that carries meaning.

    Who says it and what people are may be left out; a single character of
    Chinese or Japanese says little.
    """
    people = concepts().titles | concepts().actors
    if ".light" in word.labels or word.is_of(people | _SAY):
        return False
    if reading.language in EAST and len(word.key) == 1:
        return False
    return not any(alike(word, other) for other in reading.content)
