"""Send a message again in a simpler form after Telegram refused its form."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery.error_policy import Action, decide
from bot.delivery.outgoing import attachments_of
from bot.delivery.splitting import part
from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from news.models import Attachment, Message
from store.chats import chats
from store.delivery import outbox, retries
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import NewOutbox, OutboxRow

log = structlog.get_logger()
# The decisions that lead to another form.
HAS_FALLBACK = frozenset(
    {
        Action.PLAIN,
        Action.SHORTER,
        Action.NO_TOPIC,
        Action.NO_REPLY,
        Action.NO_PHOTO,
        Action.NO_BUTTONS,
    }
)
# Decisions that remove part of a message each time, and so come to an end.
_AGAIN = frozenset({Action.SHORTER, Action.NO_PHOTO})
# The file of an album in Telegram's refusal.
_NUMBER = re.compile(r"message #(\d{1,2})\b")
_THEN = "; then "
# Code points: if even this little is too long, the length is not the problem.
LEAST_PART = 50
# Code points kept free in a part for additions at sending.
MARK = 200


class NoFallback(Exception):
    """The error when no form of a message is accepted; its text says why each
    was refused.
    """


@dataclass(frozen=True, slots=True)
class _NextForm:
    """The next form of a refused message; `rest` is the part that did not fit
    into it.
    """

    row: OutboxRow
    rest: Message | None = None


class FallbackSender:
    """Retries of one sender's messages in simpler forms."""

    def __init__(
        self,
        db: Database,
        *,
        owner: str,
        clock: Clock,
        send: Callable[[OutboxRow], Awaitable[int]],
    ) -> None:
        self._db, self._owner, self._clock, self._send = db, owner, clock, send

    async def mend(
        self, row: OutboxRow, action: Action, error: str
    ) -> int | None:
        """Send again in the form that Telegram accepts; each form is tried
        once, and only parts get shorter and shorter.

        Returns Telegram's id of the message; None if a part was sent and the
        rest goes next from the same row. Raises NoFallback, and the
        TelegramError of an answer that is not about the form.
        """
        form = _NextForm(row)
        tried: set[Action] = set()
        while action not in tried or action in _AGAIN:
            tried.add(action)
            other = await self._formed(form, action, error)
            if other is None:
                break
            form = other
            try:
                message_id = await self._send(form.row)
            except TelegramError as again:
                action, error = decide(again), f"{error}{_THEN}{again}"
                if action not in HAS_FALLBACK:
                    raise
            else:
                return await self._went(form, message_id, error)
        raise NoFallback(error)

    async def _formed(
        self, form: _NextForm, action: Action, error: str
    ) -> _NextForm | None:
        """Return the next form to try; None if there is none."""
        row = form.row
        if action is Action.NO_TOPIC:
            await self._lose_topic(row)
            return replace(form, row=replace(row, thread_id=0))
        if action is Action.NO_REPLY:
            return replace(form, row=replace(row, reply_to_message=None))
        if action is Action.NO_PHOTO:
            return _with_less(form, error)
        log.error(
            "outbox.our-fault", row=row.id, decision=action.name, error=error
        )
        if action is Action.SHORTER:
            return _shorter(form)
        if action is Action.NO_BUTTONS:
            return _without_buttons(form)
        text = telegram_html.escape(telegram_html.plain(row.message.html))
        bare = replace(row.message, html=text, image="", attachments=())
        return replace(form, row=replace(row, message=bare))

    async def _went(
        self, form: _NextForm, message_id: int, error: str
    ) -> int | None:
        """Store the rest that did not fit into the sent part."""
        if form.rest is None:
            return message_id
        await self._db.write(
            retries.keep_rest, form.row.id, form.rest, error, owner=self._owner
        )
        log.info(
            "outbox.part",
            row=form.row.id,
            left=telegram_html.length(form.rest.html),
        )
        return None

    async def _lose_topic(self, row: OutboxRow) -> None:
        """Record that a forum topic is gone, and say so once in the chat
        itself.
        """
        chat = await self._db.read(chats.get, row.chat_id)
        if chat is None or chat.topic_lost:
            return
        text = telegram_html.escape(
            tongue(chat.locale).say("delivery.topic-lost")
        )
        # Goes before everything that waits for this chat, and is retried like
        # any other message.
        word = NewOutbox(row.chat_id, "notice", Message(text), row.ready_at - 1)
        await self._db.write(_note_topic, word, self._clock())


def _note_topic(connection: Connection, word: NewOutbox, now: int) -> None:
    chats.update(connection, word.chat_id, topic_lost=True)
    outbox.add(connection, [word], now)


def _with_less(form: _NextForm, error: str) -> _NextForm | None:
    """Leave out the file of an album that Telegram names; if it names none, all
    files; without files the link's preview. Return None if nothing can be left
    out.
    """
    message = form.row.message
    carried = attachments_of(message)
    if not carried and message.preview:
        bare = replace(message, preview="")
        return replace(form, row=replace(form.row, message=bare))
    if not carried:
        return None
    if carried[0].kind == "voice":
        return _as_file(form, carried[0])
    # After several tries, the last error describes the album in its present
    # form.
    named = _NUMBER.search(error.rpartition(_THEN)[2])
    number = int(named.group(1)) - 1 if named else -1
    left: tuple[Attachment, ...] = ()
    if 0 <= number < len(carried):
        left = (*carried[:number], *carried[number + 1 :])
    image = left[0].url if left and left[0].kind == "photo" else ""
    fewer = replace(message, image=image, attachments=left)
    return replace(form, row=replace(form.row, message=fewer))


def _as_file(form: _NextForm, voice: Attachment) -> _NextForm:
    """Send a recording as a file, because some people accept no voice messages."""
    file = replace(voice, kind="document")
    message = replace(form.row.message, attachments=(file,))
    return replace(form, row=replace(form.row, message=message))


def _without_buttons(form: _NextForm) -> _NextForm | None:
    message = form.row.message
    if not message.buttons:
        return None
    bare = replace(message, buttons=())
    return replace(form, row=replace(form.row, message=bare))


def _shorter(form: _NextForm) -> _NextForm | None:
    """Cut a message once more; its buttons stay with the last part, below all
    the numbers that they open.
    """
    message, after = form.row.message, form.rest
    whole = telegram_html.length(message.html)
    limit = min(telegram_html.MAX_TEXT - MARK, max(whole, 2) // 2)
    first, left = part(message.html, limit)
    if limit < LEAST_PART or not left:
        return None
    if after is None:
        rest = replace(message, html=left, preview="", image="", attachments=())
    else:
        rest = replace(after, html=f"{left}\n{after.html}")
    return _NextForm(
        replace(form.row, message=replace(message, html=first, buttons=())),
        rest,
    )
