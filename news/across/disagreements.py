"""Find figures on which independent publishers of a story disagree: one says 12 dead, another 14.

Compared are people that are counted (the dead, the injured and their like), by what each publisher
said last, within a few hours: a toll that rises is no disagreement. A round figure agrees with one
that it may stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from news.across.differences import COUNTED, given_once
from news.models import Disagreement, ToldFigures
from news.rank.independent_publishers import publisher_key

# How far apart two reports may be that are compared: tolls grow by the hour.
WITHIN = timedelta(hours=6)
# Reports that are read, the newest first.
MOST_REPORTS = 8
MOST_VALUES = 3

# The publishers that give each figure.
_ByValue = dict[Decimal, list[str]]


def disagreements(reports: Sequence[ToldFigures]) -> tuple[Disagreement, ...]:
    """Return what a story's publishers give otherwise, in the order of `COUNTED`.

    "12 dead in the flood" of A and "14 dead" of B → dead: 12 by A, 14 by B.
    """
    told: dict[str, _ByValue] = defaultdict(lambda: defaultdict(list))
    for report in _latest(reports):
        # A report that gives two figures may tell how a toll rose.
        for subject, value in given_once(report.text).items():
            told[subject][value].append(report.publisher)
    found: list[Disagreement] = []
    for subject in COUNTED:
        disputed = _disputed(told[subject])
        if disputed:
            found.append(Disagreement(subject, disputed))
    return tuple(found)


def _latest(reports: Sequence[ToldFigures]) -> list[ToldFigures]:
    """Return each publisher's last report of the story's last hours.

    What came more than six hours before the newest no longer counts: tolls rise.
    """
    last: dict[str, ToldFigures] = {}
    for report in sorted(reports, key=attrgetter("at")):
        last[publisher_key(report.publisher)] = report
    newest_first = sorted(last.values(), key=attrgetter("at"), reverse=True)
    newest = newest_first[:MOST_REPORTS]
    return [report for report in newest if newest[0].at - report.at <= WITHIN]


def _disputed(by_value: _ByValue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who says which figure, what most say first; nothing where all may mean the same.

    Of 312 from two publishers, 300 and 290 from one each, 300 may be 312: 312 and 290 are left.
    """
    clear = [
        value for value in by_value if not _stands_for_another(value, by_value)
    ]
    if len(clear) < 2:
        return ()
    values = sorted(clear, key=lambda value: (-len(by_value[value]), value))
    shown = values[:MOST_VALUES]
    return tuple(
        (f"{value.normalize():f}", tuple(by_value[value])) for value in shown
    )


def _stands_for_another(value: Decimal, others: Iterable[Decimal]) -> bool:
    """Return whether a round figure may be another one: 300 for 312.

    It may be off by less than a unit of its last digit that is not zero: 300 is not 400, and 310
    is not 325.
    """
    digits = f"{value:f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    step = Decimal(10) ** zeros
    near = [other for other in others if abs(other - value) < step]
    # It is near itself.
    return zeros > 0 and near != [value]
