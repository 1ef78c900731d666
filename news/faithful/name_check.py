"""Check that each name of a claim stands in the articles, and next to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.names import (
    MOST_NAMES,
    Name,
    find_names,
    is_common,
    language_of,
)
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word, read
from news.transliteration import (
    known_forms,
    romanise,
    same_name,
    script_of,
    unverifiable,
)
from news.words import fold, words

_HAN = re.compile(r"[\u3400-\u9fff]")
# Letters that two forms of a Russian or German name must share at least.
#
# Their endings change with the case.
_STEM = 4
_ENDING = 3


def unknown_name(claim: Claim, reading: Reading, pool: Pool) -> str:
    """Return a name of a claim that the articles do not have; empty where they have all."""
    listed = find_names(reading)
    if len(listed) >= MOST_NAMES:
        return listed[-1].text
    for name in listed:
        if not _stands(name, claim, reading, pool):
            return name.text
    return ""


def _stands(name: Name, claim: Claim, reading: Reading, pool: Pool) -> bool:
    if pool.holds(name.text) or _declared(name.text, claim, pool):
        return True
    if any(fold(name.text) in fold(said) for said in claim.names or {}):
        # Said to be a name that the articles do not have.
        return False
    # A common word with a capital is judged as the other words are.
    if not name.sure:
        return True
    if reading.language == pool.language or _same_script(name.text, pool):
        return _parts_stand(name, reading, pool)
    return _sounds_like_one(name, claim, reading, pool)


def _sounds_like_one(
    name: Name, claim: Claim, reading: Reading, pool: Pool
) -> bool:
    """Return whether each part of a name stands in articles of another script."""
    parts = [
        part for part in name.parts if not is_common(part, reading.language)
    ]
    return all(_foreign(part, claim, pool) for part in parts or name.parts)


def _parts_stand(name: Name, reading: Reading, pool: Pool) -> bool:
    """Return whether each part of a name stands in the articles, in the same company."""
    parts = [
        fold(part)
        for part in name.parts
        if part[:1].isupper() or not part.isascii()
    ]
    unknown = [part for part in parts if not _known_word(part, pool)]
    if unknown:
        # In German a noun may stand before a name: "Versorger Stadtwerke". The
        # last word is the name's own.
        noun = (
            reading.language == "de" and len(parts) > 1 and unknown == parts[:1]
        )
        return (
            all(is_common(part, reading.language) for part in unknown) or noun
        )
    return not _mixed(parts, pool)


def _known_word(part: str, pool: Pool) -> bool:
    if part in pool.words or set(words(part)) <= pool.keys:
        return True
    if known_forms(part) and any(
        form in pool.spaced for form in known_forms(part)
    ):
        return True
    return any(cased(part, word) for word in pool.words)


@lru_cache(maxsize=20_000)
def cased(one: str, other: str) -> bool:
    """Return whether two words are forms of one name: Лугов and Лугове."""
    if abs(len(one) - len(other)) > _ENDING or one[:_STEM] != other[:_STEM]:
        return False
    shared = next(
        (
            place
            for place, pair in enumerate(zip(one, other, strict=False))
            if pair[0] != pair[1]
        ),
        min(len(one), len(other)),
    )
    return (
        shared >= max(_STEM, min(len(one), len(other)) - 2)
        and (max(len(one), len(other)) - shared) <= _ENDING
    )


def _mixed(parts: list[str], pool: Pool) -> bool:
    """Return whether a first name has another's family name: both are known, but never together."""
    if len(parts) != 2 or min(map(len, parts)) < 2:
        return False
    first, last = (_bearers(part, pool) for part in parts)
    together = any(_in_name(parts[1], name) for name in first)
    # A name that also stands alone may belong to anybody.
    alone = any(len(name) == 1 for name in [*first, *last])
    return bool(first and last) and not together and not alone


def _bearers(part: str, pool: Pool) -> list[tuple[str, ...]]:
    """Return the articles' names that have a part."""
    return [name for name in pool.names if _in_name(part, name)]


def _in_name(part: str, name: tuple[str, ...]) -> bool:
    return any(part == other or cased(part, other) for other in name)


def _declared(text: str, claim: Claim, pool: Pool) -> bool:
    """Return whether the claim says how the articles write a name,
    and that is the same name and stands there.
    """
    for said, foreign in (claim.names or {}).items():
        if not foreign or fold(text) not in fold(said):
            continue
        if pool.holds(foreign) and _may_be_same(said, foreign, pool):
            return True
    return False


