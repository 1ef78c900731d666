"""Read how long a server asks to be left alone: the header `Retry-After` (RFC 9110, 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# What a server may ask for at the most: a longer wait is cut to this.
LONGEST = timedelta(days=1)


def read_retry_after(value: str) -> timedelta | None:
    """Read seconds or a date; None for neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(min(aware - datetime.now(UTC), LONGEST), timedelta(0))
