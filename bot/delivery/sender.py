"""Send the outbox: claim rows, mark each as started just before its call, keep
the order in each chat.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery.circuit_breaker import CircuitBreaker
from bot.delivery.connection_probe import ConnectionProbe
from bot.delivery.error_policy import concerns_connection, words_of
from bot.delivery.outgoing import send_row
from bot.delivery.paid_sending import PaidSending
from bot.delivery.rate_limiter import BEFORE_CALL, BULK
from bot.delivery.recordings import recording_of
from bot.delivery.settlement import Settlement
from bot.delivery.start_writer import StartWriter, TakenBack
from bot.rendering.button_claims import ButtonClaims
from news.errors import JianbaoError, StoreError
from store.chats import forum_topics
from store.delivery import outbox, outcomes, recovery, retries
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import OutboxRow

log = structlog.get_logger()
LEASE = 120
# Seconds between two repairs after dead senders and clock jumps, which also end
# late rows.
TEND = 30
# The error of a row that met a fault of ours.
_FAULT = "a fault of ours: see the log"


@dataclass(frozen=True, slots=True)
class SendOptions:
    """The bounds of the sender's work at once."""

    batch: int = 60
    flights: int = 60
    idle: float = 0.5
    paid: bool = False


class Unreachable(Exception):
    """The error for a message that was not sent, because the connection failed
    before its turn.
    """


def _silent(outcome: str) -> None:
    del outcome


