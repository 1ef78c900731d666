"""Know which parts of an address only track visits, by the list in `tracking.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl

from news.toml_tables import read_table

_MORE = re.compile("more[-_]*[0-9]*")


@dataclass(frozen=True, slots=True)
class _Tracking:
    names: frozenset[str]
    starts: tuple[str, ...]
    referrers: frozenset[str]
    referrer_values: frozenset[str]
    fragments: frozenset[str]
    sites: dict[str, frozenset[str]]


@cache
def _tracking() -> _Tracking:
    """Read the list: `utm_*` is a start, other names are whole."""
    table = read_table(files("news") / "tracking.toml")
    starts = [name for name in table["names"] if name.endswith("*")]
    sites = table["sites"]
    return _Tracking(
        names=frozenset(table["names"]).difference(starts),
        starts=tuple(start.rstrip("*") for start in starts),
        referrers=frozenset(table["referrers"]),
        referrer_values=frozenset(table["referrer_values"]),
        fragments=frozenset(table["fragments"]),
        sites=dict(zip(sites, map(frozenset, sites.values()), strict=True)),
    )


def is_tracking(name: str, value: str, host: str) -> bool:
    """Return whether a parameter of an address only counts visits.

    `host` is the address's: some names count only on one site. Capitals become
    small letters.
    """
    known, name = _tracking(), name.lower()
    if name in known.names or name.startswith(known.starts):
        return True
    if name in known.referrers and value.lower() in known.referrer_values:
        return True
    sites = [site for site, listed in known.sites.items() if name in listed]
    return any(_below(host, site) for site in sites)


def _below(host: str, site: str) -> bool:
    """Return whether a host is a site's, or of one of its sub-domains."""
    return f".{host}".endswith(f".{site}")


def is_general_fragment(fragment: str) -> bool:
    """Return whether a fragment names no item of a page.

    A place that all pages have (#top), a marked text (#:~:text=…), where an
    article is cut (#more-12), a counter of visits (#utm_source=…).
    """
    lower = fragment.lower()
    if not fragment or lower in _tracking().fragments:
        return True
    # A marked text, and where WordPress cuts an article: #more-1234.
    if fragment.startswith(":~:") or _MORE.fullmatch(lower):
        return True
    if "=" not in fragment:
        return False
    pairs = parse_qsl(fragment, keep_blank_values=True)
    counting = [is_tracking(name, value, "") for name, value in pairs]
    return bool(counting) and all(counting)
