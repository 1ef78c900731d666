"""Check that each quotation of a claim stands in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from news.faithful.case import Case
from news.faithful.name_forms import cased
from news.faithful.pool import Pool
from news.faithful.sentence_reading import Reading
from news.words import fold

_QUOTED = re.compile(
    r"[“「『«„]\s*([^”」』»“]{2,300})\s*[”」』»“]|\"([^\"]{2,300})\"|《([^》]{1,80})》"
)
# A concept that any two quotations may share.
_SPEECH = frozenset({"say"})
# Sentences beside the one that a claim names in which its quotation may stand.
_NEAR = 1


def invented_quotation(case: Case) -> bool:
    """Return whether a claim quotes what no article says.

    A quotation put into another language can't be compared word by word: it must be a quotation in
    the sentence that the claim names, or next to it, and share a concept with it.
    """
    pool = case.pool
    language = case.reading.language
    said = _quotations(case.reading.raw)
    unknown = [
        Reading(part, language) for part in said if not _stands(part, pool)
    ]
    if not unknown:
        return False
    if not case.is_foreign:
        return True
    theirs = _quotations_near(case.claim.source, pool)
    return not all(_is_translated(quoted, theirs) for quoted in unknown)


def _quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, and titles of Chinese works: 《…》.

    A single letter between them is no quotation.
    """
    groups = chain.from_iterable(_QUOTED.findall(text))
    return list(filter(None, groups))


def _stands(quoted: str, pool: Pool) -> bool:
    """Return whether the articles have a quotation, or a quoted name in another case: «Волне».

    Another case counts for one word only; in several, other endings say something
    else.
    """
    if pool.holds(quoted):
        return True
    word = fold(quoted)
    if " " in word or not word[:1].isalpha():
        return False
    return any(cased(word, other) for other in pool.words)


def _quotations_near(place: int, pool: Pool) -> list[Reading]:
    """Read the quotations of the sentence that a claim names, and of those beside it.

    None where the claim names no sentence.
    """
    if not 0 <= place < len(pool.sources):
        return []
    first = max(place - _NEAR, 0)
    near = pool.sources[first : place + _NEAR + 1]
    listed = (_quotations(source.text) for source in near)
    quoted = chain.from_iterable(listed)
    return [Reading(part, pool.language) for part in quoted]


def _is_translated(quoted: Reading, others: Iterable[Reading]) -> bool:
    """Return whether a quotation may be one of some others in another language.

    It can't be compared word by word: see `_says_alike`.
    """
    return any(_says_alike(quoted, other) for other in others)


def _says_alike(one: Reading, other: Reading) -> bool:
    """Return whether two quotations share a concept, or both deny something.

    "We will close the school" and 我们将关闭学校 share "close". That both say
    "say" is not enough: any speaker says so.
    """
    shared = one.concepts & other.concepts
    if shared - _SPEECH:
        return True
    return bool(one.marked(".negators") and other.marked(".negators"))
