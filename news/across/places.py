"""Find the countries that a headline names: by CLDR's names in every language, and words
derived from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from news.across.beginnings import beginnings, by_beginning
from news.across.demonyms import demonyms
from news.across.headline_words import bare_letters, bare_word, headline_words
from news.countries import HEADLINE_LOCALES, country_names
from news.numbers.number_tables import alternatives
from news.toml_tables import read_rows
from news.words import unaccented

# Letters with which a word made of a country's name begins: japanisch,
# Japanese.
SHORTEST = 4
# Letters of a name that is also other words where it has no capital: gana, us.
SHORT = 4
_WORD = re.compile(r"[^\W\d_]+")
# What may be missing of a name in a word that is made of it: Япония, японский.
_ENDS = (
    re.compile(r"[aeiouyаеоуыюяиі]$"),
    re.compile(r"ij?[ae]$|[иі][яі]$"),
)
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# What no word begins with: several words, and names without blanks between
# words.
_PARTED = re.compile(rf" |{_WIDE.pattern}")
# What makes a country's name, without its last vowel, an adjective or its
# people: japanisch, Japanese, japonesa, японский.
_ADJECTIVE = re.compile(
    r"[oae]s?|n?(?:es[ae]?s?|ish|i|er[ns]?|erin(?:nen)?|is?ch\w{0,2}|ai(?:s|ses?)"
    r"|oi(?:s|ses?)|ien(?:s|nes?)?|i?an[aeo]?s?|ans|aine?s?|in[ao]s?"
    r"|i?en[aos]*s?|ense?s?|eir[ao]s?|sk\w{1,3}|ec|c[aei]\w?|k[aeo]"
    r"|ij?ск\w{1,4}|н?и?ск\w{1,4}|(?:и?ян|ан)\w{0,4}|ец|ц\w{1,3})"
    r"|ي|ية|يون|يين"
)
# Endings of its cases, where it has a capital: Грузии, Slovenijo; without
# accents, й is и.
_CASE = re.compile(
    r"[аеиоуыюя]|еи|ою|ью|ои|ом|ем|j?[aeiou]|s|ns|jem|om|em|i[eiu]"
)
_ADJECTIVE_OR_CASE = re.compile(f"{_ADJECTIVE.pattern}|{_CASE.pattern}")
# Words that only look like made of a country's name: India, Serbia, Samoa.
_OTHER_WORDS = frozenset({
    "indiana", "indie", "indies", "indices", "franco", "chinos", "martini", "grenade", "grenades", "george", "georges", "service", "services", "serve",
    "serves", "served", "server", "servers", "romance", "romances", "cypress", "island", "islands", "ascension", "jersey", "reunion", "catarina",
    "самои", "самом", "само", "самое",
})  # fmt: skip
# Endings of Russian cases by the last letter of a name.
_CASES = {"а": "ы е у ой", "я": "и е ю ей"}


@cache
def _names() -> dict[str, str]:
    """Return the countries' plain names in all languages with their codes.

    германия → DE; Russian cases of short names stand beside them: гане → GH.
    """
    # A name of two countries means the first.
    names = reversed(country_names(HEADLINE_LOCALES))
    known = {bare_letters(name): code for code, name in names}
    known |= {bare_letters(name): code for name, code in _short_names()}
    cases: dict[str, str] = {}
    for name, code in known.items():
        cases |= dict.fromkeys(_russian_cases(name), code)
    return cases | known


@cache
def _of_two_words() -> dict[str, str]:
    """Return the names and demonyms of two words with their codes.

    "south sudan" is one, by which Sudan is told from it.
    """
    known = _demonyms() | _names()
    return {name: code for name, code in known.items() if name.count(" ") == 1}


@cache
def _first_of_two() -> frozenset[str]:
    """Return the words with which names of two words begin: south."""
    return frozenset(name.partition(" ")[0] for name in _of_two_words())


@cache
def _demonyms() -> dict[str, str]:
    """Return the demonyms that no rule gives, without accents, with their codes.

    emirati → AE.
    """
    return {bare_letters(form): code for form, code in demonyms().items()}


def _short_names() -> Iterator[tuple[str, str]]:
    """Yield the names of `short_names.txt` with their codes, empty for what names none."""
    for row in read_rows(files("news.across") / "short_names.txt"):
        code, _, names = row.partition(": ")
        yield from product(names.split(", "), [code])


def _russian_cases(name: str) -> list[str]:
    """Return the other cases of a short Russian name: Ганы, Гане of Гана.

    Longer ones are found by their beginning.
    """
    if len(name) > SHORTEST + 1:
        return []
    stem, last = name[:-1], name[-1:]
    endings = _CASES.get(last, "")
    return [stem + ending for ending in endings.split()]


@cache
def _beginnings() -> dict[str, str]:
    """Return how words begin that are made of a country's name, where one country alone is meant.

    Япония gives япони and япон too. Гана has no shorter beginning: ган may begin any word.
    """
    meanings: list[tuple[str, str]] = []
    for name, code in _names().items():
        if _PARTED.search(name):
            continue
        shorter = [end.sub("", name) for end in _ENDS]
        for stem in (name, *shorter):
            if len(stem) >= SHORTEST:
                meanings.append((stem, code))
    return by_beginning(meanings)


@cache
def wide_country_pattern() -> str:
    """Return a pattern of the countries' names in Chinese, Japanese and Korean, without
    marks, the longest first.
    """
    return alternatives(filter(_WIDE.match, _names()))


@cache
def _wide_names() -> re.Pattern[str]:
    return re.compile(wide_country_pattern())


@lru_cache(maxsize=50_000)
def countries_of_word(word: str) -> frozenset[str]:
    """Return the codes of the countries that a word alone names.

    "Chilean" → CL.
    """
    plain = unaccented(word)
    if _WORD.fullmatch(plain) and not _WIDE.search(plain):
        return frozenset({_country_of(plain)} - {""})
    return frozenset(countries(word))


def countries(text: str) -> set[str]:
    """Return the codes (ISO 3166) of the countries that a short text names.

    "Chilean miners in South Sudan" gives CL and SS, 智利地震 gives CL.
    """
    codes = set(_in_alphabets(headline_words(unaccented(text))))
    # The many wide names are looked for only where there may be one.
    if _WIDE.search(text):
        names = _wide_names().findall(bare_letters(text))
        codes.update(_names()[name] for name in names)
    return codes - {""}


def _in_alphabets(words: Sequence[str]) -> Iterable[str]:
    """Return the codes that words give, alone or with the next: South Sudan is not Sudan."""
    bare = [*map(bare_word, words)]
    # Mostly no word begins a name of two.
    if _first_of_two().isdisjoint(bare):
        return map(_country_of, words)
    return _in_pairs(words, bare)


def _in_pairs(words: Sequence[str], bare: list[str]) -> Iterator[str]:
    """Yield the same of words among which a name of two may be.

    A word that ends one pair may begin another, but alone it no longer counts.
    """
    following = [*bare[1:], ""]
    before = ""
    for word, plain, next_plain in zip(words, bare, following, strict=True):
        code = _of_two_words().get(f"{plain} {next_plain}", "")
        in_pair = before or code
        yield code if in_pair else _country_of(word)
        before = code


# Kept apart from what `countries_of_word` keeps: a text's words are seen without
# their accents.
@lru_cache(maxsize=50_000)
def _country_of(word: str) -> str:
    """Return the code of the country that a word without accents names; empty for none.

    Ghana and ghana are the country, Gana too; gana (Spanish: wins) is not.
    """
    bare = bare_word(word)
    capital = not word[0].islower()
    if bare in _OTHER_WORDS:
        return ""
    is_name = capital or len(bare) > SHORT
    if is_name and bare in _names():
        return _names()[bare]
    return _demonyms().get(bare) or _of_beginning(bare, capital=capital)


def _of_beginning(word: str, *, capital: bool) -> str:
    """Return the code of the longest name that a bare word is made of; empty for none.

    Of "japanese", japan is a name and "ese" an ending: Japan. Of "japanology" the rest is no
    ending. Only a word with a capital may have a case's ending: Грузии.
    """
    endings = _ADJECTIVE_OR_CASE if capital else _ADJECTIVE
    for beginning in filter(_beginnings().get, beginnings(word, SHORTEST)):
        if endings.fullmatch(word, len(beginning)):
            return _beginnings()[beginning]
    return ""
