"""Where and when a feed is read, and the small readings that depend on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from news.dates import Order, parse_date, proven_order
from news.links import web_address

_NUMERIC = re.compile(r"\s*(?:[^\W\d]+[,.]?\s*)?\d{1,2}[./-]\d{1,2}[./-]\d")


@dataclass(frozen=True, slots=True)
class Place:
    """The address, zone and moment of a reading.

    It also knows what the list itself tells about its dates.
    """

    url: str
    zone: str
    now: datetime
    language: str = ""
    order: Order | None = None

    def join(self, link: str, base: str = "") -> str:
        """Make a link absolute, written as browsers do; empty if it is no web address."""
        return web_address(link, base or self.url)

    def date(self, text: str) -> datetime | None:
        """Read a date in the source's zone."""
        return parse_date(
            text,
            zone=self.zone,
            now=self.now,
            language=self.language,
            order=self.order,
        )

    def with_list(self, *, language: str, dates: Iterable[str]) -> Place:
        """Return a place that also knows the list's language and the texts of its dates."""
        return replace(self, language=language[:20], order=proven_order(dates))


def is_numeric(text: str) -> bool:
    """Return whether a date is in numbers with the year last.

    Other dates of its list may then decide its order.
    """
    return bool(_NUMERIC.match(text))


def minutes(text: str) -> timedelta | None:
    """Read a `ttl`: minutes as a number, a week at most."""
    try:
        count = float(text)
    except ValueError:
        return None
    if count > 0:
        return timedelta(minutes=min(count, 10080))
    return None
