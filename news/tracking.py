"""Know which parts of an address only track visits, by the list in `tracking.toml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from urllib.parse import parse_qsl

from news.toml_tables import read_table

# A marked text, and where WordPress cuts an article: #:~:text=words, #more-1234.
_PLACE = re.compile(r"(?::~:.*|more[-_]*[0-9]*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Tracking:
    names: frozenset[str]
    starts: tuple[str, ...]
    # Pairs of a name and a value: `ref=share` counts visits, `ref=main` names a branch.
    referrals: frozenset[tuple[str, str]]
    referrers: frozenset[str]
    # How values begin that count visits under such a name: `mod=rss_markets`.
    value_starts: tuple[str, ...]
    fragments: frozenset[str]
    # For each name the ends of the hosts on which it counts, each with its dot.
    sites: Mapping[str, tuple[str, ...]]


@cache
def _tracking() -> _Tracking:
    """Read the list: `utm_*` is a start, other names are whole."""
    table = read_table(files("news") / "tracking.toml")
    starts = _starts(table["names"])
    values = table["referrer_values"]
    referrals = set(product(table["referrers"], values))
    for name, shown in table["forms"].items():
        referrals |= set(product([name], shown))
    sites: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for site, names in table["sites"].items():
        for name in names:
            sites[name] += (f".{site}",)
    return _Tracking(
        names=frozenset(table["names"]),
        starts=tuple(starts),
        referrals=frozenset(referrals),
        referrers=frozenset(table["referrers"]),
        value_starts=tuple(_starts(values)),
        fragments=frozenset(table["fragments"]),
        sites=dict(sites),
    )


def _starts(words: list[str]) -> list[str]:
    """Return the beginnings among words, without their star: `utm_*` → `utm_`."""
    return [word.rstrip("*") for word in words if word.endswith("*")]


def is_tracking(name: str, value: str, host: str) -> bool:
    """Return whether a parameter of an address only counts visits, or chooses how a page is shown.

    `host` is the address's: some names count only on one site. Capitals become
    small letters.

    `utm_source=x`, `ref=share` and `outputType=amp` do, `ref=main` and `page=2` do not.
    """
    known, name = _tracking(), name.lower()
    return (
        name in known.names
        or name.startswith(known.starts)
        or _is_referral(name, value.lower())
        or f".{host}".endswith(known.sites.get(name, ()))
    )


def _is_referral(name: str, value: str) -> bool:
    """Return whether a value of a name that also names pages only says where a reader comes from.

    `mod=rss_markets` and `ref=share` do, `mod=photo` does not.
    """
    known = _tracking()
    if (name, value) in known.referrals:
        return True
    return name in known.referrers and value.startswith(known.value_starts)


def is_general_fragment(fragment: str) -> bool:
    """Return whether a fragment names no item of a page.

    A place that all pages have (#top), a marked text (#:~:text=…), where an
    article is cut (#more-12), a counter of visits (#utm_source=…).
    """
    lower = fragment.lower()
    if lower in _tracking().fragments or _PLACE.fullmatch(lower):
        return True
    parameters = fragment if "=" in fragment else ""
    pairs = parse_qsl(parameters, keep_blank_values=True)
    counting = {is_tracking(name, value, "") for name, value in pairs}
    return counting == {True}
