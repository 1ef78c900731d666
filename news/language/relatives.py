"""Tell a language from its near relative, by letters and words that only one of the two has.

The model and the votes choose among the languages of most news. Their smaller relatives are told
here, behind the choice, so that a text of a large language costs little more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from news.toml_tables import read_table

_MARKS = ".,:;!?\"'“”„«»()"


@dataclass(frozen=True, slots=True)
class _Traits:
    """Words and letters that one of two languages has."""

    words: frozenset[str]
    # Beginnings of words, and letters; None where only whole words are listed.
    pattern: re.Pattern[str] | None

    def count(self, words: frozenset[str], lower: str) -> int:
        """Count those that a text in small letters has, each once."""
        found = self.pattern.findall(lower) if self.pattern else []
        return len(self.words & words) + len(set(found))


@dataclass(frozen=True, slots=True)
class _Relative:
    """A language that is taken for a larger one."""

    tag: str
    own: _Traits
    # Those of the larger one.
    others: _Traits
    # How many more of its own a text has at least.
    lead: int

    def is_told(self, words: frozenset[str], lower: str) -> bool:
        """Return whether a text is of this language.

        "Cijene opet rastu" has a word of Croatian, and none of Serbian.
        """
        more = self.own.count(words, lower) - self.lead
        # Of most texts nothing more needs to be looked at.
        return more >= 0 and more >= self.others.count(words, lower)


def nearest_relative(text: str, language: str) -> str:
    """Return the language of a text that was taken for one, or for its near relative.

    "Predsjednik stiže" taken for Serbian is Croatian, "قیمت بڑھ گئی" taken for Persian is Urdu.
    """
    relatives = _relatives().get(language)
    if relatives is None:
        return language
    lower = text.lower()
    words = frozenset(word.strip(_MARKS) for word in lower.split())
    told = (
        relative.tag for relative in relatives if relative.is_told(words, lower)
    )
    return next(told, language)


@cache
def _relatives() -> dict[str, list[_Relative]]:
    """Return the relatives of each language that texts of theirs are taken for."""
    table = read_table(files("news.language") / "relatives.toml")
    relatives: dict[str, list[_Relative]] = {}
    for tag, row in table.items():
        relative = _Relative(
            tag, _traits(row["own"]), _traits(row["others"]), row["lead"]
        )
        for taken in row["taken_for"].split():
            relatives.setdefault(taken, []).append(relative)
    return relatives


def _traits(written: str) -> _Traits:
    """Read what stands apart by blanks: whole words, beginnings of words with a star, and patterns
    between slashes.
    """
    parts = frozenset(written.split())
    words = frozenset(filter(str.isalpha, parts))
    patterns = map(_as_pattern, sorted(parts - words))
    joined = "|".join(patterns)
    return _Traits(words, re.compile(joined) if joined else None)


def _as_pattern(part: str) -> str:
    """Return the pattern of a part: cijen* → words that begin so, /[ľĺ]/ as it is."""
    if part.startswith("/"):
        return part.strip("/")
    return rf"\b{part.removesuffix('*')}\w*"
