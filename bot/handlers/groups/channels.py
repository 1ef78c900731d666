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


async def channels(ctx: UpdateContext) -> None:
    """Choose the channel that the next commands act on; `/channels @name` names
    one that somebody else set up.
    """
    if ctx.place.kind != "private":
        await ctx.reply("channels.private-only")
        return
    if ctx.args:
        await _claim(ctx, ctx.args[0])
        return
    listed = await _mine(ctx)
    if listed or ctx.home:
        await ctx.answer(ctx.say("channels.choose"), _rows(ctx, listed))
    else:
        await ctx.reply("channels.none", bot=ctx.tools.username)


async def _claim(ctx: UpdateContext, name: str) -> None:
    """Manage a named channel: each of its admins may; the first one keeps it in
    their list.
    """
    home = ctx.place
    try:
        place = await ctx.bot.get_chat(
            int(name) if name.lstrip("-").isdigit() else name
        )
    except TelegramError:
        place = None
    channel = await ctx.read(chats.find, place.id) if place else None
    known = channel is not None and channel.kind == "channel"
    if (
        channel is None
        or not known
        or not await channel_admin.is_admin(
            ctx.bot, channel.telegram_id, ctx.user_id
        )
    ):
        await ctx.reply(
            "channels.unknown", name=name[:60], bot=ctx.tools.username
        )
        return
    await channel_admin.begin(ctx.tools, home, channel)
    ctx.chat = channel
    ctx.home = home
    if channel.managed_by is None:
        await ctx.change(managed_by=home.telegram_id)
    await ctx.answer(
        ctx.say("channels.chosen", name=channel.title),
        _rows(ctx, await _mine(ctx)),
    )


async def choose(ctx: UpdateContext, pressed: ManageChannel) -> None:
    """Handle a channel's button, or the one that leads back; check the person's
    right to it at once.
    """
    home = ctx.place
    if home.kind != "private":
        await ctx.alert("button.old")
        return
    channel = next(
        (mine for mine in await _mine(ctx) if mine.id == pressed.channel), None
    )
    if channel is None:
        await _leave(ctx, home)
        return
    if not await channel_admin.is_admin(
        ctx.bot, channel.telegram_id, ctx.user_id
    ):
        await ctx.answer_callback(
            plain(ctx.say("channels.no-admin", name=channel.title)), alert=True
        )
        return
    await channel_admin.begin(ctx.tools, home, channel)
    ctx.chat = channel
    ctx.home = home
    await ctx.answer_callback()
    await ctx.edit(
        ctx.say("channels.chosen", name=channel.title),
        _rows(ctx, await _mine(ctx)),
    )


async def _leave(ctx: UpdateContext, home: Chat) -> None:
    await channel_admin.end(ctx.tools, home)
    ctx.chat = home
    ctx.home = None
    await ctx.answer_callback()
    await ctx.edit(ctx.say("channels.back"), _rows(ctx, await _mine(ctx)))


async def _mine(ctx: UpdateContext) -> list[Chat]:
    return (await ctx.read(chats.managed_by, ctx.place.telegram_id))[:MOST]


def _rows(ctx: UpdateContext, listed: list[Chat]) -> Rows:
    """Return a button for each channel, with a tick on the managed one, and the
    way back.
    """
    buttons = [
        action_button(
            f"{'✅ ' if ctx.home and ctx.chat.id == channel.id else '📢 '}{shorten(channel.title, 40)}"
            f"{'' if channel.state == 'active' else ' ⏸'}",
            ManageChannel(channel.id),
        )
        for channel in listed
    ]
    back = (
        ((action_button(ctx.say("channels.me"), ManageChannel(0)),),)
        if ctx.home
        else ()
    )
    return (*grid(buttons, 1), *back)