def _may_be_same(said: str, foreign: str, pool: Pool) -> bool:
    """Return whether a name and the one it is said to be agree in sound.

    Titles and words such as 银行 do not count.
    """
    said, foreign = _bare(said), _bare(foreign)
    if not said or not foreign or same_name(said, foreign):
        return True
    if any(
        same_name(one, other)
        for one in said.split()
        for other in foreign.split()
        if len(one) > 2
    ):
        return True
    # The Japanese readings of characters are known to dictionaries alone.
    return pool.language == "ja" and unverifiable(said, foreign)


def _bare(name: str) -> str:
    """Return a name without its title: 市长陈立群 is 陈立群."""
    reading = read(name, language_of(name))
    covered = [
        word for word in reading.words if word.concepts and _is_title(word)
    ]
    bare = reading.raw
    for word in reversed(covered):
        bare = bare[: word.start] + " " + bare[word.end :]
    return " ".join(bare.split()) or name


def _is_title(word: Word) -> bool:
    return (
        not word.concepts.isdisjoint(concepts().titles)
        or "company" in word.concepts
        or "bank" in word.concepts
    )


def _same_script(text: str, pool: Pool) -> bool:
    """Return whether a name is written in the letters of the articles."""
    scripts = {"zh": {"han"}, "ja": {"han", "kana"}, "ru": {"cyrillic"}}
    return script_of(text) in scripts.get(pool.language, {"latin"})


def _foreign(part: str, claim: Claim, pool: Pool) -> bool:
    """Return whether a part of a name stands in articles of another script, by sound or as known."""
    if _declared(part, claim, pool):
        return True
    if any(pool.holds(form) for form in known_forms(fold(part))):
        return True
    sound = romanise(part)
    if len(sound) >= _STEM and sound in pool.romanised:
        return True
    return any(
        same_name(part, word) for word in _candidates(pool) if len(word) > 2
    )


def _candidates(pool: Pool) -> Iterable[str]:
    """Return the words of the articles that a foreign name may be.

    In Russian any word, for cases hide names; in Latin letters the names; in Chinese and Japanese
    none, for pinyin and kana have been compared as a whole.
    """
    if pool.language == "ru":
        return pool.words
    if pool.language in EAST:
        return ()
    return (word for name in pool.names for word in name)


def same_person(name: Name, claim: Claim, other: Name) -> bool:
    """Return whether a claim's name and one of the articles' are one,
    whole or by a part (Ortiz, Lena Ortiz).
    """
    one, two = fold(name.text), fold(other.text)
    if one in two or two in one or _share_part(name, other):
        return True
    declared = _declared_forms(one, claim)
    if declared:
        return any(_is_form(form, two) for form in declared)
    return script_of(one) != script_of(two) and same_name(name.text, other.text)


def _share_part(name: Name, other: Name) -> bool:
    theirs = [fold(part) for part in other.parts if len(part) > 1]
    return any(
        _in_name(fold(part), tuple(theirs))
        for part in name.parts
        if len(part) > 1
    )


def _declared_forms(folded: str, claim: Claim) -> list[str]:
    """Return how the articles write a name, by what the claim says of it."""
    pairs = [
        (fold(said), fold(foreign))
        for said, foreign in (claim.names or {}).items()
    ]
    return [
        foreign for said, foreign in pairs if folded in said or said in folded
    ]


def _is_form(declared: str, name: str) -> bool:
    if declared in name or name in declared:
        return True
    return not set(declared.split()).isdisjoint(name.split())


def mentions(reading: Reading, name: Name, claim: Claim) -> bool:
    """Return whether a sentence of the articles has a name or a part of it, whatever its capitals."""
    if any(
        _has_part(reading, fold(part)) for part in name.parts if len(part) > 1
    ):
        return True
    return any(same_person(name, claim, other) for other in find_names(reading))


def mentions_text(reading: Reading, name: str) -> bool:
    """Return whether a sentence has each part of a name, in whatever case or known form."""
    parts = [fold(part) for part in name.split() if len(part) > 1]
    return all(
        _has_part(reading, part)
        or any(form in reading.text for form in known_forms(part))
        for part in parts
    )


def _has_part(reading: Reading, part: str) -> bool:
    """Return whether a sentence has a folded part of a name.

    In Chinese anywhere, elsewhere as a word.
    """
    if _HAN.search(part):
        return part in reading.text
    written = (reading.text[word.start : word.end] for word in reading.words)
    return any(part == word or cased(part, word) for word in written)
