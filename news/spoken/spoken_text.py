"""Turn a text for the eye into one for the ear."""

from __future__ import annotations

import re
from functools import lru_cache

from news.spoken.figures import (
    NO_WORD_BEFORE,
    figure_pattern,
    read_figure,
    said,
    scale_name,
    scale_pattern,
)
from news.spoken.measures import measures_said
from news.spoken.spoken_dates import moments_said
from news.spoken.spoken_words import EarWords, ear_words

# Characters of one text that are read at the most.
LONGEST = 20_000
# What an address has, none of the marks that end a sentence.
_IN_LINK = r"[^\s<>\")，。；、）」』】]"
_LINK = re.compile(
    rf"""
    (?: https? | ftp ) :// {_IN_LINK}+
    | www\. {_IN_LINK}+
    # A host and a path without a scheme: paper.example.com/news
    | (?<! [\w.@/-] ) [\w-]{{1,63}} (?: \.[\w-]{{1,63}} ){{0,4}}
      \. (?: com | org | net | cn | de | fr | ru | jp | es | io | gov | edu )
      / {_IN_LINK}*
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
# Numbers of notes, and brackets that a link left empty.
_NOTE = re.compile(r"\[\d{1,3}\]|[(（\[【]\s{0,3}[)）\]】]")
# Pictures, arrows, bullets and what is never seen.
_SIGNS = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0e\ufe0f"
    "\u200b-\u200f\u2060\ufeff•·*_#`~|<>{}\\\\]"
)
_BLANKS = re.compile(r"\s+")
_LOOSE = re.compile(r" +([,.;:!?，。；：！？])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def for_the_ear(text: str, language: str) -> str:
    """Return the text that a voice reads for a text in a language (a tag such as `zh-Hans`).

    Links, addresses of mail, notes and pictures go. Dates, times, sums, shares, units and grouped
    numbers are written as they are said, in the languages of the interface; other texts keep them.
    """
    bare = _without_links(text[:LONGEST])
    words = ear_words(language)
    if words is not None:
        bare = _figures_said(bare.translate(_FULL_WIDTH), words)
    bare = _SIGNS.sub(" ", bare)
    return _LOOSE.sub(r"\1", _BLANKS.sub(" ", bare)).strip()


def _without_links(text: str) -> str:
    for pattern in (_LINK, _MAIL, _NOTE):
        text = pattern.sub(" ", text)
    return text


def _figures_said(text: str, words: EarWords) -> str:
    """Say dates first, then spans, sums and units, and at last the numbers that are left."""
    text = moments_said(text, words)
    if words.span:
        text = _spans(words).sub(lambda match: _span(match, words), text)
    text = measures_said(text, words)
    text = _numbers(words).sub(lambda match: _number(match, words), text)
    text = _MINUS.sub(words.minus, text)
    text = text.replace("№", words.number_sign)
    return _AMPERSAND.sub(f" {words.conjunction} ", text)


# A dash behind a space alone: between digits it parts a score or a number.
_MINUS = re.compile(r"(?<![^\s(（，。、\u3040-\u30ff\u3400-\u9fff])[-−](?=\d)")
_AMPERSAND = re.compile(r"(?<=\s)&(?=\s)")


@lru_cache(maxsize=16)
def _spans(words: EarWords) -> re.Pattern[str]:
    """Match two numbers with a dash between, or a hyphen if a share or unit follows: 2-1
    is a score.
    """
    number = figure_pattern(words)
    unit = r"(?:[%％℃]|°|km|kg|км|кг)"
    measured = rf"(?=\d{{1,6}}(?:[.,]\d{{1,3}})?\s?{unit})"
    dash = rf"(?:\s?[–~～〜]\s?|-{measured})"
    first = rf"{NO_WORD_BEFORE}(?<![.,:–-])(?P<first>{number})"
    second = rf"(?P<second>{number})(?![\w:–-]{{0,1}}\d)"
    return re.compile(f"{first}{dash}{second}")


def _span(match: re.Match[str], words: EarWords) -> str:
    return words.span.format(match["first"], match["second"])


@lru_cache(maxsize=16)
def _numbers(words: EarWords) -> re.Pattern[str]:
    """Match a number with its scale, or one in groups."""
    number = figure_pattern(words)
    scale = scale_pattern(words)
    alone = rf"{NO_WORD_BEFORE}(?<![.,:/-])(?P<number>{number})"
    scaled = rf"[ \u00a0\u202f]?(?P<scale>{scale})"
    return re.compile(f"{alone}(?:{scaled})?")


def _number(match: re.Match[str], words: EarWords) -> str:
    """Say a number with its scale, "3,4 млрд", or one in groups, 1.234.567; others stay.

    In German "3,4 Mrd." → "3,4 Milliarden".
    """
    figure = read_figure(match["number"], words)
    written = match["scale"]
    if written is None:
        return said(figure, words) if figure.grouped else match["number"]
    # One letter behind a number is a unit as often: 5 m are metres.
    if len(written) == 1 and written in dict(words.short):
        return match[0]
    name = scale_name(written, figure.value, words)
    return words.gap.join((figure.digits, name))
