"""Find exchanged roles in Japanese: the particles say who acts (は, が) and on whom (を, に).

Each rule looks at other particles; none knows what a verb means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from news.faithful.alignment import count_shared
from news.faithful.proper_names import Name, find_names
from news.faithful.sentence_reading import Reading
from news.faithful.spans import covered
from news.faithful.word import one_holds_other

_SUBJECT = re.compile(r"([\u4e00-\u9fff々ァ-ヶー]{1,12})(?:ら|たち)?[はが]")
_OBJECT = re.compile(
    r"([\u4e00-\u9fff々ァ-ヶー]{1,12})(?:ら|たち)?(?:に対し|の中に|[をに])"
)
_RECEIVER = re.compile(r"(?<!\d)([\u4e00-\u9fff々ァ-ヶー]{1,12})に")
_GIVER = re.compile(r"(?<!\d)([\u4e00-\u9fff々ァ-ヶー]{1,12})から")
# What a noun becomes where two exchange their particles.
_TRADED = {("subject", "object"), ("object", "subject")}
# Share of a claim's other words that a sentence must hold to tell the same.
_COPIED = 0.8


def trades_particles(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim exchanges the subject (は, が) and the object (を, に)
    of its evidence.

    市が県を訴えた for 県が市を訴えた.
    """
    theirs = _roles(source)
    turns = {
        (role, _role(noun, theirs)) for noun, role in _roles(reading).items()
    }
    return turns >= _TRADED


def _roles(reading: Reading) -> Mapping[str, str]:
    """Return the role of each noun before a particle.

    県が市を訴えた → 県: subject, 市: object. Who acts somewhere is a subject everywhere.
    """
    subjects = dict.fromkeys(_SUBJECT.findall(reading.raw), "subject")
    objects = dict.fromkeys(_OBJECT.findall(reading.raw), "object")
    return objects | subjects


def _role(noun: str, roles: Mapping[str, str]) -> str:
    """Return the role of a noun, or of a longer one that ends with it: 保護者会 in 高校の保護者会.

    Empty where the sentence has it in none.
    """
    same = (role for other, role in roles.items() if _is_same(noun, other))
    return next(same, "")


def _is_same(noun: str, other: str) -> bool:
    """Return whether one noun is the other, or the end of it.

    会長 is the end of 野村会長.
    """
    return noun.endswith(other) or other.endswith(noun)


def turns_direction(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim sends to (に) where its evidence comes from (から).

    県に届いた for 県から届いた.
    """
    receivers = set(_RECEIVER.findall(reading.raw))
    receivers -= set(_RECEIVER.findall(source.raw))
    givers = set(_GIVER.findall(source.raw))
    givers -= set(_GIVER.findall(reading.raw))
    return not receivers.isdisjoint(givers)


def another_acts(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim has one named doer (は, が) and its evidence another one.

    青木社長は反対した for 野村会長は反対した. What else the claim says must stand there too.
    """
    ours = _named_doer(reading)
    theirs = _named_doer(source)
    # An empty name is a part of any.
    if one_holds_other(ours, theirs):
        return False
    said = [word for word in reading.content if word.key not in ours]
    return count_shared(said, source) >= _COPIED * len(said)


def _named_doer(reading: Reading) -> str:
    """Return the only name that a subject of a sentence holds; empty where there are more, or none.

    野村会長は費用を心配した → 野村.
    """
    subjects = [
        Name(match.group(1), *match.span(1))
        for match in _SUBJECT.finditer(reading.raw)
    ]
    inside = covered(subjects)
    doers = [name for name in find_names(reading) if name.start in inside]
    return doers[0].text if len(doers) == 1 else ""


def gets_what_it_gives(reading: Reading, source: Reading) -> bool:
    """Return whether a Japanese claim does to somebody (に) what this one does in its evidence.

    市に貸した for 市が貸した.
    """
    givers = _SUBJECT.findall(source.raw)
    if len(givers) != 1:
        return False
    return givers[0] in _RECEIVER.findall(reading.raw)
