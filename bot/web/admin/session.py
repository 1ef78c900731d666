"""Who may see the dashboard: one-time links from the bot, or a token; then a signed session that ends by itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections import deque
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from store.engine.connections import Connection
from store.engine.database import Database
from store.operations import key_value

KEY = "admin-key"
LINKS = "admin-link"
LINK_SECONDS = 600
SESSION_SECONDS = 8 * 3600
TRIES = 10
"""Attempts to sign in within `TRIES_SECONDS`, from whomever."""
TRIES_SECONDS = 60
COOKIE = "jianbao_admin"


@dataclass(frozen=True, slots=True)
class Session:
    """Someone who signed in."""

    person: int
    """A Telegram id; 0 by the token."""
    until: int
    nonce: str


class AdminAuth:
    """Gives one-time links, signs people in, and reads their sessions."""

    def __init__(self, db: Database, token: str = "", admins: frozenset[int] | None = None) -> None:
        """Let in `admins` alone, each time anew: who is one no longer is out at once. None lets in all who had a link."""
        self._db, self._token, self._admins = db, token, admins
        self._tries: deque[int] = deque(maxlen=TRIES)

    async def link(self, person: int, now: int) -> str:
        """Return a secret that signs this person in once, within ten minutes; the store keeps its hash alone."""
        secret = secrets.token_urlsafe(32)
        body = json.dumps({"person": person, "until": now + LINK_SECONDS}).encode()
        await self._db.write(key_value.put_under, LINKS, {_hash(secret): body}, now)
        return secret

    def may_try(self, now: int) -> bool:
        """Count an attempt to sign in; False when there were too many within a minute."""
        if len(self._tries) == TRIES and now - self._tries[0] < TRIES_SECONDS:
            return False
        self._tries.append(now)
        return True

    async def enter(self, secret: str, now: int) -> Session | None:
        """Return a session for a link's secret, which is used up by it, or for the token; None for neither."""
        if self._token and hmac.compare_digest(secret.encode(), self._token.encode()):
            return Session(0, now + SESSION_SECONDS, secrets.token_urlsafe(16))
        body = await self._db.write(_take, _hash(secret), now)
        if body is None:
            return None
        found = json.loads(body)
        return (
            Session(int(found["person"]), now + SESSION_SECONDS, secrets.token_urlsafe(16))
            if found["until"] > now
            else None
        )

    async def seal(self, session: Session) -> str:
        """Return the cookie of a session."""
        return str((await self._signer()).dumps([session.person, session.until, session.nonce]))

    async def open(self, cookie: str, now: int) -> Session | None:
        """Read a cookie; None for one that is not ours or has ended."""
        try:
            person, until, nonce = (await self._signer()).loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        return (
            Session(int(person), int(until), str(nonce))
            if int(until) > now and self._may(int(person))
            else None
        )

    def _may(self, person: int) -> bool:
        return self._admins is None or (
            bool(self._token) if person == 0 else person in self._admins
        )

    async def _signer(self) -> URLSafeSerializer:
        key = await self._db.read(key_value.get, KEY)
        if key is None:
            key = await self._db.write(_new_key)
        return URLSafeSerializer(key, salt="jianbao-admin")


def form_token(session: Session) -> str:
    """Return what every form of this session carries, so that no other site can send one."""
    return hmac.new(session.nonce.encode(), b"form", hashlib.sha256).hexdigest()


def form_is_ours(session: Session, given: str) -> bool:
    """Tell whether a form came from a page of this session."""
    return hmac.compare_digest(form_token(session).encode(), given.encode("utf-8", "replace"))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _take(c: Connection, name: str, now: int) -> bytes | None:
    """Read a link and end it, in one transaction; links that are over go with it."""
    every = key_value.under(c, LINKS)
    over = {
        each: None
        for each, body in every.items()
        if each == name or json.loads(body)["until"] <= now
    }
    key_value.put_under(c, LINKS, dict(over), now)
    return every.get(name)


def _new_key(c: Connection) -> bytes:
    key = key_value.get(c, KEY) or secrets.token_bytes(32)
    key_value.put(c, KEY, key, 0)
    return key
