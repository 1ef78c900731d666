"""A webhook that Telegram does not take ends nothing: it is set again later."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.receiving.receiver import Receiver


class Telegram:
    """Refuses the webhook once."""

    def __init__(self, error: TelegramError) -> None:
        self.errors = [error]

    async def set_webhook(self, _url: str, **_options: Any) -> None:
        if self.errors:
            raise self.errors.pop()


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Bad webhook: failed to resolve host: try again"),
        NetworkError("lost"),
    ],
)
async def test_a_webhook_that_is_refused_is_told_and_set_again(
    error: TelegramError,
) -> None:
    inbox: Any = SimpleNamespace(bot=Telegram(error))
    receiver = Receiver(
        inbox,
        clock=lambda: 0,
        webhook_url="https://bot.example/x",
        webhook_secret="s",
    )
    assert not await receiver._set()
    assert error.message in receiver.trouble
    assert receiver.fatal == ""
    assert await receiver._set()
    assert receiver.trouble == ""
