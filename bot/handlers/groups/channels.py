"""/channels: manage a channel from a private chat, for its admins."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.handlers.context import UpdateContext
from bot.handlers.groups import channel_admin
from bot.rendering.actions.settings_actions import ManageChannel
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import grid
from bot.rendering.telegram_html import plain, shorten
from store.chats import chats
from store.rows import Chat

MOST = 60


async def channels(context: UpdateContext) -> None:
    """Choose the channel that the next commands act on; `/channels @name` names
    one that somebody else set up.
    """
    if context.place.kind != "private":
        await context.reply("channels.private-only")
        return
    if context.args:
        await _claim(context, context.args[0])
        return
    listed = await _mine(context)
    if listed or context.home:
        await context.reply("channels.choose", _rows(context, listed))
    else:
        await context.reply("channels.none", bot=context.tools.username)


async def _claim(context: UpdateContext, name: str) -> None:
    """Manage a named channel: each of its admins may; the first one keeps it in
    their list.
    """
    home = context.place
    try:
        place = await context.bot.get_chat(
            int(name) if name.lstrip("-").isdigit() else name
        )
    except TelegramError:
        place = None
    channel = await context.read(chats.find, place.id) if place else None
    known = (
        channel is not None
        and channel.kind == "channel"
        and channel.state != "banned"
    )
    if (
        channel is None
        or not known
        or not await channel_admin.is_admin(
            context.bot, channel.telegram_id, context.user_id
        )
    ):
        await context.reply(
            "channels.unknown", name=name[:60], bot=context.tools.username
        )
        return
    await channel_admin.begin(context.tools, home, channel)
    context.chat = channel
    context.home = home
    if channel.managed_by is None:
        await context.change(managed_by=home.telegram_id)
    await context.reply(
        "channels.chosen",
        _rows(context, await _mine(context)),
        name=channel.title,
    )


async def choose(context: UpdateContext, pressed: ManageChannel) -> None:
    """Handle a channel's button, or the one that leads back; check the person's
    right to it at once.
    """
    home = context.place
    if home.kind != "private":
        await context.alert("button.old")
        return
    channel = next(
        (mine for mine in await _mine(context) if mine.id == pressed.channel),
        None,
    )
    if channel is None:
        await _leave(context, home)
        return
    if not await channel_admin.is_admin(
        context.bot, channel.telegram_id, context.user_id
    ):
        await context.answer_callback(
            plain(context.say("channels.no-admin", name=channel.title)),
            alert=True,
        )
        return
    await channel_admin.begin(context.tools, home, channel)
    context.chat = channel
    context.home = home
    await context.answer_callback()
    await context.reply_in_place(
        "channels.chosen",
        _rows(context, await _mine(context)),
        name=channel.title,
    )


async def _leave(context: UpdateContext, home: Chat) -> None:
    await channel_admin.end(context.tools, home)
    context.chat = home
    context.home = None
    await context.answer_callback()
    await context.reply_in_place(
        "channels.back", _rows(context, await _mine(context))
    )


async def _mine(context: UpdateContext) -> list[Chat]:
    managed = await context.read(chats.managed_by, context.place.telegram_id)
    return [channel for channel in managed if channel.state != "banned"][:MOST]


def _rows(context: UpdateContext, listed: list[Chat]) -> Rows:
    """Return a button for each channel, with a tick on the managed one, and the
    way back.
    """
    buttons = [
        action_button(
            f"{'✅ ' if context.home and context.chat.id == channel.id else '📢 '}{shorten(channel.title, 40)}"
            f"{'' if channel.state == 'active' else ' ⏸'}",
            ManageChannel(channel.id),
        )
        for channel in listed
    ]
    back = (
        ((action_button(context.say("channels.me"), ManageChannel(0)),),)
        if context.home
        else ()
    )
    return (*grid(buttons, 1), *back)
