"""Tell whether two names are of two persons, in whatever scripts: Ortega and Рохас.

Scripts and transcriptions write one name in many ways: only names that share next to nothing of
their sound are surely two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, product

from news.across.holders_wide import TRANSCRIBING
from news.across.places import countries_of_word
from news.transliteration import romanise, script_of, shared_sound
from news.words import simplify

# Shares of consonants from which two family names may be one.
#
# Measured on 84 names of politicians with their usual Chinese transcriptions (none has
# less than .33, half of the pairs of others less than .3), and on 140 in Latin,
# Russian and Japanese spelling.
ALIKE_IN_HAN = 0.3
ALIKE = 0.5
# Other parts of two names are alike from here, and a name with any word of a text.
SURE = 0.75
# Letters of a name that is too short to compare.
SHORT = 2
MOST_PARTS = 8
# Parts of a name with a first and a last one.
MANY = 2
_PARTS = re.compile(r"[\s·・＝-]+")
# Letters that write an s in one of two languages: Vučić and Вучич, Tschernow and
# 切尔诺夫.
_SOFT = re.compile(r"t?s?ch|c(?!k)|q")
# Words of a text that may be names.
_IN_TEXT = re.compile(
    r"[\u30a1-\u30faー]{2,}"
    rf"|[{TRANSCRIBING}]{{2,16}}"
    r"|[^\W\d_\u3040-\u9fff]{2,40}"
)

_Pairs = Iterable[tuple[str, str]]


def are_two(one: str, other: str) -> bool:
    """Return whether two names are surely those of two persons.

    Luis Ortega and Педро Кастильо are; Vučić and Вучич may be one.
    """
    ours, theirs = _parts(one), _parts(other)
    fewest, most = sorted((len(ours), len(theirs)))
    # Of one Indonesian, a telling may give the first name and another the last.
    if not fewest or most < MANY:
        return False
    if any(map(_is_short, (ours, theirs))):
        return False
    family_names = _may_be_family_names(ours, theirs)
    if _any_alike(family_names, _limit(one, other)):
        return False
    # The family name may stand first, or a second one be left out.
    return not _any_alike(product(ours, theirs), SURE)


def are_one(one: str, other: str) -> bool:
    """Return whether two names, as one text writes them, are of one person.

    "Luis Ortega" and "Ortega" are.
    """
    pairs = product(_parts(one), _parts(other))
    return _any_alike(pairs, SURE)


def is_named(name: str, text: str) -> bool:
    """Return whether a short text may have a person's last name, in any form.

    Of Luis Ortega it is Ortega that is looked for.
    """
    last = "".join(_parts(name)[-1:])
    words = set(_IN_TEXT.findall(simplify(text)))
    return any(
        sound_alike(word, last) >= _surely(word, last)
        for word in filter(_may_be_name, words)
    )


def _may_be_name(word: str) -> bool:
    """Return whether a word has a capital, or no such letters, and names no country.

    Ortega and オルテガ may be one, said and Peru are none.
    """
    return not word[0].islower() and not countries_of_word(word)


def sound_alike(one: str, other: str) -> float:
    """Return how much two names sound alike, from 0 to 1.

    Letters that one language writes for an s are tried as such too: Vučić, Вучич.
    """
    plain = shared_sound(one, other)
    soft = shared_sound(_softened(one), _softened(other))
    return max(plain, soft)


def _any_alike(pairs: _Pairs, limit: float) -> bool:
    """Return whether the names of any pair sound alike."""
    return any(sound_alike(one, other) >= limit for one, other in pairs)


def _may_be_family_names(
    ours: Sequence[str],
    theirs: Sequence[str],
) -> _Pairs:
    """Return the last parts of two names, or all forms of both if one is a lone name."""
    if min(len(ours), len(theirs)) == 1:
        return product(_with_ends(ours), _with_ends(theirs))
    last = ours[-1], theirs[-1]
    return (last,)


def _with_ends(parts: Sequence[str]) -> list[str]:
    """Return a name's words, and its ends in one word: Abu el-Khair is アブルヘイル."""
    backwards = accumulate(reversed(parts), lambda end, part: part + end)
    return [*parts, *backwards]


def _softened(name: str) -> str:
    """Write a name with an s for all letters that may stand for one.

    Tschernow → sernow.
    """
    soft = _SOFT.sub("s", romanise(name))
    if script_of(name) != "kana":
        return soft
    # Japanese writes b for v: ブチッチ.
    return soft.replace("b", "v")


def _limit(one: str, other: str) -> float:
    """Return from where family names in these scripts may be one."""
    if _is_in_han(one, other):
        return ALIKE_IN_HAN
    return ALIKE


def _surely(word: str, name: str) -> float:
    """Return from where a word of a text is a name: Chinese transcriptions have less of it."""
    if _is_in_han(word, name):
        return ALIKE
    return SURE


def _is_in_han(*names: str) -> bool:
    """Return whether one of some names is written in Chinese characters."""
    scripts = map(script_of, names)
    return "han" in scripts


def _is_short(parts: Sequence[str]) -> bool:
    """Return whether a last name has too little to tell it from others.

    A last name such as Li or Ng has.
    """
    last = romanise(parts[-1])
    return len(last) <= SHORT


def _parts(name: str) -> list[str]:
    """Return a name's words.

    克拉拉·本森 → 克拉拉, 本森.
    """
    parts = _PARTS.split(simplify(name))
    return list(filter(None, parts[:MOST_PARTS]))
