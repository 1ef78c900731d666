"""Estimate how much a filter matches from its words alone: a letter, a sign, or a very
common word matches nearly everything.
"""

from __future__ import annotations

import re
from itertools import chain
from operator import attrgetter
from typing import Literal

from news.filters.filter_parts import Filter, Term
from news.words import STOP

Breadth = Literal["", "letter", "symbol", "common"]
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


def breadth(wanted: Filter) -> Breadth:
    """Return what is odd about a filter of one word.

    `letter`: a single letter, which only stands alone. `symbol`: no letter and
    no digit, such as an emoji. `common`: a word that nearly every text of its
    language has, as "the". Empty for any other filter: one of two words, a
    regular expression, an acronym with its capitals (IT).
    """
    parts = map(attrgetter("wanted"), wanted.clauses)
    match list(chain.from_iterable(parts)):
        case [Term(expression="") as term]:
            return _breadth_of_word(term)
    return ""


def _breadth_of_word(term: Term) -> Breadth:
    """Return what is odd about one word: 😀 is a symbol, x a letter, 的 common."""
    if not any(map(str.isalnum, term.text)):
        return "symbol"
    if term.text.casefold() in STOP and not term.spelling:
        return "common"
    # A Chinese character is a word; a letter of an alphabet is none.
    is_letter = len(term.text) == 1 and term.text.isalpha()
    return "letter" if is_letter and not _IDEOGRAPH.match(term.text) else ""
