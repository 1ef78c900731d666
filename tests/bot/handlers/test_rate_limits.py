"""Rate limits of a chat by the minute; time is an argument."""

from __future__ import annotations

from bot.handlers import rate_limits
from bot.handlers.rate_limits import RateLimits


def test_a_minutes_share_is_given_and_then_the_seconds_to_wait() -> None:
    counter = RateLimits(commands=3)
    assert [counter.take(1, now) for now in (0.0, 10.0, 20.0)] == [
        0.0,
        0.0,
        0.0,
    ]
    assert counter.take(1, 30.0) == 30.0


def test_a_refused_request_is_not_counted() -> None:
    counter = RateLimits(commands=1)
    counter.take(1, 0.0)
    for now in range(1, 60):
        assert counter.take(1, float(now)) > 0
    assert counter.take(1, 60.0) == 0.0


def test_the_wait_is_never_less_than_a_second() -> None:
    counter = RateLimits(commands=1)
    counter.take(1, 0.0)
    assert counter.take(1, 59.9) == 1.0


def test_heavy_requests_have_a_share_of_their_own() -> None:
    counter = RateLimits(commands=1, heavy=1)
    assert counter.take(1, 0.0) == 0.0
    assert counter.take(1, 0.0, "heavy") == 0.0
    assert counter.take(1, 1.0, "heavy") == 59.0


def test_chats_do_not_share() -> None:
    counter = RateLimits(commands=1)
    assert counter.take(1, 0.0) == 0.0
    assert counter.take(2, 0.0) == 0.0


def test_the_chat_that_asked_longest_ago_is_forgotten_when_there_are_too_many() -> (
    None
):
    counter = RateLimits(commands=1)
    for chat in range(rate_limits.CHATS + 1):
        counter.take(chat, 0.0)
    assert counter.take(rate_limits.CHATS, 1.0) > 0
    assert counter.take(0, 1.0) == 0.0


def test_presses_are_cheap_and_have_a_share_of_their_own() -> None:
    counter = RateLimits(commands=1)
    assert [
        counter.take(1, 0.0, "press") for _ in range(rate_limits.PRESSES)
    ] == [0.0] * rate_limits.PRESSES
    assert counter.take(1, 0.0, "press") == 60.0
    assert counter.take(1, 0.0) == 0.0


def test_a_flood_is_told_once_in_a_while() -> None:
    counter = RateLimits()
    assert [counter.tell(1, now) for now in (0.0, 1.0, 9.0, 10.0, 12.0)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert counter.tell(2, 1.0)


def test_who_was_told_is_forgotten_where_too_many_were() -> None:
    counter = RateLimits()
    for chat in range(rate_limits.CHATS + 1):
        counter.tell(chat, 0.0)
    assert counter.tell(0, 1.0)
    assert not counter.tell(rate_limits.CHATS, 1.0)
