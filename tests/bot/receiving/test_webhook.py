"""What Telegram says of the webhook is looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.receiving.webhook import RECENT, WebhookMonitor

NOW = 1_800_000_000


class Telegram:
    """Says the same of the webhook at each look."""

    def __init__(self, info: Any) -> None:
        self.info = info

    async def get_webhook_info(self) -> Any:
        if isinstance(self.info, Exception):
            raise self.info
        return self.info


def info(
    url: str = "https://bot.example/x", waiting: int = 0, ago: int = 0
) -> Any:
    return SimpleNamespace(
        url=url,
        pending_update_count=waiting,
        last_error_date=datetime.fromtimestamp(NOW - ago, UTC) if ago else None,
        last_error_message="Connection refused",
    )


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (info(), ""),
        (info(waiting=9), ""),
        (info(waiting=9, ago=20), "Connection refused"),
        (info(waiting=0, ago=20), ""),
        (info(waiting=9, ago=RECENT + 1), ""),
        (info(url=""), "Telegram has no webhook set"),
        (NetworkError("lost"), "lost"),
    ],
)
async def test_an_error_counts_while_updates_wait(
    said: Any, trouble: str
) -> None:
    monitor = WebhookMonitor(Telegram(said), clock=lambda: NOW)  # type: ignore[arg-type]
    await monitor.look()
    assert monitor.trouble == trouble
