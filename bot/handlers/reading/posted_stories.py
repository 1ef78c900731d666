"""The stories that were opened in a group lately: each is posted there once,
whoever presses first.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from bot.handlers.conversation_slots import OPENED
from news.durations import DAY
from store.chats import conversations
from store.engine.connections import Connection
from store.rows import Chat

# Seconds, after which a story may be posted again, because the first message is
# far up.
WITHIN = 2 * DAY
# The most stories of one group; two days of digests and alerts have fewer.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """The place of a story's message in a chat."""

    # UTC seconds.
    at: int
    # Its message's id; 0 until it is sent.
    message: int = 0


def claim(
    connection: Connection, chat: Chat, story: int, now: int
) -> Posted | None:
    """Record that a story is posted in a chat; if it was posted within the last
    two days, return where.
    """
    recent = {
        key: post
        for key, post in _read(connection, chat).items()
        if post.at > now - WITHIN
    }
    posted = recent.get(str(story))
    if posted is None:
        _write(connection, chat, recent | {str(story): Posted(now)}, now)
    return posted


def note(
    connection: Connection, chat: Chat, story: int, message: int, now: int
) -> None:
    """Store the message of a claimed story."""
    posted = _read(connection, chat)
    _write(connection, chat, posted | {str(story): Posted(now, message)}, now)


def _read(connection: Connection, chat: Chat) -> dict[str, Posted]:
    text = conversations.get(
        connection, chat.telegram_id, OPENED, chat.thread_id
    )
    listed: dict[str, int | list[int]] = json.loads(text) if text else {}
    # An earlier version stored only the time.
    return {
        key: Posted(value) if isinstance(value, int) else Posted(*value)
        for key, value in listed.items()
    }


def _write(
    connection: Connection, chat: Chat, posted: dict[str, Posted], now: int
) -> None:
    newest = dict(list(posted.items())[-KEPT:])
    text = json.dumps({key: astuple(post) for key, post in newest.items()})
    conversations.put(
        connection, chat.telegram_id, OPENED, chat.thread_id, text, now
    )
