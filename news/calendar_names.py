"""Names of months and weekdays as CLDR lists them for one locale, read from Babel's own files.

Babel's `Locale` resolves an alias once and keeps the answer in data that locales share: whoever
asks for Swahili weekdays first makes them the Chinese ones too. So the files are read as they lie,
and the two aliases of CLDR's root (stand-alone names are those in a date, a shorter form is the
next longer one) are followed here.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

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
    for code in _lineage(locale):
        contexts = _own_data(code).get("days", {})
        for wider in _WIDER[width]:
            for context in _CONTEXTS:
                if names := contexts.get(context, {}).get(wider):
                    return dict(names)
    raise LookupError(f"{locale}: CLDR has no names of weekdays for it")


def own_names(locale: str, kind: Kind) -> Iterator[Names]:
    """Yield each list of names, wide or abbreviated, that a locale or its parent writes itself."""
    for code in _lineage(locale):
        contexts = _own_data(code).get(kind, {})
        for context in _CONTEXTS:
            for width in ("wide", "abbreviated"):
                if names := contexts.get(context, {}).get(width):
                    yield names


def _lineage(locale: str) -> list[str]:
    """Return a locale and those whose names it takes over: `de_AT` reads `de` too."""
    from babel.core import get_global  # noqa: PLC0415 - its tables take time to load

    exceptions = get_global("parent_exceptions")
    codes = [locale]
    while (
        parent := exceptions.get(codes[-1]) or codes[-1].rpartition("_")[0]
    ) not in {"", "root"}:
        codes.append(parent)
    return codes


@lru_cache(maxsize=128)
def _own_data(code: str) -> dict[str, Any]:
    from babel import localedata  # noqa: PLC0415 - as above

    path = Path(localedata.resolve_locale_filename(code))
    if not path.is_file():
        return {}
    whole: dict[str, Any] = pickle.loads(path.read_bytes())  # noqa: S301 - a file of the package
    return {kind: whole[kind] for kind in ("days", "months") if kind in whole}
