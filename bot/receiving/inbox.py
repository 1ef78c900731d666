"""Updates between Telegram and the handlers: kept in the store before they are confirmed,
erased once handled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import orjson
import structlog
from telegram import Bot, Update

from bot.delivery.answer_waits import ANSWER_UNTIL
from bot.receiving.lanes import Lanes
from news.errors import StoreError
from store.engine.database import Database
from store.operations import updates
from store.operations.updates import KeptUpdate

log = structlog.get_logger()
# Seconds for which an update is kept at the most: a later answer would make no
# sense.
KEPT = 600
# Seconds after which a press or an inline query can't be answered any more
# (Telegram allows about as many).
PRESS = 30
Handle = Callable[[Update], Awaitable[None]]
MayKeep = Callable[[Update], Awaitable[bool]]


async def keep_all(_update: Update) -> bool:
    """Keep everybody's updates: for a bot that is open to all."""
    return True


@dataclass(slots=True)
class Inbox:
    """Takes updates of one bot and hands them to the handlers, a lane a chat."""

    db: Database
    bot: Bot
    handle: Handle
    clock: Callable[[], int]
    may_keep: MayKeep = keep_all
    """Tells whether anything of an update's sender may be kept:
    a closed bot keeps nothing of strangers.
    """
    lanes: Lanes = field(default_factory=Lanes)

    @property
    def _owner(self) -> int:
        return int(self.bot.token.partition(":")[0])

    async def take(self, arrived: Sequence[Update]) -> None:
        """Keep updates, then let them be handled; raises StoreError,
        and then none of them was taken.
        """
        known = [update for update in arrived if await self.may_keep(update)]
        rows = [
            KeptUpdate(
                update.update_id,
                lane_of(update),
                orjson.dumps(update.to_dict()).decode(),
            )
            for update in known
        ]
        new = set(
            await self.db.write(updates.keep, self._owner, rows, self.clock())
        )
        for update in arrived:
            if update.update_id in new:
                self.lanes.submit(
                    lane_of(update), self._kept(update, self.clock())
                )
            elif update not in known:
                self.lanes.submit(
                    lane_of(update), self._passing(update, self.clock())
                )

    async def resume(self) -> int:
        """Hand on what an earlier process kept and did not finish; returns how many."""
        now = self.clock()
        await self.db.write(updates.erase_older, self._owner, now - KEPT, now)
        left = await self.db.read(updates.unfinished, self._owner)
        for row in left:
            update = Update.de_json(orjson.loads(row.payload), self.bot)
            sensible = self._makes_sense(update, row.at)
            work = self._kept(update, row.at) if sensible else self._late(row)
            self.lanes.submit(row.telegram_id, work)
        return len(left)

    async def tidy(self) -> None:
        """Erase what is older than ten minutes, handled or not."""
        now = self.clock()
        await self.db.write(updates.erase_older, self._owner, now - KEPT, now)

    def _makes_sense(self, update: Update, at: int) -> bool:
        """Tell whether an update of an earlier process can still be answered."""
        fleeting = (
            update.callback_query is not None or update.inline_query is not None
        )
        return self.clock() - at <= (PRESS if fleeting else KEPT)

    async def answer(self, update: Update, patience: float) -> None:
        """Handle an update; its answer may wait so many seconds for Telegram."""
        ANSWER_UNTIL.set(asyncio.get_running_loop().time() + patience)
        await self.handle(update)

    def _patience(self, at: int) -> float:
        """Return for how long the answer to an update that came at an instant makes sense."""
        return KEPT - (self.clock() - at)

    def _kept(self, update: Update, at: int) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            try:
                await self.answer(update, self._patience(at))
            except Exception:
                await self._finish(update.update_id)
                raise
            # One that is cut off at the end stays, and is handled at the next
            # start.
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
            await self.db.write(updates.done, number, self._owner, self.clock())
        except StoreError as error:
            log.warning("update.unfinished", update=number, error=str(error))


def lane_of(update: Update) -> int:
    """Return whose lane an update belongs to: its chat's,
    or its person's where there is no chat.
    """
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0
