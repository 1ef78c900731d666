"""Words for the people and things of a territory, where its name does not tell: немецкий,
Ivorian, néerlandais.
"""

from __future__ import annotations

from importlib.resources import files

from news.toml_tables import read_rows

# The endings of a word that inflects, by that of its dictionary form, the
# longest first.
_INFLECTED = {
    "ий": "ий ая ое ие ого ому ую ой ом их им ими",
    "иец": "иец ийца ийцу ийцем ийце ийцы ийцев ийцам ийцами ийцах",
    "лец": "лец льца льцу льцем льце льцы льцев льцам льцами льцах",
    "ец": "ец ца цу цем це цы цев цам цами цах",
    "нин": "нин нина нину нином нине не н нам нами нах",
    "ão": "ão ãos ã ãs ões ães",
    "o": "o a os as",
}
# What a word of another ending takes: in Russian, and in languages of Latin
# letters.
_RUSSIAN = "а у ом е и ы ов ам ами ах"
_LATIN = "e s n es en er em ne nes a as os in innen"
_FIRST_CYRILLIC = "\u0400"


def demonyms() -> dict[str, str]:
    """Return the forms of the words of `demonyms.txt` with their codes (ISO 3166).

    They are read anew each time: keep what you make of them.
    """
    codes: dict[str, str] = {}
    for row in read_rows(files("news.across") / "demonyms.txt"):
        code, *words = row.split()
        for word in words:
            codes |= dict.fromkeys(_forms(word), code)
    return codes


def _forms(word: str) -> list[str]:
    """Return a word with its endings: чешский, чешская; a hyphen becomes a space.

    A word with a full stop has none: it stands for itself.
    """
    if word.endswith("."):
        return [word.removesuffix(".")]
    spaced = word.replace("-", " ")
    added = _RUSSIAN if word >= _FIRST_CYRILLIC else _LATIN
    ending = next(filter(spaced.endswith, _INFLECTED), "")
    stem = spaced.removesuffix(ending)
    endings = _INFLECTED.get(ending, added).split()
    return [spaced, *(stem + other for other in endings)]
