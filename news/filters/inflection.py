"""Light inflection: match a filter's word with other endings."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import chain, product, starmap

from news.filters.folding import bare
from news.filters.inflection_tables import (
    ANY,
    CYRILLIC,
    LEAST,
    EndingPair,
    all_endings,
    endings,
    exchanged,
    irregular_forms,
    stems,
    swapped,
)
from news.filters.korean_words import with_particle
from news.words import stem, without_possessive

_LATIN = re.compile(r"^[a-z][a-z']*$")
_CYRILLIC = re.compile(r"^[\u0400-\u04ff]+$")
_HANGUL = re.compile(r"^[\uac00-\ud7a3]+")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
# Plurals of Hindi, which are written on to a noun: चुनाव, चुनावों.
_PLURAL_HI = re.compile("ों|ें|ओं|एं|एँ|यों|याँ|यां")
# A case's ending behind a name in Turkish: İstanbul'da. Other letters behind an
# apostrophe make another word: won't, quest'anno.
_WRITTEN_ON = re.compile(
    r"'(?:[ny]?[aeiu]n?|n?[dt][ae](?:n|ki)?|y?l[ae]|l[ae]r[a-z]{0,3}|[dt][iu]r|l[iu])"
)
_UMLAUT = re.compile(r"[äöü]")


_CASE_ENDING = re.compile(
    r"[аяуюеыиі]|ом|ем|ам|ям|ах|ях|ами|ями|ов|ев|ой|ей|ою|ові|ы[мх]"
)
# What a noun with a hard consonant at its end never has behind it: the endings of adjectives
# (друг, другой) and of words made from it (суд, судья). Surnames and names of towns do.
_HARD_NOUN = re.compile(
    r".*(?<![оеё]в)(?<![иы]н)(?<![сц]к)(?<=[бвгдзклмнпрстфхц])"
)
_OTHER_WORD = re.compile(
    r"ь[яюеи]\w{0,2}|е[йю]|о[йюе]|ы[йех]|ыми?|ий|ая|ую|ого|ому"
)
# The letters of Ukrainian as the Russian stemmer knows them.
_AS_RUSSIAN = str.maketrans("іїє", "иие")
_CYRILLIC_ENDING = re.compile(r"[аеиоуыэюяйьёіїєвмх]{1,3}$")


def shared_beginning(word: str) -> str:
    """Return the letters that most forms of a word begin with,
    by which it is looked for in a text.

    "companies" → "compan", "выборы" → "выб"; words of other scripts stay whole.
    """
    plain = bare(word)
    if _CYRILLIC.match(plain):
        cut = _CYRILLIC_ENDING.sub("", plain)
        plain = plain[: max(LEAST, len(plain) - 1)]
    elif _LATIN.match(plain):
        plain = without_possessive(plain)
        cuts = filter(_is_enough, map(plain.removesuffix, _falling()))
        cut = min(cuts, key=len, default=plain)
    else:
        return plain
    return cut if len(cut) >= LEAST else plain


@cache
def _falling() -> tuple[str, ...]:
    """Return all endings that fall off a word where others are not sought by themselves.

    "s" falls off "chips"; "ies" does not off "cities", whose "city" is sought too.
    """
    return tuple(set(chain.from_iterable(all_endings() - swapped())))


def changed_forms(word: str) -> set[str]:
    """Return other beginnings of a word's forms than `shared_beginning`, in any language.

    sky → skies; рынок → рынк; mouse → mice; chip has none.
    """
    plain = without_possessive(bare(word))
    if len(plain) < LEAST:
        return set()
    forms = {*stems(plain), *exchanged(plain), *irregular_forms(plain)}
    known = shared_beginning(word)
    return {form for form in forms if not form.startswith(known)}


def _is_enough(beginning: str) -> bool:
    """Return whether a word's beginning has letters enough to be looked for: "vot", not "vo"."""
    return len(beginning) >= LEAST


