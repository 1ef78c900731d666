"""Find the rows of words about times within a sentence: `every morning at 8` in `send me tech
news every morning at 8`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from news.errors import ScheduleError
from news.schedule.lexer import Token, read_word
from news.schedule.vocabulary import LETTER, Vocabulary, normal
from news.words import cut_run

# Characters of a sentence that are read.
MAX_SENTENCE = 200
# Characters behind a Chinese word that show where it ends.
_CONTEXT = 4
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Kana end their word, as particles do.
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
# What a word may begin with: no hiragana, which end the word before, and no word
# for to, as, at or sending, which stands before an hour: 改到七点半, 要八点, 别发九点发.
_BEGINNING = re.compile(
    r"(?![到成在为是于至改换要就发發])[\u30a0-\u30ff\u3400-\u9fff]"
)
# What a refusal is about where it stands behind one: 早上不要体育, not 周末不要发.
_REFUSED = re.compile(r"(?![发發推送传傳来來给給])[\u3040-\u30ff\u3400-\u9fff]")
# A word that means nothing here.
_OTHER_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
# What goes on behind a digit within a name: "5G", "3D".
_LETTER = re.compile(LETTER)


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word about times, with its place in the folded sentence."""

    token: Token
    start: int
    end: int

    @property
    def is_short(self) -> bool:
        """Whether it is one Chinese character, which other words hold too."""
        return self.end - self.start == 1 and bool(_HAN.match(self.token.text))


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words about times that no other word interrupts."""

    words: tuple[KnownWord, ...]
    # The whole sentence, folded.
    sentence: str

    @property
    def start(self) -> int:
        """The place of the first word in the folded sentence."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The place behind the last word."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """The words as they stand in the folded sentence."""
        return self.sentence[self.start : self.end]

    @property
    def kinds(self) -> frozenset[str]:
        """All that the words may mean."""
        meanings = (word.token.meanings for word in self.words)
        return frozenset(kind for listed in meanings for kind, _ in listed)

    def part(self, begin: int, end: int) -> KnownWords:
        """Return some of the words."""
        return KnownWords(self.words[begin:end], self.sentence)


def folded(text: str) -> tuple[str, list[int]]:
    """Fold a sentence; return it with each character's place in the original."""
    # A letter may be folded to several: ß, ﬁ.
    signs = [normal(letter) for letter in text[:MAX_SENTENCE]]
    places = [at for at, sign in enumerate(signs) for _ in sign]
    return "".join(signs), places


def rows_of(sentence: str, vocabulary: Vocabulary) -> Iterator[KnownWords]:
    """Yield the rows of known words in a folded sentence, without what is part
    of another word: 半 of 半导体, 一 of 一带一路, 日 of 日経.
    """
    row: list[KnownWord] = []
    for word in _words(sentence[:MAX_SENTENCE], vocabulary):
        if word is not None:
            row.append(word)
            continue
        yield KnownWords(tuple(_whole(row, sentence)), sentence)
        row = []


def _words(sentence: str, vocabulary: Vocabulary) -> Iterator[KnownWord | None]:
    """Yield the known words of a sentence, and None for each other word and the end.

    "tech at 8" → None, "at", "8", None.
    """
    at = 0
    while behind := sentence[at:].lstrip():
        at = len(sentence) - len(behind)
        word = _read(sentence, at, vocabulary)
        yield word
        at = word.end if word else at + _length(behind)
    yield None


def _length(text: str) -> int:
    """Return the letters of the word with which a text begins, as far as it is
    skipped: a whole word elsewhere, one character in Chinese and Japanese.
    """
    other = _OTHER_WORD.match(text)
    return other.end() if other else 1


def _read(sentence: str, at: int, vocabulary: Vocabulary) -> KnownWord | None:
    """Read the known word that begins here; None for any other, and for a
    number within a name: "5G".
    """
    try:
        text, meanings = read_word(sentence, at, vocabulary)
    except ScheduleError:
        return None
    end = at + len(text)
    goes_on = text[-1].isdigit() and _LETTER.match(sentence, end)
    if goes_on and not vocabulary.pattern.match(sentence, end):
        return None
    before = sentence[max(at - 1, 0) : at]
    token = Token(text, meanings, gap=before.isspace())
    return KnownWord(token, at, end)


def _whole(row: list[KnownWord], sentence: str) -> list[KnownWord]:
    """Drop the words at the ends that are cut out of other words.

    Of 看每天八点半导体, 半 is dropped, for it belongs to 半导体; 每天八点 stays.
    """
    while row and _is_begun(row[0], sentence):
        row = row[1:]
    while row and _goes_on(row[-1], row[0].start, sentence):
        row = row[:-1]
    return row


def _is_begun(word: KnownWord, sentence: str) -> bool:
    """Return whether a character belongs to the one before it: 日 in 生日, but
    not 夜 in ドラマを夜10時に.
    """
    before = sentence[max(word.start - 1, 0) : word.start]
    return word.is_short and bool(_BEGINNING.match(before))


def _goes_on(word: KnownWord, start: int, sentence: str) -> bool:
    """Return whether a Chinese word is longer than the known one, as rjieba
    cuts the row that begins at `start`.
    """
    behind = sentence[word.end : word.end + _CONTEXT]
    if not (_HAN.match(behind) and _IDEOGRAPH.match(word.token.text[-1])):
        return False
    # A refusal is about what stands behind it, and excepts no time before it.
    if word.token.text[0] == "不" and _REFUSED.match(behind):
        return True
    # One sign of a day or number before another word is that word's.
    if word.is_short and word.token.means("day", "number"):
        return True
    words = cut_run(sentence[start : word.end] + behind)
    ends = accumulate(map(len, words))
    return word.end - start not in ends
