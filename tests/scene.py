"""The real bot against the sandbox over HTTP, as a person sees it; each wait ends with its event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot import app
from bot.cli import local_sandbox
from bot.open_context import open_context
from bot.rendering.button_claims import MessageKind
from bot.settings import Settings
from news.models import Button
from sandbox.server import ANN, Sandbox
from sandbox.world import people
from sandbox.world.limits import Limits
from store.chats import chats
from store.delivery import outbox
from tests.stores import new_store

FREE = Limits(
    everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
)
LONG = 45.0
"""Seconds that a wait may take on a machine that is busy with other things; a quiet one needs a few milliseconds."""


async def until(
    true: Callable[[], Any] | Callable[[], Awaitable[Any]],
    what: str | Callable[[], str] = "",
) -> Any:
    """Wait until a question is answered with something true, and return that."""
    end = time.monotonic() + LONG
    while True:
        found = true()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(
                (what() if callable(what) else what) or "it never became so"
            )
        await asyncio.sleep(0.005)


class Clock:
    """The real time, until a test moves it on."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return int(time.time()) + self.ahead


class Scene:
    """A sandbox, a bot, and the chats as a person sees them."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox, self.folder, self.clock = sandbox, folder, Clock()
        self.running: Any = None

    async def start(self, *, menus: bool = False, **changes: Any) -> None:
        """Start the bot; without `menus` it skips the twenty calls that set the command menus in all languages."""
        telegram = {
            "messages_per_second": 1000,
            "messages_per_second_chat": 30,
            "messages_per_minute_group": 600,
        }
        access = {"commands_per_minute": 600, "heavy_per_minute": 60}
        parts: dict[str, Any] = {
            "telegram": telegram,
            "web": {"port": 0},
            "access": access,
        }
        base = Settings(
            **parts
            | {
                name: parts.get(name, {}) | part
                for name, part in changes.items()
            }
        )
        store = self.folder / "bot.db"
        if not store.exists():
            new_store(store)
        settings = local_sandbox.settings_for(base, self.sandbox, store)
        context = await open_context(
            settings,
            private=local_sandbox.private_host(self.sandbox),
            now=self.clock,
        )
        self.running = await app.start(
            settings, context, jobs=False, menus=menus, now=self.clock
        )
        await self.running.background.wait()

    async def stop(self) -> None:
        """Stop the bot, as SIGTERM does."""
        running, self.running = self.running, None
        if running:
            await running.stop()

    async def settled(self) -> None:
        """Wait until the bot has done all that it was asked, and has sent all that was due."""
        await until(
            lambda: not self.sandbox.world.updates,
            "the bot does not fetch its updates",
        )
        await self.running.receiver.inbox.lanes.join()
        await until(self._at_rest, "messages stay in the air")

    async def _at_rest(self) -> bool:
        depth = await self.running.context.db.read(outbox.depth)
        return not depth.inflight

    def messages(self, chat: int = ANN) -> list[dict[str, Any]]:
        """Return the bot's messages in a chat, as they are now."""
        return [
            message
            for message in self.sandbox.world.places[chat].messages.values()
            if message["from"]["is_bot"]
        ]

    def shown(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return a message as it is now, after edits."""
        return dict(
            self.sandbox.world.places[message["chat"]["id"]].messages[
                message["message_id"]
            ]
        )

    async def wait(
        self,
        wanted: Callable[[dict[str, Any]], bool],
        chat: int = ANN,
        *,
        after: int = 0,
    ) -> dict[str, Any]:
        """Wait for a matching message of the bot's after the first `after` ones; return the last match."""

        def there() -> str:
            return f"no such message; there are {[message.get('text', '')[:200] for message in self.messages(chat)[after:]]}"

        found = await until(
            lambda: [
                message
                for message in self.messages(chat)[after:]
                if wanted(message)
            ],
            there,
        )
        return dict(found[-1])

    async def says(
        self, text: str, wanted: str, chat: int = ANN, person: int = ANN
    ) -> dict[str, Any]:
        """Write something, and wait for the answer that has these words."""
        before = len(self.messages(chat))
        people.write(self.sandbox.world, person, chat, text)
        try:
            return await self.wait(
                lambda each: wanted in each.get("text", ""), chat, after=before
            )
        except AssertionError as error:
            raise AssertionError(f"{text}: no {wanted!r}: {error}") from None

    async def presses(
        self,
        message: dict[str, Any],
        label: str,
        person: int = ANN,
        *,
        old: bool = False,
    ) -> dict[str, Any]:
        """Press a button once it is there, and wait until all that it asks for is done; what the bot answered the press.

        An `old` one is pressed as the message had it when it was given, as from a screen that lags behind.
        """
        button = await until(
            lambda: _button(message if old else self.shown(message), label),
            lambda: (
                f"no button {label!r} in {self.shown(message).get('reply_markup')}"
            ),
        )
        place, data = message["chat"]["id"], button["callback_data"]
        query = people.press(
            self.sandbox.world, person, place, message["message_id"], data
        )
        return await self.answered(query, label)

    async def proved(
        self, data: str, chat: int = ANN, kind: MessageKind = "menu"
    ) -> str:
        """Return a button's data as the bot would have offered it in a chat."""
        row = await self.running.context.db.read(chats.find, chat)
        claims = self.running.application.bot_data["tools"].claims
        return str(
            claims.sign(((Button("x", data),),), row.id, kind)[0][0].data
        )

    async def answered(self, query: str, what: str = "") -> dict[str, Any]:
        """Wait until a press or an inline query was answered, and all that it asked for is done."""
        queries = self.sandbox.world.queries
        await until(
            lambda: queries[query]["answered"] is not None,
            f"{what!r} was never answered",
        )
        await self.running.receiver.inbox.lanes.join()
        return dict(queries[query]["answered"])


def _button(message: dict[str, Any], label: str) -> dict[str, Any] | None:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next(
        (button for row in rows for button in row if label in button["text"]),
        None,
    )
