"""Compare addresses as browsers do: normal form, the site they belong to, and what tells
two of them apart.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    quote_plus,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

import idna
from publicsuffixlist import PublicSuffixList

from news.address_forms import main_host, main_path, own_address
from news.inner_addresses import is_inner
from news.tracking import is_general_fragment, is_tracking

_INDEX = re.compile(
    r"/(index|default)\.(s?html?|php|aspx?|jsp)$", re.IGNORECASE
)
_STROKES = re.compile("//+")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?#]*", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\n\r]")
# Blanks and what shows nothing: feeds copy both with their links.
_ENDS = (
    "".join(map(chr, range(33))) + "\u00a0\u200b\u200e\u200f\u2060\u3000\ufeff"
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)
# What browsers leave as it is (WHATWG URL, percent-encode sets); quote() adds
# letters and digits.
_IN_PATH = "%/:@!$&'()*+,;=~[]|^"
_IN_QUERY = "%/:@!$&()*+,;=~[]|^?{}`\\"
_IN_FRAGMENT = "%/:@!$&'()*+,;=~[]|^?{}#\\"
# An address that needs no encoding: a web scheme, a host, and no blank, dot
# segment or odd character.
_WHOLE = re.compile(
    r"""
    https?:// [a-z0-9] (?: [a-z0-9.-]* [a-z0-9] )? (?: :\d{1,4} )?
    (?: / (?: [\w~!$&'()*+,;=:@%-] | \. (?! [./?\#] | $ ) )* )*
    (?: \? [\w~!$&()*+,;=:@%/?.-]* )?
    (?: \# [\w~!$&'()*+,;=:@%/?.-]* )?
    $
    """,
    re.ASCII | re.VERBOSE,
)


# An address that may be of an inner network: its host is a number, a bare name, or ends as
# `news.inner_addresses` knows.
_PERHAPS_INNER = re.compile(
    r"""
    https?:// (?: [^/?\#]* @ )?
    (?: [\[\d] | [^/?\#.:]+ \.? (?: [/?\#:] | $ ) | [^/?\#]* \. (?: local | internal | arpa ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def web_address(link: str, base: str = "") -> str:
    """Make a link absolute and write it as browsers do; empty if it is no web address.

    Blanks and letters outside ASCII are percent-encoded as UTF-8, hosts become IDNA, tabs and line
    ends vanish (WHATWG URL). The fragment stays.

    "www.bücher.example/a b" → https://www.xn--bcher-kva.example/a%20b.
    """
    if _WHOLE.match(link):
        return link
    link = _BLANKS.sub("", link).strip(_ENDS)
    if not link:
        return ""
    if link[:4].lower() == "www.":
        link = f"https://{link}"
    try:
        whole = urljoin(base, link.replace("\\", "/")) if base else link
        return _encoded(urlsplit(whole))
    except (ValueError, idna.IDNAError):
        return ""


def _encoded(parts: SplitResult) -> str:
    """Return an address with each part encoded.

    Raises ValueError or IDNAError for a host that is none.
    """
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return urlunsplit(
        (
            parts.scheme,
            _network_location(parts),
            quote(parts.path, safe=_IN_PATH, errors="replace"),
            quote(parts.query, safe=_IN_QUERY, errors="replace"),
            quote(parts.fragment, safe=_IN_FRAGMENT, errors="replace"),
        )
    )


_HOST = re.compile(r"[a-z0-9._~!$&'()*+,;=-]+|\[[0-9a-f:.]+\]", re.ASCII)


def _network_location(parts: SplitResult) -> str:
    """Return user, host and port with each part encoded: bücher.example → xn--bcher-kva.example.

    Raises ValueError or IDNAError for a host that is none.
    """
    name = _idna(parts.hostname or "")
    name = f"[{name}]" if ":" in name else name
    if not _HOST.fullmatch(name):
        raise ValueError(f"{name[:80]!r} is no host")
    user, at, _ = parts.netloc.rpartition("@")
    port = "" if parts.port is None else f":{parts.port}"
    return f"{quote(user, safe='%:')}{at}{name}{port}"


def outward(address: str, base: str) -> str:
    """Return an address that a page names; empty where a page of the web names one of an inner
    network.

    At https://a.example/, http://192.168.0.1/ is empty: it would lead into each reader's own
    network. A page of an inner network may name it.
    """
    if not _PERHAPS_INNER.match(address) or not is_inner(host(address)):
        return address
    return address if is_inner(host(base)) else ""


def join(base: str, link: str) -> str:
    """Make a link absolute and drop its fragment; empty if it is no web address that all can reach
    (`outward`).

    https://a.example/b/, ../c#d → https://a.example/c.
    """
    return outward(web_address(link, base).partition("#")[0], base)


def key(url: str) -> str:
    """Return the form that two addresses of one article share.

    Without scheme, `www.`, index page, session, what `news.tracking` knows and the
    forms for phones (`news.address_forms`); parameters sorted; escapes written one way.
    A fragment stays where it may name an item of the page (changelogs, status pages).

    https://www.paper.example/a/index.html?utm_source=x&id=2#top → paper.example/a?id=2.
    """
    try:
        parts = urlsplit(own_address(url.strip()))
        port = parts.port
    except ValueError:
        return url.strip()
    whole_name = _ascii_name(parts.hostname or "").rstrip(".")
    plain_name = whole_name.removeprefix("www.")
    name = main_host(plain_name, _registered(plain_name))
    shown_port = "" if port in {None, 80, 443} else f":{port}"
    path = _path_key(parts.path)
    query = _query_key(parts.query, name)
    return f"{name}{shown_port}{path}{query}{_fragment_key(parts.fragment)}"


def _path_key(path: str) -> str:
    """Return a path without session, index page and last stroke: /a/index.html → /a."""
    single = _STROKES.sub("/", path)
    plain = main_path(_SESSION.sub("", _one_way(single))) or "/"
    return _INDEX.sub("/", plain).rstrip("/") or "/"


def _ascii_name(name: str) -> str:
    """Return a host's name as IDNA has it; one that IDNA does not know stays as it is.

    bücher.example → xn--bcher-kva.example.
    """
    try:
        return _idna(name)
    except idna.IDNAError:
        return name


def _idna(name: str) -> str:
    """Return a host's name in ASCII; raises IDNAError for one that IDNA does not know."""
    if name.isascii():
        return name
    return idna.encode(name, uts46=True).decode()


def _query_key(query: str, name: str) -> str:
    """Return the parameters that choose what is shown, sorted: ?utm_source=x&b=2&a=1 → ?a=1&b=2."""
    # Some pages escape the mark between two parameters as text.
    plain = query.replace("&amp;", "&").removeprefix("amp;")
    kept = sorted(
        (parameter, value)
        for parameter, value in parse_qsl(plain, keep_blank_values=True)
        if not is_tracking(parameter, value, name)
    )
    if not kept:
        return ""
    return f"?{urlencode(kept, quote_via=quote_plus, errors='replace')}"


def _fragment_key(fragment: str) -> str:
    """Return a fragment that names an item of the page; empty for one of every page, as #top."""
    return "" if is_general_fragment(fragment) else f"#{_one_way(fragment)}"


def _one_way(text: str) -> str:
    """Write escapes one way.

    None for letters that need none, capitals in the others, UTF-8 for all beyond ASCII.
    """
    escaped = quote(text, safe=_IN_FRAGMENT, errors="replace")
    return _ESCAPE.sub(_plain_escape, escaped)


def _plain_escape(match: re.Match[str]) -> str:
    """Return the letter of an escape that needs none (%7E → ~), others in capitals (%e4 → %E4)."""
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def host(url: str) -> str:
    """Return the host of an address, in lower case; empty if it has none.

    https://www.Example.com/a → www.example.com.
    """
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@cache
def _suffixes() -> PublicSuffixList:
    # The part of the list that registries keep; nothing is fetched.
    return PublicSuffixList(only_icann=True)


def site(url: str) -> str:
    """Return the registrable domain (example.com.cn).

    The host itself for addresses by number and bare names. Under an ending that the list of public
    suffixes does not know, the last two labels, as the list's own rule for those has it.

    https://news.paper.co.uk/a → paper.co.uk.
    """
    return _registered(host(url))


def _registered(name: str) -> str:
    """Return the registrable domain of a host; the host itself for a number or a bare name."""
    is_number = ":" in name or name.replace(".", "").isdigit()
    if is_number:
        return name
    return _suffixes().privatesuffix(name) or name


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses belong to one registrable domain.

    www.site.com and news.site.com are of one, site.com and paper.com of two.
    """
    return site(one) == site(other) != ""
