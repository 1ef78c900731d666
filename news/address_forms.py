"""Know the other addresses of one page: for phones, from a search engine's copy, behind
a counter of clicks.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import compress
from urllib.parse import parse_qs, urlsplit

from news.numbers.number_tables import alternatives
from news.toml_tables import read_table

# Labels of hosts that serve the pages of another host to phones.
_FOR_PHONES = frozenset({"m", "mobile", "amp", "wap", "touch"})
# Copies that search engines keep of AMP pages; the page's own address stands behind.
_COPY = re.compile(
    r"""
    https?://
    (?:
      [\w-]{1,200} \.cdn\.ampproject\.org / [a-z] / (?: s/ )?
      | (?: www\. )? google\. [a-z.]{2,6} /amp/ (?: s/ )?
      | (?: www\. )? bing\.com/amp/ (?: s/ )?
    )
    (?P<page> [^/?\#]+ \. .* )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARK = "amp"
# Hyphens in the last part of an address that make it a headline's.
_HYPHENS = 2


def main_host(name: str, registered: str) -> str:
    """Return the host that serves the same pages to all; `registered` is the domain
    that it is part of.

    m.paper.example and en.m.paper.example → paper.example and en.paper.example;
    amp.example itself stays.
    """
    labels = name.split(".")
    if _FOR_PHONES.isdisjoint(labels):
        return name
    front = name.removesuffix(registered).rstrip(".").split(".")
    kept = [label for label in front if label not in _FOR_PHONES]
    return ".".join(filter(None, (*kept, registered)))


def main_path(path: str) -> str:
    """Return the path of an article for its copy for phones; other paths stay.

    /2026/11/ferry-runs/amp/ and /amp/2026/11/ferry-runs → /2026/11/ferry-runs, a.amp.html → a.html;
    /guitars/amp is no copy: what stands before it is no article's address.
    """
    if _MARK not in path:
        return path
    steps = path.strip("/").split("/")
    is_mark = [step.lower() == _MARK for step in steps]
    is_edge = is_mark[0] or is_mark[-1]
    inner = steps[is_mark[0] : len(steps) - is_mark[-1]]
    if is_edge and inner and _names_article(inner):
        return f"/{'/'.join(inner)}"
    return path.replace(".amp.", ".").removesuffix(".amp")


def _names_article(steps: list[str]) -> bool:
    """Return whether a path is an article's: it has a number, or ends with a headline's hyphens."""
    has_digit = any(map(str.isdecimal, "".join(steps)))
    return has_digit or steps[-1].count("-") >= _HYPHENS


def own_address(url: str) -> str:
    """Return the address of the page behind a search engine's copy or a counter of clicks.

    https://www.google.com/url?url=https://paper.example/a&ct=ga →
    https://paper.example/a; others stay.
    """
    copy = _COPY.match(url)
    if copy:
        return f"https://{copy['page']}"
    counter = _counters_pattern().match(url)
    if not counter:
        return url
    given = parse_qs(urlsplit(url).query)
    names = _counters()[counter["counter"].lower()].split()
    values = [given.get(name, [""])[0] for name in names]
    is_address = [value.startswith(("http://", "https://")) for value in values]
    return next(compress(values, is_address), url)


@cache
def _counters() -> dict[str, str]:
    """Return the counters' addresses with the names of the parameters that hold a page's."""
    counters = read_table(files("news") / "tracking.toml")["counters"]
    return {str(counter): str(names) for counter, names in counters.items()}


@cache
def _counters_pattern() -> re.Pattern[str]:
    """Return a pattern that recognises the addresses of counters."""
    either = alternatives(_counters())
    return re.compile(rf"https?://(?:www\.)?(?P<counter>{either})\?", re.I)
