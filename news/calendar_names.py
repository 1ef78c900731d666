"""Names of months and weekdays as CLDR lists them for one locale, read from Babel's own files.

Babel's `Locale` resolves an alias once and keeps the answer in data that locales share: whoever
asks for Swahili weekdays first makes them the Chinese ones too. So the files are read as they lie,
and the two aliases of CLDR's root (stand-alone names are those in a date, a shorter form is the
next longer one) are followed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Literal

from news.cldr import LocaleData, lineage, own_data

Kind = Literal["days", "months"]
Width = Literal["short", "abbreviated", "wide"]
# Number of the day (Monday is 0) or month (January is 1) → its name.
Names = Mapping[int, str]

WIDTHS: tuple[Width, ...] = ("short", "abbreviated", "wide")
_CONTEXTS = ("stand-alone", "format")
_WIDER: dict[str, tuple[str, ...]] = {
    "short": ("short", "abbreviated", "wide"),
    "abbreviated": ("abbreviated", "wide"),
    "wide": ("wide",),
}


def day_names(locale: str, width: Width) -> Names:
    """Return the weekdays' names in a locale such as `zh_Hant`; Monday is 0.

    Raises:
        LookupError: CLDR has no names for this locale.
    """
    for code in lineage(locale):
        for names in _lists(code, "days", _WIDER[width]):
            return dict(names)
    raise LookupError(f"{locale}: CLDR has no names of weekdays for it")


def own_names(locale: str, kind: Kind) -> Iterator[Names]:
    """Yield each list of names, wide or abbreviated, that a locale or its parent writes itself."""
    for code in lineage(locale):
        yield from _lists(code, kind, ("wide", "abbreviated"))


def _lists(code: str, kind: Kind, widths: Iterable[str]) -> Iterator[Names]:
    """Yield the lists that one locale has itself: stand-alone names before those in a date.

    Polish has "listopad" by itself, and "listopada" in a date.
    """
    contexts = _own_names(code)[kind]
    for width, context in product(widths, _CONTEXTS):
        if names := contexts.get(context, {}).get(width):
            yield names


@lru_cache(maxsize=128)
def _own_names(code: str) -> LocaleData:
    """Return all names of one locale's own data; no more of it is kept."""
    whole = own_data(code)
    return {kind: whole.get(kind, {}) for kind in ("days", "months")}
