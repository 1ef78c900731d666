"""Links that open the bot at a place, and links that share one."""

from __future__ import annotations

from urllib.parse import quote


def deep_link(username: str, payload: str) -> str:
    """Return the address that opens the bot with a payload (A-Z, a-z, 0-9, _ and -; at most 64); empty without a name."""
    return f"https://t.me/{username}?start={payload}" if username else ""


def share_link(address: str, text: str) -> str:
    """Return the address that lets a person choose whom to send a link to."""
    return f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(text[:200], safe='')}"
