"""Keys that sign sessions: a key of the store together with the bot's token, so
that who has a copy of the store alone cannot sign in.
"""

from __future__ import annotations

import hmac


def signing_key(stored: bytes, bot_token: str) -> bytes:
    """Return the key to sign with; another one for another token."""
    return hmac.digest(stored, bot_token.encode(), "sha256")
