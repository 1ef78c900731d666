"""/channels: a channel is managed from a private chat by its admin."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.handlers import managing
from bot.handlers.here import Here
from bot.html import plain, shorten
from bot.keyboards import Rows, data, grid
from news.models import Button
from store import chats
from store.rows import Chat

MOST = 60


async def channels(here: Here) -> None:
    """Choose the channel that the next commands hold for; `/channels @name` names one that somebody else set up."""
    if here.place.kind != "private":
        await here.answer(here.say("channels.private-only"))
        return
    if here.args:
        await _claim(here, here.args[0])
        return
    listed = await _mine(here)
    if listed or here.home:
        await here.answer(here.say("channels.choose"), _rows(here, listed))
    else:
        await here.answer(here.say("channels.none", bot=here.tools.username))


async def _claim(here: Here, name: str) -> None:
    """Manage a channel that is named: any of its admins may, and the first one keeps it in the list."""
    home = here.place
    try:
        place = await here.bot.get_chat(int(name) if name.lstrip("-").isdigit() else name)
    except TelegramError:
        place = None
    channel = await here.tools.db.read(chats.find, place.id) if place else None
    known = channel is not None and channel.kind == "channel"
    if (
        channel is None
        or not known
        or not await managing.is_admin(here.bot, channel.telegram_id, here.user_id)
    ):
        await here.answer(here.say("channels.unknown", name=name[:60], bot=here.tools.username))
        return
    await managing.begin(here.tools, home, channel)
    here.chat, here.home = channel, home
    if channel.managed_by is None:
        await here.change(managed_by=home.telegram_id)
    await here.answer(
        here.say("channels.chosen", name=channel.title), _rows(here, await _mine(here))
    )


async def choose(here: Here, values: list[str]) -> None:
    """A channel's button, or the one that leads back; the right to it is asked for at once."""
    home = here.place
    if home.kind != "private" or not values or not values[0].isdigit():
        await here.toast(here.say("button.old"), alert=True)
        return
    channel = next((each for each in await _mine(here) if each.id == int(values[0])), None)
    if channel is None:
        await _leave(here, home)
        return
    if not await managing.is_admin(here.bot, channel.telegram_id, here.user_id):
        await here.toast(plain(here.say("channels.no-admin", name=channel.title)), alert=True)
        return
    await managing.begin(here.tools, home, channel)
    here.chat, here.home = channel, home
    await here.toast()
    await here.edit(here.say("channels.chosen", name=channel.title), _rows(here, await _mine(here)))


async def _leave(here: Here, home: Chat) -> None:
    await managing.end(here.tools, home)
    here.chat, here.home = home, None
    await here.toast()
    await here.edit(here.say("channels.back"), _rows(here, await _mine(here)))


async def _mine(here: Here) -> list[Chat]:
    return (await here.tools.db.read(chats.managed_by, here.place.telegram_id))[:MOST]


def _rows(here: Here, listed: list[Chat]) -> Rows:
    """Return a button for each channel, the one that is managed now ticked, and the way back."""
    buttons = [
        Button(
            f"{'✅ ' if here.home and here.chat.id == each.id else '📢 '}{shorten(each.title, 40)}"
            f"{'' if each.state == 'active' else ' ⏸'}",
            data("channel", each.id),
        )
        for each in listed
    ]
    back = ((Button(here.speech.say("channels.me"), data("channel", 0)),),) if here.home else ()
    return (*grid(buttons, 1), *back)
