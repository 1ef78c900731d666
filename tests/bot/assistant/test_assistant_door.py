"""/mcp on the web server: for who sends the token, over the SDK's own HTTP client."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.assistant import PATH, assistant_door
from bot.web.server import open_site
from store.engine.database import Database
from tests.bot.assistant.stored_news import OPEN, fill, library


def test_without_a_token_there_is_no_door(db: Database) -> None:
    assert assistant_door(library(db), "", "1") is None


@pytest.fixture
async def address(db: Database) -> AsyncIterator[str]:
    pytest.importorskip(
        "mcp", reason="the extra mcp is not installed (requirements-mcp.lock)"
    )
    await fill(db)
    door = assistant_door(library(db), "s3cret", "1")
    assert door is not None
    await door.open()
    site = await open_site(
        Starlette(routes=[Route(PATH, door)]), "127.0.0.1", 0
    )
    site.assistant = door
    yield site.url + PATH
    await site.stop()


async def test_a_stranger_is_refused(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for given in (
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "s3cret"},
        ):
            answer = await client.post(
                address, json={"jsonrpc": "2.0"}, headers=given
            )
            assert answer.status_code == 403


async def test_with_the_token_the_tools_are_called(address: str) -> None:
    import httpx2
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    headers = {"Authorization": "Bearer s3cret"}
    async with (
        httpx2.AsyncClient(headers=headers, trust_env=False) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        result = await client.call_tool(
            "ask", {"question": "When does the bridge open?"}
        )
        assert OPEN in str(result.content)
