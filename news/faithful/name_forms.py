"""Tell whether two names mean one person or place: in parts, in another case, or by sound."""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from news.faithful.proper_names import Name, find_names
from news.faithful.sentence_reading import Reading
from news.faithful.word import one_holds_other
from news.transliteration import known_forms, same_name, script_of
from news.words import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
# Letters that two forms of a Russian or German name must share at least.
#
# Their endings change with the case.
_STEM = 4
_ENDING = 3
# A short Russian first name in any case: Анна, Анны, Анной.
_SHORT_NAME = re.compile(r"([а-яёіїєґ]{3})(?:[аяыиеуюії]|[оеюєі][йю])")


@lru_cache(maxsize=20_000)
def cased(one: str, other: str) -> bool:
    """Return whether two words are forms of one name: Лугов and Лугове, Анна and Анны.

    They share a beginning, but for two letters at most of the shorter one, and
    the longer one has a short ending.
    """
    short = _SHORT_NAME.fullmatch(one)
    other_short = _SHORT_NAME.fullmatch(other)
    if short and other_short:
        return short[1] == other_short[1]
    # Most words differ here already: a claim's names meet all words of its
    # articles.
    if one[:_STEM] != other[:_STEM]:
        return False
    equal = [*map(operator.eq, one, other), False]
    shared = equal.index(False)
    shorter, longer = sorted((len(one), len(other)))
    if shared < max(_STEM, shorter - 2):
        return False
    return longer - shared <= _ENDING


def is_part(part: str, name: Collection[str]) -> bool:
    """Return whether some folded words hold a part of a name, in whatever case.

    "лугове" is a part of (лугов,).
    """
    return part in name or any(cased(part, other) for other in name)


def same_person(name: Name, other: Name, declared: Mapping[str, str]) -> bool:
    """Return whether a claim's name and one of the articles' are one.

    Whole or by a part (Ortiz, Lena Ortiz), as the claim declares it, or by sound across
    scripts.
    """
    one = fold(name.text)
    two = fold(other.text)
    if one_holds_other(one, two) or _share_part(name, other):
        return True
    forms = _declared_forms(one, declared)
    if forms:
        return any(_is_form(form, two) for form in forms)
    are_foreign = script_of(one) != script_of(two)
    return are_foreign and same_name(name.text, other.text)


def _long_parts(parts: Iterable[str]) -> list[str]:
    """Fold the parts of a name, initials left out.

    ("Lena", "A", "Ortiz") → lena, ortiz: a letter in common says nothing.
    """
    return [fold(part) for part in parts if len(part) > 1]


def _share_part(name: Name, other: Name) -> bool:
    """Return whether two names have a word in common, in whatever case, and no words against it.

    Lena Ortiz and Ortiz, Лугова and Лугову; not Lena Ortiz and Pablo Ortiz.
    """
    mine = _long_parts(name.parts)
    theirs = _long_parts(other.parts)
    of_mine = [part for part in mine if not is_part(part, theirs)]
    of_theirs = [part for part in theirs if not is_part(part, mine)]
    return len(of_mine) < len(mine) and not (of_mine and of_theirs)


def _declared_forms(folded: str, declared: Mapping[str, str]) -> list[str]:
    """Return how the articles write a name, by what the claim says of it.

    It may say it of the whole name or of a part: Clara Benson for Benson.
    """
    return [
        fold(foreign)
        for said, foreign in declared.items()
        if one_holds_other(folded, fold(said))
    ]


def _is_form(declared: str, name: str) -> bool:
    """Return whether one of two names holds the other, or they share a word.

    "clara benson" is a form of "benson" and of "mrs benson".
    """
    if one_holds_other(declared, name):
        return True
    return not set(declared.split()).isdisjoint(name.split())


def mentions(reading: Reading, name: Name, declared: Mapping[str, str]) -> bool:
    """Return whether a sentence of the articles has a name or a part of it, whatever its capitals.

    "ORTIZ RESIGNS" mentions Lena Ortiz.
    """
    parts = _long_parts(name.parts)
    if any(_has_part(reading, part) for part in parts):
        return True
    others = find_names(reading)
    return any(same_person(name, other, declared) for other in others)


def mentions_text(reading: Reading, name: str) -> bool:
    """Return whether a sentence has each part of a name, in whatever case or known form.

    "Deutschland" mentions Germany, "Lena" alone does not mention Lena Ortiz.
    """
    parts = _long_parts(name.split())
    return all(_has_form(reading, part) for part in parts)


def _has_form(reading: Reading, part: str) -> bool:
    """Return whether a sentence has a part of a name or a known form of it.

    "Germany" is in a sentence about Deutschland, by the table of known names.
    """
    forms = known_forms(part)
    is_known = any(form in reading.text for form in forms)
    return is_known or _has_part(reading, part)


def _has_part(reading: Reading, part: str) -> bool:
    """Return whether a sentence has a folded part of a name.

    In Chinese anywhere, for 陈 may be cut from 陈立群; elsewhere as a word, so that
    "Ali" is not in "California".
    """
    if _HAN.search(part):
        return part in reading.text
    return is_part(part, reading.written)
