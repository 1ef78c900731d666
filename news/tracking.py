"""Know which parts of an address only track visits, by the list in `tracking.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl


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
    data = tomllib.loads(
        files("news").joinpath("tracking.toml").read_text("utf-8")
    )
    names = data["names"]
    return _Tracking(
        names=frozenset(name for name in names if not name.endswith("*")),
        starts=tuple(name[:-1] for name in names if name.endswith("*")),
        referrers=frozenset(data["referrers"]),
        referrer_values=frozenset(data["referrer_values"]),
        fragments=frozenset(data["fragments"]),
        sites={
            site: frozenset(listed) for site, listed in data["sites"].items()
        },
    )


def is_tracking(name: str, value: str, host: str) -> bool:
    """Return whether a parameter of an address only counts visits. `host` is the address's.

    Capitals become small letters.
    """
    known, name = _tracking(), name.lower()
    if name in known.names or name.startswith(known.starts):
        return True
    if name in known.referrers and value.lower() in known.referrer_values:
        return True
    return any(
        name in listed
        for site, listed in known.sites.items()
        if _below(host, site)
    )


def _below(host: str, site: str) -> bool:
    return host == site or host.endswith("." + site)


def is_general_fragment(fragment: str) -> bool:
    """Return whether a fragment names no item of a page.

    A place that all pages have, a marked text, a counter.
    """
    if not fragment or fragment.startswith(":~:"):
        return True
    plain = fragment.lower().rstrip("0123456789").rstrip("-_")
    if fragment.lower() in _tracking().fragments or (plain == "more"):
        return True
    pairs = (
        parse_qsl(fragment, keep_blank_values=True) if "=" in fragment else []
    )
    return bool(pairs) and all(
        is_tracking(name, value, "") for name, value in pairs
    )
