"""A message that Telegram refused for its form, sent once more in the form that it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import Connection
from telegram.error import TelegramError

from bot import html
from bot.answers import Do, decide
from bot.languages import tongue
from bot.parts import part
from news.models import Message
from store import chats, outbox
from store.database import Database
from store.rows import NewOutbox, OutboxRow

log = structlog.get_logger()
MENDED = frozenset({Do.PLAIN, Do.SHORTER, Do.NO_TOPIC, Do.NO_REPLY, Do.NO_PHOTO})
"""Decisions that another form answers."""
LEAST_PART = 50
"""Code points: where even so little is too long, the length is not what is wrong."""
MARK = 200
"""Code points kept free in a part for what is added as it is sent."""


class Unmendable(Exception):
    """No form of a message is taken; the text says why each was refused."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a refused message is tried once more; `rest` is what did not fit into it."""

    row: OutboxRow
    rest: Message | None = None


class Mender:
    """Mends messages of one sender."""

    def __init__(
        self,
        db: Database,
        *,
        owner: str,
        clock: Callable[[], int],
        send: Callable[[OutboxRow], Awaitable[int]],
    ) -> None:
        self._db, self._owner, self._clock, self._send = db, owner, clock, send

    async def mend(self, row: OutboxRow, do: Do, error: str) -> int | None:
        """Send once more in the form that Telegram takes; each way is tried once, only parts get shorter and shorter.

        Returns Telegram's id of the message; None where a part was sent, and the rest goes next from the same row.
        Raises Unmendable, and the TelegramError of an answer that is not about the form.
        """
        form = _Form(row)
        tried: set[Do] = set()
        while do not in tried or do is Do.SHORTER:
            tried.add(do)
            other = await self._formed(form, do, error)
            if other is None:
                break
            form = other
            try:
                message_id = await self._send(form.row)
            except TelegramError as again:
                do, error = decide(again), f"{error}; then {again}"
                if do not in MENDED:
                    raise
            else:
                return await self._went(form, message_id, error)
        raise Unmendable(error)

    async def _formed(self, form: _Form, do: Do, error: str) -> _Form | None:
        """Return the form to try next; None where there is none."""
        row = form.row
        if do is Do.NO_TOPIC:
            await self._lose_topic(row)
            return replace(form, row=replace(row, thread_id=0))
        if do is Do.NO_REPLY:
            return replace(form, row=replace(row, reply_to_message=None))
        if do is Do.NO_PHOTO:
            return replace(form, row=replace(row, message=replace(row.message, image="")))
        log.error("outbox.our-fault", row=row.id, decision=do.name, error=error)
        if do is Do.SHORTER:
            return _shorter(form)
        text = html.escape(html.plain(row.message.html))
        return replace(form, row=replace(row, message=replace(row.message, html=text, image="")))

    async def _went(self, form: _Form, message_id: int, error: str) -> int | None:
        """Note what did not fit into what was sent."""
        if form.rest is None:
            return message_id
        await self._db.write(outbox.rest, form.row.id, form.rest, error, owner=self._owner)
        log.info("outbox.part", row=form.row.id, left=html.length(form.rest.html))
        return None

    async def _lose_topic(self, row: OutboxRow) -> None:
        """Note that a forum topic is gone, and say so once in the chat itself."""
        chat = await self._db.read(chats.get, row.chat_id)
        if chat is None or chat.topic_lost:
            return
        text = html.escape(tongue(chat.locale).say("delivery.topic-lost"))
        # Before all that waits for this chat, and tried again like any other message.
        word = NewOutbox(row.chat_id, "notice", Message(text), row.ready_at - 1)
        await self._db.write(_note_topic, word, self._clock())


def _note_topic(connection: Connection, word: NewOutbox, now: int) -> None:
    chats.update(connection, word.chat_id, topic_lost=True)
    outbox.add(connection, [word], now)


def _shorter(form: _Form) -> _Form | None:
    """Cut a message once more: its buttons stay with what comes last, below all the numbers that they open."""
    message, after = form.row.message, form.rest
    whole = html.length(message.html)
    limit = min(html.MAX_TEXT - MARK, max(whole, 2) // 2)
    first, left = part(message.html, limit)
    if limit < LEAST_PART or not left:
        return None
    if after is None:
        rest = replace(message, html=left, preview="", image="")
    else:
        rest = replace(after, html=f"{left}\n{after.html}")
    return _Form(replace(form.row, message=replace(message, html=first, buttons=())), rest)
