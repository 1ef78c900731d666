"""Read CLDR's data of one locale from the files that Babel installs.

Babel's own `Locale` keeps what it has read of each locale for ever (0.4 MB each): too much for a
few lists of names in forty languages.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

# No file system has a file of a longer name; locales have some twenty characters.
_LONGEST_CODE = 64


def lineage(locale: str) -> list[str]:
    """Return a locale and its parents, whose data it inherits: `de_AT` reads `de` too."""
    from babel.core import get_global  # noqa: PLC0415 - its tables take time to load

    exceptions = get_global("parent_exceptions")
    codes = [locale]
    while (
        parent := exceptions.get(codes[-1]) or codes[-1].rpartition("_")[0]
    ) not in {"", "root"}:
        codes.append(parent)
    return codes


# Tables in tables, as CLDR names them: `["days"]["format"]["wide"][0]`.
LocaleData = dict[str, Any]


def own_data(code: str) -> LocaleData:
    """Read a locale's own data, without its parents'; empty for an unknown locale.

    Takes some milliseconds and keeps nothing: keep what you need of it.
    """
    from babel import localedata  # noqa: PLC0415 - as above

    if len(code) > _LONGEST_CODE:
        return {}
    path = Path(localedata.resolve_locale_filename(code))
    if not path.is_file():
        return {}
    data: LocaleData = pickle.loads(path.read_bytes())  # noqa: S301 - a file of the package
    return data
