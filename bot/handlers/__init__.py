"""Handlers: parse, call the store, reply. One file a subject."""

from __future__ import annotations

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers import (
    alerts,
    buttons,
    channels,
    digests,
    documents,
    help,
    inline,
    membership,
    profile,
    schedule,
    settings,
    sharing,
    start,
    story,
    subscribe,
    unknown,
)
from bot.handlers.here import Handler, guarded

COMMANDS: dict[str, Handler] = {
    "start": start.start,
    "help": help.help_,
    "subscribe": subscribe.subscribe,
    "unsubscribe": subscribe.unsubscribe,
    "subscriptions": subscribe.subscriptions_,
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
    "timezone": schedule.timezone,
    "pause": schedule.pause,
    "resume": schedule.resume,
    "channels": channels.channels,
    "export": sharing.export,
    "feed": sharing.feed,
    "share": sharing.share,
    "language": settings.language,
    "settings": settings.settings,
    "forget": settings.forget,
}
HEAVY = frozenset({"digest", "search", "catchup", "subscribe"})


def add_to(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Register every handler."""
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, guarded(handler, heavy=name in HEAVY)))
    application.add_handler(CallbackQueryHandler(guarded(buttons.press)))
    application.add_handler(InlineQueryHandler(inline.asked))
    application.add_handler(membership.handler())
    application.add_handler(
        MessageHandler(filters.Document.ALL & filters.UpdateType.MESSAGE, guarded(documents.received))
    )
    application.add_handler(MessageHandler(filters.LOCATION, guarded(schedule.location)))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, guarded(membership.migrated)))
    plain = (filters.TEXT | filters.COMMAND) & filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(plain, guarded(unknown.unknown)))
