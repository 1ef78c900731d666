"""Find exchanged roles in Japanese: the particles say who acts (は, が) and on whom (を, に)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import permutations

from news.faithful.alignment import count_shared
from news.faithful.names import find_names
from news.faithful.reading import Reading

_SUBJECT = re.compile(r"([\u4e00-\u9fff々ァ-ヶー]{1,12})[はが]")
_OBJECT = re.compile(r"([\u4e00-\u9fff々ァ-ヶー]{1,12})(?:に対し|[をに])")
_RECEIVER = re.compile(r"(?<!\d)([\u4e00-\u9fff々ァ-ヶー]{1,12})に")
_GIVER = re.compile(r"(?<!\d)([\u4e00-\u9fff々ァ-ヶー]{1,12})から")
# Share of a claim's other words that a sentence must hold to tell the same.
_COPIED = 0.8


def acts_otherwise(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim lets another act, or on another, than a sentence does."""
    return (
        _trades_particles(reading, source)
        or _gets_what_it_gives(reading, source)
        or _turns_direction(reading, source)
        or _another_acts(reading, source)
    )


def _trades_particles(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim exchanges the subject (は, が) and the object (を, に)
    of its evidence.
    """
    mine, theirs = _marked(reading), _marked(source)
    return any(
        _is_traded(one, other, mine, theirs)
        for one, other in permutations(mine, 2)
    )


def _turns_direction(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim sends to (に) where its evidence comes from (から)."""
    receivers = set(_RECEIVER.findall(reading.raw))
    givers = set(_GIVER.findall(source.raw))
    givers -= set(_GIVER.findall(reading.raw))
    return bool(receivers & givers - set(_RECEIVER.findall(source.raw)))


def _another_acts(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim has one named doer (は, が) and its evidence another one."""
    ours, theirs = _named_doer(reading), _named_doer(source)
    if not ours or not theirs or ours in theirs or theirs in ours:
        return False
    said = [word for word in reading.content if word.key not in ours]
    return count_shared(said, source) >= _COPIED * len(said)


def _named_doer(reading: Reading) -> str:
    """Return the only name that a subject of a sentence holds; empty where there are more, or none."""
    spans = [match.span(1) for match in _SUBJECT.finditer(reading.raw)]
    doers = [
        name.text
        for name in find_names(reading)
        if any(start <= name.start < end for start, end in spans)
    ]
    return doers[0] if len(doers) == 1 else ""


def _gets_what_it_gives(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim does to somebody (に) what this one does in its evidence."""
    givers = _SUBJECT.findall(source.raw)
    subjects = _SUBJECT.findall(reading.raw)
    receivers = _RECEIVER.findall(reading.raw)
    if len(givers) != 1 or not subjects:
        return False
    giver = givers[0]
    return giver in receivers and not any(
        giver.endswith(subject) or subject.endswith(giver)
        for subject in subjects
    )


def _marked(reading: Reading) -> Mapping[str, str]:
    subjects = dict.fromkeys(_SUBJECT.findall(reading.raw), "subject")
    objects = dict.fromkeys(_OBJECT.findall(reading.raw), "object")
    return objects | subjects


def _is_traded(
    one: str, other: str, mine: Mapping[str, str], theirs: Mapping[str, str]
) -> bool:
    roles = (mine[one], mine[other])
    return roles == ("subject", "object") and (
        _role(one, theirs) == "object" and _role(other, theirs) == "subject"
    )


def _role(noun: str, marked: Mapping[str, str]) -> str:
    """Return the role of a noun, or of a longer one that ends with it: 保護者会 in 高校の保護者会."""
    return next(
        (
            role
            for other, role in marked.items()
            if other.endswith(noun) or noun.endswith(other)
        ),
        "",
    )
