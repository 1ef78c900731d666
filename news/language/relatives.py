"""Tell a language from its near relative, by letters and words that only one of the two has.

The model and the votes choose among the languages of most news. Their smaller relatives are told
here, behind the choice, so that a text of a large language costs nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+")
# Words of Catalan and Galician that the larger languages around them lack.
_CATALAN = frozenset(
    _WORD.findall("""
    els amb aquest aquesta aquests aquestes dels pels perquè després també anys seva seves
    seus sense avui demà dijous dimarts dilluns dimecres divendres dissabte diumenge
    milions preus govern ajuntament fins més és
    """)
)
_GALICIAN = frozenset(
    _WORD.findall("""
    unha dunha nunha máis tamén despois hoxe onte xa xunta galego galega galegos coa aínda
    cando concello veciños prezos orzamentos polo pola dos os
    """)
)
# Words from which a text is of the smaller language.
_ENOUGH = 2
_URDU = re.compile(r"[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]")
_BELARUSIAN = re.compile(r"ў|і(?=.*[ыэ])|[ыэ](?=.*і)")
_NOT_BELARUSIAN = re.compile(r"[ищъїєґ]")
_SLOVAK = re.compile(
    r"[ľĺŕô]|\b(?:sa|sú|pre|ako|alebo|podľa|nie|bol[aoi]?|ktor[ýéáú])\b|iach\b|iam\b"
)
_CZECH = re.compile(r"[ěřů]|\b(?:se|jsou|pro|jako|nebo|podle|ne)\b")
# Beginnings of words that Croatian writes with (i)je or has of its own, where
# Serbian in Latin letters has e or another word.
_CROATIAN = re.compile(
    r"\b(?:(?:cijen|vrijem|svijet|vijest|dijet|djec|djel|mjest|mjer|vjer|vjet|sjed|sjever|svjet|svjed|svjež"
    r"|ljet|lijep|liječ|lijek|bijel|rijek|riječ|riješ|rješ|tijel|snijeg|uvijek|prije|poslije|ponedjelj|nedjelj"
    r"|čovjek|željez|mlijek|zahtjev|prijet|primijen|izmjen|umjet|namjer|posjet|predsjed|vijeć|općin|tisuć|tjed"
    r"|europ|kazališ|zrakoplov|kolodvor|proračun|siječ|veljač|ožujk|travnj|svibnj|lipnj|srpnj|kolovoz|rujn)\w*"
    r"|tko|netko|što|gdje|ovdje|također|bit)\b"
)
_SERBIAN = re.compile(
    r"\b(?:cen[aeu]|vreme|svet\w*|deca|mest[oau]|predsedni\w+|posle|pre|gde|ko|evrop\w+|hiljad\w+|nedelj\w+|šta)\b"
)


def nearest_relative(text: str, language: str) -> str:
    """Return the language of a text that was taken for one, or for its near relative.

    "Predsjednik stiže" taken for Serbian is Croatian, "تیل کی قیمت" taken for Persian is Urdu.
    """
    told = _RELATIVES.get(language)
    return (told(text.lower()) if told else "") or language


def _of_serbian(lower: str) -> str:
    """Tell Croatian from Serbian in Latin letters, and Belarusian from Cyrillic."""
    croatian = len(_CROATIAN.findall(lower))
    if croatian > len(_SERBIAN.findall(lower)):
        return "hr"
    return _of_cyrillic(lower)


def _of_cyrillic(lower: str) -> str:
    """Tell Belarusian, which has ў, or і beside ы, and no и."""
    if _NOT_BELARUSIAN.search(lower):
        return ""
    return "be" if _BELARUSIAN.search(lower) else ""


def _of_czech(lower: str) -> str:
    more = len(_SLOVAK.findall(lower)) > len(_CZECH.findall(lower))
    return "sk" if more else ""


def _of_persian(lower: str) -> str:
    return "ur" if _URDU.search(lower) else ""


def _of_romance(lower: str) -> str:
    """Tell Catalan from its neighbours."""
    words = _WORD.findall(lower)
    return "ca" if len(_CATALAN.intersection(words)) >= _ENOUGH else ""


def _of_iberian(lower: str) -> str:
    """Tell Galician from Spanish and Portuguese by words that neither has, and Catalan."""
    words = set(_WORD.findall(lower))
    if len(words & _GALICIAN) >= _ENOUGH and words & _ONLY_GALICIAN:
        return "gl"
    return "ca" if len(words & _CATALAN) >= _ENOUGH else ""


# Of the Galician words those that no Portuguese or Spanish text has.
_ONLY_GALICIAN = _GALICIAN - {"polo", "pola", "dos", "os", "xa", "coa"}
_RELATIVES: dict[str, Callable[[str], str]] = {
    "sr": _of_serbian,
    "ru": _of_cyrillic,
    "uk": _of_cyrillic,
    "bg": _of_cyrillic,
    "cs": _of_czech,
    "fa": _of_persian,
    "es": _of_iberian,
    "pt": _of_iberian,
    "it": _of_romance,
    "fr": _of_romance,
}
