"""The context of an update: the chat's row, its language and rights, and the
ways to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram import Message as TelegramMessage
from telegram.error import BadRequest

from bot.handlers import command_menu
from bot.handlers.handler_context import Defaults, HandlerContext
from bot.handlers.pressed_message import PressedMessage
from bot.rendering import telegram_html
from bot.rendering.button_claims import MessageKind
from bot.rendering.button_data import ButtonAction, Rows, scoped
from bot.rendering.i18n import Translator, tongue
from bot.rendering.keyboards import markup, preview_of
from news.models import Message, StoryWithReports
from store.chats import chats, subscriptions
from store.engine.connections import Connection
from store.news import stories
from store.rows import Chat, Subscription

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class UpdateContext:
    """One update, with everything needed to answer it."""

    update: Update
    bot: Bot
    tools: HandlerContext
    chat: Chat
    speech: Translator
    args: list[str]
    # Whether the chat is new to the bot.
    new: bool = False
    # Whether the pressed button was answered; without an answer Telegram shows
    # it as loading.
    answered: bool = False
    # The private chat from which `chat`, a channel, is managed; None if a chat
    # speaks for itself.
    home: Chat | None = None

    @property
    def place(self) -> Chat:
        """The chat that is answered."""
        return self.home or self.chat

    @property
    def text(self) -> str:
        """The command's arguments as written."""
        return " ".join(self.args)

    @property
    def written(self) -> str:
        """The command's arguments with their line breaks, which `args` removes."""
        message = self.update.message
        typed = (message.text if message else None) or ""
        if not typed.startswith("/"):
            return self.text
        return "".join(typed.split(maxsplit=1)[1:]).strip()

    @property
    def message_text(self) -> str:
        """The message's whole text, with a command's name; empty without a
        text.
        """
        message = self.update.effective_message
        return (message.text if message else None) or ""

    def undoable(self, text: str) -> str:
        """Return the text about a change, with the way back if plain words asked for
        it: they may have been read wrong.
        """
        is_command = self.message_text.startswith("/")
        return text if is_command else f"{text} {self.say('undo.hint')}"

    @property
    def replied_to(self) -> TelegramMessage | None:
        """The message to which this one replies."""
        message = self.update.effective_message
        return message.reply_to_message if message else None

    @property
    def user_id(self) -> int:
        """The person's id; the chat's id if no person is named."""
        if self.update.effective_user:
            return self.update.effective_user.id
        return self.chat.telegram_id

    @property
    def defaults(self) -> Defaults:
        """The settings of a new chat, and the operator's limits."""
        return self.tools.defaults

    def clock(self) -> int:
        """Return the moment in seconds since 1970."""
        return self.tools.clock()

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return self.tools.now()

    async def read(
        self,
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **details: P.kwargs,
    ) -> T:
        """Read from the store, in one transaction."""
        return await self.tools.db.read(query, *args, **details)

    async def write(
        self,
        change: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **details: P.kwargs,
    ) -> T:
        """Change the store, in one transaction."""
        return await self.tools.db.write(change, *args, **details)

    async def subscriptions(self) -> list[Subscription]:
        """Return the chat's subscriptions, in the order they were made."""
        return await self.read(subscriptions.of_chat, self.chat.id)

    async def story(self, number: int) -> StoryWithReports | None:
        """Return a story as the chat sees it; None if it is gone."""
        return await self.read(stories.get, number, self.chat.id)

    async def story_pressed(self, number: int) -> StoryWithReports | None:
        """Return the story that a button names; say so if it is gone."""
        story = await self.story(number)
        if story is None:
            await self.alert("story.gone")
        return story

    def say(self, key: str, **details: object) -> str:
        """Return a text in the chat's language, as HTML: details are escaped."""
        safe = {
            name: telegram_html.escape(value)
            if isinstance(value, str)
            else value
            for name, value in details.items()
        }
        return self.speech.say(key, **safe)

    def noted(self, text: str) -> str:
        """Return an answer with the name of the managed channel, if one is
        managed from here.
        """
        if not self.home:
            return text
        note = self.say("channels.note", name=self.chat.title)
        return f"{telegram_html.aside(note, self.speech.locale)}\n{text}"

    def _keyboard(
        self, rows: Rows, kind: MessageKind = "menu"
    ) -> InlineKeyboardMarkup | None:
        """Return buttons that keep acting on the chat they were made for,
        whichever chat is managed when they are pressed.
        """
        lasting = scoped(rows, self.chat.id) if self.home else rows
        return markup(self.tools.claims.sign(lasting, self.place.id, kind))

    @property
    def pressed(self) -> PressedMessage:
        """The message under the pressed button."""
        return PressedMessage(
            query=self.update.callback_query,
            claims=self.tools.claims,
            chat_id=self.place.id,
        )

    async def answer(
        self,
        text: str,
        rows: Rows = (),
        *,
        options: LinkPreviewOptions | None = None,
        kind: MessageKind = "menu",
    ) -> int:
        """Answer in the chat and return the message's id; a text that is too
        long is cut at a line break.
        """
        sent = await self.bot.send_message(
            self.place.telegram_id,
            telegram_html.cut(self.noted(text)),
            parse_mode="HTML",
            message_thread_id=self.place.thread_id or None,
            reply_markup=self._keyboard(rows, kind),
            link_preview_options=options
            or LinkPreviewOptions(is_disabled=True),
        )
        return int(sent.message_id)

    async def reply(self, key: str, rows: Rows = (), **details: object) -> int:
        """Answer with a text of the interface and return the message's id."""
        return await self.answer(self.say(key, **details), rows)

    async def send(self, message: Message, kind: MessageKind = "menu") -> int:
        """Answer with a rendered message and return its id; its picture becomes
        a photo if the text fits below one.
        """
        caption = self.noted(message.html)
        if message.image and telegram_html.fits(
            caption, telegram_html.MAX_CAPTION
        ):
            try:
                sent = await self.bot.send_photo(
                    self.place.telegram_id,
                    message.image,
                    caption=caption,
                    parse_mode="HTML",
                    message_thread_id=self.place.thread_id or None,
                    reply_markup=self._keyboard(message.buttons, kind),
                )
            except BadRequest as error:
                # Telegram could not load the picture; the text is sent without
                # it.
                log.info("picture.refused", error=str(error))
            else:
                return int(sent.message_id)
        options = preview_of(message)
        return await self.answer(
            message.html, message.buttons, options=options, kind=kind
        )

    async def edit(self, text: str, rows: Rows = ()) -> None:
        """Edit the menu of the pressed button; send a new message if that one
        is gone or was published.
        """
        query = self.update.callback_query
        if query is None or "menu" not in self.pressed.kinds:
            await self.answer(text, rows)
            return
        try:
            await query.edit_message_text(
                telegram_html.cut(self.noted(text)),
                parse_mode="HTML",
                reply_markup=self._keyboard(rows),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await self.answer(text, rows)

    async def reply_in_place(
        self, key: str, rows: Rows = (), **details: object
    ) -> None:
        """Edit the menu of the pressed button to a text of the interface."""
        await self.edit(self.say(key, **details), rows)

    async def relabel(self, labels: Mapping[ButtonAction, str]) -> None:
        """Give buttons of the pressed message new labels, by their actions; the
        message stays as it is.
        """
        await self._change_buttons(self.pressed.relabeled(labels))

    async def link_pressed(self, url: str) -> bool:
        """Replace the pressed button by a link; return False if it cannot be
        changed.
        """
        return await self._change_buttons(self.pressed.linked(url))

    async def _change_buttons(self, rows: InlineKeyboardMarkup | None) -> bool:
        query = self.update.callback_query
        if query is None or rows is None:
            return False
        try:
            await query.edit_message_reply_markup(rows)
        except BadRequest as error:
            # Two presses at once write the same; an old message can no longer
            # be edited.
            log.info("buttons.unchanged", error=str(error))
            return False
        return True

    async def amend(self, number: int, text: str, rows: Rows = ()) -> None:
        """Edit an earlier message; send a new one if it is gone."""
        try:
            await self.bot.edit_message_text(
                telegram_html.cut(self.noted(text)),
                self.place.telegram_id,
                number,
                parse_mode="HTML",
                reply_markup=self._keyboard(rows),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await self.answer(text, rows)

    async def answer_callback(
        self, text: str = "", *, alert: bool = False, url: str = ""
    ) -> None:
        """Answer a pressed button once: Telegram ignores a second answer."""
        if self.update.callback_query and not self.answered:
            self.answered = True
            try:
                await self.update.callback_query.answer(
                    text[:200] or None, show_alert=alert, url=url or None
                )
            except BadRequest as error:
                log.info("button.late", error=str(error))

    async def notify(self, key: str, **details: object) -> None:
        """Answer a pressed button with a text that goes by itself."""
        # The answer is plain text, so details are not escaped.
        await self.answer_callback(self.speech.say(key, **details))

    async def alert(self, key: str, **details: object) -> None:
        """Answer a pressed button with a text that the person closes."""
        text = self.speech.say(key, **details)
        await self.answer_callback(text, alert=True)

    async def change(self, **fields: Any) -> Chat:
        """Change settings of this chat."""
        self.chat = await self.write(
            lambda connection: chats.update(connection, self.chat.id, **fields)
        )
        self.speech = tongue(self.place.locale)
        if "locale" in fields:
            user = self.update.effective_user
            code = user.language_code if user else None
            admins = self.defaults.admins
            menu = command_menu.follow(
                self.bot, self.tools.commands, self.chat, code, admins
            )
            self.tools.background.start(
                menu
            )  # Telegram may delay a menu for minutes
        return self.chat
