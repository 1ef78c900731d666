"""Where a person speaks: the chat's row, its language, what it may do; and how it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Chat as TelegramChat
from telegram import LinkPreviewOptions, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot import html
from bot.keyboards import Rows, markup
from bot.languages import Tongue, nearest, tongue
from bot.tools import Tools
from news.errors import JianbaoError
from news.models import Message
from store import chats
from store.rows import Chat

log = structlog.get_logger()
_ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})
_KINDS = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "supergroup",
    ChatType.CHANNEL: "channel",
}


@dataclass(slots=True)
class Here:
    """One update, with all that answering it needs."""

    update: Update
    bot: Any
    tools: Tools
    chat: Chat
    speech: Tongue
    args: list[str]
    new: bool = False
    """The chat was not known before."""

    @property
    def text(self) -> str:
        """The command's arguments as written."""
        return " ".join(self.args)

    @property
    def user_id(self) -> int:
        """The person's id; the chat's where nobody is named."""
        return self.update.effective_user.id if self.update.effective_user else self.chat.telegram_id

    def say(self, key: str, **details: object) -> str:
        """Return a text in the chat's language, as HTML: details are escaped."""
        safe = {name: html.escape(value) if isinstance(value, str) else value for name, value in details.items()}
        return self.speech.say(key, **safe)

    async def answer(self, text: str, rows: Rows = (), *, preview: str = "") -> None:
        """Answer in the chat; a text that is too long is cut at a line."""
        options = LinkPreviewOptions(url=preview) if preview else LinkPreviewOptions(is_disabled=True)
        await self.bot.send_message(
            self.chat.telegram_id,
            _cut(text),
            parse_mode="HTML",
            message_thread_id=self.chat.thread_id or None,
            reply_markup=markup(rows),
            link_preview_options=options,
        )

    async def send(self, message: Message) -> None:
        """Answer with a rendered message."""
        await self.answer(message.html, message.buttons, preview=message.preview)

    async def edit(self, text: str, rows: Rows = ()) -> None:
        """Change the message whose button was pressed; a message that is gone is answered anew."""
        query = self.update.callback_query
        if query is None or query.message is None:
            await self.answer(text, rows)
            return
        try:
            await query.edit_message_text(
                _cut(text),
                parse_mode="HTML",
                reply_markup=markup(rows),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await self.answer(text, rows)

    async def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer a pressed button."""
        if self.update.callback_query:
            try:
                await self.update.callback_query.answer(text[:200] or None, show_alert=alert)
            except BadRequest as error:
                log.info("button.late", error=str(error))

    async def change(self, **fields: Any) -> Chat:
        """Change settings of this chat."""
        self.chat = await self.tools.db.write(lambda connection: chats.update(connection, self.chat.id, **fields))
        self.speech = tongue(self.chat.locale)
        return self.chat


def _cut(text: str) -> str:
    while not html.fits(text) and "\n" in text:
        text = text[: text.rindex("\n")]
    return text


Handler = Callable[[Here], Awaitable[None]]


async def arrive(update: Update, context: ContextTypes.DEFAULT_TYPE) -> Here | None:
    """Find or make the chat's row; None where an update belongs to no chat."""
    tools: Tools = context.bot_data["tools"]
    place = update.effective_chat
    if place is None:
        return None
    thread = _thread(update)
    chat = await tools.db.read(chats.find, place.id, thread)
    new = chat is None
    if chat is None:
        chat = await _meet(update, place, thread, tools)
    return Here(update, context.bot, tools, chat, tongue(chat.locale), list(context.args or []), new=new)


async def _meet(update: Update, place: TelegramChat, thread: int, tools: Tools) -> Chat:
    user = update.effective_user
    chat = await tools.db.write(
        chats.upsert,
        place.id,
        thread,
        _KINDS.get(ChatType(place.type), "private"),
        _title(place),
        locale=nearest(user.language_code) if user and user.language_code else tools.defaults.locale,
        zone=tools.defaults.zone,
        schedule=tools.defaults.schedule,
        now=tools.clock(),
    )
    if chat.budget == tools.defaults.stories:
        return chat
    return await tools.db.write(lambda connection: chats.update(connection, chat.id, budget=tools.defaults.stories))


def _thread(update: Update) -> int:
    message = update.effective_message
    return message.message_thread_id or 0 if message is not None and getattr(message, "is_topic_message", False) else 0


def _title(place: TelegramChat) -> str:
    return (place.title or " ".join(filter(None, (place.first_name, place.last_name))) or place.username or "")[:200]


def guarded(
    handler: Handler, *, heavy: bool = False
) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """Wrap a handler: access, the minute's allowance, and every error answered in words; never a traceback."""

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        here = await arrive(update, context)
        if here is None or here.chat.state == "banned" or not await _admitted(here):
            return
        wait = here.tools.allowance.take(here.chat.telegram_id, here.tools.clock(), heavy=heavy)
        if wait:
            await here.toast(here.say("limit.wait", seconds=round(wait)))
            if update.callback_query is None:
                await here.answer(here.say("limit.wait", seconds=round(wait)))
            return
        try:
            await handler(here)
        except JianbaoError as error:
            log.info("handler.refused", error=str(error), key=error.key)
            await here.answer(here.say(error.key, **_details(error)))
        except TelegramError:
            raise
        except Exception:
            log.exception("handler.fault")
            await here.answer(here.say("error.internal"))

    return handle


def _details(error: JianbaoError) -> dict[str, object]:
    return {"why": str(error), "text": "", "limit": 0} | {name: str(value) for name, value in error.details.items()}


async def _admitted(here: Here) -> bool:
    """Tell whether this chat may use the bot: open to all, to those on a list, or to those with an invitation."""
    defaults = here.tools.defaults
    if (
        defaults.mode == "open"
        or here.chat.telegram_id in defaults.allowed
        or here.user_id in defaults.admins | defaults.allowed
    ):
        return True
    if defaults.mode == "invite":
        if here.chat.invited_by:
            return True
        code = here.args[0] if here.args else ""
        if code in defaults.invite_codes:
            await here.change(invited_by=code)
            here.args.clear()
            return True
    await here.answer(here.say("access.closed"))
    return False


async def may_change(here: Here) -> bool:
    """Tell whether this person may change the chat's settings, asked at the moment of use; says so where not."""
    if here.chat.kind == "private" or here.chat.everyone:
        return True
    try:
        member = await here.bot.get_chat_member(here.chat.telegram_id, here.user_id)
    except TelegramError:
        member = None
    if member is not None and member.status in _ADMINS:
        return True
    if here.update.callback_query:
        await here.toast(here.say("access.admins"), alert=True)
    else:
        await here.answer(here.say("access.admins"))
    return False
