"""Sign-in for the dashboard, by a one-time link from the bot or by a token;
then a signed session that expires.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

from itsdangerous import BadSignature, URLSafeSerializer

from bot.web.signing_keys import signing_key
from store.engine.connections import Connection
from store.engine.database import Database
from store.operations import key_value

KEY = "admin-key"
LINKS = "admin-link"
LINK_SECONDS = 600
SESSION_SECONDS = 8 * 3600
ENDED = "admin-ended"
# Wrong secrets of one address without a wait.
FREE_TRIES = 3
# Seconds that the next try of an address waits, doubled with each wrong one.
# One guess a second finds no long secret, and people with the right one are
# never kept out.
FIRST_WAIT, LONGEST_WAIT = 0.25, 1.0
# The most tries of one address that may wait for their turn.
WAITING = 20
# Seconds after which wrong secrets are forgotten.
FORGOTTEN = 900
ADDRESSES = 10_000
COOKIE = "jianbao_admin"


@dataclass(frozen=True, slots=True)
class Session:
    """A person's signed-in session."""

    # A Telegram id; 0 for a session by the token.
    person: int
    until: int
    nonce: str


@dataclass(slots=True)
class _Tries:
    failures: int = 0
    at: int = 0
    waiting: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class TooManyTries(Exception):
    """The error for an address with too many tries waiting: one more would only
    wait longer.
    """


