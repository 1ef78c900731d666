"""Decide whether a story is breaking: several independent publishers tell it within a short time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from news.links import site
from news.models import Report
from news.rank.independent_publishers import publisher_key


def breaks(
    reports: Iterable[Report],
    *,
    publishers: int,
    within: timedelta,
    now: datetime,
) -> bool:
    """Return whether this many publishers reported within one span of time,
    reprints and times to come left out.

    They must differ by name and by registrable domain: names are only claims of pages.
    """
    told = sorted(
        (
            report.published_at,
            site(report.url),
            publisher_key(report.publisher) or site(report.url),
        )
        for report in reports
        if report.kind == "report"
        and report.published_at is not None
        and report.published_at <= now
    )
    window: deque[tuple[datetime, str, str]] = deque()
    names = Counter[str]()
    domains = Counter[str]()
    for moment, domain, name in told:
        window.append((moment, domain, name))
        names[name] += 1
        domains[domain] += 1
        while moment - window[0][0] > within:
            _, old_domain, old_name = window.popleft()
            _take_one(names, old_name)
            _take_one(domains, old_domain)
        if min(len(names), len(domains)) >= publishers:
            return True
    return False


def _take_one(counts: Counter[str], name: str) -> None:
    """Lower a count; one that reaches nought is gone, so that `len` counts the living."""
    counts[name] -= 1
    if not counts[name]:
        del counts[name]
