"""`/mcp`: the assistant's tools on the web server, for clients with the
operator's token.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib.util import find_spec
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.assistant.library import Library

log = structlog.get_logger()
PATH = "/mcp"


class AssistantDoor:
    """A gate that passes requests with the token to the protocol's application
    while it is open.
    """

    def __init__(
        self,
        app: ASGIApp,
        session: Callable[[], AbstractAsyncContextManager[None]],
        token: str,
    ) -> None:
        self._app = app
        self._session = session
        self._token = token
        self._closing = asyncio.Event()
        self._opened = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start the protocol's sessions."""
        self._task = asyncio.create_task(self._run())
        await self._opened.wait()

    async def close(self) -> None:
        """End the protocol's sessions."""
        self._closing.set()
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        # The sessions' tasks must end in the task that began them.
        try:
            async with self._session():
                self._opened.set()
                await self._closing.wait()
        finally:
            self._opened.set()

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Serve one request."""
        given = Request(scope).headers.get("authorization", "")
        if not hmac.compare_digest(
            given.encode(), f"Bearer {self._token}".encode()
        ):
            await PlainTextResponse("forbidden", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def assistant_door(
    library: Library, token: str, version: str
) -> AssistantDoor | None:
    """Return the gate; None without a token or without the extra."""
    if not token:
        return None
    if find_spec("mcp") is None:
        log.warning(
            "mcp.missing",
            why="web.mcp_token is set, and the extra mcp is not installed",
        )
        return None
    return _door(library, token, version)


def _door(library: Library, token: str, version: str) -> AssistantDoor:
    # An optional package, which few installations have.
    from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415

    from bot.assistant.mcp_server import build  # noqa: PLC0415 - needs the optional package too

    server: Any = build(library, version)
    # DNS rebinding protection is not needed: a stranger's page has no token.
    anywhere = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=anywhere,
    )
    return AssistantDoor(app, server.session_manager.run, token)
