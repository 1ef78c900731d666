"""Find Chinese names of teams, companies and offices, which have neither capitals nor blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

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

    东湖队战胜白岭队。东湖队… → 东湖队. Time is linear in the text's length, and quadratic in the
    number of different names.
    """
    counts = Counter(_endings(text))
    recurring = {name for name, count in counts.items() if count >= _RECURS}
    opening = counts.keys() & set(_OPENING_BODY.findall(text))
    told = recurring | opening
    kept = [name for name in told if _is_best(name, told, counts)]
    return tuple(sorted(kept, key=lambda name: (-len(name), name)))


def _endings(text: str) -> Iterator[str]:
    """Yield what may be a body's name: where it begins in a run of characters nobody can see.

    击败东湖队 → 东湖队, 败东湖队, 击败东湖队.
    """
    for run in _BODY.findall(text):
        for length in range(_SHORTEST_BODY, min(len(run), _LONGEST_BODY) + 1):
            yield run[-length:]


def _is_best(name: str, told: Iterable[str], counts: Mapping[str, int]) -> bool:
    """Return whether no name that ends alike is the better one.

    败东湖队 recurs no more often than 东湖队 does: the more frequent stays, of
    equals the longer.
    """
    alike = [
        other for other in told if other.endswith(name) or name.endswith(other)
    ]
    return name == max(alike, key=lambda other: (counts[other], len(other)))
