"""Names of countries in each language, from CLDR."""

from __future__ import annotations

from functools import cache

from news.cldr import lineage, own_data

# Languages whose names of places are known in headlines, whatever language a
# headline is in.
HEADLINE_LOCALES = (
    "en",
    "zh",
    "zh_Hant",
    "ja",
    "ru",
    "de",
    "es",
    "fr",
    "pt",
    "it",
    "ar",
    "sl",
    "uk",
    "pl",
    "ko",
)


@cache
def country_names(locales: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country in each of these languages, in their order.

    Codes are ISO 3166 in capitals, with those that CLDR adds for unions (EU, UN); continents and
    regions, which have numbers, are left out.
    """
    return tuple(
        (code, name)
        for locale in locales
        for code, name in _territories(locale).items()
        if code.isalpha()
    )


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language (BCP 47); the code where CLDR has none.

    Takes some milliseconds and keeps nothing. DE, fr → Allemagne.
    """
    return _territories(language.replace("-", "_")).get(code, code)


def _territories(locale: str) -> dict[str, str]:
    """Return the countries' names in a locale; what de_AT lacks it has from de."""
    names: dict[str, str] = {}
    for code in reversed(lineage(locale)):
        names |= own_data(code).get("territories", {})
    return names
