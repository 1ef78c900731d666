"""Polling goes on after every fault, and reports it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from telegram.error import (
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.receiving.poller import FULL, SILENT, UNAUTHORIZED, Poller
from news.errors import StoreError


class Telegram:
    """Answers polls from a list: errors are raised, numbers are updates."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.offsets: list[int | None] = []
        self.silent: asyncio.Event | None = None
        self.unhooked = 0

    async def _post(
        self, endpoint: str, data: dict[str, Any], **_named: Any
    ) -> Any:
        assert endpoint == "getUpdates"
        self.offsets.append(data.get("offset"))
        if self.silent:
            await self.silent.wait()
        answer = self.answers.pop(0) if self.answers else []
        if isinstance(answer, TelegramError):
            raise answer
        if not isinstance(answer, list):
            return answer
        return [
            {"update_id": one} if isinstance(one, int) else one
            for one in answer
        ]

    async def delete_webhook(self) -> None:
        self.unhooked += 1


class Desk:
    """A poller whose inbox records the updates it takes."""

    def __init__(self, *answers: Any) -> None:
        self.telegram, self.now, self.taken = (
            Telegram(*answers),
            1000,
            list[int](),
        )
        self.lanes = SimpleNamespace(depth=0)
        self.faults: list[Exception] = []
        self.heard: list[int] = []
        self.poller = Poller(
            self.telegram,  # type: ignore[arg-type]
            self,  # type: ignore[arg-type]
            clock=lambda: self.now,
            heard=self.heard.append,
        )

    async def take(self, arrived: tuple[Any, ...]) -> None:
        if self.faults:
            raise self.faults.pop()
        self.taken += [update.update_id for update in arrived]


async def test_an_update_is_confirmed_by_the_poll_after_it_was_taken() -> None:
    desk = Desk([5, 6], [])
    await desk.poller._once()
    assert desk.telegram.offsets == [None]
    await desk.poller._once()
    assert (desk.taken, desk.telegram.offsets) == ([5, 6], [None, 7])
    assert desk.poller.trouble == ""


async def test_what_can_t_be_kept_is_not_confirmed() -> None:
    desk = Desk([5], [5])
    desk.faults = [StoreError("disk full")]
    assert await desk.poller._once() == 1.0
    assert "disk full" in desk.poller.trouble
    await desk.poller._once()
    assert (desk.taken, desk.telegram.offsets) == ([5], [None, None])
    assert desk.poller.trouble == ""


@pytest.mark.parametrize(
    "error",
    [
        InvalidToken(),
        NetworkError("lost"),
        Conflict("other getUpdates"),
        NetworkError("502"),
    ],
)
async def test_after_a_fault_it_polls_again_with_growing_pauses(
    error: TelegramError,
) -> None:
    desk = Desk(*[error] * 9, [5])
    pauses = [await desk.poller._once() for _ in range(9)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert desk.poller.trouble
    assert not desk.poller.fatal
    assert await desk.poller._once() == 0
    assert desk.taken == [5]
    assert desk.poller.trouble == ""


async def test_a_429_is_waited_for() -> None:
    assert await Desk(RetryAfter(77)).poller._once() == 77


async def test_a_token_that_stays_refused_ends_it_and_one_that_works_again_does_not() -> (
    None
):
    desk = Desk(InvalidToken(), [], InvalidToken(), InvalidToken())
    await desk.poller._once()
    desk.now += UNAUTHORIZED
    await desk.poller._once()
    await desk.poller._once()
    assert not desk.poller.fatal
    desk.now += UNAUTHORIZED
    await desk.poller._once()
    assert "token" in desk.poller.fatal
    await asyncio.wait_for(desk.poller.run(), 5)


async def test_another_poller_is_named() -> None:
    desk = Desk(Conflict("Conflict: terminated by other getUpdates request"))
    await desk.poller._once()
    assert "another program" in desk.poller.trouble


async def test_a_webhook_of_an_earlier_set_up_goes_first() -> None:
    desk = Desk(
        Conflict("can't use getUpdates method while webhook is active"), []
    )
    await desk.poller._once()
    await desk.poller._once()
    assert desk.telegram.unhooked == 2


async def test_silence_is_trouble_too() -> None:
    desk = Desk([])
    await desk.poller._once()
    desk.now += SILENT + 1
    assert "no poll" in desk.poller.trouble


async def test_no_more_is_asked_for_while_much_waits() -> None:
    desk = Desk([5])
    desk.lanes.depth = FULL
    assert await desk.poller._once() > 0
    assert desk.telegram.offsets == []


async def test_a_fault_of_ours_does_not_end_it() -> None:
    desk = Desk([5], [5])
    desk.faults = [RuntimeError("ours")]
    assert await desk.poller._once() == 1.0
    await desk.poller._once()
    assert desk.taken == [5]


async def test_at_the_end_what_was_taken_is_confirmed() -> None:
    desk = Desk([5])
    await desk.poller._once()
    await desk.poller.stop(within=9)
    assert desk.telegram.offsets[-1] == 6


async def test_a_telegram_that_is_silent_does_not_hold_up_the_end() -> None:
    desk = Desk([5])
    await desk.poller._once()
    desk.telegram.silent = asyncio.Event()
    await desk.poller.stop(within=0)
    assert desk.telegram.offsets == [None, 6]


async def test_each_answered_poll_is_noted_and_no_failed_one() -> None:
    desk = Desk([], NetworkError("away"), [7])
    await desk.poller._once()
    desk.now += 20
    await desk.poller._once()
    desk.now += 20
    await desk.poller._once()
    assert desk.heard == [1000, 1040]


async def test_an_update_that_can_t_be_read_keeps_no_other_from_being_heard() -> (
    None
):
    poll = {"id": "1", "question": "q", "options": [], "type": "regular"}
    chat = {"id": 7, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "poll": poll}
    desk = Desk([{"update_id": 5, "message": message}, 6])
    with structlog.testing.capture_logs() as logged:
        await desk.poller._once()
        await desk.poller._once()
    assert (desk.taken, desk.telegram.offsets) == ([6], [None, 7])
    (entry,) = (one for one in logged if one["event"] == "update.unreadable")
    assert entry["update"] == 5
    assert "question" not in str(
        {key: value for key, value in entry.items() if key != "exc_info"}
    )


@pytest.mark.parametrize(
    "answer",
    [
        None,
        True,
        {},
        "updates",
        [None, "x"],
        [{}],
        [{"update_id": "9"}],
        [{"update_id": 7, "of_next_year": 2**64}],
    ],
)
async def test_an_odd_answer_holds_no_update(answer: Any) -> None:
    desk = Desk(answer, [8])
    await desk.poller._once()
    await desk.poller._once()
    assert desk.taken == [8]
