"""Where and when a feed is read, and the small readings that depend on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from news.dates import parse_date

# An address that needs no joining: a web scheme, a host, and no blank, dot segment or odd character.
_WHOLE = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:/(?:[\w~!$&'()*+,;=:@%-]|\.(?![./?#]|$))*)*(?:[?#][^\s<>\"]*)?$",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Place:
    """The address, zone and moment of a reading."""

    url: str
    zone: str
    now: datetime

    def join(self, link: str, base: str = "") -> str:
        """Make a link absolute; empty for what is no web address."""
        if _WHOLE.match(link):
            return link
        link = "".join(link.split()) if "\n" in link or "\t" in link else link.strip()
        if not link:
            return ""
        try:
            whole = urljoin(base or self.url, link)
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in {"http", "https"} and parts.hostname else ""

    def date(self, text: str) -> datetime | None:
        """Read a date in the source's zone."""
        return parse_date(text, zone=self.zone, now=self.now)


def minutes(text: str) -> timedelta | None:
    """Read a `ttl`: minutes as a number, a week at the most."""
    try:
        count = float(text)
    except ValueError:
        return None
    return timedelta(minutes=min(count, 10080)) if count > 0 else None
