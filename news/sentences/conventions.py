"""What each language writes with a dot that does not end a sentence; the data is in
`conventions.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from news.toml_tables import read_table

_NOTHING = re.compile(r"(?!)")
_EMPTY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conventions:
    """The words of one language; each is in lower case and without its last dot."""

    titles: frozenset[str] = _EMPTY
    numbers: frozenset[str] = _EMPTY
    endings: frozenset[str] = _EMPTY
    units: frozenset[str] = _EMPTY
    # Stands for "year" behind digits, and for something else otherwise: 2026 г.
    years: frozenset[str] = _EMPTY
    # Belong to the unit before them: 5 долл. США.
    owners: frozenset[str] = _EMPTY
    starters: frozenset[str] = _EMPTY
    speech: frozenset[str] = _EMPTY
    # Names that are written with an exclamation mark: Yahoo!
    marked: frozenset[str] = _EMPTY
    # Matches words that stand before a name as titles do: Cllr. Hill.
    title_forms: re.Pattern[str] = _NOTHING
    ordinals: bool = False


_KINDS = (
    "titles",
    "numbers",
    "endings",
    "units",
    "years",
    "owners",
    "starters",
    "speech",
    "marked",
)


@lru_cache(maxsize=256)
def conventions(language: str) -> Conventions:
    """Return the conventions of a language tag;
    those of English where the language is not known.
    """
    table = _table()
    main = language.split("-", maxsplit=1)[0]
    own = table.get(main, table["en"])
    return Conventions(
        **{
            kind: _words(table["common"], kind) | _words(own, kind)
            for kind in _KINDS
        },
        title_forms=re.compile(str(own.get("title_forms", _NOTHING.pattern))),
        ordinals=bool(own.get("ordinals", False)),
    )


@cache
def _table() -> dict[str, dict[str, object]]:
    return read_table(files("news.sentences") / "conventions.toml")


def _words(section: dict[str, object], kind: str) -> frozenset[str]:
    return frozenset(str(section.get(kind, "")).split())
