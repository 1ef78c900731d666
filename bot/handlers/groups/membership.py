"""Follow changes of membership: the bot is blocked, added, removed or demoted,
or a group becomes a supergroup.
"""

from __future__ import annotations

import structlog
from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.handlers.context import UpdateContext
from bot.handlers.load_context import load_context
from bot.handlers.permissions import may_use
from bot.handlers.telegram_chat import thread_of
from bot.rendering.i18n import tongue
from store.chats import chats, forum_topics, supergroups
from store.operations import privacy
from store.rows import UNREACHED, Chat, ChatState

log = structlog.get_logger()
_OUT = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


def handler() -> ChatMemberHandler[ContextTypes.DEFAULT_TYPE, None]:
    """Return the handler of changes to the bot's own membership."""
    return ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER)


async def changed(
    update: Update, telegram_context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Pause a chat in which the bot was blocked, removed or muted; when it is
    back, resume with everything as it was.
    """
    change = update.my_chat_member
    if change is None:
        return
    # Alone: the change is about this chat, whichever channel it manages.
    context = await load_context(update, telegram_context, alone=True)
    if context is None or context.chat.state == "banned":
        return
    if not await _uninvited(context, change):
        await _take_over(context, change)


async def _take_over(context: UpdateContext, change: ChatMemberUpdated) -> None:
    """Record what the bot may do in the chat now, and tell the people
    concerned.
    """
    chat = context.chat
    could = _can_write(change.old_chat_member, chat)
    can = _can_write(change.new_chat_member, chat)
    if can and chat.kind == "channel":
        await _adopt(context, change)
    # A pause stays until the person who set it resumes.
    if can and context.chat.state == "paused":
        return
    state = _state(chat, change.new_chat_member, can=can)
    await context.write(
        chats.set_state, chat.telegram_id, state, context.clock()
    )
    if can != could:
        await _announce(context, can=can)


async def _announce(context: UpdateContext, *, can: bool) -> None:
    """Greet a group that the bot may write in now; tell a channel's manager
    that the bot came or went.
    """
    if context.chat.kind == "channel":
        # In the manager's own chat: a channel's readers need not know.
        key = "channels.added" if can else "channels.lost"
        await _tell_manager(context, key)
    elif can and context.chat.kind in {"group", "supergroup"}:
        await _greet(context)


async def _uninvited(context: UpdateContext, change: ChatMemberUpdated) -> bool:
    """Tell whether somebody who may not use the bot added it to a new chat;
    then nothing is stored.
    """
    person = change.from_user.id
    home = await context.read(chats.find, person)
    if not context.new or may_use(context.defaults, person, home):
        return False
    chat = context.chat
    await context.write(privacy.forget_new, chat.telegram_id, chat.id)
    return True


def _can_write(member: ChatMember, chat: Chat) -> bool:
    """Tell whether the bot may write: in a channel only as an admin with the
    right to post, in a group unless it is muted.
    """
    if member.status in _OUT:
        return False
    if chat.kind == "channel":
        # Telegram leaves the right out where it says nothing about it.
        may_post = getattr(member, "can_post_messages", None) is not False
        return member.status == ChatMemberStatus.ADMINISTRATOR and may_post
    if member.status == ChatMemberStatus.RESTRICTED:
        # A restricted member may have left the group meanwhile.
        is_there = getattr(member, "is_member", False)
        return bool(is_there and getattr(member, "can_send_messages", False))
    return True


def _state(chat: Chat, member: ChatMember, *, can: bool) -> ChatState:
    """Return the chat's state after a change: a person can only block the bot,
    a group can remove or mute it.
    """
    if can:
        return "active"
    if chat.kind == "private":
        return "blocked"
    if member.status in _OUT:
        return "kicked"
    return "muted"


async def _adopt(context: UpdateContext, change: ChatMemberUpdated) -> None:
    """Make the person who added the bot to a channel its manager; an earlier
    manager stays while the bot stays.
    """
    if context.chat.managed_by is None or change.old_chat_member.status in _OUT:
        home = await context.read(chats.find, change.from_user.id)
        fields: dict[str, object] = {"managed_by": change.from_user.id}
        # A new channel has no person who could choose these.
        if home and context.new:
            fields["locale"] = home.locale
            fields["zone"] = home.zone
            fields["invited_by"] = home.invited_by
        await context.change(**fields)


async def _greet(context: UpdateContext) -> None:
    """Greet a group; one that refuses the greeting gets none."""
    try:
        await context.reply("group.hello")
    except TelegramError as error:
        log.info(
            "membership.no-greeting", chat=context.chat.id, error=str(error)
        )


async def _tell_manager(context: UpdateContext, key: str) -> None:
    """Tell a channel's manager that the bot came or went; a manager who never
    wrote to the bot cannot be told.
    """
    manager = context.chat.managed_by
    home = await context.read(chats.find, manager) if manager else None
    if home is None or home.state in UNREACHED:
        return
    there = UpdateContext(
        update=context.update,
        bot=context.bot,
        tools=context.tools,
        chat=home,
        speech=tongue(home.locale),
        args=[],
    )
    try:
        await there.answer(there.say(key, name=context.chat.title))
    except TelegramError as error:
        log.info("membership.untold", chat=context.chat.id, error=str(error))


async def migrated(context: UpdateContext) -> None:
    """Move a group's rows to its new id when it becomes a supergroup."""
    message = context.update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await context.write(
            supergroups.migrate,
            context.chat.telegram_id,
            message.migrate_to_chat_id,
        )
    elif message.migrate_from_chat_id:
        await context.write(
            supergroups.migrate,
            message.migrate_from_chat_id,
            context.chat.telegram_id,
        )


async def reopened(
    update: Update, telegram_context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Send digests into a forum topic again when somebody reopens it; a topic
    without a row stays without one.
    """
    place, tools = update.effective_chat, telegram_context.bot_data["tools"]
    if place is not None:
        await tools.db.write(forum_topics.reopen, place.id, thread_of(update))
