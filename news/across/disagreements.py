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

from news.across.differences import COUNTED, counts_of
from news.models import Disagreement, ToldFigures
from news.rank.publishers import publisher_key

# How far apart two reports may be that are compared: tolls grow by the hour.
WITHIN = timedelta(hours=6)
# Reports that are read, the newest first.
MOST_REPORTS = 8
MOST_VALUES = 3


def disagreements(reports: Sequence[ToldFigures]) -> tuple[Disagreement, ...]:
    """Return what a story's publishers give otherwise, in the order of `COUNTED`."""
    by_subject: dict[str, dict[str, tuple[Decimal, str]]] = defaultdict(dict)
    for report in _latest(reports):
        for subject, values in counts_of(report.text).items():
            if subject in COUNTED and len(values) == 1:
                (value,) = values
                by_subject[subject][publisher_key(report.publisher)] = (
                    value,
                    report.publisher,
                )
    found = (
        _disagreement(subject, by_subject.get(subject, {}).values())
        for subject in COUNTED
    )
    return tuple(one for one in found if one is not None)


def _latest(reports: Sequence[ToldFigures]) -> list[ToldFigures]:
    """Return each publisher's last report of the story's last hours."""
    last: dict[str, ToldFigures] = {}
    for report in sorted(reports, key=lambda item: item.at):
        last[publisher_key(report.publisher)] = report
    newest = sorted(last.values(), key=lambda item: item.at, reverse=True)[
        :MOST_REPORTS
    ]
    return [report for report in newest if newest[0].at - report.at <= WITHIN]


def _disagreement(
    subject: str, told: Iterable[tuple[Decimal, str]]
) -> Disagreement | None:
    """Return who says which, what most say first; None where all may mean the same."""
    by_value: dict[Decimal, list[str]] = defaultdict(list)
    for value, publisher in told:
        by_value[value].append(publisher)
    exact = [
        value for value in by_value if not _stands_for_another(value, by_value)
    ]
    if len(exact) < 2:
        return None
    ranked = sorted(exact, key=lambda value: (-len(by_value[value]), value))[
        :MOST_VALUES
    ]
    values = tuple(
        (f"{value.normalize():f}", tuple(by_value[value])) for value in ranked
    )
    return Disagreement(subject, values)


def _stands_for_another(value: Decimal, others: Iterable[Decimal]) -> bool:
    """Return whether a round figure may be another one: 300 for 312."""
    step = Decimal(10) ** (len(f"{value:f}") - len(f"{value:f}".rstrip("0")))
    return step > 1 and any(
        other != value and abs(other - value) < step for other in others
    )
