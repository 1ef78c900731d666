"""Which stories were opened in a group lately: each is posted there once, whoever presses first."""

from __future__ import annotations

import json

from bot.handlers.conversation_slots import OPENED
from news.durations import DAY
from store.chats import conversations
from store.engine.connections import Connection
from store.rows import Chat

# Seconds; after that a story may be posted again, for the message is far up.
WITHIN = 2 * DAY
# Stories of one group; two days of digests and alerts have fewer.
KEPT = 200


def claim(c: Connection, chat: Chat, story: int, now: int) -> bool:
    """Note that a story is posted in a chat; False where it was within the last two days."""
    text = conversations.get(c, chat.telegram_id, OPENED, chat.thread_id)
    opened: dict[str, int] = json.loads(text) if text else {}
    recent = {key: at for key, at in opened.items() if at > now - WITHIN}
    if str(story) in recent:
        return False
    recent[str(story)] = now
    newest = dict(list(recent.items())[-KEPT:])
    conversations.put(
        c, chat.telegram_id, OPENED, chat.thread_id, json.dumps(newest), now
    )
    return True
