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

# `bot.handlers.filters` is a module of ours: the library's goes by another name here.
from telegram.ext import filters as heard

from bot.handlers import (
    alerts,
    buttons,
    channels,
    digests,
    documents,
    forget,
    help,
    inline,
    language,
    listing,
    membership,
    mutes,
    operator,
    profile,
    quiet,
    schedule,
    settings,
    sharing,
    start,
    story,
    subscribe,
    switches,
    unknown,
    weights,
    zone,
)
from bot.handlers import filters as phrases
from bot.handlers.here import Handler, guarded

COMMANDS: dict[str, Handler] = {
    "start": start.start,
    "help": help.help_,
    "subscribe": subscribe.subscribe,
    "unsubscribe": subscribe.unsubscribe,
    "subscriptions": listing.subscriptions_,
    "filter": phrases.filter_,
    "mute": mutes.mute,
    "unmute": mutes.unmute,
    "weight": weights.weight,
    "topics": subscribe.topics,
    "digest": digests.digest,
    "latest": digests.latest,
    "catchup": digests.catchup,
    "search": digests.search,
    "saved": digests.saved,
    "story": story.story,
    "profile": profile.profile,
    "alerts": alerts.alerts,
    "schedule": schedule.schedule,
    "timezone": zone.timezone,
    "quiet": quiet.quiet,
    "pause": schedule.pause,
    "resume": schedule.resume,
    "channels": channels.channels,
    "export": sharing.export,
    "feed": sharing.feed,
    "share": sharing.share,
    "style": switches.style,
    "budget": switches.budget,
    "images": switches.switch("images"),
    "preview": switches.switch("preview"),
    "silent": switches.switch("silent"),
    "empty": switches.switch("send_empty"),
    "everyone": switches.switch("everyone"),
    "news": switches.news,
    "language": language.language,
    "settings": settings.settings,
    "forget": forget.forget,
}
HEAVY = frozenset({"digest", "search", "catchup", "subscribe", "filter"})


OPERATOR = operator.COMMANDS


def add_to(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Register every handler."""
    for name, handler in COMMANDS.items():
        application.add_handler(
            CommandHandler(name, guarded(handler, kind="heavy" if name in HEAVY else "command"))
        )
    for name, handler in OPERATOR.items():
        application.add_handler(CommandHandler(name, guarded(handler)))
    application.add_handler(CallbackQueryHandler(guarded(buttons.press, kind="press")))
    application.add_handler(InlineQueryHandler(inline.asked))
    application.add_handler(membership.handler())
    application.add_handler(
        MessageHandler(heard.Document.ALL & heard.UpdateType.MESSAGE, guarded(documents.received))
    )
    # In groups people talk to each other: only what is said to the bot is answered there, and a place shared with
    # others moves nobody's clock.
    private = heard.ChatType.PRIVATE & heard.UpdateType.MESSAGE
    application.add_handler(MessageHandler(heard.LOCATION & private, guarded(zone.location)))
    application.add_handler(
        MessageHandler(heard.StatusUpdate.MIGRATE, guarded(membership.migrated))
    )
    mine = heard.Regex(re.compile(rf"^/\w+@{re.escape(application.bot.username)}\b", re.IGNORECASE))
    addressed = heard.COMMAND & mine & heard.UpdateType.MESSAGE
    application.add_handler(
        MessageHandler((heard.TEXT & private) | addressed, guarded(unknown.unknown))
    )
