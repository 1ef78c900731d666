"""Measure how much of each script a text holds, and know the languages that have a script
to themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d]"
)
# Scripts that one language has to itself, or nearly: its block of Unicode, and
# the language of most news in it.
_BLOCKS = {
    "th": r"\u0e00-\u0e7f",
    "he": r"\u0590-\u05ff",
    "el": r"\u0370-\u03ff",
    "hi": r"\u0900-\u097f",
    "bn": r"\u0980-\u09ff",
    "pa": r"\u0a00-\u0a7f",
    "gu": r"\u0a80-\u0aff",
    "or": r"\u0b00-\u0b7f",
    "ta": r"\u0b80-\u0bff",
    "te": r"\u0c00-\u0c7f",
    "kn": r"\u0c80-\u0cff",
    "ml": r"\u0d00-\u0d7f",
    "si": r"\u0d80-\u0dff",
    "lo": r"\u0e80-\u0eff",
    "bo": r"\u0f00-\u0fff",
    "my": r"\u1000-\u109f",
    "ka": r"\u10a0-\u10ff\u1c90-\u1cbf",
    "am": r"\u1200-\u137f",
    "km": r"\u1780-\u17ff",
    "hy": r"\u0530-\u058f",
}
_ALONE = {tag: re.compile(f"[{block}]") for tag, block in _BLOCKS.items()}
# Letters of a language, and letters of its neighbours in the same script: a text
# that has one of the first and none of the second is that language's.
_BY_LETTERS = tuple(
    (tag, re.compile(own, re.IGNORECASE), re.compile(others, re.IGNORECASE))
    for tag, own, others in (
        ("ru", "[ыэё]", "[іїєґўјђћњљџѓќ]"),
        ("uk", "[іїєґ]", "[ыэъёўјђћњљџ]"),
        ("sr", "[јђћњљџ]", "[ыэъёўіїєґйщюя]"),
        (
            "ar",
            "[ةيىكأإؤ]",
            "[پچژگکی\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]",
        ),
        ("fa", "[پچژگکی]", "[ةيىك]"),
    )
)
_CYRILLIC_OR_ARABIC = re.compile(r"[\u0400-\u052f\u0600-\u06ff]")
_ANY_ALONE = re.compile(f"[{''.join(_BLOCKS.values())}]")


@dataclass(frozen=True, slots=True)
class ScriptCount:
    """Letters of a text by script."""

    han: int
    kana: int
    hangul: int
    latin: int


def has_east_asian(text: str) -> bool:
    """Return whether a text has Han, kana or hangul at all: most have none, and are not counted."""
    return bool(_EAST_ASIAN.search(text))


def count_scripts(text: str) -> ScriptCount:
    """Count a text's letters by script."""
    return ScriptCount(
        han=len(_HAN.findall(text)),
        kana=len(_KANA.findall(text)),
        hangul=len(_HANGUL.findall(text)),
        latin=len(_LATIN.findall(text)),
    )


def script_language(text: str) -> str:
    """Name the language that a script belongs to alone.

    Empty where it is not the greater part of the text.

    "שלום world" is Hebrew; "hello ש" is not.
    """
    if not _ANY_ALONE.search(text):
        return ""
    latin = len(_LATIN.findall(text))
    for tag, script in _ALONE.items():
        if len(script.findall(text)) * 2 > latin:
            return tag
    return ""


def letters_language(text: str) -> str:
    """Name the language that the letters of a Cyrillic or Arabic text belong to.

    Empty where they belong to several, and where the text is mostly Latin.

    Эхо is Russian for its э; молоко may be Russian, Ukrainian or Bulgarian.
    """
    if not _CYRILLIC_OR_ARABIC.search(text):
        return ""
    if len(_CYRILLIC_OR_ARABIC.findall(text)) <= len(_LATIN.findall(text)):
        return ""
    told = (
        tag
        for tag, own, others in _BY_LETTERS
        if own.search(text) and not others.search(text)
    )
    return next(told, "")


def count_cyrillic(text: str) -> int:
    """Count a text's Cyrillic letters."""
    return len(_CYRILLIC.findall(text))


def is_cyrillic(text: str) -> bool:
    """Return whether a text has more Cyrillic letters than Latin ones."""
    if not _CYRILLIC.search(text):
        return False
    return count_cyrillic(text) > len(_LATIN.findall(text))
