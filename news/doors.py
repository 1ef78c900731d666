"""What opens a source for its subscriber: a login, one header or a cookie.

A source behind a door is its subscriber's own: its address ends in a mark that nobody guesses, so
that it is another source than the same address without one. The mark is no part of a request.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from news.whole_characters import whole

# Characters of what a person may send; cookies of real sites have a few
# hundred.
LONGEST = 4000
_MARK = re.compile(r"#door-([A-Za-z0-9_-]{16,64})\Z")
_ANY_MARK = re.compile(r"#door-[^#]*\Z")
_PAIR = re.compile(r"([^\s:]+)(?:[ \t]+|:)(\S+)")
_PORTS = {"http": 80, "https": 443}
_PLAIN_HTTP = re.compile(r"^http://(.*):80$")
# A header with its value; headers that steer the request itself open no door.
_HEADER = re.compile(
    r"""
    (?!
      (?:
        host | connection | content-.* | transfer-encoding | te | trailer
        | upgrade | expect | range | if-.* | accept-encoding
        | proxy-.* | x-forwarded-.* | forwarded
      ) :
    )
    ( [a-z][a-z0-9-]{0,63} ) : [ \t]+ ( [!-~][ -~]* )
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Door:
    """A header that is sent to one site alone."""

    header: str
    value: str = field(repr=False)
    # `scheme://host:port` of the site.
    origin: str

    def headers_for(self, url: str) -> dict[str, str]:
        """Return what is sent along to an address: nothing to any other site.

        A site that moves from http to https is the same; from https to http nothing is sent.
        """
        safer = _PLAIN_HTTP.sub(r"https://\1:443", self.origin)
        is_same = origin_of(url) in {self.origin, safer}
        return {self.header: self.value} if is_same else {}


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address; empty if it is no web address.

    https://paper.example/feed → https://paper.example:443.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return ""
    if not parts.hostname or parts.scheme not in _PORTS:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}"


def read_door(text: str, url: str) -> Door | None:
    """Return what opens an address, as a person writes it; None for what is understood as none.

    `name password` and `name:password` are a login (RFC 7617), `Cookie: …` and any other line
    `Header: value` is sent as it stands.
    """
    said = text.strip()
    origin = origin_of(url)
    if not origin or len(said) > LONGEST or not said.isprintable():
        return None
    if header := _HEADER.fullmatch(said):
        return Door(header[1], header[2], origin)
    pair = _PAIR.fullmatch(said)
    return login(pair[1], pair[2], url) if pair else None


def login(user: str, password: str, url: str) -> Door:
    """Return the door that a name and a password open."""
    proof = base64.b64encode(whole(f"{user}:{password}").encode()).decode()
    return Door("Authorization", f"Basic {proof}", origin_of(url))


def split_login(url: str) -> tuple[str, Door | None]:
    """Part an address from the login in it.

    https://ann:word@paper.example/feed → https://paper.example/feed, and Ann's login.
    """
    try:
        parts = urlsplit(url)
        place = parts.netloc.rpartition("@")[2]
        bare = urlunsplit(parts._replace(netloc=place))
    except ValueError:
        return url, None
    if not parts.username or parts.password is None:
        return url, None
    return bare, login(unquote(parts.username), unquote(parts.password), bare)


def door_name(url: str) -> str:
    """Return the name in an address's mark; empty for an address without one.

    https://paper.example/feed#door-abcdefghijklmnop → abcdefghijklmnop.
    """
    match = _MARK.search(url)
    return match[1] if match else ""


def with_door(url: str, name: str) -> str:
    """Return an address with the mark of a door.

    https://paper.example/feed, abc → https://paper.example/feed#door-abc.
    """
    return f"{url.partition('#')[0]}#door-{name}"


def without_door(url: str) -> str:
    """Return an address as everybody may have it.

    https://paper.example/feed#door-… → https://paper.example/feed.
    """
    return _ANY_MARK.sub("", url)
