"""Telegram's `initData`: the person who opens the page, signed with the bot's
token.

The algorithm is that of "Validating data received via the Mini App" in
Telegram's documentation.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

# Characters of the data, and seconds after which it is no sign of who is there now.
LONGEST = 8_192
FRESH = 600
# Seconds by which Telegram's clock may be ahead of ours.
AHEAD = 60


class NotSigned(ValueError):
    """The error for data that is not Telegram's, or is too old."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the page."""

    # The person's Telegram id.
    person: int
    # A value that is unique to this opening.
    mark: str


def read_init_data(data: str, token: str, now: int) -> Opening:
    """Return the opening of the page; raises NotSigned."""
    fields = _fields(data)
    given = fields.pop("hash", "")
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    expected = signature(lines, token)
    if not hmac.compare_digest(expected.encode(), _bytes(given)):
        raise NotSigned("the signature is wrong")
    try:
        moment = int(fields["auth_date"])
        person = int(json.loads(fields["user"])["id"])
    except (ArithmeticError, KeyError, TypeError, ValueError, RecursionError):
        raise NotSigned("no person or no time") from None
    if not now - FRESH <= moment <= now + AHEAD:
        raise NotSigned("it is too old")
    return Opening(person, given)


def _fields(data: str) -> dict[str, str]:
    if len(data) > LONGEST:
        raise NotSigned("it is too long")
    try:
        pairs = parse_qsl(
            data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=50,
        )
    except (ValueError, UnicodeError):
        raise NotSigned("it can't be read") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise NotSigned("a field stands in it twice")
    return fields


def signature(lines: str, token: str) -> str:
    """Return Telegram's signature of the lines of `initData` for a bot."""
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return hmac.new(key, _bytes(lines), hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    """Return a text as bytes; half a surrogate pair raises no error."""
    return text.encode("utf-8", "replace")
