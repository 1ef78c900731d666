"""Names of countries in each language, from CLDR."""

from __future__ import annotations

from functools import cache


@cache
def country_names(locales: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country in each of these languages, in their order.

    Codes are ISO 3166 in capitals, with those that CLDR adds for unions (EU, UN); continents and
    regions, which have numbers, are left out.
    """
    from babel import Locale  # noqa: PLC0415 - its tables take a tenth of a second

    return tuple(
        (code, name)
        for locale in locales
        for code, name in Locale.parse(locale).territories.items()
        if code.isalpha()
    )
