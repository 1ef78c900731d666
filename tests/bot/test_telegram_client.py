"""The first contact with Telegram, at the start."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError
from telegram.ext import ApplicationBuilder

from bot import app
from bot.delivery import circuit_breaker
from bot.delivery.telegram_answers import CheckedRequest
from bot.settings import Settings
from bot.telegram_client import reach
from news.errors import TokenRefused
from sandbox.server import Sandbox
from sandbox.world.faults import Fault, FaultKind


@pytest.fixture
async def local() -> AsyncIterator[Sandbox]:
    """A sandbox without a bot."""
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


def settings(local: Sandbox) -> Settings:
    return Settings(telegram={"token": local.token, "base_url": local.base_url})


@pytest.mark.parametrize(
    "kind", ["drop-before", "502", "gateway-403", "null", "429"]
)
async def test_a_start_waits_until_telegram_is_reached(
    local: Sandbox, kind: FaultKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circuit_breaker, "LONGEST_PAUSE", 0.02)
    local.world.plan.faults.append(Fault(kind, "getMe", count=2))
    application, _ = await app.connect(settings(local))
    assert application.bot.username
    assert local.world.plan.struck == {kind: 2}
    await application.shutdown()


async def test_a_start_does_not_wait_for_ever(local: Sandbox) -> None:
    local.world.plan.faults.append(Fault("502", "getMe"))
    application = (
        ApplicationBuilder()
        .token(local.token)
        .base_url(local.base_url)
        .request(CheckedRequest())
        .build()
    )
    with pytest.raises(NetworkError, match="502"):
        await reach(application, within=0)
    assert local.world.plan.struck == {"502": 1}
    await application.bot.shutdown()


async def test_a_token_that_is_refused_ends_the_start_at_once(
    local: Sandbox,
) -> None:
    local.world.plan.faults.append(Fault("401", "getMe"))
    with pytest.raises(TokenRefused, match="does not know this token"):
        await app.connect(settings(local))
    assert local.world.plan.struck == {"401": 1}