@lru_cache(maxsize=50_000)
def same_word(wanted: str, word: str, language: str) -> bool:
    """Return whether a text's word is the wanted one, or a form of it in the
    text's language.

    "chips" is a form of "chip", "Länder" one of "Land" in German. Both are
    folded, with their accents. An accent that only one of them has does not
    part them; two that differ do.
    """
    if wanted == word:
        return True
    plain, other = bare(wanted), bare(word)
    if plain == other:
        return plain == wanted or other == word
    if _HANGUL.match(wanted):
        return with_particle(wanted, word)
    if _DEVANAGARI.match(wanted):
        return bool(_PLURAL_HI.fullmatch(word.removeprefix(wanted)))
    if _CYRILLIC.match(plain) and _CYRILLIC.match(other):
        return _same_cyrillic(plain, other)
    return _same_latin(plain, other, word, language)


def _same_cyrillic(one: str, other: str) -> bool:
    """Russian and Ukrainian: two forms differ in a case's ending, or have one stem.

    A noun may change its last letters before the ending: рынок, рынка.
    """
    if irregular := irregular_forms(one, *CYRILLIC):
        return other in irregular
    if _is_derived(one, other):
        return False
    forms = (one, *stems(one, *CYRILLIC))
    ways = (
        any(map(partial(_is_declined, other), forms)),
        _exchange(one, other, endings(*CYRILLIC)),
        _same_stem(one, other),
    )
    return any(ways)


def _same_stem(one: str, other: str) -> bool:
    """Return whether Snowball's stems are one, of words that begin alike.

    ракета and ракетами have one; война and воин, which begin alike, have two.
    """
    stemmed = {stem(form.translate(_AS_RUSSIAN), "ru") for form in (one, other)}
    return one[:LEAST] == other[:LEAST] and len(stemmed) == 1


def _is_derived(one: str, other: str) -> bool:
    """Return whether one of two words is made from the other, a noun: суд, судья."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return bool(_HARD_NOUN.fullmatch(short) and _OTHER_WORD.fullmatch(rest))


def _is_declined(one: str, other: str) -> bool:
    """Return whether one of two forms is the other with a case's ending.

    Snowball takes the л of журнал for a verb's, so a noun's plain endings are looked at by
    themselves: журнал and журнала are one word.
    """
    short, long = sorted((one, other), key=len)
    declined = _CASE_ENDING.fullmatch(long.removeprefix(short))
    return len(short) >= LEAST and bool(declined)


def _same_latin(plain: str, other: str, word: str, language: str) -> bool:
    """Latin letters: two forms share their beginning and exchange endings of the language.

    Words with a possessive count without it. `word` is `other` with its accents.

    "cities" is a form of "city", "citizen" is none; "Länder" is one of "Land".
    """
    if not all(map(_LATIN.match, (plain, other))):
        return False
    one, two = without_possessive(plain), without_possessive(other)
    if _WRITTEN_ON.fullmatch(two.removeprefix(one)):
        return len(one) >= LEAST
    # Only German changes the vowel, and writes it with an umlaut.
    languages = (language, "de") if _UMLAUT.search(word) else (language,)
    if two in irregular_forms(one, *languages):
        return True
    rests = {("", two.removeprefix(start)) for start in stems(one, language)}
    is_exchanged = _exchange(one, two, endings(ANY, *languages))
    return is_exchanged or not rests.isdisjoint(endings(language))


def _exchange(one: str, two: str, pairs: frozenset[EndingPair]) -> bool:
    """Return whether a word is another with one ending of a pair for the other.

    Words that begin otherwise exchange only endings that tell a form by themselves.
    """
    if one[:LEAST] != two[:LEAST]:
        pairs &= swapped()
    changes = product(((one, two), (two, one)), pairs)
    return any(starmap(_change, changes))


def _change(words: tuple[str, str], pair: EndingPair) -> bool:
    """Return whether one word with the first ending is the other with the second.

    "city" with y is "cities" with ies.
    """
    one, other = words
    ending, instead = pair
    changed = one.removesuffix(ending) + instead
    return changed == other and one.endswith(ending)
