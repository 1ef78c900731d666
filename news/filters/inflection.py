"""Light inflection: match a filter's word with other endings."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, product, starmap

from news.filters.folding import bare
from news.filters.korean_words import with_particle
from news.words import stem, without_possessive

# Letters that two forms of a word share at least.
LEAST = 3
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


def _added(endings: str) -> list[tuple[str, str]]:
    """Return endings that are written on to a word as it is: "ler lar" → ("", "ler"), ("", "lar")."""
    return [("", ending) for ending in endings.split()]


# Ending for ending: what one form has, another may have instead. Derived words
# (bank and banker, nation and national) are other words, so that snowball's
# stems alone are too wide. An -ing form counts only where an e fell: banking,
# building and training name other things than bank, build and train.
_GENERAL = (("", ""), ("", "s"), ("", "es"), ("y", "ies"))
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("", "ed"),
        ("e", "ed"),
        ("y", "ied"),
        ("e", "ing"),
        ("is", "es"),
        ("ld", "ldren"),
    ),
    "de": (
        ("", "e"),
        ("", "en"),
        ("", "n"),
        ("", "er"),
        ("", "ern"),
        ("", "em"),
        ("e", "er"),
        ("e", "es"),
        ("e", "en"),
    ),
    "es": (("o", "a"), ("o", "os"), ("a", "as"), ("o", "as"), ("z", "ces")),
    "pt": (
        ("o", "a"),
        ("o", "os"),
        ("ao", "oes"),
        ("ao", "aes"),
        ("l", "is"),
        ("m", "ns"),
    ),
    "fr": (
        ("", "e"),
        ("", "x"),
        ("al", "aux"),
        ("ail", "aux"),
        ("e", "es"),
        ("", "ees"),
        ("e", "ee"),
    ),
    "it": (
        ("o", "i"),
        ("a", "e"),
        ("e", "i"),
        ("o", "a"),
        ("ca", "che"),
        ("co", "chi"),
    ),
    "nl": (("", "en"), ("", "e")),
    "pl": (
        *_added("u a y i e em owi ie ow ami om ach"),
        ("a", "y"),
        ("a", "i"),
        ("a", "e"),
        ("a", "ie"),
        ("a", "o"),
        ("a", ""),
        ("a", "ach"),
        ("a", "ami"),
        ("o", "a"),
        ("o", "u"),
        ("y", "ow"),
        ("y", "ach"),
    ),
    "tr": (
        *_added("ler lar i u in un e a de da te ta den dan ten tan"),
        *_added("leri lari lerin larin lere lara lerde larda"),
    ),
}
_PAIRS = (*_GENERAL, *chain.from_iterable(_ENDINGS.values()))
# All endings that may fall off a word, the longest first.
_FALLING = sorted(set(chain.from_iterable(_PAIRS)), key=len, reverse=True)


def _is_swapped(endings: tuple[str, str]) -> bool:
    """Return whether an ending gives way to a longer one that tells a form by itself: y, ies.

    An ending of one letter does not: Italian oro (gold) and ora (now) are two words.
    """
    ending, instead = endings
    return len(instead) > 1 and not instead.startswith(ending)


# What short words may change, of which less than LEAST letters stay: sky, skies;
# ação, ações; paz, paces.
_SWAPPED = frozenset(filter(_is_swapped, _PAIRS))
_CASE_ENDING = re.compile(
    r"[аяуюеыиі]|ом|ем|ам|ям|ах|ях|ами|ями|ов|ев|ой|ей|ою|ові"
)
# How words begin before an ending that lose or change their last vowel there:
# Київ, у Києві; Харків, у Харкові; рынок, рынка; отец, отца; уровень, уровня;
# ветер, ветра; церковь, церкви.
_ALTERED = (
    (re.compile(r"їв$"), "єв"),
    (re.compile(r"ів$"), "ов"),
    (re.compile(r"(?<=..)[ео]к$"), "к"),
    (re.compile(r"(?<=..)ец$"), "ц"),
    (re.compile(r"(?<=..)[ео]нь$"), "н"),
    (re.compile(r"(?<=..)овь$"), "в"),
    (re.compile(r"(?<=..)е([лр])$"), r"\1"),
)
# The letters of Ukrainian as the Russian stemmer knows them.
_AS_RUSSIAN = str.maketrans("іїє", "иие")
_CYRILLIC_ENDING = re.compile(r"[аеиоуыэюяйьёіїєвмх]{1,3}$")


def shared_beginning(word: str) -> str:
    """Return the letters that all forms of a word begin with,
    by which it is looked for in a text.

    "companies" → "compan", "выборы" → "выб"; words of other scripts stay whole.
    """
    plain = bare(word)
    if _CYRILLIC.match(plain):
        cut = _CYRILLIC_ENDING.sub("", plain)
        plain = plain[: max(LEAST, len(plain) - 1)]
    elif _LATIN.match(plain):
        plain = without_possessive(plain)
        cuts = filter(_is_enough, map(plain.removesuffix, _FALLING))
        cut = min(cuts, key=len, default=plain)
    else:
        return plain
    return cut if len(cut) >= LEAST else plain


def changed_forms(word: str) -> set[str]:
    """Return other beginnings of a word's forms than `shared_beginning`.

    sky → skies, and forms of other languages, such as skied; рынок → рынк; chip has none.
    """
    plain = bare(word)
    if _CYRILLIC.match(plain):
        return _altered(plain) - {plain}
    if not _LATIN.match(plain) or len(plain) < LEAST:
        return set()
    pairs = chain(_SWAPPED, map(_turned, _SWAPPED))
    return {
        plain.removesuffix(ending) + instead
        for ending, instead in pairs
        if plain.endswith(ending) and not _is_enough(plain.removesuffix(ending))
    }


def _altered(word: str) -> set[str]:
    """Return a Cyrillic word as it stands before an ending, and as it is: рынок → рынк, рынок."""
    return {word, *(before.sub(instead, word) for before, instead in _ALTERED)}


def _turned(endings: tuple[str, str]) -> tuple[str, str]:
    ending, instead = endings
    return instead, ending


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
        return _same_stem(plain, other)
    return _same_latin(plain, other, word, language)


def _same_stem(one: str, other: str) -> bool:
    """Russian and Ukrainian: two forms differ in a case's ending, or have one stem.

    A noun may change its last vowel before the ending: рынок, рынка.
    """
    if any(_is_declined(form, other) for form in _altered(one)):
        return True
    stems = {stem(form.translate(_AS_RUSSIAN), "ru") for form in (one, other)}
    return one[:LEAST] == other[:LEAST] and len(stems) == 1


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
    languages = {language, "de"} if _UMLAUT.search(word) else {language}
    pairs = {*_GENERAL, *chain(*(_ENDINGS.get(name, ()) for name in languages))}
    if one[:LEAST] != two[:LEAST]:
        pairs &= _SWAPPED
    changes = product(((one, two), (two, one)), pairs)
    return any(starmap(_change, changes))


def _change(words: tuple[str, str], endings: tuple[str, str]) -> bool:
    """Return whether one word with the first ending is the other with the second.

    "city" with y is "cities" with ies.
    """
    one, other = words
    ending, instead = endings
    changed = one.removesuffix(ending) + instead
    return changed == other and one.endswith(ending)
