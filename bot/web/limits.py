"""Limits for every request to the web server: known hosts only, bounded rate,
bounded time.
"""

from __future__ import annotations

import asyncio
import re
from asyncio import Transport
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import h11
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

# The most characters of a path.
LONGEST_PATH = 2000
# More digits than a row's id has, and a character that PostgreSQL stores in no
# text: they would raise errors that look like faults of ours.
_UNFIT = re.compile(rb"\d{19}|%00|\x00")
# Seconds within which a request's head, and then its whole body, must arrive.
HEAD_SECONDS, BODY_SECONDS = 10.0, 15.0
# The most connections at once: far below the usual 1,024 open files of a
# process, which the bot needs for other things too.
CONNECTIONS = 256
# The most connections that wait to be accepted. asyncio accepts all of them in
# one step, before any can be closed: with 2,048 a flood took every open file.
BACKLOG = 64
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LENGTHS = frozenset({b"content-length", b"transfer-encoding"})
# States of a connection in which an answer may begin.
_SILENT = (h11.IDLE, h11.SEND_RESPONSE)


class RequestLimits:
    """A filter that refuses odd paths and foreign hosts, and cuts off bodies
    that do not arrive in time.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], guarded: tuple[str, ...]
    ) -> None:
        """Check the host of requests whose path begins with one of `guarded`;
        with empty `hosts` any host is accepted.
        """
        self._app = app
        self._guarded = guarded
        self._hosts = _LOOPBACK | frozenset(hosts) if hosts else frozenset()

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Pass a request on, or refuse it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        began = False

        async def noted(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self._app(scope, _in_time(receive), noted)
        except ClientDisconnect:
            # A stranger's hang-up is no fault of ours, and none for the log.
            return
        except TimeoutError:
            if not began:
                await PlainTextResponse("too slow", 408)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return why a request is refused before any page sees it; None for one that may
        pass: a path or a query that no page has, two lengths of one body, a host that
        is not ours.
        """
        path = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
        query = scope.get("query_string", b"")
        if (
            len(path) > LONGEST_PATH
            or _UNFIT.search(path)
            or _UNFIT.search(query)
        ):
            return PlainTextResponse("not found", 404)
        if dict(scope["headers"]).keys() >= _LENGTHS:
            # The server reads by the second; a check of a form's size by the
            # first (RFC 9112, 6.1).
            return PlainTextResponse("two lengths", 400)
        guarded = scope["path"].startswith(self._guarded)
        if guarded and self._hosts and _host_of(scope) not in self._hosts:
            return PlainTextResponse("this host is not served here", 421)
        return None


def hosts_of(*addresses: str) -> frozenset[str]:
    """Return the host names in addresses or bare names."""
    named = (
        urlsplit(text if "//" in text else f"//{text}").hostname
        for text in addresses
        if text
    )
    return frozenset(name.lower() for name in named if name)


def _host_of(scope: Scope) -> str:
    given = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    try:
        return (urlsplit(f"//{given}").hostname or "").lower()
    except ValueError:
        return ""


def _in_time(receive: Receive) -> Receive:
    """Return a `receive` that raises TimeoutError if the whole of a body takes
    too long.
    """
    until = asyncio.get_running_loop().time() + BODY_SECONDS
    whole = False

    async def received() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        async with asyncio.timeout_at(until):
            message = await receive()
        whole = not message.get("more_body", False)
        return message

    return received


async def read_body(request: Request, largest: int) -> bytes | None:
    """Read a request's body; return None if it has more bytes than `largest`."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > largest:
            return None
    return bytes(data)


class PatientProtocol(H11Protocol):
    """HTTP/1.1 whose requests must arrive in time; when there are too many
    connections, the slowest are closed.
    """

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start waiting for a request's head."""
        self._timer: asyncio.TimerHandle | None = None
        self._since = self.loop.time()
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > CONNECTIONS:
            connections: list[Any] = list(self.connections)
            waiting = filter(_waits_for_peer, connections)
            slowest = min(waiting, key=lambda connection: connection._since)
            slowest.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Receive a piece of a request; a complete head ends the wait."""
        before: Any = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._stop_waiting()
        elif _is_waiting(self) and self._timer is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the wait."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse a broken request; where an answer began, only hang up.

        Its request gets no other answer, which would be a fault in the log.
        """
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in _SILENT:
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._end)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        self._stop_waiting()
        if _is_waiting(self) and self.transport is not None:
            self.transport.abort()


def _is_waiting(connection: PatientProtocol) -> bool:
    """Tell whether a connection has no request in work."""
    return connection.cycle is None or connection.cycle.response_complete


def _waits_for_peer(connection: PatientProtocol) -> bool:
    """Tell whether a connection waits for its peer: for a request, for the rest
    of its body, or until the peer reads the answer.
    """
    return (
        _is_waiting(connection)
        or connection.cycle.more_body
        or connection.flow.write_paused
    )
