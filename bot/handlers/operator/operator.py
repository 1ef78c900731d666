"""Commands of the operators: health, sources, broadcasts, bans, the dashboard.
For everybody else they do not exist.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping

from bot.handlers import pending_confirmations
from bot.handlers.context import UpdateContext
from bot.handlers.fallback import unknown
from bot.handlers.pending_confirmations import PendingAction
from bot.rendering import telegram_html
from bot.rendering.actions.operator_actions import (
    DropBroadcast,
    SendBroadcast,
    StopBroadcast,
    WatchBroadcast,
)
from bot.rendering.button_data import Rows, action_button, number_of
from bot.web.admin import views
from news.models import Message
from store.chats import chats
from store.delivery import broadcasts, outbox, outcomes
from store.engine.connections import Connection
from store.operations.store_size import StoreSize
from store.rows import Chat, ChatState, NewOutbox

Handler = Callable[[UpdateContext], Awaitable[None]]
# Chats of a broadcast in one transaction.
BATCH = 150
# States of a message that is not sent yet.
WAITING = ("ready", "claimed", "started")
# Characters of a failed job's note that a report shows.
LONGEST_NOTE = 150


def for_operators(handler: Handler) -> Handler:
    """Admit only operators, in their private chats; answer others as for an
    unknown command.
    """

    async def guarded(context: UpdateContext) -> None:
        if is_operator(context):
            await handler(context)
        else:
            await unknown(context)

    return guarded


def is_operator(context: UpdateContext) -> bool:
    return (
        context.place.kind == "private"
        and context.user_id in context.defaults.admins
    )


async def health(context: UpdateContext) -> None:
    """Report whether all is well: jobs, the queue, lateness, chats, sources."""
    now = context.clock()
    seen = await context.read(views.overview, now, context.tools.expected)
    late = ", ".join(seen.late)
    worst = next((row for row in seen.lateness if row.kind == "digest"), None)
    # The worst comes first, because a telephone shows the beginning.
    lines = [f"✅ {context.say('operator.well')}"]
    if late:
        lines = [f"❌ {context.say('operator.late', jobs=late)}"]
    queue = context.say(
        "operator.queue",
        n=seen.depth.ready,
        age=views.span(seen.age),
        failed=seen.depth.failed,
    )
    lines.append(queue)
    if worst:
        lateness = context.say(
            "operator.lateness",
            last=views.span(worst.last),
            worst=views.span(worst.worst),
        )
        lines.append(lateness)
    if seen.size.full:
        lines.append(_store_full(context, seen.size))
    lines.append(f"👥 {_counts(seen.chats)}")
    lines.append(f"📡 {_counts(seen.sources)}")
    for run in seen.runs:
        if not run.ok:
            job = telegram_html.escape(run.job)
            note = telegram_html.escape(run.note[:LONGEST_NOTE])
            lines.append(f"❌ <b>{job}</b>: {note}")
    await context.answer("\n".join(lines))


def _store_full(context: UpdateContext, size: StoreSize) -> str:
    """Return the warning of a store that has reached its ceiling, in MiB."""
    used = f"{size.used // 2**20:,}"
    most = f"{size.ceiling // 2**20:,}"
    return context.say(
        "operator.store-full", size=used, most=most, days=size.days
    )


def _counts(counts: Mapping[str, int]) -> str:
    """Write counts in one line: `active 12, paused 3`."""
    named = [f"{name} {count:,}" for name, count in sorted(counts.items())]
    return ", ".join(named) or "0"


async def broadcast(context: UpdateContext) -> None:
    """Count the recipients of a message, show it, and ask for confirmation."""
    # Split at any whitespace, because people write the message on the next
    # line.
    text = "".join(context.message_text.split(maxsplit=1)[1:]).strip()
    if not text:
        await context.reply("operator.broadcast.usage")
        return
    count = await context.read(chats.audience_size)
    token = await pending_confirmations.propose(
        context,
        PendingAction("broadcast", text, title=secrets.token_hex(6)),
    )
    question = context.say("operator.broadcast.ask", n=count)
    shown = f"{question}\n\n{telegram_html.escape_own(text)}"
    send = action_button("✅", SendBroadcast(token))
    drop = action_button("❌", DropBroadcast(token))
    await context.answer(telegram_html.cut(shown), ((send, drop),))


async def decide_broadcast(
    context: UpdateContext, pressed: SendBroadcast | DropBroadcast
) -> None:
    """Send or drop a broadcast that was shown."""
    if not is_operator(context):
        return
    asked = await context.read(
        pending_confirmations.get, context.chat, pressed.token
    )
    is_there = asked is not None and asked.kind == "broadcast"
    if asked is None or not is_there or isinstance(pressed, DropBroadcast):
        await _close(context, pressed.token)
        await context.notify("operator.broadcast.no")
        await context.reply_in_place("operator.broadcast.no")
        return
    await context.answer_callback()
    # The question stays open until all messages are written: after a crash the
    # same press goes on.
    # An earlier version gave its questions no name.
    name = asked.title or asked.token
    await _queue(context, name, asked.value)
    await _close(context, pressed.token)
    await _progress(context, name)


async def _close(context: UpdateContext, token: str) -> None:
    now = context.clock()
    await context.write(pending_confirmations.take, context.chat, token, now)


async def watch_broadcast(
    context: UpdateContext, pressed: WatchBroadcast
) -> None:
    """Show a broadcast's progress."""
    if is_operator(context):
        await context.answer_callback()
        await _progress(context, pressed.name)


