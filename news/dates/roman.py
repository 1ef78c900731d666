"""Read dates whose month is a Roman numeral: 20 XI 2026, 20.XI.2026, 2026. XI. 20."""

from __future__ import annotations

import re
from collections.abc import Iterator

from news.dates.date_parts import Day

_NUMERALS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
]
_NUMBERS = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
_MONTH = r"(?P<m> I{1,3} | I?V | VI{1,3} | I?X | XI{1,2} )"
# As in Poland, Romania and Serbia; small letters would be words.
_DAY_FIRST = re.compile(
    rf"""
    (?<! [\w.,:/-] ) (?P<d> \d{{1,2}} ) (?: \.\s? | \s | [/-] )
    {_MONTH} (?: \.\s? | \s | [/-] ) (?P<y> (?:19|20)\d{{2}} ) (?! \d )
    """,
    re.VERBOSE,
)
# As in Hungary.
_YEAR_FIRST = re.compile(
    rf"""
    (?<! [\w.,:/-] ) (?P<y> (?:19|20)\d{{2}} ) \.\s? {_MONTH} \.\s? (?P<d> \d{{1,2}} ) (?! \d )
    """,
    re.VERBOSE,
)


def days(line: str) -> Iterator[Day]:
    """Yield the dates of a line with a Roman month and a year: "20 XI 2026" is in November."""
    for form in (_DAY_FIRST, _YEAR_FIRST):
        for match in form.finditer(line):
            month = _NUMBERS[match["m"]]
            yield Day(int(match["y"]), month, int(match["d"]), *match.span())
