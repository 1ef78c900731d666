"""Recognise headlines that name no event ("今日要闻", "Weekly update", "Live: latest news");
such articles are compared by text.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from news.dates.date_names import month_names
from news.numbers.number_tables import alternatives
from news.toml_tables import read_rows
from news.words import fold

# Characters of a generic headline at the most.
MAX_CHARACTERS = 60
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


@cache
def _words() -> frozenset[str]:
    rows = read_rows(files("news.cluster") / "generic.txt")
    words = " ".join(rows).split()
    return frozenset(map(fold, words))


@cache
def _wide_words() -> re.Pattern[str]:
    """Match the words of scripts without spaces, the longest first."""
    return re.compile(alternatives(filter(_WIDE.match, _words())))


def is_generic(title: str) -> bool:
    """Return whether a headline consists of words that any day's news may have,
    and of dates and numbers.
    """
    folded = fold(title)
    if len(folded) > MAX_CHARACTERS or not folded.strip():
        return False
    # The many wide words are looked for only where there may be one.
    wide = _WIDE.search(folded)
    rest = _wide_words().sub(" ", folded) if wide else folded
    others = set(_WORD.findall(rest)) - _words()
    return all(map(month_names, others))
