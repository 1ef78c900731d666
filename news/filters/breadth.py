"""Estimate how much a filter matches from its words alone: a letter, a sign, or a very
common word matches nearly everything.
"""

from __future__ import annotations

import re
from typing import Literal

from news.filters.terms import Filter
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
    terms = [term for clause in wanted.clauses for term in clause.wanted]
    if len(terms) != 1 or terms[0].expression:
        return ""
    text = terms[0].text
    if not any(map(str.isalnum, text)):
        return "symbol"
    if text.casefold() in STOP and not terms[0].spelling:
        return "common"
    # A Chinese character is a word; a letter of an alphabet is none.
    is_letter = len(text) == 1 and text.isalpha()
    return "letter" if is_letter and not _IDEOGRAPH.match(text) else ""
