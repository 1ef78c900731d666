"""Sessions of the settings page: a signed token that the page holds in memory,
never a cookie.

Telegram also shows the page in frames of other sites, where browsers keep no
cookies. And a token that browsers do not send by themselves cannot be sent by
another page.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from bot.web.app.init_data import NotSigned, read_init_data
from bot.web.signing_keys import signing_key
from store.engine.database import Database
from store.operations import daily_shares, key_value

KEY = "mini-app-key"
SECONDS = 3600
# Hexadecimal digits of an opening's mark that name it: 60 bits.
_MARK = 15


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sign-in of people, and the checking of their tokens."""

    db: Database
    # The bot's token, with which Telegram signs.
    token: str

    async def enter(self, data: str, now: int) -> str:
        """Return a session's token for an opening of the page; raises
        NotSigned.

        An opening counts once, so that nobody can reuse one from a screen or a
        log.
        """
        opening = read_init_data(data, self.token, now)
        mark = int(opening.mark[:_MARK], 16)
        first = await self.db.write(
            daily_shares.take, "app-openings", mark, 1, now
        )
        if not first:
            raise NotSigned("it was used before")
        serializer = await self._serializer(now)
        return str(serializer.dumps([opening.person, now + SECONDS]))

    async def person_of(self, token: str, now: int) -> int | None:
        """Return the person of a session's token; None for an unknown or ended
        session.
        """
        serializer = await self._serializer(now)
        try:
            person, until = serializer.loads(token)
        except (BadSignature, ValueError, TypeError, json.JSONDecodeError):
            return None
        if now < int(until):
            return int(person)
        return None

    async def _serializer(self, now: int) -> URLSafeSerializer:
        fresh = secrets.token_bytes(32)
        key = await self.db.write(key_value.keep, KEY, fresh, now)
        return URLSafeSerializer(signing_key(key, self.token), salt="mini-app")
