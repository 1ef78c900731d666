"""A store, a sandbox and a sender over real HTTP; the clock is moved by the test."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from telegram import Bot

from bot.delivery.sender import Sender, SendOptions
from bot.delivery.telegram_answers import CheckedRequest
from bot.rendering.button_claims import ButtonClaims
from news.models import Message
from sandbox.server import ANN, Sandbox
from store.chats import chats
from store.delivery import outbox
from store.engine.database import Database
from store.records import Depth
from store.rows import NewOutbox
from tests.scene import FREE
from tests.stores import new_store

CLAIMS = ButtonClaims(b"a key of tests")


class Stage:
    """A store, a sandbox and a sender, with a clock that a test moves."""

    def __init__(self, db: Database, sandbox: Sandbox, bot: Bot) -> None:
        self.db, self.sandbox, self.bot = db, sandbox, bot
        self.ahead = 0
        self.sender = self.make()

    def clock(self) -> int:
        return int(time.time()) + self.ahead

    def make(self, owner: str = "a", *, sole: bool | None = None) -> Sender:
        return Sender(
            self.db,
            self.bot,
            owner=owner,
            clock=self.clock,
            claims=CLAIMS,
            pace=SendOptions(idle=0.02),
            sole=sole,
        )

    async def chat(self, telegram: int = ANN, thread: int = 0) -> int:
        kind = "private" if telegram > 0 else "supergroup"
        row = await self.db.write(
            chats.upsert,
            telegram,
            thread,
            kind,
            "x",
            locale="zh-Hans",
            zone="UTC",
            schedule="08:00",
            now=self.clock(),
        )
        return row.id

    async def put(self, chat: int, *texts: str | Message) -> None:
        rows = [
            NewOutbox(
                chat,
                "notice",
                text if isinstance(text, Message) else Message(text),
                self.clock(),
                sequence=number,
            )
            for number, text in enumerate(texts)
        ]
        await self.db.write(outbox.add, rows, self.clock())

    def texts(self, telegram: int = ANN) -> list[str]:
        return [
            entry.text
            for entry in self.sandbox.world.ledger
            if entry.chat == telegram
        ]

    async def states(self) -> Depth:
        return await self.db.read(outbox.depth)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Stage]:
    """Open a stage, and close it at the end."""
    db = await Database.open(new_store(folder / "s.db"))
    sandbox = await Sandbox.start(limits=FREE)
    bot = Bot(
        sandbox.token,
        base_url=sandbox.base_url,
        request=CheckedRequest(connection_pool_size=64, read_timeout=1.0),
    )
    await bot.initialize()
    yield Stage(db, sandbox, bot)
    await bot.shutdown()
    await sandbox.stop()
    await db.close()
