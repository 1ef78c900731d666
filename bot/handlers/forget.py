"""/forget: everything about a chat is deleted, after one question."""

from __future__ import annotations

from bot.handlers.here import Here, may_change
from bot.keyboards import data
from news.models import Button
from store import chats


async def forget(here: Here) -> None:
    """Ask once, then delete everything about this chat."""
    if not await may_change(here, admins=True):
        return
    rows = (
        (
            Button(here.speech.say("forget.yes"), data("forget", 1)),
            Button(here.speech.say("no"), data("forget", 0)),
        ),
    )
    await here.answer(here.say("forget.ask"), rows)


async def decided(here: Here, values: list[str]) -> None:
    """The answer to /forget's question."""
    if not await may_change(here, admins=True):
        return
    await here.toast()
    if values[:1] != ["1"]:
        await here.edit(here.say("forget.kept"))
        return
    counts = await here.tools.db.write(chats.forget, here.chat.telegram_id)
    await here.tools.db.fold()
    await here.edit(here.say("forget.done", n=counts.total))
