"""Resolve the target of a redirect as browsers do: by its header, or by a page that sends its
readers on.
"""

from __future__ import annotations

import re

from news.errors import Refused, ServerTrouble
from news.html_tree import parse_html
from news.links import web_address

# An address of another scheme than the web's: never followed.
_SCHEME = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)

# Bytes of a page that only sends its readers on; front pages that load themselves
# anew are larger.
_LARGEST_REFRESH = 20_000
# "0; url=/new" within ten seconds, as "you will be taken there" pages write it. Blanks are
# given back to no other part: a row of them would take cubic time.
_REFRESH = re.compile(
    r"\s*+(?:10|\d|(?=\.))(?:\.\d*+)?(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?[\"']?([^\"'\s][^\"']*)",
    re.IGNORECASE,
)
_ORDERS = (
    "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"
)


def target_of(url: str, location: str) -> str:
    """Return where a redirect leads, blanks and letters encoded as browsers do."""
    # Programs disagree on what a backslash is: one reads a host where another
    # reads a path.
    address = "" if "\\" in location else web_address(location, url)
    if address:
        return address
    where = f"{url}: redirects to {location[:100]!r}, which is no web address"
    if "\\" in location or _SCHEME.match(location):
        raise Refused(where)
    raise ServerTrouble(where)


def refresh_of(url: str, content_type: str, data: bytes) -> str:
    """Return where a small page sends its readers at once; empty for any other page.

    `<meta http-equiv=refresh content="0; url=/new">` at https://site.example/old →
    https://site.example/new.

    A page that loads itself anew, or another one after minutes, is read as it is; so is a page of
    more than 20,000 bytes, and whatever the server does not call HTML.
    """
    is_small_page = (
        len(data) <= _LARGEST_REFRESH and "html" in content_type.lower()
    )
    # Few pages have any order: the others are not parsed.
    if not is_small_page or b"http-equiv" not in data.lower():
        return ""
    tree = parse_html(data.decode("utf-8", "replace"))
    orders = [] if tree is None else tree.xpath(_ORDERS)
    found = filter(None, map(_REFRESH.match, map(str, orders)))
    targets = (web_address(order[1].strip(), url) for order in found)
    return next(filter(url.__ne__, targets), "")