class Sender:
    """The sender of one token's outbox. `owner` names this process: only its
    own claims are given back.
    """

    def __init__(
        self,
        db: Database,
        bot: Bot,
        *,
        owner: str,
        clock: Clock,
        claims: ButtonClaims,
        pace: SendOptions | None = None,
        sole: bool | None = None,
        note: Callable[[str], None] = _silent,
    ) -> None:
        # With one process on SQLite, and in a cluster with the token's lease,
        # nobody else can hold a message.
        self._sole = db.dialect == "sqlite" if sole is None else sole
        self._db, self._bot, self._owner, self._clock = db, bot, owner, clock
        self._pace, self._claims = pace or SendOptions(), claims
        self._paid = PaidSending(clock, wanted=self._pace.paid)
        self.breaker = CircuitBreaker()
        self._probe = ConnectionProbe(bot, self.breaker, clock=clock)
        self._settlement = Settlement(
            db, bot, owner=owner, clock=clock, send=self._call
        )
        self._starts = StartWriter(db, owner=owner, lease=LEASE, clock=clock)
        self._flights: set[asyncio.Task[None]] = set()
        self._acks: list[tuple[int, int]] = []
        self._recovered = False
        self._tended: int | None = None
        # True after a failed write: rows may still be held that nobody will
        # settle; they are given back.
        self._muddled = False
        # The store's last error; empty while it works.
        self._store_fault = ""
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        self.sent = 0
        # The lateness of the last message, in seconds.
        self.late = 0
        # Called with the result of each message: `sent`, or the decision's
        # name.
        self._note = note

    @property
    def fatal(self) -> str:
        """The reason why the sender gave up; empty while it runs."""
        return self._probe.fatal

    @property
    def trouble(self) -> str:
        """The reason why no messages leave now; empty while all is well."""
        return self.fatal or (self.breaker.why if self.breaker.is_open else "")

    def wake(self) -> None:
        """Look at the outbox at once, because something was put into it."""
        self._wake.set()

    async def run(self) -> None:
        """Send until stopped or given up; first take back what a crash left
        behind.
        """
        while not (self._stopping.is_set() or self.fatal):
            # Whoever wakes it during the round meets no rest after it.
            self._wake.clear()
            try:
                taken = await self._round()
                self._note_store("")
            except StoreError as error:
                self._note_store(str(error))
                taken = 0
            except Exception:
                # The sender survives every fault of ours, so that no message
                # waits for a restart.
                log.exception("outbox.round")
                self._muddled, taken = True, 0
            if not taken:
                await self._rest()
        await self._wait_in_flight()
        # Rows that were claimed while `stop` gave back the rest.
        with contextlib.suppress(StoreError):
            await self._db.write(recovery.release, self._owner, self._clock())

    def _note_store(self, fault: str) -> None:
        """Note how the store answered; a fault is logged once, not each round."""
        self._muddled = self._muddled or bool(fault)
        if fault != self._store_fault:
            log.warning("outbox.store", error=fault or "it works again")
            self._store_fault = fault

    async def stop(self, *, within: float = 10.0) -> None:
        """Take no more rows, wait for those in flight, give back the rest; a
        call that takes too long counts as perhaps arrived.
        """
        self._stopping.set()
        self._wake.set()
        if self._flights:
            _, late = await asyncio.wait(self._flights, timeout=within)
            for flight in late:
                flight.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._ack()
            await self._db.write(recovery.release, self._owner, self._clock())
        except StoreError as error:
            # The next start takes back the rows of this process; those in
            # flight go again, marked.
            log.warning("outbox.unreleased", error=str(error))

    async def drain(self) -> int:
        """Send all rows that are ready and return their number; for tests.

        Ends at the first failure to reach Telegram.
        """
        before, self._recovered = self.sent, False
        if self.breaker.is_open:
            await self._probe.call()
        while not self.breaker.is_open and await self._round():
            await self._wait_in_flight()
        await self._wait_in_flight()
        return self.sent - before

    async def _round(self) -> int:
        """Claim ready rows and start their calls; return the number of rows, or
        1 if all places are taken.
        """
        if not self._recovered:
            await self._recover()
        await self._ack()
        if self._muddled:
            await self._sort()
        await self._housekeep()
        if self.breaker.is_open:
            await self._probe.call_after_pause(self._stopping)
            return 1
        room = self._room()
        if room <= 0:
            await asyncio.wait(
                self._flights, return_when=asyncio.FIRST_COMPLETED
            )
            return 1
        rows = await self._db.write(
            outbox.claim,
            now=self._clock(),
            limit=room,
            lease=LEASE,
            owner=self._owner,
        )
        if self._stopping.is_set():
            return 0
        for row in rows:
            task = asyncio.create_task(self._fly(row))
            self._flights.add(task)
            task.add_done_callback(self._flights.discard)
        return len(rows)

    def _room(self) -> int:
        if self.breaker.on_trial:
            return 1 - len(self._flights)
        return min(self._pace.flights - len(self._flights), self._pace.batch)

    async def _recover(self) -> None:
        """Take back rows that a crash left; on SQLite no other process can
        still hold a lease.
        """
        await self._db.write(
            recovery.recover, self._clock(), everything=self._sole
        )
        self._recovered = True

    async def _housekeep(self) -> None:
        """From time to time: renew leases in flight, take back rows of dead
        senders, end rows that are too late.
        """
        now = self._clock()
        # A clock that went back is handled at once.
        if self._tended is not None and 0 <= now - self._tended < TEND:
            return
        await self._db.write(_put_right, now, "" if self._sole else self._owner)
        self._tended = now

    async def _sort(self) -> None:
        """Give back rows that a failed write (for example on a full disk) left
        held, once none of them is in flight.
        """
        await self._wait_in_flight()
        await self._db.write(recovery.release, self._owner, self._clock())
        self._muddled = False

    async def _rest(self) -> None:
        waits: list[Any] = [
            asyncio.create_task(self._wake.wait()),
            *self._flights,
        ]
        await asyncio.wait(
            waits, timeout=self._pace.idle, return_when=asyncio.FIRST_COMPLETED
        )
        waits[0].cancel()

    async def _wait_in_flight(self) -> None:
        while self._flights:
            await asyncio.wait(self._flights)
        await self._ack()

    async def _ack(self) -> None:
        """Record many sent rows in one write."""
        done, self._acks = self._acks, []
        if done:
            try:
                await self._db.write(outbox.sent, done, self._clock())
            except StoreError:
                self._acks = done + self._acks
                raise

    async def _fly(self, row: OutboxRow) -> None:
        """Send one row and settle it; an error here affects no other row."""
        # Each flight is a task with its own context: all its log events name
        # the digest.
        request = (
            f"digest-{row.digest_id}" if row.digest_id else f"message-{row.id}"
        )
        structlog.contextvars.bind_contextvars(
            request=request, chat=row.chat_id
        )
        BULK.set(True)
        begun = asyncio.Event()
        BEFORE_CALL.set(partial(self._start, row, begun))
        try:
            await self._send(row)
        except StoreError as error:
            self._note_store(str(error))
        except Exception:
            # This also covers faults in settling an answer: no row may stay
            # held without an owner.
            log.exception("outbox.fault", row=row.id)
            await self._settle_fault(row, begun=begun.is_set())

    async def _start(self, row: OutboxRow, begun: asyncio.Event) -> None:
        """Mark a row as started, before the first of its calls."""
        if self.breaker.is_open:
            raise Unreachable
        if not begun.is_set():
            await self._starts.start(row.id)
            begun.set()

    async def _send(self, row: OutboxRow) -> None:
        """Send one message and settle its row by what Telegram answered.

        A fault of the connection gives the row back unharmed, and one of the store is
        the caller's to note: neither says anything about the message.
        """
        try:
            message_id = await self._call(row)
        except TakenBack:
            log.info("outbox.taken-back", row=row.id)
        except Unreachable:
            await self._db.write(retries.give_back, row.id, self.breaker.why)
        except TelegramError as error:
            await self._settle(row, error)
        except StoreError:
            raise
        except JianbaoError as error:
            await self._give_up(row, str(error))
        else:
            self._arrived(row, message_id)
            if row.topic_lost:
                await self._db.write(forum_topics.found, row.chat_id)

    async def _call(self, row: OutboxRow) -> int:
        if getattr(self._bot, "rate_limiter", None) is None:
            await BEFORE_CALL.get()()
        sound = await recording_of(self._db, row.message)
        return await send_row(
            self._bot,
            row,
            self._claims,
            paid=self._paid.is_on(),
            recording=sound,
        )

    async def _settle(self, row: OutboxRow, error: TelegramError) -> None:
        if concerns_connection(error):
            unauthorized = isinstance(error, InvalidToken)
            self.breaker.trip(
                words_of(error), self._clock(), unauthorized=unauthorized
            )
        else:
            self.breaker.succeed()
        outcome = await self._settlement.settle(row, error)
        self._paid.note(outcome.action)
        self._note(outcome.action)
        if outcome.rest_waits:
            self._wake.set()
            self.sent += 1
        elif outcome.message_id is not None:
            self._arrived(row, outcome.message_id)

    def _arrived(self, row: OutboxRow, message_id: int) -> None:
        self.breaker.succeed()
        self._note("sent")
        self.sent += 1
        self.late = max(0, self._clock() - row.ready_at)
        log.debug("outbox.sent", row=row.id, kind=row.kind, late=self.late)
        self._acks.append((row.id, message_id))

    async def _settle_fault(self, row: OutboxRow, *, begun: bool) -> None:
        """Settle a row after a fault of ours. Once its call has begun it may
        have arrived: the library may not understand Telegram's answer.
        """
        if not begun:
            await self._give_up(row, _FAULT)
            return
        try:
            await self._settlement.once_more(row, _FAULT)
        except StoreError:
            self._muddled = True

    async def _give_up(self, row: OutboxRow, error: str) -> None:
        log.warning("outbox.failed", row=row.id, error=error)
        try:
            await self._db.write(outcomes.failed, row.id, error, self._clock())
        except StoreError:
            self._muddled = True


def _put_right(connection: Connection, now: int, owner: str) -> None:
    """Repair waiting and held rows; with an owner, among other senders."""
    if owner:
        recovery.renew(connection, owner, now + LEASE)
        recovery.recover(connection, now)
    recovery.pull_forward(connection, now, now + outbox.LONGEST_WAIT)
    outcomes.expire(connection, now)