class FailedTries:
    """Wrong secrets by address; each makes the next try of that address, one at
    a time, wait a little longer.
    """

    def __init__(
        self, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._pause = pause
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    @asynccontextmanager
    async def turn(self, address: str, now: int) -> AsyncIterator[None]:
        """Wait until an address may try; raises TooManyTries."""
        tries = self._of(address)
        if tries.waiting >= WAITING:
            raise TooManyTries
        tries.waiting += 1
        try:
            async with tries.lock:
                await self._pause(_wait(tries, now))
                yield
        finally:
            tries.waiting -= 1

    def failed(self, address: str, now: int) -> None:
        """Count a wrong secret."""
        tries = self._of(address)
        tries.failures = (
            tries.failures + 1 if now - tries.at <= FORGOTTEN else 1
        )
        tries.at = now

    def succeeded(self, address: str) -> None:
        """Clear the count after the right secret."""
        self._of(address).failures = 0

    def _of(self, address: str) -> _Tries:
        place = _network(address)
        tries = self._tries.setdefault(place, _Tries())
        self._tries.move_to_end(place)
        if len(self._tries) > ADDRESSES:
            self._tries.popitem(last=False)
        return tries


def _wait(tries: _Tries, now: int) -> float:
    over = tries.failures - FREE_TRIES
    if over < 0 or now - tries.at > FORGOTTEN:
        return 0.0
    return float(min(FIRST_WAIT * 2 ** min(over, 8), LONGEST_WAIT))


def _network(address: str) -> str:
    """Return the subscriber's network of an address: for IPv6 a whole network
    of 64 bits.
    """
    if ":" not in address:
        return address
    try:
        return str(ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address


class AdminAuth:
    """Sign-in by one-time links or the token, and the reading of sessions."""

    def __init__(
        self,
        db: Database,
        token: str = "",
        admins: frozenset[int] | None = None,
        tries: FailedTries | None = None,
        *,
        bot_token: str = "",
    ) -> None:
        """Admit only `admins`, checked at every request, so that a removed
        admin is out at once. None admits everybody who had a link.

        `token` opens the dashboard; the bot's own token is part of the key that
        signs sessions.
        """
        self._db = db
        self._token = token
        self._bot_token = bot_token
        self._admins = admins
        self.tries = tries or FailedTries()

    async def link(self, person: int, now: int) -> str:
        """Return a secret that signs this person in once, within ten minutes;
        the store keeps only its hash.
        """
        secret = secrets.token_urlsafe(32)
        body = json.dumps(
            {"person": person, "until": now + LINK_SECONDS}
        ).encode()
        await self._db.write(
            key_value.put_under, LINKS, {_hash(secret): body}, now
        )
        return secret

    async def enter(self, secret: str, now: int) -> Session | None:
        """Return a session for a link's secret, which is then used up, or for
        the token; None for neither.
        """
        if self._token and hmac.compare_digest(
            secret.encode(), self._token.encode()
        ):
            return Session(
                person=0,
                until=now + SESSION_SECONDS,
                nonce=secrets.token_urlsafe(16),
            )
        body = await self._db.write(_take, _hash(secret), now)
        if body is None:
            return None
        stored = json.loads(body)
        if stored["until"] > now:
            return Session(
                int(stored["person"]),
                now + SESSION_SECONDS,
                secrets.token_urlsafe(16),
            )
        return None

    async def try_to_enter(
        self, secret: str, address: str, now: int
    ) -> Session | None:
        """Return a session as `enter` does, and count wrong secrets by address."""
        session = await self.enter(secret, now)
        if session is None:
            self.tries.failed(address, now)
        else:
            self.tries.succeeded(address)
        return session

    async def seal(self, session: Session) -> str:
        """Return a session's cookie."""
        parts = [
            session.person,
            session.until,
            session.nonce,
            self._mark(session.person),
        ]
        return str((await self._signer()).dumps(parts))

    async def end(self, session: Session, now: int) -> None:
        """End a session before its time, for every copy of its cookie."""
        await self._db.write(_end, _hash(session.nonce), session.until, now)

    async def open(self, cookie: str, now: int) -> Session | None:
        """Read a cookie; return None for a forged or ended one."""
        try:
            person, until, nonce, mark = (await self._signer()).loads(cookie)
            session = Session(
                person=int(person), until=int(until), nonce=str(nonce)
            )
        except (BadSignature, ValueError, TypeError):
            return None
        # A session by the token ends when the token changes.
        same = hmac.compare_digest(str(mark), self._mark(session.person))
        if session.until <= now or not same or not self._may(session.person):
            return None
        ended = await self._db.read(key_value.under, ENDED)
        if _hash(session.nonce) in ended:
            return None
        return session

    def _mark(self, person: int) -> str:
        if person == 0:
            return _hash(f"mark of {self._token}")[:16]
        return ""

    def _may(self, person: int) -> bool:
        return self._admins is None or (
            bool(self._token) if person == 0 else person in self._admins
        )

    async def _signer(self) -> URLSafeSerializer:
        key = await self._db.read(key_value.get, KEY)
        if key is None:
            key = await self._db.write(_new_key)
        key = signing_key(key, self._bot_token)
        return URLSafeSerializer(key, salt="jianbao-admin")


def form_token(session: Session) -> str:
    """Return the token of all forms of this session, so that no other site can
    send one.
    """
    return hmac.new(session.nonce.encode(), b"form", hashlib.sha256).hexdigest()


def form_is_ours(session: Session, given: str) -> bool:
    """Tell whether a form came from a page of this session."""
    return hmac.compare_digest(
        form_token(session).encode(), given.encode("utf-8", "replace")
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _take(connection: Connection, name: str, now: int) -> bytes | None:
    """Read a link and delete it, with all expired links, in one transaction."""
    every = key_value.under(connection, LINKS)
    over = {
        link: None
        for link, body in every.items()
        if link == name or json.loads(body)["until"] <= now
    }
    key_value.put_under(connection, LINKS, dict(over), now)
    return every.get(name)


def _end(connection: Connection, name: str, until: int, now: int) -> None:
    """Record that a session ended, and delete the records of sessions that have
    expired.
    """
    known = key_value.under(connection, ENDED)
    over: dict[str, bytes | None] = {
        session: None for session, body in known.items() if int(body) <= now
    }
    key_value.put_under(
        connection, ENDED, over | {name: str(until).encode()}, now
    )


def _new_key(connection: Connection) -> bytes:
    key = key_value.get(connection, KEY) or secrets.token_bytes(32)
    key_value.put(connection, KEY, key, 0)
    return key
