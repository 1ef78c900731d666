"""A sandbox over HTTP, without flood limits unless a test sets them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.server import Sandbox
from sandbox.world.limits import Limits

FREE = Limits(
    everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
)


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = await Sandbox.start(limits=FREE)
    yield running
    await running.stop()


# Seconds that a call may take on a loaded machine; only the tests of waits use
# less.
PATIENCE = 60.0


def client(sandbox: Sandbox, token: str = "", timeout: float = PATIENCE) -> Bot:
    """Return the library's own client, with the sandbox for Telegram."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(
            read_timeout=timeout,
            write_timeout=timeout,
            media_write_timeout=timeout,
            connect_timeout=timeout,
            httpx_kwargs={"trust_env": False},
        )

    return Bot(
        token or sandbox.token,
        base_url=sandbox.base_url,
        base_file_url=sandbox.base_file_url,
        request=request(),
        get_updates_request=request(),
    )


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with client(sandbox) as ready:
        yield ready
