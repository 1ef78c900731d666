"""/readlater: send the stories that a chat saves to a read-later service."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.handlers.context import UpdateContext
from bot.rendering.switch_words import is_off
from news.models import Story
from news.read_later import Item, read_account
from news.shorten import join_sentences
from store.chats import read_later
from store.rows import Chat

log = structlog.get_logger()


async def read_later_(ctx: UpdateContext) -> None:
    """Set the service, or remove it: `/readlater linkding https://links.example
    TOKEN`, `… off`.
    """
    if ctx.chat.kind != "private" or ctx.home is not None:
        # In a group everybody could read the password.
        await ctx.reply("readlater.private")
        return
    if not ctx.args:
        await ctx.answer(await _state(ctx))
        return
    if is_off(ctx.text, ctx.speech):
        await ctx.write(read_later.end, ctx.chat.id)
        await ctx.reply("readlater.off")
        return
    account = read_account(ctx.args)
    await _take_back(ctx)
    if account is None:
        await ctx.reply("readlater.usage")
        return
    if "address" in account.values:
        ctx.tools.check_address(account.values["address"])
    await ctx.write(read_later.put, ctx.chat.id, account)
    await ctx.reply("readlater.set", service=account.service)


async def _state(ctx: UpdateContext) -> str:
    account = await ctx.read(read_later.of_chat, ctx.chat.id)
    if account is None:
        return ctx.say("readlater.usage")
    return ctx.say("readlater.is", service=account.service)


async def _take_back(ctx: UpdateContext) -> None:
    """Delete the message that holds the password, if Telegram allows it."""
    message = ctx.update.effective_message
    if message is None:
        return
    try:
        await ctx.bot.delete_message(ctx.place.telegram_id, message.message_id)
    except TelegramError as error:
        log.info("message.not-deleted", error=type(error).__name__)


async def pass_on(ctx: UpdateContext, reader: Chat, story: Story) -> None:
    """Send a saved story to the reader's service, if they named one; it waits in
    the store until the service took it.
    """
    db = ctx.tools.db
    now = ctx.clock()
    if await db.read(read_later.of_chat, reader.id) is None:
        return
    item = Item(
        url=story.url,
        title=story.title,
        summary=join_sentences(story.summary, story.language),
    )
    await db.write(read_later.add_item, reader.id, item, now)
