"""The limiter against a model of Telegram's limits: no call is refused, lost, overtaken or sent during a hold, in any order of calls."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from telegram.error import RetryAfter

from bot.delivery.rate_limiter import BULK, Limiter, Rates
from sandbox.errors import Refusal
from sandbox.world.limits import Buckets, Limits
from tests.bot.loops import Loop, clock

CHATS = (1, 2, 3, 4, -1, -2, 0)
"""Private chats, groups, and a call into no chat."""
chats = st.sampled_from(CHATS)
RATES = Rates(everyone=3.0)
SLACK = 0.01


class LimiterMachine(RuleBasedStateMachine):
    """Calls come, time passes, Telegram refuses now and then; every call that leaves is judged by a strict Telegram."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = Loop()
        self.calls: set[asyncio.Task[None]] = set()
        self.faults: list[str] = []
        self.refuse: dict[int, int] = {}
        """Chat → seconds of the 429 that its next call gets."""
        self.held: dict[int, float] = {}
        self.asked = self.ended = 0
        self.answers = 0
        """How many answers to people wait."""
        self.group_calls: dict[int, list[float]] = defaultdict(list)
        self.left: dict[tuple[int, bool], list[int]] = defaultdict(list)
        """The numbers of the calls that left, first to last, by chat and kind."""

    @initialize()
    def begin(self) -> None:
        async def make() -> None:
            self.limiter = Limiter(RATES, clock)
            await self.limiter.initialize()
            self.telegram = Buckets(Limits(everyone=RATES.everyone), clock)

        self.loop.run_until_complete(make())

    def _ask(self, chat: int, bulk: bool) -> asyncio.Task[None]:
        self.asked += 1
        self.answers += not bulk
        task = self.loop.create_task(self._call(self.asked, chat, bulk))
        self.calls.add(task)
        return task

    async def _call(self, number: int, chat: int, bulk: bool) -> None:
        BULK.set(bulk)
        arrived = False

        async def telegram() -> None:
            nonlocal arrived
            now = clock()
            if (
                now
                < max(self.held.get(chat, 0.0), self.held.get(0, 0.0)) - SLACK
            ):
                self.faults.append(f"a call to {chat} at {now} in a hold")
            try:
                if chat:
                    self.telegram.check(chat, paid=False)
            except Refusal as refusal:
                self.faults.append(f"{chat} at {now}: {refusal.text}")
            if chat < 0:
                self.group_calls[chat].append(now)
            if not arrived:  # a repeat after a 429 has had its turn
                self.left[chat, bulk].append(number)
                arrived = True
            if seconds := self.refuse.pop(chat, 0):
                self.held[chat] = now + seconds
                raise RetryAfter(timedelta(seconds=seconds))

        data = {"chat_id": chat} if chat else {}
        try:
            await self.limiter.process_request(
                telegram, (), {}, "sendMessage", data, None
            )
        except RetryAfter as refusal:
            # The sender serves others then; a person waits for an answer, but not for long.
            if not bulk and refusal._retry_after.total_seconds() <= 15:
                self.faults.append(
                    f"an answer to {chat} was given up after a short 429"
                )
        self.ended += 1
        self.answers -= not bulk

    @rule(chat=chats, bulk=st.booleans(), count=st.integers(1, 25))
    def ask(self, chat: int, bulk: bool, count: int) -> None:
        for _ in range(count):
            self._ask(chat, bulk)

    @rule(first=st.integers(100, 500), count=st.integers(10, 60))
    def a_digest_goes_to_many(self, first: int, count: int) -> None:
        for chat in range(first, first + count):
            self._ask(chat, bulk=True)

    @rule(
        chat=st.sampled_from([chat for chat in CHATS if chat]),
        seconds=st.integers(1, 40),
    )
    def telegram_will_refuse(self, chat: int, seconds: int) -> None:
        self.refuse[chat] = seconds

    @rule(seconds=st.floats(0.01, 45))
    def time_passes(self, seconds: float) -> None:
        self.loop.run_until_complete(asyncio.sleep(seconds))

    @precondition(
        lambda self: (
            not self.refuse
            and not any(at > self.loop.time() for at in self.held.values())
        )
    )
    @rule(chat=st.sampled_from([11, 12, 13]))
    def a_person_is_answered_before_bulk(self, chat: int) -> None:
        """Somebody who was silent till now waits for the answers before theirs, and for no digest."""
        self.loop.run_until_complete(asyncio.sleep(1 / RATES.chat * 4))
        before, start = self.answers, self.loop.time()
        self.loop.run_until_complete(self._ask(chat, bulk=False))
        took, fair = self.loop.time() - start, (before + 2) / RATES.everyone
        assert took <= fair + SLACK, (
            f"an answer took {took} s behind {before} others"
        )

    @invariant()
    def telegram_had_no_reason_to_refuse(self) -> None:
        assert not self.faults, self.faults

    @invariant()
    def a_group_gets_its_share_of_any_minute(self) -> None:
        for times in self.group_calls.values():
            for first, later in zip(
                times, times[int(RATES.group_minute) :], strict=False
            ):
                assert later - first >= 60 - SLACK, times

    @invariant()
    def nobody_was_overtaken(self) -> None:
        for numbers in self.left.values():
            assert numbers == sorted(numbers)

    def teardown(self) -> None:
        self.refuse.clear()
        if self.calls:
            self.loop.run_until_complete(asyncio.wait(self.calls, timeout=3600))
        unfinished = self.asked - self.ended
        if hasattr(self, "limiter"):
            self.loop.run_until_complete(self.limiter.shutdown())
        self.loop.close()
        assert not self.faults, self.faults
        assert unfinished == 0, "within an hour every call has left"


LimiterMachine.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
# Alone it takes seconds; beside the rest of the suite a busy machine takes more
# than the usual minute.
TestLimiterMachine = pytest.mark.timeout(240)(LimiterMachine.TestCase)
