"""Find who tells a story independently: publishers by name and site, with reprints
credited to their original.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from news.links import site
from news.models import Report
from news.words import fold

# What a publisher's channels add to its name.
_CHANNEL = re.compile(
    r"(?:客户端|微信公众号|公众号|官方微博|微博|官网|官方账号|\s+(?:online|app|digital|website))$",
    re.IGNORECASE,
)


class _Signature(NamedTuple):
    """Who signs a report, and on which site."""

    domain: str
    # As the report names it; empty where it names nobody.
    publisher: str


def independent_publishers(reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the publishers that wrote their own report of a story, the first first: each counts
    once by its name and once by its registrable domain.

    Names are only claims of pages: three agencies named on one domain are one publisher. And one
    text on fifty portals is one publisher's, wherever it is shown. A report that names none is its
    site's; a site whose reports name one publisher alone is that publisher, and such sites count
    before portals do. A reprint does not count, except the first one of a story whose original
    is unknown.
    """
    told = list(reports)
    originals = [report for report in told if report.kind == "report"]
    return _independent(originals or told[:1])


def _independent(reports: list[Report]) -> tuple[str, ...]:
    """Return one name for each pair of a name and a domain that no counted
    report has yet.

    Three agencies on one domain are one publisher, and so is one agency on
    three.
    """
    owners = _owners(reports)
    signed = [
        _Signature(site(report.url), report.publisher.strip())
        for report in reports
    ]
    # Sites of one publisher before portals.
    signed.sort(key=lambda signature: signature.domain not in owners)
    counted: dict[str, str] = {}
    domains: set[str] = set()
    for domain, publisher in signed:
        name = publisher or owners.get(domain) or domain
        key = publisher_key(name)
        if key in counted or domain in domains:
            continue
        counted[key] = name
        # A report without an address takes no domain from others.
        if domain:
            domains.add(domain)
    return tuple(counted.values())


def publisher_key(name: str) -> str:
    """Return the form in which two names of one publisher are the same: 新华社客户端 → 新华社."""
    return _CHANNEL.sub("", fold(name).strip()).strip()


def _owners(reports: Iterable[Report]) -> dict[str, str]:
    """Return for each site the one publisher that its reports name.

    Sites with several are portals and have none; reports that name nobody say
    nothing. Two that sign "Roe Times" and "Roe Times Online" → one publisher.
    """
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for report in reports:
        if name := report.publisher.strip():
            named[site(report.url)].setdefault(publisher_key(name), name)
    owners: dict[str, str] = {}
    for host, names in named.items():
        if len(names) == 1:
            (owners[host],) = names.values()
    return owners
