"""Names of months and days of the week in the languages of the world (CLDR, through Babel)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import filterfalse, product

from news.calendar_names import Kind, own_names

# The languages that news is written in and CLDR covers whole. Loading them
# takes about 0.7 s, once a process, and only when a word stands where a month
# would and is no English one.
_LOCALES = """
    en es fr de it pt nl pl cs sk sl hr sr sr_Latn bs mk bg ru uk be ro hu fi et lv lt sv da nb is tr az kk ky uz
    ka hy el he ar ar_LB ar_DZ ar_MA fa ur hi bn ta te ml kn gu mr pa ne si th lo my km id ms fil sw af ca gl eu
    sq mt ga cy mn am as or ps so tg de_AT es_MX
"""
# The languages of these months' names, without their regions and scripts.
MONTH_LANGUAGES = frozenset(
    locale.partition("_")[0] for locale in _LOCALES.split()
)
_MONTHS = """
    january february march april may june july august september october november december
"""
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
# Spellings that CLDR lacks, with their language: older Indonesian and Hindi,
# German without its umlaut, Croatian's shorter genitive, Peru's September.
_MORE = {
    "nopember": (11, "id"),
    "pebruari": (2, "id"),
    "mrz": (3, "de"),
    "maerz": (3, "de"),
    "jaenner": (1, "de"),
    "studenog": (11, "hr"),
    "setiembre": (9, "es"),
    "अक्तूबर": (10, "hi"),
    "सितम्बर": (9, "hi"),
    "नवम्बर": (11, "hi"),
    "दिसम्बर": (12, "hi"),
}
# Dots and the signs that other scripts put behind a name cut short.
_SIGNS = str.maketrans("", "", ".॰׳'’")
# Words too common beside numbers to be a month's or day's short name.
_NO_NAMES = frozenset(
    {"a", "an", "in", "at", "of", "no", "s", "so", "to", "do", "ni", "am", "pm"}
)

# A month and the languages that call it so.
MonthNames = dict[int, frozenset[str]]


def month_names(word: str) -> MonthNames:
    """Return the months that a word names, each with the languages in which it does.

    Empty for other words.

    "mai" is the fifth in German, French and others; "nov." the eleventh.
    """
    key = _key(word)
    if number := english_month(key):
        return {number: frozenset({"en"})}
    # Hebrew puts its "in" and Thai its "month" before the name without a blank, Basque its "of"
    # behind it.
    table = _all_months()
    bare = key.removeprefix("ב").removeprefix("เดือน").removesuffix("ren")
    names = table.get(key) or table.get(bare, {})
    # In Latin letters a word cut short may be any other: Windows 11 Pro 2026.
    is_cut = word.endswith(".") or not key.isascii()
    return names or (_cut_short().get(key, {}) if is_cut else {})


def weekdays(word: str) -> frozenset[int]:
    """Return the days of the week that a word names (Monday is 0); empty for other words.

    "Fri." and "Freitag" are 4.
    """
    key = _key(word)
    if (number := _english(_WEEKDAYS).get(key)) is not None:
        return frozenset({number - 1})
    return _all_weekdays().get(key, frozenset())


@cache
def _cut_short() -> dict[str, MonthNames]:
    """Map months' names cut short to what they may mean, with the languages in which they do.

    "nov" is November; fewer than three letters mean nothing, nor do parts of two words.
    """
    table: dict[str, MonthNames] = defaultdict(lambda: defaultdict(frozenset))
    for name, months in _all_months().items():
        lengths = range(3, len(name) + 1) if " " not in name else ()
        for length, (number, languages) in product(lengths, months.items()):
            table[name[:length]][number] |= languages
    return {key: dict(months) for key, months in table.items()}


def english_month(name: str) -> int:
    """Return the number of a month's English name or abbreviation in small letters.

    0 for other words.
    """
    if name == "sept":
        return 9
    return _english(_MONTHS).get(name, 0)


@lru_cache(maxsize=256)
def _english(names: str) -> dict[str, int]:
    """Number English names from 1, whole and cut to three letters.

    `january` and `jan` are 1.
    """
    listed = names.split()
    short = [name[:3] for name in listed]
    numbers = range(1, len(listed) + 1)
    return dict(zip((*short, *listed), (*numbers, *numbers), strict=True))


def _key(word: str) -> str:
    """Return the form in which names are compared.

    Case-folded, without dots, accents and the dotless i.
    """
    plain = word.casefold().translate(_SIGNS)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    bare = filterfalse(unicodedata.combining, parts)
    return "".join(bare).replace("ı", "i")


@cache
def _all_months() -> dict[str, MonthNames]:
    """Map the months' names of all languages to their numbers and languages.

    "marzo" → 3 in Italian and Spanish.
    """
    table: dict[str, MonthNames] = defaultdict(lambda: defaultdict(frozenset))
    for key, number, language in _listed("months"):
        table[key][number] |= {language}
    for key, (number, language) in _MORE.items():
        table.setdefault(_key(key), {number: frozenset({language})})
    return {key: dict(months) for key, months in table.items()}


@cache
def _all_weekdays() -> dict[str, frozenset[int]]:
    """Map the weekdays' names of all languages to what they name: Monday is 0."""
    table: dict[str, frozenset[int]] = defaultdict(frozenset)
    for key, number, _ in _listed("days"):
        table[key] |= {number}
    return dict(table)


def _listed(kind: Kind) -> Iterator[tuple[str, int, str]]:
    """Yield the names of all locales: folded name, number, language. "mai", 5,
    "de".
    """
    for code in _LOCALES.split():
        language = code.partition("_")[0]
        for names in own_names(code, kind):
            for number, name in names.items():
                key = _key(name)
                if _is_name(key):
                    yield key, number, language


def _is_name(key: str) -> bool:
    """Return whether a folded name may be looked for: no numeral, no letter, no common word.

    "mai" may; "5", "s" and "in" may not.
    """
    return len(key) > 1 and not key.isdigit() and key not in _NO_NAMES
