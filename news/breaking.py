"""Whether a story breaks: several independent publishers tell it within a short time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from news.links import site
from news.models import Report
from news.rank.publishers import publisher_key


def breaks(reports: Iterable[Report], *, publishers: int, within: timedelta, now: datetime) -> bool:
    """Tell whether so many publishers reported within one span of time, reprints and times to come left out."""
    told = sorted(
        (each.published_at, publisher_key(each.publisher) or site(each.url))
        for each in reports
        if each.kind == "report" and each.published_at is not None and each.published_at <= now
    )
    window: deque[tuple[datetime, str]] = deque()
    names: Counter[str] = Counter()
    for moment, name in told:
        window.append((moment, name))
        names[name] += 1
        while moment - window[0][0] > within:
            _, old = window.popleft()
            names[old] -= 1
            if not names[old]:
                del names[old]
        if len(names) >= publishers:
            return True
    return False
