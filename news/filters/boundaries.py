"""Decide where a phrase stands as a whole word, in scripts with and without spaces."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase

from news.filters.chinese_words import (
    PARTICLES,
    PlacedWord,
    begins_with_counter,
    is_part,
    is_unlisted_name,
)
from news.filters.japanese_words import (
    begins_in_kana,
    ends_in_kana,
    is_katakana_part,
)
from news.filters.korean_words import ends_compound
from news.words import MARKS, cut_run, surface_words

# Characters on each side of a phrase within which its neighbours are cut.
AROUND = 40
SHORT_PHRASE = 3
# Letters of a word behind its beginning; what goes on is no word.
MAX_WORD = 60
# Scripts that write small words on to the next one, and those words: the, and, in, to.
_PROCLITIC_SCRIPTS = re.compile(r"[\u05d0-\u05ea\u0621-\u064a]")
_PROCLITICS = frozenset(
    [
        "ال",
        "و",
        "وال",
        "ب",
        "بال",
        "ل",
        "لل",
        "ك",
        "كال",
        "ف",
        "فال",
        "ה",
        "ו",
        "ב",
        "ל",
        "מ",
        "כ",
        "וה",
        "וב",
        "ול",
        "ומ",
        "שה",
        "מה",
    ]
)
MAX_PROCLITIC = 3
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ASCII = re.compile(r"[a-z0-9]")
# What is a word whatever follows: letters with Han characters behind them, and
# words of Bengali, Tamil and their neighbours, which have cases written on to
# them.
_GOES_ON = re.compile(
    r"[a-z0-9]+[\u3400-\u9fff]+|.*[\u0980-\u09ff\u0b00-\u0dff]", re.IGNORECASE
)
# Thai, Lao, Burmese and Khmer write no spaces, and nothing here cuts them.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# What ends a word of a spaced script: no letter, or a letter of a script that
# writes no spaces. An apostrophe does not: O'Brien.
_SEPARATOR = re.compile(
    rf"[^\w'{MARKS}]|[_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
# The same for a word of Latin letters: Korean particles are written on to it.
_LATIN_SEPARATOR = re.compile(_SEPARATOR.pattern[:-1] + "\uac00-\ud7a3]")
# What a word may begin behind: the same, an apostrophe too, or nothing.
_BEFORE_WORD = re.compile(_SEPARATOR.pattern + r"|'|\Z")
# Letters and digits, and an apostrophe or full stop between two, as in 5.5 and
# O'Brien.
_RUN = re.compile(rf"(?:[\w{MARKS}]|[.'](?=\w))*")
# What no mark parts: letters, and the signs on them.
_JOINED = re.compile(rf"[\w{MARKS}]+")
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)


def word_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the word that begins where a pattern was found;
    None where none begins there.

    An apostrophe parts what French and Italian leave out (l'élection); the letters that Arabic
    writes on to a word (and, with, the) stay outside it.
    """
    if not (_begins_word(text, start) or ends_compound(text, start, end)):
        return None
    separator = _LATIN_SEPARATOR if text[start].isascii() else _SEPARATOR
    most = end + MAX_WORD
    behind = separator.search(text, end, most)
    word = text[start : behind.start() if behind else most]
    return start, start + len(word.rstrip("'"))


def _begins_word(text: str, start: int) -> bool:
    """Return whether a word begins at a place.

    Latin letters begin one behind Korean ones (는AI), Arabic and Hebrew ones behind what is
    written on to a word: و in front of a name is "and".
    """
    before = text[start - 1 : start]
    if _BEFORE_WORD.match(before):
        return True
    if text[start].isascii():
        return bool(_HANGUL.match(before))
    if not _PROCLITIC_SCRIPTS.match(before):
        return False
    near = text[max(0, start - MAX_PROCLITIC - 1) : start]
    *_, written_on = _SEPARATOR.split(near)
    return written_on in _PROCLITICS


def stands(text: str, start: int, end: int) -> bool:
    """Return whether what stands at this place is a word, or words, and no part of others.

    Only the words about the place are cut, not the whole text: most texts hold few phrases, and
    cutting costs most.
    """
    if _UNSPACED.match(text[start]):
        return True
    low, high = _neighbourhood(text, start, end)
    if (low, high) == (start, end):
        return True
    near = text[low:high]
    # Places in the neighbourhood from here on.
    start -= low
    end -= low
    words = _placed(near)
    edges = _edges(near, words)
    is_whole = _begins(near, edges, start) and _ends(near, edges, start, end)
    if is_whole and not _holds_particle(words, start, end):
        return not begins_with_counter(near, start, end)
    if is_part(start, end, words) or is_katakana_part(near, start, end):
        return True
    return is_unlisted_name(near, start, end)


def _edges(text: str, words: list[PlacedWord]) -> set[int]:
    """Return the places at which a text and its words begin and end.

    手机降价 → 0, 2, 4.
    """
    edges = {0, len(text)}
    for start, end, _ in words:
        edges |= {start, end}
    return edges


def _begins(text: str, edges: set[int], start: int) -> bool:
    """Return whether a word, Chinese or of kana, begins at a place."""
    return _is_edge(text, edges, start) or begins_in_kana(text, start)


def _ends(text: str, edges: set[int], start: int, end: int) -> bool:
    """Return whether what began at `start` ends whole at `end`.

    A Bengali word may have its case's ending behind it. Letters with Chinese characters behind them
    are a word whatever follows: K线 in K线图, which is cut as K and 线图.
    """
    if _is_edge(text, edges, end) or ends_in_kana(text, end):
        return True
    return bool(_GOES_ON.fullmatch(text, start, end))


def _is_edge(text: str, edges: set[int], place: int) -> bool:
    """Return whether a place is an edge, or a mark stands beside it."""
    return place in edges or _parts_words(text, place)


def _neighbourhood(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run of word characters about a place, AROUND characters to
    each side at most.

    A place that blanks surround is its own neighbourhood.
    """
    # A pattern that is tied to the end of a text is slow: what stands before is
    # read backwards.
    before = text[max(0, start - AROUND) : start][::-1]
    return start - _run_end(before, 0), _run_end(text, end)


def _run_end(text: str, start: int) -> int:
    """Return where the word ends that goes on at a place, AROUND characters
    behind it at most: "U.S. and", 0 → 3.
    """
    run = _RUN.match(text, start, start + AROUND)
    return run.end() if run else start


def _parts_words(text: str, place: int) -> bool:
    """Return whether a mark stands before or behind a place: what is no part of a word."""
    beside = text[place - 1 : place + 1]
    return not _JOINED.fullmatch(beside)


def _placed(text: str) -> list[PlacedWord]:
    """Cut a text; return (start, end, word) of each word.

    手机降价 → (0, 2, 手机), (2, 4, 降价).
    """
    if _ASCII.search(text) and _HAN.search(text):
        # Han and letters are cut together where they touch: the dictionary has
        # A股, in capitals, as one word.
        text = text.translate(_CAPITALS)
        words = cut_run(text)
    else:
        words = surface_words(text)
    placed: list[PlacedWord] = []
    position = 0
    for word in words:
        start = text.find(word, position)
        if start >= 0:
            position = start + len(word)
            placed.append((start, position, word))
    return placed


def _holds_particle(words: list[PlacedWord], start: int, end: int) -> bool:
    """Return whether a part of a short phrase is a word such as 和 here.

    人 和 自然 does not tell of 人和.
    """
    if end - start > SHORT_PHRASE:
        return False
    inside = {word for at, _, word in words if start <= at < end}
    return not inside.isdisjoint(PARTICLES)
