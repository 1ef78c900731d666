"""The time zone of a site, for dates without an offset."""

from __future__ import annotations

import re
from functools import lru_cache

from news.links import host
from news.zones import country_zones

# Domains of countries that sites everywhere use for their sound.
_VANITY = "ai am cc co fm gg io is la ly me nu sh so tk to tv vc ws"
# Names of domains that differ from the country's code.
_DOMAINS = dict.fromkeys(_VANITY.split(), "") | {
    "uk": "GB",
    "xn--p1ai": "RU",
    "xn--fiqs8s": "CN",
    "xn--fiqz9s": "CN",
    "su": "RU",
}
# Countries of several zones: the one in which the press of the whole country
# lives.
_PRESS = {
    "US": "America/New_York",
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "MX": "America/Mexico_City",
}
# Languages of many countries: alone they tell no zone. Pages everywhere declare
# en-US without meaning it.
_WIDE = frozenset({"", "en", "es", "pt", "ar", "fr", "ru"})
# The subtags of a country (two letters) and of a script (four).
_REGION = re.compile(r"[-_]([^-_]{2})(?![^-_])")
_SCRIPT = re.compile(r"[-_]([^-_]{4})(?![^-_])")
_MEANT_BY_NOBODY = frozenset({"en-us", "en_us"})


def site_zone(url: str, *, language: str = "", source_zone: str = "") -> str:
    """Return the IANA zone in which a site tells its times; UTC where nothing says it.

    The source's own zone goes first (`UTC` and empty mean that none was set), then the country of
    the address, then the language (a tag such as `ja` or `de-AT`). An offset that a date declares
    goes before all of them: that is `news.dates`' part.

    https://site.de/a → Europe/Berlin; https://site.com/a in `ja` → Asia/Tokyo.
    """
    if source_zone not in {"", "UTC"}:
        return source_zone
    return (
        _country_zone(_domain_country(url))
        or _country_zone(_spoken_in(language))
        or "UTC"
    )


def _domain_country(url: str) -> str:
    """Return the country of an address's domain: example.de is German; empty for others."""
    last = host(url).rpartition(".")[2]
    usual = last.upper() if len(last) == 2 else ""
    return _DOMAINS.get(last, usual)


@lru_cache(maxsize=256)
def _spoken_in(language: str) -> str:
    """Return the country that a language tag names or that nearly all of its speakers live in.

    de-AT → AT; ja → JP; empty for others, as for en.
    """
    if language.lower() in _MEANT_BY_NOBODY:
        return ""
    region = _REGION.search(language)
    return region[1].upper() if region else _likely_country(language)


def _likely_country(language: str) -> str:
    """Return where the speakers of a language live, by CLDR's likely subtags: zh-Hant → TW."""
    main = re.split(r"[-_]", language)[0].lower()
    if main in _WIDE:
        return ""
    from babel.core import get_global  # noqa: PLC0415 - only for pages without a country

    likely = get_global("likely_subtags")
    scripts = map(str.title, _SCRIPT.findall(language))
    tag = "_".join([main, *scripts])
    whole = likely.get(tag) or likely.get(main, "")
    return str(whole).rpartition("_")[2]


def _country_zone(country: str) -> str:
    """Return the zone of a country, or of its press; empty for one of several zones, and for none.

    AT → Europe/Vienna, US → America/New_York.
    """
    return _PRESS.get(country) or country_zones().get(country, "")
