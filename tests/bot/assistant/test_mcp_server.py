"""The tools as an assistant finds and calls them, by the SDK's own client."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from news.version import VERSION
from store.engine.database import Database
from tests.bot.assistant.stored_news import OPEN, fill, library

mcp = pytest.importorskip(
    "mcp", reason="the extra mcp is not installed (requirements-mcp.lock)"
)


@asynccontextmanager
async def opened(db: Database) -> AsyncIterator[Any]:
    """Connect a client; its tasks must end in the task that began them, so it is no fixture."""
    from bot.assistant.mcp_server import build

    await fill(db)
    async with mcp.Client(build(library(db), VERSION)) as client:
        yield client


async def call(client: Any, name: str, **given: object) -> Any:
    result = await client.call_tool(name, given)
    assert not result.is_error
    found = result.structured_content
    return (
        found["result"]
        if isinstance(found, dict) and "result" in found
        else found
    )


async def test_all_tools_say_that_they_only_read(db: Database) -> None:
    async with opened(db) as client:
        listed = (await client.list_tools()).tools
        assert sorted(tool.name for tool in listed) == [
            "ask",
            "chat_digest",
            "read_story",
            "search_articles",
            "search_stories",
            "topic_digest",
        ]
        assert all(
            tool.annotations.read_only_hint and tool.description
            for tool in listed
        )
        assert "self" not in json.dumps([tool.input_schema for tool in listed])


async def test_a_search_leads_to_a_story_and_a_question_to_a_sentence(
    db: Database,
) -> None:
    async with opened(db) as client:
        (found,) = await call(client, "search_stories", query="bridge Lune")
        story = await call(client, "read_story", story=found["story"])
        assert story["articles"][0]["text"] == OPEN
        (answer,) = await call(
            client, "ask", question="When does the bridge over the Lune open?"
        )
        assert answer["sentence"] == OPEN


async def test_what_is_not_there_is_said(db: Database) -> None:
    async with opened(db) as client:
        assert "error" in await call(client, "read_story", story=10**6)
        assert "error" in await call(
            client, "chat_digest", feed_token="guessed"
        )
        assert (
            "error"
            in (await call(client, "topic_digest", topic="no such thing"))[0]
        )
        assert await call(client, "ask", question="Who painted the moon?") == []


async def test_a_call_without_its_parameter_is_refused(db: Database) -> None:
    async with opened(db) as client:
        assert (await client.call_tool("ask", {})).is_error
