"""What Telegram says of the webhook is looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.receiving.webhook import RECENT, WebhookMonitor

NOW = 1_800_000_000


URL = "https://bot.example/x"


class Telegram:
    """Says the same of the webhook at each look, and notes what is set."""

    def __init__(self, info: Any) -> None:
        self.info = info
        self.was_set: list[tuple[str, str]] = []

    async def set_webhook(self, url: str, **options: Any) -> None:
        self.was_set.append((url, options["secret_token"]))

    async def get_webhook_info(self) -> Any:
        if isinstance(self.info, Exception):
            raise self.info
        return self.info


def info(
    url: str = URL,
    waiting: int = 0,
    ago: int = 0,
    error: str = "Connection refused",
) -> Any:
    return SimpleNamespace(
        url=url,
        pending_update_count=waiting,
        last_error_date=datetime.fromtimestamp(NOW - ago, UTC) if ago else None,
        last_error_message=error,
    )


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (info(), ""),
        (info(waiting=9), ""),
        (info(waiting=9, ago=20), "Connection refused"),
        (info(waiting=0, ago=20), ""),
        (info(waiting=9, ago=RECENT + 1), ""),
        (NetworkError("lost"), "lost"),
    ],
)
async def test_an_error_counts_while_updates_wait(
    said: Any, trouble: str
) -> None:
    telegram: Any = Telegram(said)
    monitor = WebhookMonitor(telegram, URL, "s", clock=lambda: NOW)
    await monitor.look()
    assert monitor.trouble == trouble
    assert telegram.was_set == []


@pytest.mark.parametrize("url", ["", "https://other.example/x"])
async def test_a_webhook_that_another_program_took_is_set_again(
    url: str,
) -> None:
    telegram: Any = Telegram(info(url=url))
    monitor = WebhookMonitor(telegram, URL, "s", clock=lambda: NOW)
    await monitor.look()
    assert telegram.was_set == [(URL, "s")]
    assert "another program" in monitor.trouble
    telegram.info = info()
    await monitor.look()
    assert monitor.trouble == ""
    assert len(telegram.was_set) == 1


@pytest.mark.parametrize(
    ("waiting", "ago", "was_set"),
    [(3, 20, [(URL, "s")]), (0, 20, []), (3, RECENT + 1, [])],
)
async def test_a_secret_that_another_process_set_is_replaced_by_ours(
    waiting: int, ago: int, was_set: list[tuple[str, str]]
) -> None:
    refused = "Wrong response from the webhook: 403 Forbidden"
    telegram: Any = Telegram(info(waiting=waiting, ago=ago, error=refused))
    monitor = WebhookMonitor(telegram, URL, "s", clock=lambda: NOW)
    await monitor.look()
    assert telegram.was_set == was_set
    assert monitor.trouble == (refused if was_set else "")


@pytest.mark.parametrize(
    ("ours", "told"),
    [
        ("https://Bot.Example", "https://bot.example/"),
        ("https://bot.example/报", "https://bot.example/%E6%8A%A5"),
    ],
)
async def test_telegrams_own_spelling_is_no_other_webhook(
    ours: str, told: str
) -> None:
    telegram: Any = Telegram(info(url=told))
    monitor = WebhookMonitor(telegram, ours, "s", clock=lambda: NOW)
    await monitor.look()
    assert (telegram.was_set, monitor.trouble) == ([], "")
