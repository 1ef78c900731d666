"""Check that each name of a claim stands in the articles, and next to whom."""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import product

from news.faithful.claims import Claim
from news.faithful.lexicon import EAST, concepts
from news.faithful.names import MOST_NAMES, Name, find_names, is_common
from news.faithful.pool import Pool
from news.faithful.reading import Reading, read
from news.faithful.sentence_language import language_of
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
# The scripts of names in articles of a language; elsewhere they are Latin.
_SCRIPTS = {
    "zh": frozenset({"han"}),
    "ja": frozenset({"han", "kana"}),
    "ru": frozenset({"cyrillic"}),
}
_LATIN = frozenset({"latin"})
# What a name may have in it that is translated, not transcribed: 银行.
_TRANSLATED = frozenset({"company", "bank"})


def unknown_name(claim: Claim, reading: Reading, pool: Pool) -> str:
    """Return a name of a claim that the articles do not have; empty where they have all.

    A claim that lists more names than are compared has one as well.
    """
    listed = find_names(reading)
    if len(listed) >= MOST_NAMES:
        return listed[-1].text
    for name in listed:
        if not _stands(name, claim, reading, pool):
            return name.text
    return ""


def _stands(name: Name, claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether the articles have a name: as written, as declared, in parts or by sound.

    A common word with a capital is judged as the other words are, elsewhere.
    """
    declared = _declarations(name.text, claim)
    if pool.holds(name.text) or _is_confirmed(declared, pool):
        return True
    # Said to be a name that the articles do not have.
    if declared:
        return False
    if not name.sure:
        return True
    if reading.language == pool.language or _is_of_script(name.text, pool):
        return _parts_stand(name, reading, pool)
    return _sounds_like_one(name, claim, reading, pool)


def _sounds_like_one(
    name: Name, claim: Claim, reading: Reading, pool: Pool
) -> bool:
    """Return whether each part of a name stands in articles of another script.

    "Mayor Chen Liqun" for 市长陈立群: words of the lexicon are left out, unless the
    name has no other. A claim's "Clara Benson" needs both words: Clara Ortiz is
    somebody else.
    """
    language = reading.language
    rare = [part for part in name.parts if not is_common(part, language)]
    parts = rare or name.parts
    return all(_is_foreign(part, claim, pool) for part in parts)


def _parts_stand(name: Name, reading: Reading, pool: Pool) -> bool:
    """Return whether each part of a name stands in the articles, in the same company.

    In German a noun may stand before a name, "Versorger Stadtwerke": the last
    word is the name's own.
    """
    language = reading.language
    own = filter(_is_capitalised, name.parts)
    parts = list(map(fold, own))
    unknown = [part for part in parts if not _is_known(part, pool)]
    if not unknown:
        return not _is_mixed(parts, pool)
    has_noun = language == "de" and len(parts) > 1
    if has_noun and unknown == parts[:1]:
        return True
    return all(is_common(part, language) for part in unknown)


def _is_capitalised(part: str) -> bool:
    """Return whether a part is a name's own word: "Leyen" of "von der Leyen".

    Scripts without capitals have only own words.
    """
    return part[:1].isupper() or not part.isascii()


def _is_known(part: str, pool: Pool) -> bool:
    """Return whether the articles have a folded word in any of its forms.

    As it stands, by its stem (Lions, Lion), as another form of a known name
    (Germany, Deutschland), or in another case (Лугов, Лугове).
    """
    if part in pool.words or pool.keys.issuperset(words(part)):
        return True
    forms = known_forms(part)
    if any(form in pool.spaced for form in forms):
        return True
    return _is_part(part, pool.words)


@lru_cache(maxsize=20_000)
def cased(one: str, other: str) -> bool:
    """Return whether two words are forms of one name: Лугов and Лугове.

    They share a beginning, but for two letters at most of the shorter one, and
    the longer one has a short ending.
    """
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


def _is_mixed(parts: list[str], pool: Pool) -> bool:
    """Return whether a first name has another's family name.

    Both are known, but never together: "Lena Serra" where the articles have Lena
    Ortiz and Pablo Serra. A name that also stands alone may belong to anybody.
    """
    if len(parts) != 2 or min(map(len, parts)) < 2:
        return False
    first, last = (_bearers(part, pool) for part in parts)
    if not first or not last:
        return False
    lengths = set(map(len, first + last))
    return 1 not in lengths and set(first).isdisjoint(last)


def _bearers(part: str, pool: Pool) -> list[tuple[str, ...]]:
    """Return the articles' names that have a part.

    "ortiz" has the bearers (lena, ortiz) and (ortiz,) in an article that names her
    twice.
    """
    return [name for name in pool.names if _is_part(part, name)]


def _is_part(part: str, name: Collection[str]) -> bool:
    """Return whether some folded words hold a part of a name, in whatever case.

    "лугове" is a part of (лугов,).
    """
    return part in name or any(cased(part, other) for other in name)


def _declarations(text: str, claim: Claim) -> list[tuple[str, str]]:
    """Return (as said, as the articles write it) of a claim's names that hold a text.

    A claim that declares "Clara Benson" as 克拉拉·本森 declares "Benson" too.
    """
    folded = fold(text)
    declared = []
    for said, foreign in (claim.names or {}).items():
        if folded in fold(said):
            declared.append((said, foreign))
    return declared


def _is_confirmed(declared: Iterable[tuple[str, str]], pool: Pool) -> bool:
    """Return whether one of the names stands in the articles as said, and may be the same.

    A model may declare "Clara Benson" as 王小明: that one is no confirmation, for
    the two do not sound alike.
    """
    held = (pair for pair in declared if pool.holds(pair[1]))
    return any(_may_be_same(*pair, pool) for pair in held)


def _may_be_same(said: str, foreign: str, pool: Pool) -> bool:
    """Return whether a name and the one it is said to be agree in sound.

    As a whole or by a word: 克拉拉·本森 and Benson. Titles and words such as 银行 do
    not count. Of Japanese characters nobody can tell the sound, so they pass.
    """
    said, foreign = _bare(said), _bare(foreign)
    long_words = [word for word in said.split() if len(word) > 2]
    pairs = [(said, foreign), *product(long_words, foreign.split())]
    if any(same_name(*pair) for pair in pairs):
        return True
    # The Japanese readings of characters are known to dictionaries alone.
    return pool.language == "ja" and unverifiable(said, foreign)


def _bare(name: str) -> str:
    """Return a name without its title: 市长陈立群 is 陈立群, Bank Nord is Nord.

    A name of nothing else stays as it is.
    """
    reading = read(name, language_of(name))
    left_out = concepts().titles | _TRANSLATED
    bare = list(reading.raw)
    for word in reading.words:
        if word.is_of(left_out):
            bare[word.start : word.end] = " " * (word.end - word.start)
    kept = "".join(bare).split()
    return " ".join(kept) or name


def _is_of_script(text: str, pool: Pool) -> bool:
    """Return whether a name is written in the letters of the articles.

    Latin letters in an English article, Han characters in a Chinese one; then it
    must stand there letter by letter.
    """
    return script_of(text) in _SCRIPTS.get(pool.language, _LATIN)


def _is_foreign(part: str, claim: Claim, pool: Pool) -> bool:
    """Return whether a part of a name stands in articles of another script.

    As the claim declares it, as a known form (Germany, 德国), letter by letter
    (Liqun, 立群), or by its consonants (Benson, Бенсон).
    """
    declared = _declarations(part, claim)
    if _is_confirmed(declared, pool):
        return True
    forms = known_forms(fold(part))
    if any(map(pool.holds, forms)):
        return True
    sound = romanise(part)
    if len(sound) >= _STEM and sound in pool.romanised:
        return True
    return any(same_name(part, word) for word in _candidates(pool))


def _candidates(pool: Pool) -> list[str]:
    """Return the words of the articles that a foreign name may be, but the shortest.

    In Russian any word with a capital, for cases hide names: "около" sounds like
    Helen and is none. In Latin letters the names; in Chinese and Japanese none, for
    pinyin and kana have been compared as a whole. Two letters sound like too much.
    """
    if pool.language in EAST:
        return []
    words = pool.words_with_capital
    if pool.language != "ru":
        words = frozenset().union(*pool.names)
    return [word for word in words if len(word) > 2]


def same_person(name: Name, claim: Claim, other: Name) -> bool:
    """Return whether a claim's name and one of the articles' are one.

    Whole or by a part (Ortiz, Lena Ortiz), as declared, or by sound across
    scripts.
    """
    one = fold(name.text)
    two = fold(other.text)
    if one in two or two in one or _share_part(name, other):
        return True
    declared = _declared_forms(one, claim)
    if declared:
        return any(_is_form(form, two) for form in declared)
    if script_of(one) == script_of(two):
        return False
    return same_name(name.text, other.text)


def _long_parts(parts: Iterable[str]) -> list[str]:
    """Fold the parts of a name, initials left out.

    ("Lena", "A", "Ortiz") → lena, ortiz: a letter in common says nothing.
    """
    return [fold(part) for part in parts if len(part) > 1]


def _share_part(name: Name, other: Name) -> bool:
    """Return whether two names have a word in common, in whatever case.

    Lena Ortiz and Ortiz, Лугова and Лугову.
    """
    parts = _long_parts(name.parts)
    theirs = _long_parts(other.parts)
    return any(_is_part(part, theirs) for part in parts)


def _declared_forms(folded: str, claim: Claim) -> list[str]:
    """Return how the articles write a name, by what the claim says of it.

    It may say it of the whole name or of a part: Clara Benson for Benson.
    """
    forms = []
    for pair in (claim.names or {}).items():
        said, foreign = map(fold, pair)
        if folded in said or said in folded:
            forms.append(foreign)
    return forms


def _is_form(declared: str, name: str) -> bool:
    """Return whether one of two names holds the other, or they share a word.

    "clara benson" is a form of "benson" and of "mrs benson".
    """
    if declared in name or name in declared:
        return True
    return not set(declared.split()).isdisjoint(name.split())


def mentions(reading: Reading, name: Name, claim: Claim) -> bool:
    """Return whether a sentence of the articles has a name or a part of it, whatever its capitals.

    "ORTIZ RESIGNS" mentions Lena Ortiz.
    """
    parts = _long_parts(name.parts)
    if any(_has_part(reading, part) for part in parts):
        return True
    others = find_names(reading)
    return any(same_person(name, claim, other) for other in others)


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
    return _has_part(reading, part) or any(
        form in reading.text for form in forms
    )


def _has_part(reading: Reading, part: str) -> bool:
    """Return whether a sentence has a folded part of a name.

    In Chinese anywhere, for 陈 may be cut from 陈立群; elsewhere as a word, so that
    "Ali" is not in "California".
    """
    if _HAN.search(part):
        return part in reading.text
    return _is_part(part, reading.written)
