"""Addresses: which site they belong to, and what tells two of them apart."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|spm|from|source|share\w*|isappinstalled|ref|ref_src|scene|cmpid|ito|ocid|mc_[ce]id|igshid|"
    r"wfr|_?t|timestamp|traceid|nsukey|clicktime|enterid|wxshare|tt_from|app|via)$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(index|default)\.(s?html?|php|aspx?|jsp)$", re.IGNORECASE)


def join(base: str, link: str) -> str:
    """Make a link absolute and drop its fragment; empty for what is no web address."""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return urlunsplit(parts._replace(fragment=""))


def key(url: str) -> str:
    """Return the form that two addresses of one article share: no scheme, `www.`, tracking, fragment or index page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    port = f":{parts.port}" if _port(url) not in {None, 80, 443} else ""
    path = _INDEX.sub("/", parts.path or "/")
    path = path.rstrip("/") or "/"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    return f"{host}{port}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def host(url: str) -> str:
    """Return the host of an address, in lower case; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@cache
def _extractor() -> TLDExtract:
    # The bundled list: nothing is fetched and no cache is written.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def site(url: str) -> str:
    """Return the registrable domain (example.com.cn); the host itself for addresses by number and bare names."""
    name = host(url)
    return _extractor()(name).top_domain_under_public_suffix or name if name else ""


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one registrable domain."""
    return site(one) == site(other) != ""
