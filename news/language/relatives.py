"""Tell a language from its near relative, by letters and words that only one of the two has.

The model and the votes choose among the languages of most news. Their smaller relatives are told
here, behind the choice, so that a text of a large language costs little more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import filterfalse

from news.toml_tables import read_table


@dataclass(frozen=True, slots=True)
class _Relative:
    """A language that is taken for a larger one."""

    tag: str
    # Letters and words that it has and the larger one lacks, and the reverse.
    own: re.Pattern[str]
    others: re.Pattern[str]
    # How many more of the first a text has at least.
    lead: int

    def is_told(self, lower: str) -> bool:
        """Return whether a text in small letters is of this language.

        "Cijene opet rastu" has a word of Croatian, and none of Serbian.
        """
        own = len(set(self.own.findall(lower))) - self.lead
        # Of most texts nothing more needs to be looked at.
        return own >= 0 and own >= len(self.others.findall(lower))


def nearest_relative(text: str, language: str) -> str:
    """Return the language of a text that was taken for one, or for its near relative.

    "Predsjednik stiže" taken for Serbian is Croatian, "تیل کی قیمت" taken for Persian is Urdu.
    """
    lower = text.lower()
    told = (
        relative.tag
        for relative in _relatives().get(language, ())
        if relative.is_told(lower)
    )
    return next(told, language)


@cache
def _relatives() -> dict[str, list[_Relative]]:
    """Return the relatives of each language that texts of theirs are taken for."""
    table = read_table(files("news.language") / "relatives.toml")
    relatives: dict[str, list[_Relative]] = {}
    for tag, row in table.items():
        relative = _Relative(
            tag, _pattern(row["own"]), _pattern(row["others"]), row["lead"]
        )
        for taken in row["taken_for"].split():
            relatives.setdefault(taken, []).append(relative)
    return relatives


def _pattern(written: str) -> re.Pattern[str]:
    """Read alternatives that stand apart by blanks: words are whole, a star stands for letters.

    A part in slashes is a pattern itself: /iach\\b/.
    """
    parts = written.split()
    patterns = [part.strip("/") for part in parts if part.startswith("/")]
    words = filterfalse(re.compile("/").match, parts)
    whole = "|".join(words).replace("*", r"\w*")
    return re.compile("|".join([rf"\b(?:{whole or '(?!)'})\b", *patterns]))
