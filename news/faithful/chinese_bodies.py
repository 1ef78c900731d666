"""Find Chinese names of teams, companies and offices, which have neither capitals nor blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:队|公司|集团|大学|医院|俱乐部|银行|协会|委员会|法院|党)"
)
_OPENING_BODY = re.compile(rf"(?:^|[，。；：“\n])({_BODY.pattern})")
_LONGEST_BODY = 8
_SHORTEST_BODY = 3
_RECURS = 2


def recurring_bodies(text: str) -> tuple[str, ...]:
    """Return the names of bodies that a text says more than once,
    or that open a clause; the longest first.
    """
    counted = Counter(_endings(text))
    opening = {match.group(1) for match in _OPENING_BODY.finditer(text)}
    told = {
        name: count
        for name, count in counted.items()
        if count >= _RECURS or name in opening
    }
    kept = [name for name in told if not _has_better(name, told)]
    return tuple(sorted(kept, key=len, reverse=True))


def _endings(text: str) -> Iterator[str]:
    """Yield what may be a body's name: where it begins in a run of characters nobody can see."""
    for match in _BODY.finditer(text):
        run = match.group()
        first = max(len(run) - _LONGEST_BODY, 0)
        for at in range(first, len(run) - _SHORTEST_BODY + 1):
            yield run[at:]


def _has_better(name: str, told: Mapping[str, int]) -> bool:
    """Return whether another name that ends alike is the better one.

    败东湖队 recurs no more often than 东湖队 does: the more frequent stays, of equals the longer.
    """
    count = told[name]
    for other in told:
        shorter = name.endswith(other) and told[other] > count
        longer = other.endswith(name) and told[other] == count
        if other != name and (shorter or longer):
            return True
    return False
