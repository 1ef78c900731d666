"""Korean words: the particles written on to them, and the words they are written on to."""

from __future__ import annotations

import re
from itertools import takewhile

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_PARTICLES = re.compile(
    r"은|는|이|가|을|를|의|에|에서|에게|께|로|으로|와|과|랑|도|만|부터|까지|보다|처럼|이나|나|측|씨"
)
# What a compound's last noun may have behind it.
_ENDING = re.compile(rf"(?:{_PARTICLES.pattern})?")
# What may stand before it: a word of two syllables, or one that leaves the noun
# the same thing: 총선거 is a 선거.
_NOUN_BEFORE = re.compile(r"[총신재반핵친탈대]|.{2,}")
# The noun itself. One that ends like a particle may be another word's last
# syllable with one: 외국인도 is 외국인 with 도, not 인도.
_COMPOUNDED = re.compile(r".+[^은는이가을를의에로와과도만나란라지]")
# Who stands in for an office holds another one: 부회장 is no 회장. A ministry's
# name may end alike: 외교부장관.
_DEPUTY = re.compile(
    "부(?:회장|사장|총리|시장|지사|의장|위원장|총재|행장|원장|총장|교장|이사장)"
)
# Syllables that are looked at before a word, so that long runs cost no more.
MOST_BEFORE = 12


def with_particle(wanted: str, word: str) -> bool:
    """Return whether a particle or a further noun is written on to a word.

    A word of one syllable takes only particles.

    정부가 is a form of 정부, 북은 one of 북; 북한 is none of 북.
    """
    if not word.startswith(wanted):
        return False
    rest = word.removeprefix(wanted)
    return len(wanted) > 1 or bool(_PARTICLES.fullmatch(rest))


def ends_compound(text: str, start: int, end: int) -> bool:
    """Return whether what stands here is the last noun of a compound, with at most a particle.

    은행 in 한국은행은 is, 선거 in 총선거를; 부산 in 동부산업 is not, nor 회장 in 부회장.
    """
    # Words of all scripts are asked about, and most stand behind other letters.
    if not _HANGUL.match(text, start - 1):
        return False
    before = text[max(0, start - MOST_BEFORE) : start]
    noun = "".join(takewhile(_HANGUL.match, reversed(before)))[::-1]
    rest = "".join(takewhile(_HANGUL.match, text[end : end + MOST_BEFORE]))
    parts = (
        _NOUN_BEFORE.fullmatch(noun),
        _COMPOUNDED.fullmatch(text, start, end),
        _ENDING.fullmatch(rest),
        not _DEPUTY.match(text, start - 1),
    )
    return all(parts)
