"""Split a text into sentences, in languages with and without spaces between words."""

from __future__ import annotations

import re

from news.sentences.han import cut_han
from news.sentences.spaced import cut_spaced

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Characters of a line that tell its script where the language is not known.
_OPENING = 200


def sentences(text: str, language: str = "") -> list[str]:
    """Cut a text into sentences as they stand; a newline always ends one.
    Linear in the text's length.
    """
    cut: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            cut += (
                cut_han(stripped)
                if _is_han(stripped, language)
                else cut_spaced(stripped, language)
            )
    return cut


def _is_han(line: str, language: str) -> bool:
    if language:
        return language.startswith(("zh", "ja"))
    return bool(_HAN.search(line[:_OPENING]))
