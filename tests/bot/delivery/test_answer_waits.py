"""An answer waits for Telegram, ten minutes at the most; what may have come is sent twice at the most."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram.error import (
    BadRequest,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.answer_waits import (
    ANSWER_UNTIL,
    ASIDE,
    LONGEST_PAUSE,
    AnswerWaits,
)
from bot.delivery.telegram_answers import GatewayError
from tests.bot.loops import clock, run


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def unconnected() -> NetworkError:
    error = NetworkError("httpx.ConnectError")
    error.__cause__ = httpx.ConnectError("no route")
    return error


class Line:
    """Telegram at the end of a line; it answers with these faults first."""

    def __init__(self, *faults: TelegramError) -> None:
        self.faults, self.tried = list(faults), list[float]()

    async def call(self) -> str:
        self.tried.append(round(clock() - 1000.0, 2))
        if self.faults:
            raise self.faults.pop(0)
        return "answered"


def ask(line: Line, seconds: float | None = 600.0) -> list[float]:
    """Call once for an update whose answer is useful for the given time; return when each try was made."""

    async def whole() -> list[float]:
        ANSWER_UNTIL.set(None if seconds is None else clock() + seconds)
        assert await AnswerWaits(clock).call(line.call) == "answered"
        return line.tried

    return run(whole())


@pytest.mark.parametrize(
    "fault", [unconnected, lambda: GatewayError(502), lambda: GatewayError(403)]
)
def test_it_is_tried_again_with_growing_pauses(
    fault: Callable[[], TelegramError],
) -> None:
    assert ask(Line(*(fault() for _ in range(4)))) == [0.0, 1.0, 3.0, 7.0, 15.0]


def test_pauses_grow_to_a_bound() -> None:
    tried = ask(Line(*(unconnected() for _ in range(12))))
    assert tried[-1] - tried[-2] == LONGEST_PAUSE


def test_an_answer_that_makes_no_sense_any_more_is_given_up() -> None:
    line = Line(*(unconnected() for _ in range(100)))
    with pytest.raises(NetworkError):
        ask(line)
    assert 570 < line.tried[-1] <= 600
    # To its last moment it is worth a try.
    assert ask(Line(unconnected()), 1.0) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("fault", "tries"),
    [(lambda: TimedOut("read"), 2), (lambda: BadRequest("chat not found"), 1)],
)
def test_what_may_have_arrived_goes_once_more_and_a_refusal_never(
    fault: Callable[[], TelegramError], tries: int
) -> None:
    line = Line(*(fault() for _ in range(5)))
    with pytest.raises(TelegramError):
        ask(line)
    assert len(line.tried) == tries


def test_a_429_is_waited_for_as_long_as_the_answer_makes_sense() -> None:
    assert ask(Line(RetryAfter(timedelta(seconds=90)))) == [0.0, 90.0]
    line = Line(RetryAfter(timedelta(seconds=601)))
    with pytest.raises(RetryAfter):
        ask(line)
    assert line.tried == [0.0]


def test_a_429_that_names_no_time_is_not_asked_again_and_again() -> None:
    tried = ask(Line(*(RetryAfter(timedelta(seconds=0)) for _ in range(6))))
    assert tried == [0.0, 0.0, 0.0, 4.0, 12.0, 28.0, 48.0]


def test_a_call_of_no_update_is_not_tried_again_when_the_line_is_down() -> None:
    line = Line(unconnected())
    with pytest.raises(NetworkError):
        ask(line, None)
    assert line.tried == [0.0]


def test_the_first_call_that_gets_through_ends_all_pauses() -> None:
    waits_until = 1000.0 + 600

    async def whole() -> list[list[float]]:
        ANSWER_UNTIL.set(waits_until)
        waits = AnswerWaits(clock)
        lines = [Line(*(unconnected() for _ in range(6))) for _ in range(3)]
        asked = [asyncio.create_task(waits.call(line.call)) for line in lines]
        await asyncio.sleep(40.0)
        for line in lines:
            line.faults.clear()
        waits.reached()
        await asyncio.gather(*asked)
        return [line.tried for line in lines]

    assert {tried[-1] for tried in run(whole())} == {40.0}


def test_a_place_of_work_is_left_while_it_waits() -> None:
    places: list[str] = []

    @asynccontextmanager
    async def aside() -> AsyncIterator[None]:
        places.append("left")
        yield
        places.append("taken")

    async def whole() -> None:
        ASIDE.set(aside)
        ANSWER_UNTIL.set(clock() + 600)
        await AnswerWaits(clock).call(Line(unconnected()).call)

    work: Coroutine[Any, Any, None] = whole()
    run(work)
    assert places == ["left", "taken"]
