"""One rate limiter for every call of the token: keep Telegram's limits, send
answers before bulk, and hold only the scope of a 429.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from weakref import WeakValueDictionary
from zlib import crc32

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.answer_waits import PATIENCE, AnswerWaits
from bot.delivery.error_policy import wait_of
from bot.delivery.holds import Holds
from news.safe_json import JsonObject, JsonValue

# Set by the sender around its calls, which yield to answers.
BULK: ContextVar[bool] = ContextVar("bulk", default=False)


async def _nothing() -> None:
    """Do nothing, for a caller that wants no notice."""


# Called just before a call is made in its turn, so that the sender can record
# it in the store.
BEFORE_CALL: ContextVar[Callable[[], Awaitable[None]]] = ContextVar(
    "before_call", default=_nothing
)
# Calls of the poller and of the webhook's monitor, which retry by themselves.
UNHURRIED = frozenset(
    {
        "getupdates",
        "getme",
        "setwebhook",
        "deletewebhook",
        "getwebhookinfo",
        "logout",
        "close",
    }
)
# Calls of answers that put no message into a chat.
FREE = frozenset({"answercallbackquery", "sendmessagedraft"})
# Prefixes of methods about the bot itself: a 429 on one holds that method, even
# if it names a chat.
PROFILE = "setmy", "deletemy", "setchatmenubutton"
CHATS = 50_000
# Telegram's messages a second to all chats that cost no Stars.
FREE_RATE = 30.0
Call = Callable[[], Awaitable[JsonValue]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's limits, from the operator's settings."""

    everyone: float = 30.0
    chat: float = 1.0
    chat_burst: float = 3.0
    group_minute: float = 20.0
    # The sender's messages a second that nobody pays for.
    unpaid: float = 1000.0