async def stop_broadcast(
    context: UpdateContext, pressed: StopBroadcast
) -> None:
    """Cancel the unsent part of a broadcast."""
    if is_operator(context):
        now = context.clock()
        stopped = await context.write(broadcasts.cancel, pressed.name, now)
        await context.answer_callback(
            context.say("operator.broadcast.stopped", n=stopped)
        )
        await _progress(context, pressed.name)


async def _queue(context: UpdateContext, name: str, text: str) -> None:
    """Put a message for every active chat into the outbox, some hundred a
    transaction, so that others can write in between. Go on where an earlier
    try was cut off.
    """
    message = Message(telegram_html.cut(telegram_html.escape_own(text)))
    after: int | None = 0
    while after is not None:
        after = await context.write(
            write_some, name, message, after, context.clock()
        )
        await asyncio.sleep(0)
    context.tools.wake()


def write_some(
    connection: Connection, name: str, message: Message, after: int, now: int
) -> int | None:
    """Write a broadcast's message for the next chats that do not have it; return
    the last of them, None if there are none.

    Another process may write it too, after it took over a press that seemed
    abandoned.
    """
    after = max(after, broadcasts.last_chat(connection, name))
    listed = chats.audience(connection, after, BATCH)
    if not listed:
        return None
    rows = [
        NewOutbox(
            chat_id=chat.id,
            kind="broadcast",
            message=message,
            ready_at=now,
            silent=chat.silent,
            broadcast=name,
        )
        for chat in listed
    ]
    outbox.add(connection, rows, now)
    return listed[-1].id


async def _progress(context: UpdateContext, name: str) -> None:
    counts = await context.read(broadcasts.progress, name)
    waiting = sum(counts.get(state, 0) for state in WAITING)
    text = context.say(
        "operator.broadcast.progress",
        sent=counts.get("sent", 0),
        waiting=waiting,
        failed=counts.get("failed", 0),
    )
    look = action_button("🔄", WatchBroadcast(name))
    stop = action_button("⏹", StopBroadcast(name))
    rows: Rows = ((look, stop),) if waiting else ()
    await context.edit(text, rows)


async def ban(context: UpdateContext) -> None:
    """Ban a chat: it gets no answer and no messages."""
    await _set_state(context, "banned", "operator.banned")


async def unban(context: UpdateContext) -> None:
    """Lift a chat's ban."""
    await _set_state(context, "active", "operator.unbanned")


async def _set_state(
    context: UpdateContext, state: ChatState, key: str
) -> None:
    telegram_id = _id_of(context.text)
    topics = await context.read(chats.topics_of, telegram_id)
    # An operator who bans an operator would lock both out.
    if not topics or telegram_id in context.defaults.admins:
        await context.reply("operator.ban.usage")
        return
    now = context.clock()
    was_banned = any(chat.state == "banned" for chat in topics)
    # A chat in another state, such as paused, keeps it at /unban.
    if state == "banned" or was_banned:
        await context.write(chats.set_state, telegram_id, state, now)
    if state == "banned":
        # What waits for the chat is not sent any more.
        await context.write(
            outcomes.unreachable, telegram_id, "banned", "banned", now
        )
    await context.reply(key, name=_name(topics[0]))


def _id_of(text: str) -> int:
    """Return the chat's id at the beginning of a text, negative for a group; 0,
    which no chat has, if there is none.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    number = number_of(first.lstrip("-")) or 0
    if first.startswith("-"):
        return -number
    return number


def _name(chat: Chat) -> str:
    if chat.title:
        return f"{chat.title} ({chat.telegram_id})"
    return str(chat.telegram_id)


async def admin(context: UpdateContext) -> None:
    """Send a link that signs in to the dashboard once."""
    link = await context.tools.sign_in(context.user_id)
    if not link:
        await context.reply("operator.admin.off")
        return
    await context.reply("operator.admin.link", link=telegram_html.OwnText(link))
