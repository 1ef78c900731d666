"""The bot is blocked, added, removed; a group becomes a supergroup: nothing is lost."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.handlers.here import Here, arrive
from store import chats

_OUT = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


def handler() -> ChatMemberHandler[ContextTypes.DEFAULT_TYPE, None]:
    """Return the handler of the bot's own membership."""
    return ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER)


async def changed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Blocked or removed: the chat sleeps. Back again: it wakes with all that it had."""
    change = update.my_chat_member
    if change is None:
        return
    here = await arrive(update, context)
    if here is None:
        return
    out = change.new_chat_member.status in _OUT
    state = ("blocked" if here.chat.kind == "private" else "gone") if out else "active"
    if here.chat.state in {"banned", "paused"} and not out:
        return
    await here.tools.db.write(chats.set_state, here.chat.telegram_id, state, here.tools.clock())  # type: ignore[arg-type]
    was_out = change.old_chat_member.status in _OUT
    if not out and was_out and here.chat.kind in {"group", "supergroup"}:
        await here.answer(here.say("group.hello"))


async def migrated(here: Here) -> None:
    """A group became a supergroup: its rows move to the new id."""
    message = here.update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await here.tools.db.write(chats.migrate, here.chat.telegram_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await here.tools.db.write(chats.migrate, message.migrate_from_chat_id, here.chat.telegram_id)
