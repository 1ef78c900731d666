"""Resolve the target of a redirect as browsers do."""

from __future__ import annotations

import re

from news.errors import Refused, ServerTrouble
from news.links import web_address

# An address of another scheme than the web's: never followed.
_SCHEME = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


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
