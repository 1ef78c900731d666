"""The outbox drained: claimed, started in a commit of its own, sent; in order, one in flight a chat."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

import structlog
from telegram import Bot, ReplyParameters
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.delivery.error_policy import Action, decide, seconds_of
from bot.delivery.fallbacks import HAS_FALLBACK, FallbackSender, NoFallback
from bot.delivery.rate_limiter import BULK
from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from bot.rendering.keyboards import markup, preview_of
from news.errors import JianbaoError, StoreError
from store.chats import chats
from store.delivery import outbox
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import OutboxRow

log = structlog.get_logger()
LEASE = 120
MAX_ATTEMPTS = 8
TEND = 30
"""Seconds between two looks at what other senders and other clocks left behind."""
LONGEST = 27 * 3600
"""Seconds that a message may wait: a day's quiet hours, an hour of the spread, and one for the night clocks go back."""


@dataclass(frozen=True, slots=True)
class SendOptions:
    """How much the sender takes at once."""

    batch: int = 60
    flights: int = 60
    idle: float = 0.5
    paid: bool = False


def _silent(outcome: str) -> None:
    del outcome


class Sender:
    """Drains the outbox of one token. `owner` names this process, so that only its own claims are given back."""

    def __init__(
        self,
        db: Database,
        bot: Bot,
        *,
        owner: str,
        clock: Callable[[], int],
        pace: SendOptions | None = None,
        sole: bool | None = None,
    ) -> None:
        # With one process on SQLite, and in a cluster with the token's turn, nobody else can hold a message.
        self._sole = db.dialect == "sqlite" if sole is None else sole
        self._db, self._bot, self._owner, self._clock = db, bot, owner, clock
        self._pace = pace or SendOptions()
        self._mender = FallbackSender(db, owner=owner, clock=clock, send=self._call)
        self._flights: set[asyncio.Task[None]] = set()
        self._acks: list[tuple[int, int]] = []
        self._tended: int | None = None
        self._muddled = False
        """A write failed, so rows may be held of which nobody will hear; they are given back."""
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        self.sent = 0
        self.late = 0
        """Seconds by which the last message was late."""
        self.note: Callable[[str], None] = _silent
        """Told how Telegram answered each message: `sent`, or the decision's name."""
        self.fatal: str = ""
        """Why the sender gave up, where it did."""

    def wake(self) -> None:
        """Look at once: something was put into the outbox."""
        self._wake.set()

    async def run(self) -> None:
        """Send until stopped; first take back what a crash left behind."""
        await self._recover()
        while not self._stopping.is_set():
            try:
                taken = await self._round()
            except StoreError as error:
                log.warning("outbox.store", error=str(error))
                self._muddled, taken = True, 0
            if not taken:
                await self._rest()
        await self._wait_in_flight()
        # What was claimed while `stop` gave back the rest.
        with contextlib.suppress(StoreError):
            await self._db.write(outbox.release, self._owner, self._clock())

    async def _recover(self) -> None:
        """Take back what a crash left; on SQLite there is no other process that could still hold a lease."""
        await self._db.write(outbox.recover, self._clock(), everything=self._sole)

    async def _housekeep(self) -> None:
        """Now and then: hold what is in the air, take back what dead senders held, bring back what a clock threw ahead."""
        now = self._clock()
        # A clock that went back is looked after at once.
        if self._tended is not None and 0 <= now - self._tended < TEND:
            return
        await self._db.write(_put_right, now, "" if self._sole else self._owner)
        self._tended = now

    async def stop(self, *, within: float = 10.0) -> None:
        """Take no more, wait for what is in flight, and give back the rest, what flies too long as perhaps arrived."""
        self._stopping.set()
        self._wake.set()
        if self._flights:
            _, late = await asyncio.wait(self._flights, timeout=within)
            for flight in late:
                flight.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._ack()
        await self._db.write(outbox.release, self._owner, self._clock())

    async def drain(self) -> int:
        """Send all that is ready now and return how many were sent; for tests, the demo and the command line."""
        before = self.sent
        await self._recover()
        while await self._round():
            await self._wait_in_flight()
        await self._wait_in_flight()
        return self.sent - before

    async def _round(self) -> int:
        await self._ack()
        if self._muddled:
            await self._release_held()
        await self._housekeep()
        room = min(self._pace.flights - len(self._flights), self._pace.batch)
        if room <= 0:
            await asyncio.wait(self._flights, return_when=asyncio.FIRST_COMPLETED)
            return 1
        rows = await self._db.write(
            outbox.claim, now=self._clock(), limit=room, lease=LEASE, owner=self._owner
        )
        if not rows or self._stopping.is_set():
            return 0
        started = set(
            await self._db.write(
                outbox.start,
                [row.id for row in rows],
                self._clock(),
                owner=self._owner,
                lease=LEASE,
            )
        )
        for row in rows:
            if row.id in started and not self._stopping.is_set():
                task = asyncio.create_task(self._send_one(row))
                self._flights.add(task)
                task.add_done_callback(self._flights.discard)
        return len(rows)

    async def _release_held(self) -> None:
        """Give back what a failed write left held (a full disk, say), once nothing of it is in the air."""
        await self._wait_in_flight()
        await self._db.write(outbox.release, self._owner, self._clock())
        self._muddled = False

    async def _rest(self) -> None:
        self._wake.clear()
        waits: list[Any] = [asyncio.create_task(self._wake.wait()), *self._flights]
        await asyncio.wait(waits, timeout=self._pace.idle, return_when=asyncio.FIRST_COMPLETED)
        waits[0].cancel()

    async def _wait_in_flight(self) -> None:
        while self._flights:
            await asyncio.wait(self._flights)
        await self._ack()

    async def _ack(self) -> None:
        """Write what was sent, many at once."""
        done, self._acks = self._acks, []
        if done:
            try:
                await self._db.write(outbox.sent, done, self._clock())
            except StoreError:
                self._acks = done + self._acks
                raise

    async def _send_one(self, row: OutboxRow) -> None:
        """Send one row and settle it; nothing that goes wrong here touches another."""
        # Each flight is a task with a context of its own: all that is logged in it names the digest.
        request = f"digest-{row.digest_id}" if row.digest_id else f"message-{row.id}"
        structlog.contextvars.bind_contextvars(request=request, chat=row.chat_id)
        try:
            await self._send(row)
        except StoreError as error:
            log.warning("outbox.store", row=row.id, error=str(error))
            self._muddled = True
        except Exception:
            # Also what goes wrong while an answer is acted on: nothing may stay held of which nobody hears.
            log.exception("outbox.fault", row=row.id)
            await self._give_up(row, "a fault of ours: see the log")

    async def _give_up(self, row: OutboxRow, error: str) -> None:
        try:
            await self._db.write(outbox.failed, row.id, error, self._clock())
        except StoreError:
            self._muddled = True

    async def _send(self, row: OutboxRow) -> None:
        BULK.set(True)
        try:
            message_id = await self._call(row)
        except TelegramError as error:
            await self._settle(row, error)
        except StoreError:
            raise
        except JianbaoError as error:
            log.warning("outbox.failed", row=row.id, error=str(error))
            await self._db.write(outbox.failed, row.id, str(error), self._clock())
        else:
            self.note("sent")
            self.sent += 1
            self.late = max(0, self._clock() - row.ready_at)
            log.debug("outbox.sent", row=row.id, kind=row.kind, late=self.late)
            self._acks.append((row.id, message_id))

    async def _call(self, row: OutboxRow) -> int:
        message, silent = row.message, row.silent or row.repeated
        text = message.html + (
            f"\n<i>{telegram_html.escape(tongue('en').say('delivery.repeated'))}</i>"
            if row.repeated
            else ""
        )
        common: dict[str, Any] = {
            "chat_id": row.telegram_id,
            "message_thread_id": row.thread_id or None,
            "disable_notification": silent or None,
            "reply_markup": markup(message.buttons),
            "reply_parameters": ReplyParameters(
                row.reply_to_message, allow_sending_without_reply=True
            )
            if row.reply_to_message
            else None,
            "allow_paid_broadcast": True if self._pace.paid else None,
        }
        if message.image and telegram_html.length(text) <= telegram_html.MAX_CAPTION:
            sent = await self._bot.send_photo(
                photo=message.image, caption=text, parse_mode="HTML", **common
            )
        else:
            options = preview_of(message)
            sent = await self._bot.send_message(
                text=text, parse_mode="HTML", link_preview_options=options, **common
            )
        return sent.message_id

    async def _settle(self, row: OutboxRow, error: TelegramError) -> None:
        """Act on the decision that the table of answers gives."""
        do, now = decide(error), self._clock()
        self.note(do.name.lower())
        log.info(
            "outbox.answer", row=row.id, kind=row.kind, decision=do.name, error=type(error).__name__
        )
        if do is Action.LATER and isinstance(error, RetryAfter):
            seconds = ceil(seconds_of(error))
            await self._db.write(
                outbox.reschedule, row.id, at=now + max(seconds, 1), error=str(error)
            )
        elif do in {Action.AGAIN, Action.MAYBE}:
            await self._retry(row, str(error), repeated=do is Action.MAYBE)
        elif do in {Action.BLOCKED, Action.GONE}:
            await self._db.write(
                outbox.chat_gone,
                row.telegram_id,
                "blocked" if do is Action.BLOCKED else "gone",
                str(error),
                now,
            )
        elif do is Action.MOVED and isinstance(error, ChatMigrated):
            await self._db.write(chats.migrate, row.telegram_id, error.new_chat_id)
            await self._db.write(outbox.reschedule, row.id, at=now, error=str(error))
        elif do is Action.STOP:
            self.fatal = str(error)
            await self._db.write(outbox.reschedule, row.id, at=now + 60, error=str(error))
            self._stopping.set()
        elif do in HAS_FALLBACK:
            await self._mend(row, do, str(error))
        elif do is Action.SILENT:
            self._acks.append((row.id, 0))
        else:
            await self._db.write(outbox.failed, row.id, str(error), now)

    async def _retry(self, row: OutboxRow, error: str, *, repeated: bool) -> None:
        now = self._clock()
        if row.attempts >= MAX_ATTEMPTS:
            await self._db.write(
                outbox.failed, row.id, f"given up after {row.attempts} tries: {error}", now
            )
            return
        pause = min(2 ** max(row.attempts, 1), 300)
        await self._db.write(
            outbox.reschedule, row.id, at=now + pause, error=error, repeated=repeated
        )

    async def _mend(self, row: OutboxRow, do: Action, error: str) -> None:
        try:
            message_id = await self._mender.mend(row, do, error)
        except TelegramError as again:  # of another kind: no form would help
            await self._settle(row, again)
        except NoFallback as fault:
            await self._db.write(outbox.failed, row.id, str(fault), self._clock())
        else:
            self.sent += 1
            if message_id is None:
                self._wake.set()
            else:
                self._acks.append((row.id, message_id))


def _put_right(connection: Connection, now: int, owner: str) -> None:
    """Put right what waits and what is held; with an owner, among other senders."""
    if owner:
        outbox.renew(connection, owner, now + LEASE)
        outbox.recover(connection, now)
    outbox.pull_forward(connection, now, now + LONGEST)
