"""Handlers: parse, call the store, reply. One file a subject."""

from __future__ import annotations

import re
from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
)

# `bot.handlers.subscriptions.filters` is a module of ours: the library's goes by another name here.
from telegram.ext import filters as heard

from bot.handlers import callbacks, fallback, undo
from bot.handlers.context import guarded
from bot.handlers.groups import membership
from bot.handlers.reading import inline, replies
from bot.handlers.registry import COMMANDS
from bot.handlers.setup import zone
from bot.handlers.subscriptions import opml_import


def add_to(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Register every handler."""
    for command in COMMANDS:
        kept = undo.recorded(command.handler) if command.undoable else command.handler
        application.add_handler(CommandHandler(command.name, guarded(kept, kind=command.cost)))
    application.add_handler(
        CallbackQueryHandler(guarded(undo.recorded(callbacks.press), kind="press"))
    )
    application.add_handler(InlineQueryHandler(inline.asked))
    application.add_handler(membership.handler())
    application.add_handler(
        MessageHandler(heard.Document.ALL & heard.UpdateType.MESSAGE, guarded(opml_import.received))
    )
    # In groups people talk to each other: only what is said to the bot is answered there, and a
    # place shared with others moves nobody's clock.
    private = heard.ChatType.PRIVATE & heard.UpdateType.MESSAGE
    application.add_handler(
        MessageHandler(heard.LOCATION & private, guarded(undo.recorded(zone.location)))
    )
    application.add_handler(
        MessageHandler(heard.StatusUpdate.MIGRATE, guarded(membership.migrated))
    )
    mine = heard.Regex(re.compile(rf"^/\w+@{re.escape(application.bot.username)}\b", re.IGNORECASE))
    addressed = heard.COMMAND & mine & heard.UpdateType.MESSAGE
    reply = replies.StoryReply() & heard.TEXT & ~heard.COMMAND & heard.UpdateType.MESSAGE
    acted = undo.recorded(replies.answer)
    application.add_handler(MessageHandler(reply, guarded(acted, kind="heavy")))
    application.add_handler(
        MessageHandler((heard.TEXT & private) | addressed, guarded(undo.recorded(fallback.unknown)))
    )
    silent = heard.StatusUpdate.ALL | heard.TEXT
    application.add_handler(MessageHandler(private & ~silent, guarded(fallback.other)))
