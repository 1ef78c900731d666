"""/readlater: send the stories that a chat saves to a read-later service."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.handlers.context import UpdateContext
from bot.rendering.switch_words import is_off
from news.models import Story
from news.read_later import SavedItem, read_account
from news.shorten import join_sentences
from store.chats import read_later
from store.rows import Chat

log = structlog.get_logger()


async def read_later_(context: UpdateContext) -> None:
    """Set the service, or remove it: `/readlater linkding https://links.example
    TOKEN`, `… off`.
    """
    if context.chat.kind != "private" or context.home is not None:
        # In a group everybody could read the password.
        await context.reply("readlater.private")
        return
    if not context.args:
        await context.answer(await _state(context))
        return
    if is_off(context.text, context.speech):
        await context.write(read_later.end, context.chat.id)
        await context.reply("readlater.off")
        return
    account = read_account(context.args)
    await _take_back(context)
    if account is None:
        await context.reply("readlater.usage")
        return
    if "address" in account.values:
        context.tools.check_address(account.values["address"])
    await context.write(read_later.put, context.chat.id, account)
    await context.reply("readlater.set", service=account.service)


async def _state(context: UpdateContext) -> str:
    account = await context.read(read_later.of_chat, context.chat.id)
    if account is None:
        return context.say("readlater.usage")
    return context.say("readlater.is", service=account.service)


async def _take_back(context: UpdateContext) -> None:
    """Delete the message that holds the password, if Telegram allows it."""
    message = context.update.effective_message
    if message is None:
        return
    try:
        await context.bot.delete_message(
            context.place.telegram_id, message.message_id
        )
    except TelegramError as error:
        log.info("message.not-deleted", error=type(error).__name__)


async def pass_on(context: UpdateContext, reader: Chat, story: Story) -> None:
    """Send a saved story to the reader's service, if they named one; it waits in
    the store until the service took it.
    """
    db = context.tools.db
    now = context.clock()
    if await db.read(read_later.of_chat, reader.id) is None:
        return
    item = SavedItem(
        url=story.url,
        title=story.title,
        summary=join_sentences(story.summary, story.language),
    )
    await db.write(read_later.add_item, reader.id, item, now)
