"""Decide whether a numeric date puts the day or the month first: by language, zone, the
other dates, and what is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from news.dates.date_parts import Hints, Order

_YEAR_LAST = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d./-])"
)
_QUOTED = re.compile(r"'[^']*'")
# Languages of East Asia write the year first, and no order of their own where
# it stands last.
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
MAX_TEXTS = 1000
_MONTHS, _ONLY_DAYS = range(1, 13), range(13, 32)


@lru_cache(maxsize=1024)
def usual_order(language: str, zone: str) -> Order | None:
    """Return the order that CLDR gives a language and the country of a zone.

    None where they leave it open.

    English alone leaves it open: it is decided by the country, as are others where no language is
    known.
    """
    tag = _locale_tag(language, zone)
    if not tag:
        return None
    from babel import Locale  # noqa: PLC0415 - only when a date is written in numbers

    short = str(Locale.parse(tag).date_formats["short"].pattern)
    pattern = _QUOTED.sub("", short).lower()
    letters = "".join(sorted("dmy", key=pattern.find))
    return next((order for order in Order if order == letters), None)


@lru_cache(maxsize=1024)
def _locale_tag(language: str, zone: str) -> str:
    """Return the CLDR locale of a language in a zone's country; empty where there is none.

    German in Austria is de_AT; in China, where CLDR has no German, de.
    """
    from babel.core import get_global  # noqa: PLC0415 - only when a date is written in numbers
    from babel.localedata import exists  # noqa: PLC0415

    primary, script, region = _parts(language)
    region = region or get_global("zone_territories").get(zone, "")
    primary = primary or _main_language(region)
    tags = (f"{primary}_{script}_{region}", f"{primary}_{region}", primary)
    # English alone names no country.
    known = filter(exists, filter("en".__ne__, tags))
    return next(known, "")


def _parts(tag: str) -> tuple[str, str, str]:
    """Return language, script and country of a tag such as zh-Hant-HK; empty for what it lacks.

    zh-Hant-HK → zh, Hant, HK; de → de, and two empty ones.
    """
    primary, *rest = re.split(r"[-_]", tag)
    # Backwards, so that of two of a length the first one stays.
    by_length = {len(part): part for part in reversed(rest)}
    script, region = by_length.get(4, ""), by_length.get(2, "")
    return primary.lower(), script.title(), region.upper()


def _main_language(region: str) -> str:
    """Return the language that most people of a country speak; empty without a country.

    DE → de.
    """
    from babel.core import get_global  # noqa: PLC0415 - only when a date is written in numbers

    # CLDR leaves out the countries whose likeliest language is English.
    tag = str(get_global("likely_subtags").get(f"und_{region}") or "en")
    return tag.partition("_")[0] if region else ""


def year_last(order: Order | None, language: str, zone: str) -> Order | None:
    """Return the order of a date whose year stands last, where people mostly write it first.

    Sweden, Lithuania or Iran then put the day first; China, Japan, Korea and Canada use both
    orders.
    """
    if order is not Order.YMD:
        return order
    tag = _locale_tag(language, zone)
    both = tag.split("_")[0] in _EAST_ASIAN or tag in {"en_CA", ""}
    return None if both else Order.DMY


def proven_order(texts: Iterable[str]) -> Order | None:
    """Return the order that the dates of one list prove: a number above 12 can't be a month.

    None where they prove nothing, or both. At most 1,000 texts are looked at.
    """
    proven: set[Order] = set()
    for text in islice(texts, MAX_TEXTS):
        for match in _YEAR_LAST.finditer(text[:200]):
            proven |= _proves(int(match[1]), int(match[3]))
    return proven.pop() if len(proven) == 1 else None


def _proves(first: int, second: int) -> set[Order]:
    """Return the order that two numbers before a year prove: 20/11 the day first, 3/4 none."""
    readings = (Order.DMY, first, second), (Order.MDY, second, first)
    return {
        order
        for order, day, month in readings
        if day in _ONLY_DAYS and month in _MONTHS
    }


def spoken(hints: Hints) -> frozenset[str]:
    """Return the language of a text, otherwise those of the country of its zone; empty: unknown."""
    if hints.language:
        return frozenset({_parts(hints.language)[0]})
    from babel.core import get_global  # noqa: PLC0415 - only for words of several languages
    from babel.languages import get_official_languages  # noqa: PLC0415 - as above

    territory = get_global("zone_territories").get(hints.zone)
    if not territory:
        return frozenset()
    return frozenset(get_official_languages(territory, de_facto=True))
