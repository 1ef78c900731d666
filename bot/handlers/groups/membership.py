"""Follow changes of membership: the bot is blocked, added, removed or demoted,
or a group becomes a supergroup.
"""

from __future__ import annotations

import structlog
from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.handlers.context import UpdateContext, load_context
from bot.handlers.permissions import may_use
from bot.handlers.telegram_chat import thread_of
from bot.rendering.i18n import tongue
from store.chats import chats, forum_topics, supergroups
from store.operations import privacy
from store.rows import AWAY, Chat, ChatState

log = structlog.get_logger()
_OUT = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


def handler() -> ChatMemberHandler[ContextTypes.DEFAULT_TYPE, None]:
    """Return the handler of changes to the bot's own membership."""
    return ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER)


async def changed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Pause a chat in which the bot was blocked, removed or muted; when it is
    back, resume with everything as it was.
    """
    change = update.my_chat_member
    ctx = await load_context(update, context, alone=True) if change else None
    if change is None or ctx is None or ctx.chat.state == "banned":
        return
    if not await _uninvited(ctx, change):
        await _take_over(ctx, change)


async def _take_over(ctx: UpdateContext, change: ChatMemberUpdated) -> None:
    """Record what the bot may do in the chat now, and tell the people
    concerned.
    """
    chat = ctx.chat
    could = _can_write(change.old_chat_member, chat)
    can = _can_write(change.new_chat_member, chat)
    if can and chat.kind == "channel":
        await _adopt(ctx, change)
    # A pause stays until the person who set it resumes.
    if can and ctx.chat.state == "paused":
        return
    state = _state(chat, change.new_chat_member, can=can)
    await ctx.write(chats.set_state, chat.telegram_id, state, ctx.clock())
    if can != could:
        await _announce(ctx, can=can)


async def _announce(ctx: UpdateContext, *, can: bool) -> None:
    """Greet a group that the bot may write in now; tell a channel's manager
    that the bot came or went.
    """
    if ctx.chat.kind == "channel":
        await _tell_manager(ctx, "channels.added" if can else "channels.lost")
    elif can and ctx.chat.kind in {"group", "supergroup"}:
        await _greet(ctx)


async def _uninvited(ctx: UpdateContext, change: ChatMemberUpdated) -> bool:
    """Tell whether somebody who may not use the bot added it to a new chat;
    then nothing is stored.
    """
    person = change.from_user.id
    home = await ctx.read(chats.find, person)
    if not ctx.new or may_use(ctx.defaults, person, home):
        return False
    await ctx.write(privacy.forget, ctx.chat.telegram_id)
    return True


def _can_write(member: ChatMember, chat: Chat) -> bool:
    """Tell whether the bot may write: in a channel only as an admin with the
    right to post, in a group unless it is muted.
    """
    if member.status in _OUT:
        return False
    if chat.kind == "channel":
        return (
            member.status == ChatMemberStatus.ADMINISTRATOR
            and getattr(member, "can_post_messages", None) is not False
        )
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(
            getattr(member, "is_member", False)
            and getattr(member, "can_send_messages", False)
        )
    return True


def _state(chat: Chat, member: ChatMember, *, can: bool) -> ChatState:
    if can:
        return "active"
    if chat.kind == "private":
        return "blocked"
    if member.status in _OUT:
        return "kicked"
    return "muted"


async def _adopt(ctx: UpdateContext, change: ChatMemberUpdated) -> None:
    """Make the person who added the bot to a channel its manager; an earlier
    manager stays while the bot stays.
    """
    if ctx.chat.managed_by is None or change.old_chat_member.status in _OUT:
        home = await ctx.read(chats.find, change.from_user.id)
        locale = (
            {
                "locale": home.locale,
                "zone": home.zone,
                "invited_by": home.invited_by,
            }
            if home and ctx.new
            else {}
        )
        await ctx.change(managed_by=change.from_user.id, **locale)


async def _greet(ctx: UpdateContext) -> None:
    try:
        await ctx.reply("group.hello")
    except TelegramError as error:
        log.info("membership.no-greeting", chat=ctx.chat.id, error=str(error))


async def _tell_manager(ctx: UpdateContext, key: str) -> None:
    """Tell a channel's manager that the bot came or went; a manager who never
    wrote to the bot cannot be told.
    """
    manager = ctx.chat.managed_by
    home = await ctx.read(chats.find, manager) if manager else None
    if home is None or home.state in {*AWAY, "banned"}:
        return
    there = UpdateContext(
        update=ctx.update,
        bot=ctx.bot,
        tools=ctx.tools,
        chat=home,
        speech=tongue(home.locale),
        args=[],
    )
    try:
        await there.answer(there.say(key, name=ctx.chat.title))
    except TelegramError as error:
        log.info("membership.untold", chat=ctx.chat.id, error=str(error))


async def migrated(ctx: UpdateContext) -> None:
    """Move a group's rows to its new id when it becomes a supergroup."""
    message = ctx.update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await ctx.write(
            supergroups.migrate,
            ctx.chat.telegram_id,
            message.migrate_to_chat_id,
        )
    elif message.migrate_from_chat_id:
        await ctx.write(
            supergroups.migrate,
            message.migrate_from_chat_id,
            ctx.chat.telegram_id,
        )


async def reopened(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send digests into a forum topic again when somebody reopens it; a topic
    without a row stays without one.
    """
    place, tools = update.effective_chat, context.bot_data["tools"]
    if place is not None:
        await tools.db.write(forum_topics.reopen, place.id, thread_of(update))
