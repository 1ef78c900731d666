"""Shorten a text to a limit: by whole sentences, then whole clauses; never inside a word
or number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.words import cut_run

_CLAUSE = re.compile(
    r"[，；：、。！？][”』」）]*|[,;:.!?–—](?=\s)|\s[–—-](?=\s)"
)
# Words that announce the clause behind the mark: после того, как …
_UNDONE = (
    " того",
    " тем",
    " тому",
    " так",
    " тех",
    " so",
    " such",
    " those",
    " jene",
    " derart",
    " celui",
    " ceux",
)
# Share of the limit that a clause must fill, so that not too much is lost at
# its mark.
_LEAST = 0.5
# The same for whole words; below it the text is one long word, and is cut where
# it must be.
_LEAST_WORDS = 0.3
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Characters before a cut in which Chinese words are looked for.
_HAN_ROOM = 24
_NO_SPACE = ("zh", "ja")
_OPENED = {
    "”": "“",
    "」": "「",
    "』": "『",
    "）": "（",
    "》": "《",
    ")": "(",
    "»": "«",
}
_LOOSE = " \t,;:，；：、–—-（(“「『《«"


def join_sentences(sentences: Sequence[str], language: str) -> str:
    """Join sentences as their language does: Chinese and Japanese without a space."""
    return ("" if language.startswith(_NO_SPACE) else " ").join(sentences)


def fit_sentences(sentences: Sequence[str], language: str, limit: int) -> str:
    """Join the first sentences that fit a number of code points;
    the first one alone is shortened where it must be.
    """
    kept: list[str] = []
    room = limit
    for sentence in sentences:
        room -= len(
            join_sentences(("", sentence) if kept else (sentence,), language)
        )
        if room < 0:
            break
        kept.append(sentence)
    if sentences and not kept:
        return shorten(sentences[0], limit)
    return _ended(join_sentences(kept, language))


def _ended(text: str) -> str:
    """End a text that stops at a semicolon: what follows it is not told."""
    if text.endswith("；"):
        return f"{text[:-1]}。"
    return text


def shorten(text: str, limit: int) -> str:
    """Cut text to a number of code points, with an ellipsis:
    behind a clause, otherwise behind a word.

    A word or number is cut only where it alone is longer than the limit.
    """
    text = text.strip()
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    head = text[: limit - 1]
    end = _clause_end(head, text) or _word_end(head, text)
    return _closed(head[:end]).rstrip(_LOOSE) + "…"


def _clause_end(head: str, text: str) -> int:
    """Return the end of the last clause that fills enough of the limit; 0 where there is none."""
    least = int(len(head) * _LEAST)
    marks = _CLAUSE.finditer(text, least, len(head) + 1)
    ends = [
        match.start()
        for match in marks
        if match.start() <= len(head)
        and not text[: match.start()].endswith(_UNDONE)
    ]
    return ends[-1] if ends else 0


def _word_end(head: str, text: str) -> int:
    """Return the end of the last whole word."""
    place = len(head)
    if _HAN.match(head[-1:]) and _HAN.match(text[place : place + 1]):
        return _han_end(text, place)
    # Inside 1,234 or 3.5 a mark parts nothing: only a space or a mark with a
    # space behind does.
    if (
        text[place].isspace()
        or head[-1:].isspace()
        or _CLAUSE.match(text, place)
    ):
        return place
    while place and not (
        head[place - 1].isspace() or _HAN.match(head[place - 1])
    ):
        place -= 1
    if place > len(head) * _LEAST_WORDS:
        return place
    return len(head)


def _han_end(text: str, place: int) -> int:
    """Return the last boundary of Chinese words at or before a place."""
    start = place
    while start > max(0, place - _HAN_ROOM) and _HAN.match(text[start - 1]):
        start -= 1
    end = start
    for word in cut_run(text[start : place + _HAN_ROOM]):
        if end + len(word) > place:
            break
        end += len(word)
    return end if end > start else place


def _closed(text: str) -> str:
    """Cut before a quotation or bracket that was opened and is not
    closed in what is left, if enough stays.
    """
    for closer, opener in _OPENED.items():
        at = text.rfind(opener)
        if at > text.rfind(closer) and at > len(text) * _LEAST:
            text = text[:at]
    return text
