"""Read Telegram's data about a chat: its kind, its name, and the forum topic of
a message.
"""

from __future__ import annotations

from telegram import Chat as TelegramChat
from telegram import Update
from telegram.constants import ChatType

_KINDS = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "supergroup",
    ChatType.CHANNEL: "channel",
}


def kind_of(place: TelegramChat) -> str:
    """Return private, group, supergroup or channel."""
    return _KINDS.get(ChatType(place.type), "private")


def thread_of(update: Update) -> int:
    """Return the forum topic of a message; 0 outside topics."""
    message = update.effective_message
    if message is not None and getattr(message, "is_topic_message", False):
        return message.message_thread_id or 0
    return 0


def title_of(place: TelegramChat) -> str:
    """Return a chat's name; the person's name if it is private."""
    return (
        place.title
        or " ".join(filter(None, (place.first_name, place.last_name)))
        or place.username
        or ""
    )[:200]
