"""Store updates before they are confirmed to Telegram, and erase them once
handled.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

import orjson
import structlog
from telegram import Bot, Update

from bot.clock import Clock
from bot.delivery.answer_waits import ANSWER_UNTIL
from bot.receiving.lanes import Lanes
from bot.receiving.update_reader import read_update
from news.errors import StoreError
from store.engine.database import Database
from store.operations import updates
from store.operations.updates import LEASE, KeptUpdate

log = structlog.get_logger()
# The longest time that an update is kept, in seconds: a later answer would be
# useless.
KEPT = 600
# Seconds after which a press or an inline query cannot be answered any more
# (Telegram's limit is about the same).
PRESS = 30
Handle = Callable[[Update], Awaitable[None]]
MayKeep = Callable[[Update], Awaitable[bool]]


async def keep_all(_update: Update) -> bool:
    """Keep everybody's updates, for a bot that is open to all."""
    return True


@dataclass(slots=True)
class Inbox:
    """The stored updates of one bot, handed to the handlers in one lane per
    chat.
    """

    db: Database
    bot: Bot
    handle: Handle
    clock: Clock
    # Tells whether data of an update's sender may be stored: a closed bot
    # stores nothing of strangers.
    may_keep: MayKeep = keep_all
    # The name of this start of the process: the updates in its work are its own
    # while it lives. Host and number would not do: a restarted container has
    # the same ones.
    receiver: str = field(default_factory=partial(secrets.token_hex, 8))
    lanes: Lanes = field(default_factory=Lanes)

    @property
    def _bot_id(self) -> int:
        return int(self.bot.token.partition(":")[0])

    async def take(self, arrived: Sequence[Update]) -> None:
        """Store updates, then hand them to the handlers. Raises StoreError, and
        then none of them was taken.
        """
        known = [update for update in arrived if await self.may_keep(update)]
        rows = [_row_of(update) for update in known]
        now = self.clock()
        me = self.receiver
        new = set(
            await self.db.write(updates.keep, self._bot_id, rows, now, owner=me)
        )
        for update in arrived:
            if update.update_id in new:
                self.lanes.submit(lane_of(update), self._kept(update, now))
            elif update not in known:
                self.lanes.submit(lane_of(update), self._passing(update, now))

    async def take_one(
        self, update: Update
    ) -> asyncio.Future[None] | Literal["busy", "done"]:
        """Take one update that may come again, also to other receivers; return
        a future that is done with it.

        It is busy while another receiver handles it, or while an earlier update
        of its chat is handled. Raises StoreError, and then it was not taken.
        """
        row = _row_of(update)
        if not await self.may_keep(update):
            row = replace(row, payload="")
        now = self.clock()
        me = self.receiver
        state = await self.db.write(
            updates.take, row, self._bot_id, now, owner=me
        )
        if state != "mine":
            return state
        return self.lanes.submit(lane_of(update), self._kept(update, now))

    async def pass_over(self, number: int) -> None:
        """Mark an unreadable update as handled: it would only come again."""
        row = KeptUpdate(update_id=number, telegram_id=0, payload="")
        me = self.receiver
        now = self.clock()
        await self.db.write(updates.take, row, self._bot_id, now, owner=me)
        await self.db.write(updates.done, number, self._bot_id, now)

    async def resume(self, *, alone: bool) -> int:
        """Hand on the updates that others stored and did not finish; return
        their number.

        A sole receiver takes everything that is left; beside other receivers,
        only what dead ones left.
        """
        now = self.clock()
        me = self.receiver
        await self.db.write(updates.erase_older, self._bot_id, now - KEPT, now)
        left = await self.db.write(
            updates.take_over, self._bot_id, now, owner=me, everything=alone
        )
        for row in left:
            update = read_update(orjson.loads(row.payload), self.bot)
            sensible = update is not None and self._makes_sense(update, row.at)
            work = (
                self._kept(update, row.at)
                if update is not None and sensible
                else self._late(row)
            )
            self.lanes.submit(row.telegram_id, work)
        return len(left)

    async def tidy(self) -> int:
        """Renew the hold on updates in work, erase those older than ten
        minutes, handled or not, and take over those of dead receivers; return
        the number taken over.
        """
        await self.db.write(
            updates.renew, self._bot_id, self.receiver, self.clock() + LEASE
        )
        return await self.resume(alone=False)

    async def leave(self) -> None:
        """Release unfinished updates: another receiver, or the next start,
        takes them.
        """
        await self.db.write(updates.renew, self._bot_id, self.receiver, 0)

    def _makes_sense(self, update: Update, at: int) -> bool:
        """Tell whether an update of an earlier process can still be answered."""
        fleeting = (
            update.callback_query is not None or update.inline_query is not None
        )
        return self.clock() - at <= (PRESS if fleeting else KEPT)

    async def answer(self, update: Update, patience: float) -> None:
        """Handle an update; its answer may wait up to `patience` seconds for
        Telegram.
        """
        ANSWER_UNTIL.set(asyncio.get_running_loop().time() + patience)
        await self.handle(update)

    def _patience(self, at: int) -> float:
        """Return how many seconds an answer stays useful after its update came."""
        return KEPT - (self.clock() - at)

    def _kept(self, update: Update, at: int) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            try:
                await self.answer(update, self._patience(at))
            except Exception:
                await self._finish(update.update_id)
                raise
            # An update that is cut off at the end stays, and is handled at the
            # next start.
            await self._finish(update.update_id)

        return work

    def _passing(
        self, update: Update, at: int
    ) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            await self.answer(update, self._patience(at))

        return work

    def _late(self, row: KeptUpdate) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            log.info("update.late", update=row.update_id)
            await self._finish(row.update_id)

        return work

    async def _finish(self, number: int) -> None:
        try:
            await self.db.write(
                updates.done, number, self._bot_id, self.clock()
            )
        except StoreError as error:
            log.warning("update.unfinished", update=number, error=str(error))


def _row_of(update: Update) -> KeptUpdate:
    payload = orjson.dumps(update.to_dict()).decode()
    return KeptUpdate(
        update_id=update.update_id, telegram_id=lane_of(update), payload=payload
    )


def lane_of(update: Update) -> int:
    """Return the lane of an update: its chat's, or its sender's if there is no
    chat.
    """
    if update.effective_chat is not None:
        return update.effective_chat.id
    if update.effective_user is not None:
        return update.effective_user.id
    return 0
