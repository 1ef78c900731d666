"""Find names in a Chinese sentence: transcribed ones, those behind titles, and those that
rjieba's tagger knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from news.faithful.concept_lexicon import concepts
from news.faithful.sentence_reading import Reading
from news.transliteration import FAMILY_NAMES
from news.words import tag_run

_TRANSCRIBED = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_FULL_NAME = re.compile(rf"[{''.join(FAMILY_NAMES)}][\u3400-\u9fff]{{1,2}}")
_MARK = re.compile(r"[，。：；、！？“”\s]")
# The tagger's names of people, places, bodies and others.
_PERSON = "nr"
_OTHER = "nz"
_NAME_TAGS = frozenset({_PERSON, "ns", "nt", _OTHER})
# What it calls a given name that it cut from its family name, and that one.
_GIVEN_TAGS = frozenset({_PERSON, _OTHER})
_FAMILY_TAGS = frozenset({_PERSON, "zg"})
# Characters of a given name at most.
_GIVEN_LENGTH = 2
# Characters behind a number that are its unit or measure word.
_COUNTED = 3


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A word of a sentence with the first two letters of the tagger's tag."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_family_name(self) -> bool:
        """Whether it may be a family name by itself, as 傅 of 傅|志强.

        The tagger calls it a person's name or a plain word.
        """
        return self.tag in _FAMILY_TAGS and self.text in FAMILY_NAMES

    @property
    def is_given_name(self) -> bool:
        """Whether it may be a given name by itself, as 志强 of 傅|志强."""
        return self.tag in _GIVEN_TAGS and len(self.text) <= _GIVEN_LENGTH

    @property
    def is_sure(self) -> bool:
        """Whether it is surely a name.

        A wrongly cut word is called a person's name as often: a real one
        begins with a family name.
        """
        if self.tag == _PERSON:
            return self.text[0] in FAMILY_NAMES
        return self.tag != _OTHER


def chinese_names(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, sure) of the names of a sentence; words of the lexicon may be among them.

    Those that a rule finds come first; where the tagger's overlap with them or with
    a number's unit, they are left out.
    """
    plain = {*_transcribed(reading), *_behind_titles(reading)}
    taken: set[int] = set()
    for start, end in plain:
        taken.update(range(start, end))
        yield start, end, True
    for number in reading.quantities:
        taken.update(range(number.start, number.end + _COUNTED))
    words = _tagged(tag_run(reading.raw))
    for word in _joined(_with_family_names(words)):
        if word.tag not in _NAME_TAGS or len(word.text) == 1:
            continue
        if word.start not in taken:
            yield word.start, word.end, word.is_sure


def _transcribed(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the places of foreign names, their title and verb cut off: 市长|克拉拉·本森|说.

    A single character at the beginning is left, for it may be the name's own.
    """
    before: dict[int, int] = {}
    behind: dict[int, int] = {}
    for word in reading.words:
        if not word.labels:
            continue
        before[word.end] = word.start
        if word.end - word.start > 1:
            behind[word.start] = word.end
    for match in _TRANSCRIBED.finditer(reading.raw):
        start, end = match.span()
        while start in behind:
            start = behind[start]
        while end in before:
            end = before[end]
        yield start, end


def _behind_titles(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the places of names behind titles, which the tagger often cuts: 市长|杜明远|表示.

    A name begins with a family name, has two or three characters, and ends at a
    mark, at a word of the lexicon, or with the sentence.
    """
    ends = _ends_of_names(reading)
    for title in reading.marked(*concepts().titles):
        end = ends[bisect_left(ends, title.end)]
        if _FULL_NAME.fullmatch(reading.raw, title.end, end):
            yield title.end, end


def _ends_of_names(reading: Reading) -> list[int]:
    """Return the places at which a name may end, in order.

    Of 市长杜明远表示，他… they are those of 市长, 表示 and the comma, and the sentence's end.
    """
    words = [word.start for word in reading.words if word.labels]
    marks = [mark.start() for mark in _MARK.finditer(reading.raw)]
    return sorted([*words, *marks, len(reading.raw)])


def _tagged(tagged: Iterable[tuple[str, str]]) -> list[_Tagged]:
    """Add to each word of the tagger its place in the sentence.

    (陈立群, nr), (说, v) → places 0 and 3. Of a tag such as "nrt" two letters are kept.
    """
    words = []
    place = 0
    for text, tag in tagged:
        words.append(_Tagged(text, tag[:2], place))
        place += len(text)
    return words


def _with_family_names(words: list[_Tagged]) -> Iterator[_Tagged]:
    """Yield the words; a family name that was cut from its given name is a person's.

    The tagger may call the first word of 傅|志强 a plain one.
    """
    in_name = False
    for word, following in pairwise([*words, _Tagged("", "", 0)]):
        begins_name = word.is_family_name and following.is_given_name
        yield replace(word, tag=_PERSON) if begins_name or in_name else word
        in_name = begins_name


def _joined(words: Iterable[_Tagged]) -> list[_Tagged]:
    """Join a family name of one character and the person's word behind it: 王|小明 → 王小明.

    A longer word is a whole name already.
    """
    joined = [_Tagged("", "", 0)]
    for word in words:
        last = joined[-1]
        are_persons = last.tag == word.tag == _PERSON
        if are_persons and len(last.text) == 1:
            joined[-1] = replace(last, text=last.text + word.text)
        else:
            joined.append(word)
    return joined
