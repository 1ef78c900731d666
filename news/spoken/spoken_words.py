"""The words for marks and figures, by language (`words.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from news.toml_tables import Table, read_table


@dataclass(frozen=True, slots=True)
class EarWords:
    """One language's words."""

    # The name under which Babel knows the language.
    babel: str
    decimal: str
    # Marks that part a number's groups of three digits.
    groups: str
    # What stands between a number and a word.
    gap: str
    # "3 to 5"; empty where the language says such a span as it is written.
    span: str
    # One form a plural category, or one for all.
    percent: tuple[str, ...]
    minus: str
    conjunction: str
    number_sign: str
    # A whole hour, and an hour with minutes, as forms to fill.
    hour: str
    minute: str
    # The nouns of these forms in their plurals, where they have any.
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    # What stands for the two halves of a day; empty where hours count to 24.
    halves: tuple[str, ...]
    # Whether 03/04 is the third of April.
    day_first: bool
    # Who reported a story.
    source: str
    # Between a scale and what it counts: millones de dólares.
    partitive: str
    # What follows a date's year.
    date_end: str
    # Said for hundreds that are missing behind a scale.
    zero: str
    # Powers of ten with their plural forms, the largest first.
    scales: tuple[tuple[int, tuple[str, ...]], ...]
    # Powers that are said without "one" before them.
    alone: frozenset[int]
    # Abbreviations of scales, and their powers.
    short: tuple[tuple[str, int], ...]

    def form(self, forms: tuple[str, ...], count: Decimal | int) -> str:
        """Return the plural form that goes with a number."""
        if len(forms) == 1:
            return forms[0]
        name = plural_of(self.babel, count)
        if len(forms) == 2:
            return forms[0 if name == "one" else 1]
        # Russian writes what goes with a fraction as it does two.
        places = {"one": 0, "few": 1, "other": 1}
        return forms[places.get(name, 2)]


def plural_of(babel: str, count: Decimal | int) -> str:
    """Return the plural category of a number, as CLDR names it."""
    from babel import Locale  # noqa: PLC0415 - its tables take time to load

    return str(Locale.parse(babel).plural_form(count))


@cache
def _tables() -> dict[str, EarWords]:
    tables = read_table(files("news.spoken") / "words.toml")
    return dict(zip(tables, map(_read, tables.values()), strict=True))


def _read(table: Table) -> EarWords:
    """Read one language's table; what it leaves out is empty."""
    percent = table["percent"]
    forms = (percent,) if isinstance(percent, str) else tuple(percent)
    names_by_power = table["scales"].items()
    scales = [(int(power), tuple(names)) for power, names in names_by_power]
    scales.sort(reverse=True)
    return EarWords(
        babel=table["babel"],
        decimal=table["decimal"],
        groups=table["groups"],
        gap=table["gap"],
        span=table.get("span", ""),
        percent=forms,
        minus=table["minus"],
        conjunction=table["and"],
        number_sign=table["number_sign"],
        hour=table["hour"],
        minute=table["minute"],
        hours=tuple(table.get("hours", ("",))),
        minutes=tuple(table.get("minutes", ("",))),
        halves=tuple(table["halves"]),
        day_first=table["day_first"],
        source=table["source"],
        partitive=table.get("of", ""),
        date_end=table.get("date_end", ""),
        zero=table.get("zero", ""),
        scales=tuple(scales),
        alone=frozenset(table["alone"]),
        short=tuple(table["short"].items()),
    )


# The script of Chinese by its place, and without one.
_CHINESE = {
    "zh": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}


@lru_cache(maxsize=64)
def ear_words(language: str) -> EarWords | None:
    """Return a language's words by its tag (`zh`, `zh-Hant`, `de-AT`); None for one without."""
    tables = _tables()
    tag = language.lower()
    base = tag.partition("-")[0]
    usual = _CHINESE.get(tag) or _CHINESE.get(base, base)
    return tables.get(language) or tables.get(usual)
