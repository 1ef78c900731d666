"""WebSub callbacks (W3C): hubs confirm a subscription, and announce that a feed
has news.

A signature proves only that a message comes from the hub that we asked. The
feed is then read at its own address; the hub's body is never read as news.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.clock import Clock
from bot.web.limits import read_body
from news.errors import StoreError
from store.engine.database import Database
from store.news import hub_subscriptions
from store.news.hub_subscriptions import LEASE, PATH, HubSubscription

log = structlog.get_logger()
# The most bytes of a hub's body: the bot polls a larger feed instead.
LARGEST = 2 * 1024 * 1024
# The most characters of a challenge to return to a hub.
CHALLENGE = 1000
# The recommendation's signature methods (8 Authenticated Content Distribution).
_HASHES = frozenset({"sha1", "sha256", "sha384", "sha512"})
_UNKNOWN = "not found"


def routes(db: Database, clock: Clock) -> list[BaseRoute]:
    """Return the routes that hubs call."""

    async def called(request: Request) -> Response:
        try:
            row = await db.read(
                hub_subscriptions.by_token, request.path_params["token"]
            )
            if row is None:
                return PlainTextResponse(_UNKNOWN, 404)
            answer = _heard if request.method == "POST" else _confirmed
            return await answer(db, clock(), row, request)
        except StoreError:
            return PlainTextResponse("later", 503)

    return [Route(f"{PATH}{{token}}", called, methods=["GET", "POST"])]


async def _confirmed(
    db: Database, now: int, row: HubSubscription, request: Request
) -> Response:
    """Confirm subscriptions that we asked for, and nothing else (5.3 Hub
    Verifies Intent).
    """
    asked = request.query_params
    if asked.get("hub.topic") != row.topic:
        return PlainTextResponse(_UNKNOWN, 404)
    if asked.get("hub.mode") == "denied":
        await db.write(hub_subscriptions.denied, row.source_id, now)
        return PlainTextResponse("ok")
    challenge = asked.get("hub.challenge", "")
    if (
        asked.get("hub.mode") != "subscribe"
        or not 0 < len(challenge) <= CHALLENGE
    ):
        return PlainTextResponse(_UNKNOWN, 404)
    await db.write(
        hub_subscriptions.verified, row.source_id, _lease(asked), now
    )
    log.info("hub.confirmed", source=row.source_id)
    return PlainTextResponse(challenge)


def _lease(asked: Mapping[str, str]) -> int:
    text = asked.get("hub.lease_seconds", "")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return LEASE


async def _heard(
    db: Database, now: int, row: HubSubscription, request: Request
) -> Response:
    """Make the feed due if the hub's signature is right (8.1 Recognizing a
    Signature).

    A wrong signature gets the same answer, as the recommendation asks, and
    changes nothing.
    """
    if row.lease_until <= now:
        return PlainTextResponse("gone", 410)
    body = await read_body(request, LARGEST)
    if body is None:
        return PlainTextResponse("too large", 413)
    if not is_signed(
        body, row.secret, request.headers.get("x-hub-signature", "")
    ):
        log.warning("hub.unsigned", source=row.source_id)
        return PlainTextResponse("ok", 202)
    wanted = await db.write(hub_subscriptions.told, row.source_id, now)
    if wanted:
        return PlainTextResponse("ok", 202)
    return PlainTextResponse("gone", 410)


def is_signed(body: bytes, secret: str, signature: str) -> bool:
    """Tell whether `signature`, such as `sha256=…`, matches a body and a
    secret; in constant time.
    """
    method, _, given = signature.partition("=")
    name = method.strip().lower()
    if name not in _HASHES or not secret:
        return False
    expected = hmac.new(
        secret.encode(), body, getattr(hashlib, name)
    ).hexdigest()
    return hmac.compare_digest(
        expected.encode(), given.strip().lower().encode()
    )
