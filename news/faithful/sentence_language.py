"""Name the language whose rules a sentence is read by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from news.language import detect
from news.language.scripts import count_cyrillic, count_scripts

_GERMAN = re.compile(
    r"[äöüß]|\b(?:der|die|das|und|nicht|ein|eine|einen|von|mit|den|dem|des|im|"
    r"zu|zum|zur|am|an|auf|ab|um|es|"
    r"sie|sind|ist|war|wird|werden|wurde|hat|haben|bis|bei|aus|nach|für|vor|"
    r"als|auch|sich|kein|keine|laut|dass|wie)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"[èêàçœ]|\b(?:le|la|les|des|une|un|de|du|et|est|dans|pour|son|sa|ses|au|"
    r"aux|ont|qui|que|sur|par|pas|ne|se|"
    r"selon|avec|sera|y|sont|ce|cette|il|elle|[ldnscj](?=['’]))\b",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"[ñáíóú¿¡]|\b(?:el|los|la|las|del|una|un|y|es|en|por|con|al|no|ha|han|"
    r"que|se|su|sus|desde|para|lo|le|"
    r"como|más|según|de|fue|son|este|esta)\b",
    re.IGNORECASE,
)
_PORTUGUESE = re.compile(
    r"[ãõ]|ção\b|\b(?:o|os|as|um|uma|uns|umas|dos?|das?|nos?|nas?|ao|aos|em|"
    r"não|com|por|pel[oa]s?|que|se|seu|sua|mais|para|foi|são|é|à|às|de|e|ou|"
    r"segundo|até|após)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|was|were|be|been|for|that|by|on|with|said|says|"
    r"will|would|could|may|has|have|had|"
    r"from|at|an|are|it|its|his|her|their|not|no|who|which|after|about|than|"
    r"but|or|as|they|he|she|did|does|this)\b",
    re.IGNORECASE,
)
# The commonest words and letters of the languages in Latin script.
_COMMONEST = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
}
# Letters of one of two languages alone, which tell them apart.
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
# Characters up to which a text without any common word tells no language.
_TOO_SHORT = 20


@lru_cache(maxsize=2048)
def language_of(text: str, likely: str = "") -> str:
    """Name a sentence's language from its script and commonest words.

    `likely` is the language of the text that it belongs to; a short sentence is of that one where
    its words allow it.
    """
    return _language_of_script(text, likely) or _language_of_words(text, likely)


def is_written_in(text: str, locale: str) -> bool:
    """Return whether a text is of an interface's language.

    Simplified and traditional Chinese are one.
    """
    language = locale[:2]
    return language_of(text, language) == language


def _language_of_script(text: str, likely: str) -> str:
    """Return the language that a text's letters tell; empty for Latin ones.

    A few foreign letters, of a name, tell nothing.
    """
    letters = max(len(text) - text.count(" "), 1)
    count = count_scripts(text)
    if (count.han + count.kana) * 5 > letters:
        return "ja" if count.kana * 8 > count.han else "zh"
    if count_cyrillic(text) * 3 > letters:
        return _language_of_cyrillic(text, likely)
    return ""


def _language_of_cyrillic(text: str, likely: str) -> str:
    """Return "uk" for a text with more letters that Ukrainian has alone, otherwise "ru".

    A sentence with neither's letters is Ukrainian where its text is.
    """
    russian = len(_RUSSIAN.findall(text))
    ukrainian = len(_UKRAINIAN.findall(text)) + (likely == "uk") / 2
    return "uk" if ukrainian > russian else "ru"


def _language_of_words(text: str, likely: str) -> str:
    """Return the language of Latin script whose commonest words a text has most of.

    The likely one wins where the words allow it; of several with as many words the
    detector chooses.
    """
    counts = {
        language: len(words.findall(text))
        for language, words in _COMMONEST.items()
    }
    best = max(counts.values())
    leading = [language for language in counts if counts[language] == best]
    if _may_be(likely, counts, leading):
        return likely
    if len(leading) == 1:
        return leading[0]
    has_words = best > 0
    return _detected(text, leading, has_words=has_words)


def _detected(text: str, leading: Sequence[str], *, has_words: bool) -> str:
    """Return the one of some languages that the detector finds; English where it finds none.

    "Volna Selm", a short text without a common word, says nothing to a detector either.
    """
    if not has_words and len(text) <= _TOO_SHORT:
        return "en"
    detected = detect(text, tuple(leading))
    return detected if detected in _COMMONEST else "en"


def _may_be(
    likely: str, counts: Mapping[str, int], leading: Sequence[str]
) -> bool:
    """Return whether a text's commonest words allow the likely language.

    It may have one word fewer than the best, for a foreign name has words too.
    """
    best = counts[leading[0]]
    # Without any such word nothing speaks against it.
    if likely not in counts or best == 0:
        return likely in counts
    # A word that two languages share, "an", tells neither.
    shared = likely in leading and len(leading) > 1
    return not shared and counts[likely] >= max(best - 1, 1)
