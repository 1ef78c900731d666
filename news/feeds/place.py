"""Where and when a feed is read, and the small readings that depend on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from news.address_forms import own_address
from news.dates import Order, parse_date, proven_order
from news.links import host, outward, web_address

# Minutes of a week: no feed is left alone for longer.
MAX_WAIT = 10080
_NUMERIC = re.compile(r"\s*(?:[^\W\d]+[,.]?\s*)?\d{1,2}[./-]\d{1,2}[./-]\d")
# A link that is a whole element of HTML, and what stands around others.
_ANCHOR = re.compile(
    r"\s*<a\s[^<>]{0,500}?href\s*=\s*[\"']?(?P<address>[^\"'\s<>]{1,2000})",
    re.IGNORECASE,
)
_AROUND = " \t\r\n\"'<>"


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
    # Who wrote the entries that name nobody.
    author: str = ""

    def join(self, link: str, base: str = "") -> str:
        """Make a link absolute, written as browsers do; empty if it is no web address,
        or leads from the web into an inner network.

        At https://a.example/news/feed, "/b" → https://a.example/b; `mailto:` is none. Some feeds
        escape twice: `/b?x=1&amp;y=2` is still `/b?x=1&y=2`; some leave out the scheme of their own
        host: a.example/b. Behind a counter of clicks stands the page.
        """
        if not link:
            return ""
        link = _bare(link).replace("&amp;", "&")
        if link.startswith(f"{_host_and_port(self.url)}/"):
            link = f"//{link}"
        whole = own_address(web_address(link, base or self.url))
        return outward(web_address(whole), self.url)

    def date(self, text: str) -> datetime | None:
        """Read a date in the source's zone."""
        return parse_date(
            text,
            zone=self.zone,
            now=self.now,
            language=self.language,
            order=self.order,
        )

    def first_link(self, links: Iterable[str], base: str = "") -> str:
        """Return the first of these links that is a web address, made absolute."""
        addresses = (self.join(link, base) for link in links)
        return next(filter(None, addresses), "")

    def of_site(self, link: str) -> Place:
        """Return where relative links of the entries start: at the site of the channel, where the
        feed lies on another host.

        feeds.example/paper of www.paper.example: `/news/1` → https://www.paper.example/news/1.
        """
        own = host(self.url)
        start = {"": self.url, own: self.url}.get(host(link), link)
        return replace(self, url=start)

    def link_in_id(self, identity: str) -> str:
        """Return the address that an entry's id is; empty for any other id.

        https://site.example/1 → itself; tag:site.example,2026:1 → empty.
        """
        return self.join(identity) if identity.startswith("http") else ""

    def first_date(self, texts: Iterable[str]) -> datetime | None:
        """Return the first of these dates that can be read."""
        return next(filter(None, map(self.date, texts)), None)

    def with_list(
        self, *, language: str, dates: Iterable[str], author: str = ""
    ) -> Place:
        """Return a place that also knows the list's language, its authors and the texts of its
        dates."""
        return replace(
            self,
            language=language[:20],
            order=proven_order(dates),
            author=author,
        )


def _host_and_port(url: str) -> str:
    """Return what stands between an address's scheme and its path.

    https://a.example:80/b → a.example:80.
    """
    return url.partition("://")[2].partition("/")[0]


def _bare(link: str) -> str:
    """Return an address without quotation marks or an element around it.

    `<a href="/b">B</a>` → /b.
    """
    anchor = _ANCHOR.match(link) if "<" in link else None
    return anchor["address"] if anchor else link.strip(_AROUND)


def is_numeric(text: str) -> bool:
    """Return whether a date is in numbers with the year last.

    Other dates of its list may then decide its order.
    """
    return bool(_NUMERIC.match(text))


def minutes(text: str) -> timedelta | None:
    """Read a `ttl`: minutes as a number, a week at most; None for none, or for none above 0.

    "90" → an hour and a half; "0" and "x" → None.
    """
    try:
        count = float(text)
    except ValueError:
        return None
    return timedelta(minutes=min(count, MAX_WAIT)) if count > 0 else None