@dataclass(slots=True)
class _Bucket:
    """A token bucket that refills at a rate, up to a burst."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Return the seconds until a token is available; 0 if one is."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1.0 - 1e-9:
            return 0.0
        return (1.0 - self.tokens) / self.rate

    def take(self, count: float = 1) -> None:
        """Take tokens for messages that go together; an excess is waited for
        later.
        """
        self.tokens -= count


@dataclass(order=True, slots=True)
class _Waiting:
    bulk: int
    number: int
    cost: float = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class Limiter(BaseRateLimiter[None]):
    """Token buckets for all calls, for each chat and for each group; and holds
    after a 429.

    A call waits for its own chat's bucket first, then queues for the shared
    one, where answers go ahead of bulk. `Holds` decides the scope of a 429.
    """

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self._rates = rates
        self._clock = clock
        self._all = _Bucket(
            rates.everyone, max(1.0, rates.everyone / 3), 1.0, clock()
        )
        self._chats: dict[int, _Bucket] = {}
        self._groups: dict[int, _Bucket] = {}
        self._holds = Holds()
        self._waits = AnswerWaits(clock)
        self._queue: list[_Waiting] = []
        self._number = 0
        self._pump: asyncio.Task[None] | None = None
        self._locks: WeakValueDictionary[
            tuple[int | str, bool], asyncio.Lock
        ] = WeakValueDictionary()
        # The number of 429 answers since the start.
        self.refusals = 0

    async def initialize(self) -> None:
        """Do nothing: the first call needs no set-up."""

    async def shutdown(self) -> None:
        """Stop the queue; waiting calls are cancelled."""
        if self._pump:
            self._pump.cancel()
            await asyncio.gather(self._pump, return_exceptions=True)
        for waiting in self._queue:
            waiting.turn.cancel()
        self._queue.clear()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[JsonValue, JsonValue, JsonValue]],
        args: JsonValue,
        kwargs: JsonObject,
        endpoint: str,
        data: JsonObject,
        rate_limit_args: None,
    ) -> JsonValue:
        """Make one call in its turn. An answer's call is repeated on errors;
        the sender decides about its own.
        """
        del rate_limit_args
        call = partial(callback, *args, **kwargs)
        method = endpoint.lower()
        if method in UNHURRIED:
            return await self._reaching(call)
        attempt = (
            call
            if method in FREE
            else partial(self._attempt, call, method, data)
        )
        # The sender returns a refused row and serves others; a person waits for
        # an answer.
        return await (
            self._reaching(attempt) if BULK.get() else self._waits.call(attempt)
        )

    async def _reaching(self, call: Call) -> JsonValue:
        """Make a call and tell waiting answers when it reaches Telegram."""
        result = await call()
        self._waits.reached()
        return result

    async def _attempt(
        self, call: Call, method: str, data: JsonObject
    ) -> JsonValue:
        """Make a call once in its turn; record a 429 for its scope."""
        chat = 0 if method.startswith(PROFILE) else _chat_of(data)
        bulk = BULK.get()
        self._check_hold(chat, method, 0.0 if bulk else PATIENCE)
        # Without Stars the sender keeps to Telegram's free rate: each message takes
        # as many places as that is slower.
        cost = 1.0
        if bulk and not data.get("allow_paid_broadcast"):
            cost = max(1.0, self._rates.everyone / self._rates.unpaid)
        await self._turn(chat, method, bulk, _messages_of(data), cost)
        await BEFORE_CALL.get()()
        started = self._clock()
        try:
            result = await call()
        except TelegramError as error:
            seconds = wait_of(error)
            if seconds is not None:
                self.refusals += 1
                self._holds.refuse(chat, method, seconds, self._clock())
            raise
        self._holds.succeed(started)
        return result

    def _check_hold(self, chat: int, method: str, patience: float) -> None:
        """Refuse at once a call whose hold is longer than its caller waits:
        Telegram would refuse it too.
        """
        left = self._holds.left(chat, method, self._clock())
        if left > patience:
            raise RetryAfter(timedelta(seconds=left))

    def _own_delay(self, chat: int, method: str, now: float) -> float:
        """Return the seconds until this chat's or method's own limits allow a
        call.
        """
        waits = (
            [bucket.wait(now) for bucket in self._buckets(chat, now)]
            if chat
            else []
        )
        return max([*waits, self._holds.left(chat, method, now)])

    def _buckets(self, chat: int, now: float) -> list[_Bucket]:
        """Return the buckets that a call to a chat takes from: the chat's own, and for a group the
        one of a minute.
        """
        self._forget(now)
        buckets = [
            self._chats.setdefault(
                chat,
                _Bucket(
                    self._rates.chat,
                    self._rates.chat_burst,
                    self._rates.chat_burst,
                    now,
                ),
            )
        ]
        if chat < 0:
            rate = self._rates.group_minute / 60
            burst = max(1.0, self._rates.group_minute - 1)
            # The burst and the refill together stay within the minute's limit.
            buckets.append(
                self._groups.setdefault(
                    chat, _Bucket(rate / 2, burst / 2, burst / 2, now)
                )
            )
        return buckets

    def _forget(self, now: float) -> None:
        """Drop the buckets of chats that got nothing for two minutes, when there are many:
        by then a bucket is full again, as a new one is.
        """
        if len(self._chats) > CHATS:
            idle = [
                chat
                for chat, bucket in self._chats.items()
                if now - bucket.at > 120
            ]
            for chat in idle:
                self._chats.pop(chat, None)
                self._groups.pop(chat, None)
        self._holds.forget(now)

    async def _turn(
        self, chat: int, method: str, bulk: bool, messages: int, cost: float
    ) -> None:
        """Wait for the chat's own limits and a place in the shared queue; take
        the chat's token when the call leaves.

        If tokens were taken sooner, calls that wait for a place would pile up
        and leave all at once.
        """
        # Answers have a lock of their own, so that they do not wait behind bulk
        # to the same chat.
        async with self._locks.setdefault(
            (chat or method, bulk), asyncio.Lock()
        ):
            placed = False
            while (
                not placed or self._own_delay(chat, method, self._clock()) > 0
            ):
                await self._wait_for_own_limits(chat, method)
                await self._place(bulk, cost)
                placed = True
            if chat:
                for bucket in self._buckets(chat, self._clock()):
                    bucket.take(messages)

    async def _wait_for_own_limits(self, chat: int, method: str) -> None:
        wait = self._own_delay(chat, method, self._clock())
        while wait > 0:
            await asyncio.sleep(min(wait, 5.0))
            wait = self._own_delay(chat, method, self._clock())

    async def _place(self, bulk: bool, cost: float) -> None:
        """Wait for a place in the shared queue, and take as many as it costs."""
        if (
            not self._queue
            and self._holds.left_for_all(self._clock()) == 0
            and self._all.wait(self._clock()) == 0
        ):
            self._all.take(cost)
            return
        self._number += 1
        waiting = _Waiting(
            int(bulk),
            self._number,
            cost,
            asyncio.get_running_loop().create_future(),
        )
        heapq.heappush(self._queue, waiting)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._serve())
        await waiting.turn

    async def _serve(self) -> None:
        """Grant the shared places one by one: first to answers, then in the
        order of asking.
        """
        while self._queue:
            now = self._clock()
            wait = max(self._all.wait(now), self._holds.left_for_all(now))
            if wait > 0:
                await asyncio.sleep(min(wait, 1.0))
                continue
            waiting = heapq.heappop(self._queue)
            if not waiting.turn.done():
                self._all.take(waiting.cost)
                waiting.turn.set_result(None)
            await asyncio.sleep(0)


def _messages_of(data: JsonObject) -> int:
    """Count the messages of a call: the flood limits count each message of an
    album.
    """
    album = data.get("media")
    if isinstance(album, list | tuple):
        return len(album)
    return 1


def _chat_of(data: JsonObject) -> int:
    chat = data.get("chat_id")
    try:
        if chat is not None:
            return int(chat)
        return 0
    except (TypeError, ValueError):
        return -1 - crc32(
            str(chat).encode()
        )  # a channel by its name has a group's limits
