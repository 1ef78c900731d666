"""Find replaced words: "moves to A" for "moves to B", though the articles mention both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from news.faithful.alignment import count_shared, have_one_in_common
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, concepts
from news.faithful.proper_names import Name
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, between, covered
from news.faithful.word import Word, keys_of, saying, stems_of
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
# Finds the word on one side of a name; empty where none stands there.
_Beside = Callable[[Name, Reading], Sequence[Word]]


def takes_place(case: Case) -> bool:
    """Return whether a claim has one name where its evidence has another.

    "Moves to Bern" for "moves to Basel": the claim has nothing of the other name, and
    no sentence has its own one in such a place.
    """
    if not case.compares_names:
        return False
    named = covered(case.mine.names)
    said = [word for word in case.reading.content if word.start not in named]
    return any(
        _is_copied(said, source)
        and _CopiedText(case, source).exchanges_a_name()
        for source in case.evidence.readings
    )


@dataclass(frozen=True, slots=True)
class _CopiedText:
    """A claim, and a sentence that it copies but for a name."""

    case: Case
    source: Reading

    def exchanges_a_name(self) -> bool:
        """Return whether a name of the claim takes the place of one that it leaves out.

        By the word before the names or the one behind them. Basel is left out, of
        "moves from Bern to Basel", in the claim "moves to Bern".
        """
        case = self.case
        theirs = case.named(self.source).names
        sure = self._sure(case.mine.names, case.reading)
        left_out = [
            other
            for other in self._sure(theirs, self.source)
            if not case.has(other)
        ]
        return any(
            self._exchanges(name, other, beside)
            for name, other in product(sure, left_out)
            for beside in (_before, _behind)
        )

    def _sure(self, names: Sequence[Name], reading: Reading) -> list[Name]:
        """Return those of a sentence's names that are surely names.

        By their capitals within a sentence of the articles, or as places right
        behind a German "in" or "nach".
        """
        known = self.case.pool.sure_names
        return [
            name
            for name in names
            if name.sure
            or name.text in known
            or _AT_PLACE_DE.search(reading.raw[: name.start])
        ]

    def _exchanges(self, name: Name, other: Name, beside: _Beside) -> bool:
        """Return whether a name has the neighbouring word that another name has in the sentence.

        "Moves to |Bern|" beside "moves to |Basel|": "move" stands before both.
        """
        mine = beside(name, self.case.reading)
        theirs = beside(other, self.source)
        if not have_one_in_common(mine, theirs):
            return False
        if self._lists_both(name, other, behind=beside is _behind):
            return False
        return not self._stands_so(name, mine, beside)

    def _lists_both(self, name: Name, other: Name, *, behind: bool) -> bool:
        """Return whether the sentence lists both names in a row, of which a claim leaves one out.

        "A, of B, has been charged": what stands between the name and its verb
        may go.
        """
        for own in self.case.named(self.source).names:
            if not self.case.is_same(name, own):
                continue
            if behind and own.end <= other.start:
                return True
            if own.start >= other.end:
                words = self.source.content
                listed = between(words, other.end, own.start)
                if len(listed) <= _LISTED:
                    return True
        return False

    def _stands_so(
        self, name: Name, mine: Sequence[Word], beside: _Beside
    ) -> bool:
        """Return whether any sentence of the articles has a name next to a word.

        Then the claim has its fact from there: "moves to Bern" two sentences later.
        """
        return any(
            have_one_in_common(mine, beside(other, source))
            and self.case.is_same(name, other)
            for source in self.case.pool.readings
            for other in self.case.named(source).names
        )


def _before(name: Name, reading: Reading) -> Sequence[Word]:
    """Return the last word before a name that says something.

    Of Bern in "moves to Bern in May": "moves".
    """
    ahead = before(reading.content, name.start)
    return ahead[-1:]


def _behind(name: Name, reading: Reading) -> Sequence[Word]:
    """Return the first word behind a name that says something.

    Of Bern in "moves to Bern in May": "May".
    """
    following = behind(reading.content, name.end)
    return following[:1]


def replaces_word(case: Case) -> bool:
    """Return whether a claim replaces a word of its evidence by a word from other sentences.

    "The 24 midwives of the ward" for "the 24 employees of the ward". Where the evidence only points
    at something ("the company", "the plan"), the claim may name it.
    """
    if not case.compares_names:
        return False
    replaced = _replaced(case.reading, case.source)
    return any(
        _Replacement(case, came, went).is_another_fact
        for came, went in replaced
    )


@dataclass(frozen=True, slots=True)
class _Replacement:
    """Words that a claim puts in, and those of its evidence that it leaves out for them."""

    case: Case
    came: Sequence[Word]
    went: Sequence[Word]

    @property
    def is_another_fact(self) -> bool:
        """Whether the claim says another thing by them.

        Both must say something that the other sentence has not, and what is left of the claim must
        be the sentence's own.
        """
        if not any(map(self._is_borrowed, self.came)):
            return False
        if not any(map(self._is_missed, self.went)):
            return False
        if self._only_points or self._is_longer_form:
            return False
        words = self.case.reading.content
        said = [word for word in words if word not in self.came]
        return _is_copied(said, self.case.source)

    def _is_borrowed(self, word: Word) -> bool:
        """Return whether a word occurs in the articles, but not in the evidence.

        Titles, verbs of speech and verbs such as "come" come from anywhere.
        """
        people = concepts().titles
        if ".light" in word.labels or word.is_of(people | _SAY):
            return False
        if word.is_of(self.case.implied):
            return False
        if not word.is_in(self.case.pool.keys):
            return False
        # `content` would leave numbers out.
        words = self.case.evidence.words
        told = saying(words)
        if any(map(word.is_like, told)):
            return False
        return not self.case.is_cut_otherwise(word)

    def _is_missed(self, word: Word) -> bool:
        """Return whether the claim lacks a word of its evidence that carries meaning.

        Who says it and what people are may be left out; a single character of
        Chinese or Japanese says little.
        """
        people = concepts().titles | concepts().actors
        if ".light" in word.labels or word.is_of(people | _SAY):
            return False
        claim = self.case.reading
        if claim.language in EAST and len(word.key) == 1:
            return False
        return not any(map(word.is_like, claim.content))

    @property
    def _is_longer_form(self) -> bool:
        """Whether the words are one Chinese or Japanese word in two lengths: 客 and 客数."""
        if self.case.reading.language not in EAST:
            return False
        one, other = (
            "".join(stems_of(some)) for some in (self.came, self.went)
        )
        return one in other or other in one

    @property
    def _only_points(self) -> bool:
        """Whether the claim begins with the articles' subject, where its evidence says "it".

        "The museum opens in May" for "It opens in May", in articles about a museum.
        """
        if self.came[0] != self.case.reading.content[0]:
            return False
        if any(map(self._is_another_body, self.went)):
            return False
        subject = self.case.pool.subject
        return all(word.is_in(subject) for word in self.came)

    def _is_another_body(self, word: Word) -> bool:
        """Return whether a word that was left out is a kind of body, and the claim puts in another.

        "The police opened an inquiry" for "the court opened one".
        """
        kinds = concepts().actors
        return word.is_of(kinds) and not word.is_of(keys_of(self.came))


def _is_copied(said: Sequence[Word], source: Reading) -> bool:
    """Return whether a sentence has nearly all of what a claim says beside the part in question.

    Otherwise the claim words it freely, and another word in a place means nothing.
    """
    least = _COPIED * len(said)
    return count_shared(said, source) >= least


def _replaced(
    reading: Reading, source: Reading
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yield what a claim puts in, and what it leaves out for it, between shared words.

    24 |midwives| of the ward, 24 |employees| of the ward.
    """
    mine = reading.content
    theirs = source.content
    keys = [_key_in(word, theirs) for word in mine]
    compared = diff(keys, stems_of(theirs))
    for came, went in compared.replaced(mine, theirs):
        # Where a claim ends and its evidence goes on, it may say the same by
        # another word.
        is_at_end = came[-1] == mine[-1]
        goes_on = is_at_end and went[-1] != theirs[-1]
        most = _MOST_LEFT_OUT * len(came)
        if len(went) <= most and not goes_on:
            yield came, went


def _key_in(word: Word, others: Sequence[Word]) -> str:
    """Return the key of the other sentence's word with the same meaning, or the word's own.

    So "climbed" and "rose" are compared as one word. Of two words of one meaning (昨年, 前年) the
    other sentence's own one comes first.
    """
    if word.key in stems_of(others):
        return word.key
    same = filter(word.means, others)
    return next(same, word).key
