"""Probes: what each answer of getMe means for the breaker, and when the sender gives up."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from telegram.error import InvalidToken, NetworkError

from bot.delivery.circuit_breaker import CircuitBreaker
from bot.delivery.connection_probe import UNAUTHORIZED, ConnectionProbe
from tests.bot.loops import clock, run

GIVEN_UP = "Unauthorized: telegram.token is not valid any more"


class Desk:
    """A probe with scripted answers and times of getMe."""

    def __init__(self) -> None:
        self.now, self.calls = 1000, 0
        self.error: Exception | None = None
        self.breaker = CircuitBreaker()
        self.breaker.trip("no route", self.now)
        self.probe = ConnectionProbe(
            cast(Any, self), self.breaker, clock=lambda: self.now
        )

    async def get_me(self) -> None:
        self.calls += 1
        if self.error is not None:
            raise self.error

    async def after(self, seconds: int, error: Exception | None) -> None:
        self.now += seconds
        self.error = error
        await self.probe.call()


async def test_a_probe_that_comes_through_lets_one_message_try() -> None:
    desk = Desk()
    await desk.after(5, None)
    assert (desk.breaker.is_open, desk.breaker.on_trial) == (False, True)


async def test_a_probe_that_fails_names_its_error_and_keeps_the_beginning() -> (
    None
):
    desk = Desk()
    await desk.after(5, NetworkError("a cable"))
    assert (desk.breaker.is_open, desk.breaker.why) == (True, "a cable")
    assert (desk.breaker.since, desk.breaker.failures) == (1000, 2)
    await desk.after(5, RuntimeError("ours"))
    assert (desk.breaker.why, desk.breaker.failures) == ("RuntimeError", 3)
    assert desk.breaker.unauthorized_since is None


async def test_a_token_that_is_refused_for_ten_minutes_is_given_up() -> None:
    desk = Desk()
    await desk.after(5, InvalidToken("the token"))
    assert desk.breaker.why == "Unauthorized"
    assert desk.breaker.unauthorized_since == 1005
    await desk.after(UNAUTHORIZED - 1, InvalidToken())
    assert desk.probe.fatal == ""
    await desk.after(1, InvalidToken())
    assert desk.probe.fatal == GIVEN_UP


@pytest.mark.parametrize("between", [None, NetworkError("a cable")])
async def test_another_answer_begins_the_ten_minutes_anew(
    between: Exception | None,
) -> None:
    desk = Desk()
    await desk.after(5, InvalidToken())
    await desk.after(5, between)
    await desk.after(UNAUTHORIZED, InvalidToken())
    assert desk.probe.fatal == ""


def test_pauses_between_probes_grow_and_end_when_the_sender_stops() -> None:
    async def scenario() -> None:
        desk, stopping = Desk(), asyncio.Event()
        desk.error, begun = NetworkError("a cable"), clock()
        waited = []
        for _ in range(4):
            await desk.probe.call_after_pause(stopping)
            waited.append(clock() - begun)
        assert waited == [0, 1, 3, 7]
        asyncio.get_running_loop().call_later(2, stopping.set)
        await desk.probe.call_after_pause(stopping)
        assert (clock() - begun, desk.calls) == (9, 4)

    run(scenario())
