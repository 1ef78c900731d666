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

from bot.handlers import callbacks, fallback, help, undo
from bot.handlers.context import Handler, guarded
from bot.handlers.groups import channels, membership
from bot.handlers.operator import operator
from bot.handlers.rate_limits import Kind
from bot.handlers.reading import ask, digests, inline, profile, story
from bot.handlers.schedule import alerts, quiet_hours, schedule
from bot.handlers.setup import forget, language, quick_settings, settings, start, zone
from bot.handlers.sharing import sharing
from bot.handlers.subscriptions import filters as phrases
from bot.handlers.subscriptions import mutes, opml_import, subscribe, subscription_list, weights

COMMANDS: dict[str, Handler] = {
    "start": start.start,
    "help": help.help_,
    "subscribe": subscribe.subscribe,
    "unsubscribe": subscribe.unsubscribe,
    "subscriptions": subscription_list.subscriptions_,
    "filter": phrases.filter_,
    "mute": mutes.mute,
    "unmute": mutes.unmute,
    "weight": weights.weight,
    "topics": subscribe.topics,
    "digest": digests.digest,
    "latest": digests.latest,
    "catchup": digests.catchup,
    "search": digests.search,
    "ask": ask.ask,
    "saved": digests.saved,
    "story": story.story,
    "profile": profile.profile,
    "alerts": alerts.alerts,
    "schedule": schedule.schedule,
    "timezone": zone.timezone,
    "quiet": quiet_hours.quiet,
    "pause": schedule.pause,
    "resume": schedule.resume,
    "channels": channels.channels,
    "export": sharing.export,
    "feed": sharing.feed,
    "share": sharing.share,
    "style": quick_settings.style,
    "budget": quick_settings.budget,
    "images": quick_settings.switch("images"),
    "preview": quick_settings.switch("preview"),
    "silent": quick_settings.switch("silent"),
    "empty": quick_settings.switch("send_empty"),
    "everyone": quick_settings.switch("everyone"),
    "news": quick_settings.news,
    "language": language.language,
    "settings": settings.settings,
    "forget": forget.forget,
    "undo": undo.undo,
}
HEAVY = frozenset({"digest", "search", "ask", "catchup", "subscribe", "filter"})


OPERATOR = operator.COMMANDS


def add_to(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Register every handler."""
    for name, handler in COMMANDS.items():
        kept = handler if name in {"undo", "forget"} else undo.recorded(handler)
        kind: Kind = "heavy" if name in HEAVY else "command"
        application.add_handler(CommandHandler(name, guarded(kept, kind=kind)))
    for name, handler in OPERATOR.items():
        application.add_handler(CommandHandler(name, guarded(handler)))
    application.add_handler(
        CallbackQueryHandler(guarded(undo.recorded(callbacks.press), kind="press"))
    )
    application.add_handler(InlineQueryHandler(inline.asked))
    application.add_handler(membership.handler())
    application.add_handler(
        MessageHandler(heard.Document.ALL & heard.UpdateType.MESSAGE, guarded(opml_import.received))
    )
    # In groups people talk to each other: only what is said to the bot is answered there, and a place shared with
    # others moves nobody's clock.
    private = heard.ChatType.PRIVATE & heard.UpdateType.MESSAGE
    application.add_handler(
        MessageHandler(heard.LOCATION & private, guarded(undo.recorded(zone.location)))
    )
    application.add_handler(
        MessageHandler(heard.StatusUpdate.MIGRATE, guarded(membership.migrated))
    )
    mine = heard.Regex(re.compile(rf"^/\w+@{re.escape(application.bot.username)}\b", re.IGNORECASE))
    addressed = heard.COMMAND & mine & heard.UpdateType.MESSAGE
    question = ask.StoryQuestion() & heard.TEXT & ~heard.COMMAND & heard.UpdateType.MESSAGE
    application.add_handler(MessageHandler(question, guarded(ask.replied, kind="heavy")))
    application.add_handler(
        MessageHandler((heard.TEXT & private) | addressed, guarded(undo.recorded(fallback.unknown)))
    )
    silent = heard.StatusUpdate.ALL | heard.TEXT
    application.add_handler(MessageHandler(private & ~silent, guarded(fallback.other)))
