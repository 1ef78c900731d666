"""Recognise addresses meant for one reader: they carry a password, a key or a token."""

from __future__ import annotations

import re
from itertools import pairwise, starmap
from urllib.parse import parse_qsl, urlsplit

# What an address begins with that the store keeps sealed and has no key for.
SEALED = "sealed:"
_NAMES = re.compile(
    r"""
    (?: .* [_-] )?
    (?:
      token | key | apikey | auth | secret | password | passwd | pass | pwd
      | sig | signature | session | sid | credential | code
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
# Characters of a parameter called a key that may be one; shorter values choose
# things.
_SHORTEST = 6
# Changes between letters and digits in a token; names of articles have fewer.
_CHANGES = 4


def is_private(url: str) -> bool:
    """Return whether an address carries a secret: userinfo, the mark of a door
    (`news.doors`), a parameter named as one, or a token.

    `?key=a1b2c3d4` is one; `?key=7` chooses something.
    """
    if url.startswith(SEALED):
        return True
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(
            parts.query, keep_blank_values=True, max_num_fields=200
        )
    except ValueError:
        return False
    if "@" in parts.netloc or parts.fragment.startswith("door-"):
        return True
    values = [value for _, value in pairs]
    pieces = [*parts.path.split("/"), *values]
    return any(starmap(_is_key, pairs)) or any(map(_is_token, pieces))


def _is_key(name: str, value: str) -> bool:
    """Return whether a parameter is named as a secret, and long enough for one: access_token."""
    return len(value) >= _SHORTEST and bool(_NAMES.fullmatch(name))


def masked(url: str) -> str:
    """Return an address as others may see it: of one that carries a secret, only the site.

    https://ann:word@paper.example/a → https://paper.example/….
    """
    if not is_private(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return "…"
    return f"{parts.scheme}://{parts.hostname}/…" if parts.hostname else "…"


def _is_token(piece: str) -> bool:
    """Return whether a piece of an address is a random token rather than words or a number.

    In a token letters and digits take turns: a1b2c3…
    """
    if not _TOKEN.fullmatch(piece):
        return False
    are_digits = map(str.isdigit, filter(str.isalnum, piece))
    changes = sum(one != other for one, other in pairwise(are_digits))
    return changes >= _CHANGES
