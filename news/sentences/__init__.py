"""Split a text into sentences, in languages with and without spaces between words."""

from __future__ import annotations

import re
from itertools import chain

from news.sentences.han_sentences import cut_han
from news.sentences.spaced import cut_spaced

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Characters of a line that tell its script where the language is not known.
_OPENING = 200


def sentences(text: str, language: str = "") -> list[str]:
    """Cut a text into sentences as they stand; a newline always ends one.
    Linear in the text's length.

    Without a language each line is read by its own script: 雨停了。走吧。 above
    "It stopped." → three sentences.
    """
    lines = filter(None, map(str.strip, text.split("\n")))
    cut = (_cut(line, language) for line in lines)
    return list(chain.from_iterable(cut))


def _cut(line: str, language: str) -> list[str]:
    if _is_han(line, language):
        return cut_han(line)
    return cut_spaced(line, language)


def _is_han(line: str, language: str) -> bool:
    if language:
        return language.startswith(("zh", "ja"))
    return bool(_HAN.search(line[:_OPENING]))
