"""Handlers: parse, call the store, reply. One file a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
)

# Imported under another name, because `bot.handlers.subscriptions.filters` is
# ours.
from telegram.ext import filters as heard

from bot.handlers import callbacks, fallback, undo
from bot.handlers.admission import guarded
from bot.handlers.commands import Command
from bot.handlers.groups import membership
from bot.handlers.reading import inline, replies
from bot.handlers.setup import zone
from bot.handlers.subscriptions import opml_import


def add_to(
    application: Application[Any, Any, Any, Any, Any, Any],
    commands: Iterable[Command],
) -> None:
    """Register every handler; of commands those that this installation has."""
    for command in commands:
        kept = (
            undo.recorded(command.handler)
            if command.undoable
            else command.handler
        )
        application.add_handler(
            CommandHandler(command.name, guarded(kept, kind=command.cost))
        )
    application.add_handler(
        CallbackQueryHandler(
            guarded(undo.recorded(callbacks.press), kind="press")
        )
    )
    application.add_handler(InlineQueryHandler(inline.asked))
    application.add_handler(membership.handler())
    _hear_messages(application)


def _hear_messages(
    application: Application[Any, Any, Any, Any, Any, Any],
) -> None:
    """Register the handlers of messages without a command: files, places,
    replies, words.
    """
    message = heard.UpdateType.MESSAGE
    # In groups people talk to each other: the bot answers only messages that
    # begin with its name or name it behind a command, and a location shared there
    # does not change a person's zone.
    private = heard.ChatType.PRIVATE & message
    name = re.escape(application.bot.username)
    mine = heard.Regex(re.compile(rf"^(/\w+)?@{name}\b", re.IGNORECASE))
    addressed = mine & message
    reply = replies.StoryReply() & heard.TEXT & ~heard.COMMAND & message
    silent = heard.StatusUpdate.ALL | heard.TEXT
    moved = undo.recorded(zone.location)
    words = undo.recorded(fallback.unknown)
    answers = (
        (heard.Document.ALL & message, guarded(opml_import.received)),
        (heard.LOCATION & private, guarded(moved)),
        (heard.StatusUpdate.MIGRATE, guarded(membership.migrated)),
        (heard.StatusUpdate.FORUM_TOPIC_REOPENED, membership.reopened),
        (reply, guarded(undo.recorded(replies.answer), kind="heavy")),
        ((heard.TEXT & private) | addressed, guarded(words)),
        (private & ~silent, guarded(fallback.other)),
    )
    for what, answer in answers:
        application.add_handler(MessageHandler(what, answer))
