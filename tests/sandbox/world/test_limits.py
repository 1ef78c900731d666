"""Flood limits of the sandbox: real buckets over a clock that the test moves.

Figures: core.telegram.org/bots/faq: about one message a second in a chat, 20 a minute in a group, 30 a second in all;
1,000 a second with `allow_paid_broadcast`. Words: tdlib/telegram-bot-api, `Client.cpp`.
"""

from __future__ import annotations

import pytest

from sandbox.errors import Refusal
from sandbox.world.limits import Buckets, Limits


class Telegram:
    """Buckets with hands on their clock."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.now = 100.0
        self.buckets = Buckets(limits or Limits(), lambda: self.now)

    def send(self, chat: int, *, paid: bool = False) -> int:
        """Return 0, or the seconds that Telegram says to wait."""
        try:
            self.buckets.check(chat, paid=paid)
        except Refusal as refusal:
            seconds = int(refusal.parameters["retry_after"])
            assert (refusal.code, refusal.text) == (
                429,
                f"Too Many Requests: retry after {seconds}",
            )
            return seconds
        return 0


def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    telegram = Telegram()
    assert [telegram.send(1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    telegram.now += 1
    assert [telegram.send(1) for _ in range(2)] == [0, 1]
    assert telegram.buckets.refused == 2


def test_a_burst_grows_no_further_than_its_size() -> None:
    telegram = Telegram()
    telegram.send(1)
    telegram.now += 3600
    assert [telegram.send(1) for _ in range(6)].count(0) == 5


def test_one_chat_does_not_use_up_anothers() -> None:
    telegram = Telegram()
    while not telegram.send(1):
        pass
    assert telegram.send(2) == 0


def test_thirty_chats_a_second_in_all() -> None:
    telegram = Telegram()
    assert [telegram.send(chat) for chat in range(1, 32)] == [0] * 30 + [1]
    telegram.now += 0.5
    assert [telegram.send(chat) for chat in range(100, 116)].count(0) == 15


def test_paid_broadcast_takes_a_thousand() -> None:
    telegram = Telegram()
    assert [telegram.send(chat, paid=True) for chat in range(1, 1002)].count(
        0
    ) == 1000


def test_a_group_takes_twenty_a_minute() -> None:
    telegram = Telegram()
    taken = 0
    for _ in range(30):
        taken += telegram.send(-5) == 0
        telegram.now += 1.01
    assert 20 <= taken <= 30
    telegram = Telegram(Limits(chat=1000, chat_burst=1000))
    assert [telegram.send(-5) for _ in range(21)] == [0] * 20 + [3]
    assert [telegram.send(5) for _ in range(5)] == [0] * 5


def test_a_refused_message_takes_nothing() -> None:
    telegram = Telegram(Limits(chat=0.1, chat_burst=1))
    assert telegram.send(1) == 0
    telegram.now += 5
    assert telegram.send(1) == 5
    assert telegram.send(1) == 5
    telegram.now += 5
    assert telegram.send(1) == 0


@pytest.mark.parametrize(
    ("after", "seconds"), [(0.0, 10), (0.5, 10), (9.4, 1), (9.99, 1)]
)
def test_the_wait_is_rounded_up_and_at_least_a_second(
    after: float, seconds: int
) -> None:
    telegram = Telegram(Limits(chat=0.1, chat_burst=1))
    telegram.send(1)
    telegram.now += after
    assert telegram.send(1) == seconds


def test_whoever_waits_as_told_is_let_through() -> None:
    telegram = Telegram()
    for _ in range(60):
        if wait := telegram.send(-7):
            telegram.now += wait
            assert telegram.send(-7) == 0
