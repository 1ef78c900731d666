"""Check that each quotation of a claim stands in the articles."""

from __future__ import annotations

import re

from news.faithful.claims import Claim
from news.faithful.name_check import cased
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.words import fold

_QUOTED = re.compile(
    r"[“「『«„]\s*([^”」』»“]{2,300})\s*[”」』»“]|\"([^\"]{2,300})\"|《([^》]{1,80})》"
)
_SHARED = 1
_NEAR = 1


def invented_quotation(claim: Claim, reading: Reading, pool: Pool) -> bool:
    """Return whether a claim quotes what no article says.

    A quotation put into another language can't be compared word by word: it must be a quotation in
    the sentence that the claim names, or next to it, and share a concept with it.
    """
    parts = [
        part for match in _QUOTED.findall(reading.raw) for part in match if part
    ]
    return any(
        not pool.holds(part)
        and not _in_another_case(part, pool)
        and not _translated(part, claim, reading, pool)
        for part in parts
    )


def _in_another_case(part: str, pool: Pool) -> bool:
    """Return whether a quoted name of one word stands in the
    articles with another ending: «Волне».
    """
    word = fold(part)
    return (
        " " not in word
        and word[:1].isalpha()
        and any(cased(word, other) for other in pool.words)
    )


def _translated(part: str, claim: Claim, reading: Reading, pool: Pool) -> bool:
    if reading.language == pool.language or not 0 <= claim.source < len(
        pool.sources
    ):
        return False
    quoted = Reading(part, reading.language)
    for place in range(
        max(claim.source - _NEAR, 0),
        min(claim.source + _NEAR + 1, len(pool.sources)),
    ):
        for match in _QUOTED.findall(pool.sources[place].text):
            for theirs in match:
                other = Reading(theirs, pool.language) if theirs else None
                if other and _says_alike(quoted, other):
                    return True
    return False


def _says_alike(one: Reading, other: Reading) -> bool:
    """Return whether two quotations share a concept, or are short and both deny something."""
    if len(one.concepts & other.concepts) >= _SHARED and one.concepts - {"say"}:
        shared = {
            label for label in one.concepts & other.concepts if label[0] != "."
        }
        if shared:
            return True
    return bool(one.marked(".negators")) and bool(other.marked(".negators"))
