"""Mask addresses for logs, errors and lists: no user, no query, no fragment.

A query, a fragment and a user's part may hold a key, a password or a person's words. What is no web
address may be anything that a person wrote behind a scheme.
"""

from __future__ import annotations

import re

from news.private_addresses import masked

# Each part is bounded by characters that end an address, so a text is walked
# once.
_END = r"\s'\"<>\x1b"
_USER = rf"(?:[^{_END}/@?#\\]{{0,500}}@)?"
_WEB = re.compile(
    rf"""
    \b (https?://) {_USER}
    ([^{_END}?\#]*)
    ([?\#][^{_END}]*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OTHER = re.compile(
    rf"""
    \b (?!https?:) ([a-z][a-z0-9+.-]{{1,20}}://) {_USER}
    ([^{_END}/?\#]*)
    [^{_END}]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def mask_addresses(text: str) -> str:
    """Cut queries, fragments and users out of the web addresses in a text,
    and paths too out of other addresses.
    """
    if "://" not in text:
        return text
    return _OTHER.sub(r"\1\2/…", _WEB.sub(_masked, text))


def _masked(match: re.Match[str]) -> str:
    """Return one web address masked: https://ann@a.example/x?key=1 → https://a.example/x?…"""
    scheme, place, rest = match.groups()
    shown = masked(f"{scheme}{place}")
    return f"{shown}{rest[0]}…" if rest else shown


def show_controls(text: str) -> str:
    """Write control characters, and marks that turn the direction of writing,
    as escapes: a terminal obeys none of them.
    """
    return _CONTROL.sub(lambda control: f"\\x{ord(control[0]):02x}", text)
