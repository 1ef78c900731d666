"""Telegram's limits are kept by all calls together; time passes at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.delivery import holds, rate_limiter
from bot.delivery.answer_waits import ANSWER_UNTIL
from bot.delivery.rate_limiter import BEFORE_CALL, BULK, Limiter, Rates
from sandbox.errors import Refusal
from sandbox.world.limits import Buckets, Limits
from tests.bot.loops import clock, run

Scenario = Callable[["Gate"], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


class Gate:
    """A limiter that records what passed: (seconds since the start, chat)."""

    def __init__(self, rates: Rates) -> None:
        self.limiter, self.start = Limiter(rates, clock), clock()
        self.sent: list[tuple[float, int]] = []
        self.refusals: list[RetryAfter] = []
        """What Telegram answers next, first to last."""

    def delay(self, chat: int) -> float:
        """Return the seconds until a message to this chat could leave."""
        now = clock()
        own = self.limiter._own_delay(chat, "", now)
        return max(own, self.limiter._holds.left_for_all(now))

    async def send(
        self,
        chat: int | str | None,
        *,
        bulk: bool = False,
        endpoint: str = "sendMessage",
        album: int = 0,
        paid: bool = False,
    ) -> str:
        async def telegram(number: int, *, tail: str) -> str:
            if self.refusals:
                raise self.refusals.pop(0)
            self.sent.append((round(clock() - self.start, 2), number))
            return f"sent {tail}"

        BULK.set(bulk)
        data: dict[str, Any] = {"chat_id": chat} if chat is not None else {}
        if paid:
            data["allow_paid_broadcast"] = True
        if album:
            data["media"] = ["a picture"] * album
        number = chat if isinstance(chat, int) else 0
        return str(
            await self.limiter.process_request(
                telegram, (number,), {"tail": "x"}, endpoint, data, None
            )
        )

    async def all(self, *chats: int, bulk: bool = False) -> None:
        await asyncio.gather(
            *(asyncio.create_task(self.send(chat, bulk=bulk)) for chat in chats)
        )

    def times(self, chat: int | None = None) -> list[float]:
        return [
            at for at, number in self.sent if chat is None or number == chat
        ]


def play(scenario: Scenario, **rates: float) -> Gate:
    async def whole() -> Gate:
        gate = Gate(Rates(**rates))
        await gate.limiter.initialize()
        await scenario(gate)
        await gate.limiter.shutdown()
        return gate

    return run(whole())


def most_within(times: list[float], seconds: float) -> int:
    return max(
        sum(start <= at < start + seconds for at in times) for start in times
    )


def test_a_call_gives_what_telegram_gave() -> None:
    async def scenario(gate: Gate) -> None:
        assert await gate.send(1) == "sent x"

    assert play(scenario).sent == [(0.0, 1)]


@pytest.mark.parametrize(
    ("paid", "bulk", "most"),
    [(True, True, 310), (False, True, 32), (False, False, 310)],
)
def test_the_sender_keeps_to_the_free_rate_without_stars(
    paid: bool, bulk: bool, most: int
) -> None:
    async def scenario(gate: Gate) -> None:
        sent = (gate.send(chat, bulk=bulk, paid=paid) for chat in range(1, 400))
        await asyncio.gather(*map(asyncio.create_task, sent))

    times = play(scenario, everyone=300.0, unpaid=30.0).times()
    assert len(times) == 399
    assert most / 2 < most_within(times, 1.0) <= most


def test_one_chat_gets_a_few_at_once_and_then_one_a_second() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*[5] * 6)

    assert play(scenario).times() == pytest.approx(
        [0, 0.03, 0.07, 1, 2, 3], abs=0.05
    )


def test_all_chats_together_stay_under_the_tokens_rate() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*range(1, 121))

    times = play(scenario, everyone=30).times()
    assert len(times) == 120
    assert most_within(times, 1.0) <= 31
    assert times[-1] == pytest.approx(119 / 30, abs=0.1)


def test_a_group_gets_no_more_than_twenty_a_minute() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*[-5] * 50)

    times = play(scenario).times()
    assert len(times) == 50
    assert most_within(times, 60.0) <= 20


def test_half_of_a_groups_minute_leaves_at_once_and_the_rest_evenly() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*[-5] * 12, *[-6] * 12)

    gate = play(scenario, everyone=1000, chat=100, chat_burst=100)
    # Nine and a half of nineteen, then one in six seconds: each group its own.
    evenly = pytest.approx([*[0.0] * 9, 3.0, 9.0, 15.0], abs=0.1)
    assert gate.times(-5) == evenly
    assert gate.times(-6) == evenly


def test_a_group_that_was_quiet_for_an_hour_saves_up_no_messages() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.send(-5)
        await asyncio.sleep(3600)
        await gate.all(*[-5] * 50)

    assert most_within(play(scenario).times()[1:], 60.0) <= 20


def test_a_channel_by_its_name_is_limited_like_a_group() -> None:
    async def scenario(gate: Gate) -> None:
        await asyncio.gather(*(gate.send("@paper") for _ in range(50)))

    assert most_within(play(scenario).times(), 60.0) <= 20


def test_at_the_start_one_message_leaves_at_once_and_no_burst() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*range(1, 11))

    assert sum(at < 0.01 for at in play(scenario, everyone=30).times()) == 1


def test_after_a_rest_a_third_of_a_seconds_messages_leave_at_once() -> None:
    async def scenario(gate: Gate) -> None:
        await asyncio.sleep(60)
        await gate.all(*range(1, 31))

    times = play(scenario, everyone=30).times()
    assert sum(at < 60.01 for at in times) == 10


def test_an_album_counts_as_many_messages_as_it_holds() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.send(5, endpoint="sendMediaGroup", album=10)
        await gate.send(5)

    assert play(scenario).times() == pytest.approx([0, 8], abs=0.1)


def test_who_waits_for_its_own_chat_takes_no_place_from_the_others() -> None:
    async def scenario(gate: Gate) -> None:
        # A group's messages are six seconds apart once its burst is spent.
        full = asyncio.create_task(gate.all(*[-5] * 14))
        await asyncio.sleep(12)
        for chat in range(1, 201):
            await gate.send(chat)
        await full

    gate = play(scenario, everyone=10)
    group, others = gate.times(-5), [at for at, chat in gate.sent if chat > 0]
    beside = sum(others[0] < at < others[-1] for at in group)
    assert len(others) == 200
    # The bucket's first three leave at once, the rest one a tenth of a second.
    assert others[-1] - others[0] == pytest.approx(
        (200 - 3 + beside) / 10, abs=0.15
    )


def test_an_answer_and_bulk_to_one_chat_share_its_pace() -> None:
    async def scenario(gate: Gate) -> None:
        # Both stand behind thirty others, and get their places one after the other.
        others = asyncio.create_task(gate.all(*range(100, 130)))
        await asyncio.sleep(0)
        answer = asyncio.create_task(gate.send(1))
        bulk = asyncio.create_task(gate.send(1, bulk=True))
        await asyncio.gather(others, answer, bulk)

    first, second = play(scenario, everyone=10, chat=1, chat_burst=1).times(1)
    assert second - first == pytest.approx(1.0, abs=0.15)


def test_a_slow_chat_does_not_hold_up_the_others() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.all(*[5] * 6, 6, 7)

    gate = play(scenario)
    assert gate.times(5)[-1] > 2.5
    assert max(gate.times(6) + gate.times(7)) < 0.5


def test_answers_go_before_bulk() -> None:
    async def scenario(gate: Gate) -> None:
        bulk = asyncio.create_task(gate.all(*range(100, 160), bulk=True))
        await asyncio.sleep(0.2)
        await gate.all(1, 2, 3)
        await bulk

    gate = play(scenario, everyone=10)
    order = [number for _, number in gate.sent]
    assert max(order.index(chat) for chat in (1, 2, 3)) < 8
    assert [number for number in order if number >= 100] == list(
        range(100, 160)
    )


@pytest.mark.parametrize(
    "endpoint", ["getUpdates", "answerCallbackQuery", "setWebhook"]
)
def test_calls_that_send_nothing_do_not_wait(endpoint: str) -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=10))]
        with pytest.raises(RetryAfter):
            await gate.send(1, bulk=True)
        await asyncio.gather(
            *(gate.send(1, endpoint=endpoint) for _ in range(50))
        )

    assert set(play(scenario).times()) == {0.0}


def test_an_answer_waits_for_a_short_429_and_is_sent() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=4))]
        await gate.send(1)

    gate = play(scenario)
    assert gate.times() == pytest.approx([4.0], abs=0.1)
    assert gate.limiter.refusals == 1


def test_a_call_of_no_update_is_given_up_after_three_429() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=2)) for _ in range(3)]
        with pytest.raises(RetryAfter):
            await gate.send(1)
        assert clock() - gate.start == pytest.approx(4.0, abs=0.1)

    assert play(scenario).sent == []


def test_nobody_waits_for_a_long_429() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=16))]
        with pytest.raises(RetryAfter):
            await gate.send(1)
        assert clock() == gate.start
        assert gate.delay(1) == pytest.approx(16.0, abs=0.01)

    assert play(scenario).limiter.refusals == 1


def test_an_answer_waits_for_a_long_429_and_holds_up_nobody_elses() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=200))]
        ANSWER_UNTIL.set(clock() + 600)
        await gate.all(1, 2, 1)

    gate = play(scenario)
    assert gate.times(2) == pytest.approx([0.0], abs=0.1)
    assert gate.times(1) == pytest.approx([200.0, 200.0], abs=1.5)


def test_bulk_is_given_back_at_the_first_429() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=1))]
        with pytest.raises(RetryAfter):
            await gate.send(1, bulk=True)

    assert play(scenario).sent == []


def test_a_429_in_one_chat_holds_that_chat_alone() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=8))]
        with pytest.raises(RetryAfter):
            await gate.send(1, bulk=True)
        await gate.all(1, 2, 3)

    gate = play(scenario)
    assert gate.times(1) == pytest.approx([8.0], abs=0.1)
    assert max(gate.times(2) + gate.times(3)) < 0.5


async def refused(gate: Gate, chats: Sequence[int], *seconds: int) -> None:
    """Let Telegram refuse a message to each of these chats, at once."""
    for chat, wait in zip(chats, seconds, strict=True):
        gate.refusals = [RetryAfter(timedelta(seconds=wait))]
        with pytest.raises(RetryAfter):
            await gate.send(chat, bulk=True)


def test_short_waits_of_several_chats_within_a_second_hold_all_for_the_shortest() -> (
    None
):
    async def scenario(gate: Gate) -> None:
        await refused(gate, (1, 2, 3), 8, 6, 9)
        await gate.all(4, 5)

    assert min(play(scenario).times()) == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize("waits", [(8, 8), (43_200, 43_200), (8, 8, 43_200)])
def test_two_chats_or_long_waits_hold_nobody_else(
    waits: tuple[int, ...],
) -> None:
    async def scenario(gate: Gate) -> None:
        await refused(gate, range(1, len(waits) + 1), *waits)
        await gate.all(5, 6)

    assert max(play(scenario).times()) < 0.5


def test_a_call_that_goes_through_ends_the_guess_about_all() -> None:
    async def scenario(gate: Gate) -> None:
        await refused(gate, (1, 2, 3), 20, 20, 20)
        assert gate.delay(4) == pytest.approx(20.0, abs=0.1)
        gate.limiter._holds.succeed(clock())
        assert gate.delay(4) == 0.0

    play(scenario)


async def _at_once() -> None:
    return None


@pytest.mark.parametrize("data", [{}, {"chat_id": 7}])
def test_a_429_on_a_menu_holds_that_method_alone(data: dict[str, int]) -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=90))]
        for _ in range(2):  # the second is not even asked
            with pytest.raises(RetryAfter):
                await gate.send(data.get("chat_id"), endpoint="setMyCommands")
        await gate.send(7)
        await gate.send(None, endpoint="setMyName")

    gate = play(scenario)
    assert max(gate.times()) < 0.5
    assert gate.limiter.refusals == 1


def test_a_shorter_429_does_not_shorten_a_hold() -> None:
    async def scenario(gate: Gate) -> None:
        gate.limiter._holds.refuse(1, "sendmessage", 60, clock())
        gate.limiter._holds.refuse(1, "sendmessage", 5, clock())
        assert gate.delay(1) == pytest.approx(60.0, abs=0.1)

    play(scenario)


def test_a_short_wait_of_a_method_is_kept_by_all_its_calls_and_costs_no_places() -> (
    None
):
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=8))]
        first = asyncio.create_task(gate.send(None, endpoint="setMyName"))
        await asyncio.sleep(1)
        second = asyncio.create_task(gate.send(None, endpoint="setMyName"))
        await asyncio.sleep(0)
        for chat in range(1, 101):
            await gate.send(chat)
        await asyncio.gather(first, second)

    gate = play(scenario, everyone=10)
    assert gate.times(0) == pytest.approx([8.1, 8.3], abs=0.25)
    others = [at for at, chat in gate.sent if chat]
    # Three leave at once after a second's rest; the two took a place each.
    assert others[-1] - others[0] == pytest.approx((100 - 3 + 2) / 10, abs=0.05)


def test_a_method_that_is_refused_holds_who_waits_for_a_place_meanwhile() -> (
    None
):
    async def scenario(gate: Gate) -> None:
        await gate.send(1)
        asked = asyncio.create_task(gate.send(None, endpoint="setMyName"))
        await asyncio.sleep(0)
        gate.limiter._holds.refuse(0, "setmyname", 7, clock())
        await asked

    # Its place came after a second; the refusal of another call ends later.
    assert play(scenario, everyone=1).times(0) == pytest.approx([7.0], abs=0.1)


def test_calls_without_a_chat_have_no_chats_pace_and_each_channel_its_own() -> (
    None
):
    async def scenario(gate: Gate) -> None:
        calls = [gate.send(None, endpoint="getChat") for _ in range(30)]
        posts = [gate.send(name) for name in ("@one", "@two") * 9]
        await asyncio.gather(*calls, *posts)

    times = play(scenario, everyone=1000, chat=100, chat_burst=100).times()
    assert len(times) == 30 + 18
    assert max(times) < 0.5


def test_bulk_does_not_stand_in_line_for_a_chat_that_is_held() -> None:
    async def scenario(gate: Gate) -> None:
        await refused(gate, (1,), 5)
        with pytest.raises(RetryAfter):
            await gate.send(1, bulk=True)
        assert clock() == gate.start

    assert play(scenario).sent == []


def test_nobody_waits_in_line_for_a_chat_that_is_held_for_hours() -> None:
    async def scenario(gate: Gate) -> None:
        await refused(gate, (1,), 43_838)
        for bulk in (True, False):
            with pytest.raises(RetryAfter) as refusal:
                await gate.send(1, bulk=bulk)
            assert refusal.value._retry_after.total_seconds() == pytest.approx(
                43_838, abs=1
            )
        assert clock() == gate.start

    assert play(scenario).limiter.refusals == 1


def test_slow_mode_holds_its_chat() -> None:
    async def scenario(gate: Gate) -> None:
        async def refuse() -> None:
            raise BadRequest("SLOWMODE_WAIT_20")

        with pytest.raises(BadRequest):
            await gate.limiter.process_request(
                refuse, (), {}, "sendMessage", {"chat_id": 1}, None
            )
        assert gate.delay(1) == pytest.approx(20.0, abs=0.1)
        assert gate.delay(2) == 0.0

    play(scenario)


def test_who_asks_is_told_just_before_each_call() -> None:
    async def scenario(gate: Gate) -> None:
        told: list[float] = []

        async def note() -> None:
            told.append(round(clock() - gate.start, 1))

        BEFORE_CALL.set(note)
        gate.refusals = [RetryAfter(timedelta(seconds=4))]
        await gate.send(1)
        BEFORE_CALL.set(_at_once)
        assert told == [0.0, 4.0]

    play(scenario)


def test_a_hold_is_not_lifted_by_a_call_that_finishes() -> None:
    async def scenario(gate: Gate) -> None:
        gate.refusals = [RetryAfter(timedelta(seconds=5))]
        with pytest.raises(RetryAfter):
            await gate.send(1, bulk=True)
        await gate.send(2)
        await gate.send(1)

    assert play(scenario).times(1)[0] >= 5.0


def test_other_errors_are_the_callers() -> None:
    async def scenario(gate: Gate) -> None:
        async def refuse() -> None:
            raise BadRequest("Chat not found")

        with pytest.raises(BadRequest):
            await gate.limiter.process_request(
                refuse, (), {}, "sendMessage", {"chat_id": 1}, None
            )

    assert play(scenario).limiter.refusals == 0


def test_delay_tells_the_sender_how_long_a_chat_takes() -> None:
    async def scenario(gate: Gate) -> None:
        assert gate.delay(9) == 0.0
        await gate.all(9, 9, 9)
        assert 0.5 < gate.delay(9) <= 1.0
        assert gate.delay(10) == 0.0

    assert len(play(scenario).sent) == 3


def test_a_channels_name_is_a_chat_too() -> None:
    async def scenario(gate: Gate) -> None:
        await asyncio.gather(*(gate.send("@example") for _ in range(5)))

    assert play(scenario).times()[-1] > 1.5


def test_shutdown_lets_go_of_who_waits() -> None:
    async def whole() -> int:
        gate = Gate(Rates(everyone=1))
        waiting = [asyncio.create_task(gate.send(chat)) for chat in range(1, 6)]
        await asyncio.sleep(0.1)
        await gate.limiter.shutdown()
        assert gate.limiter._pump is not None
        assert gate.limiter._pump.done(), "nothing of it runs on"
        results = await asyncio.gather(*waiting, return_exceptions=True)
        return sum(
            isinstance(result, asyncio.CancelledError) for result in results
        )

    assert run(whole()) == 4


def test_who_gave_up_waiting_takes_no_place() -> None:
    async def scenario(gate: Gate) -> None:
        await gate.send(1)
        given_up = asyncio.create_task(gate.send(2))
        last = asyncio.create_task(gate.send(3))
        await asyncio.sleep(0.1)
        given_up.cancel()
        await asyncio.gather(given_up, last, return_exceptions=True)

    assert play(scenario, everyone=1).sent == [(0.0, 1), (1.0, 3)]


def test_idle_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limiter, "CHATS", 10)
    monkeypatch.setattr(holds, "KEPT", 0)

    async def scenario(gate: Gate) -> None:
        await refused(gate, (1, 2), 16, 300)
        for chat in range(1, 21):
            gate.delay(chat)
        await asyncio.sleep(200)
        gate.delay(-5)
        assert len(gate.limiter._chats) <= 10
        await gate.all(*[-5] * 3)
        for chat in range(1, 21):
            gate.delay(chat)
        # What it has just been sent counts still, and what still holds.
        assert gate.delay(-5) > 0
        assert list(gate.limiter._holds._chats) == [2]

    play(scenario)


def test_a_strict_telegram_refuses_nothing() -> None:
    async def whole() -> int:
        gate, telegram = Gate(Rates()), Buckets(Limits(), clock)

        async def send(chat: int) -> None:
            async def call() -> None:
                try:
                    telegram.check(chat, paid=False)
                except Refusal as refusal:
                    raise AssertionError(refusal.text) from refusal

            await gate.limiter.process_request(
                call, (), {}, "sendMessage", {"chat_id": chat}, None
            )

        await asyncio.gather(
            *(
                send(chat)
                for chat in [*range(1, 200), *[7] * 9, *[-3] * 30, *[-4] * 30]
            )
        )
        return telegram.refused

    assert run(whole()) == 0
