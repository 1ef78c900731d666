"""Commands of the operators: health, sources, broadcasts, bans, the dashboard.
For everybody else they do not exist.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable

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
from store.operations.store_size import StoreSize
from store.rows import Chat, NewOutbox

Handler = Callable[[UpdateContext], Awaitable[None]]
# Chats of a broadcast in one transaction.
BATCH = 150


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
    lines = [
        f"❌ {context.say('operator.late', jobs=late)}"
        if late
        else f"✅ {context.say('operator.well')}",
        context.say(
            "operator.queue",
            n=seen.depth.ready,
            age=views.span(seen.age),
            failed=seen.depth.failed,
        ),
        context.say(
            "operator.lateness",
            last=views.span(worst.last),
            worst=views.span(worst.worst),
        )
        if worst
        else "",
        _store_full(context, seen.size),
        f"👥 {_counts(seen.chats)}",
        f"📡 {_counts(seen.sources)}",
        *(
            f"❌ <b>{telegram_html.escape(run.job)}</b>: {telegram_html.escape(run.note[:150])}"
            for run in seen.runs
            if not run.ok
        ),
    ]
    await context.answer("\n".join(line for line in lines if line))


def _store_full(context: UpdateContext, size: StoreSize) -> str:
    if not size.full:
        return ""
    used, most = (f"{count // 2**20:,}" for count in (size.used, size.ceiling))
    return context.say(
        "operator.store-full", size=used, most=most, days=size.days
    )


def _counts(counts: object) -> str:
    assert isinstance(counts, dict)
    return (
        ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
        or "0"
    )


async def broadcast(context: UpdateContext) -> None:
    """Count the recipients of a message, show it, and ask for confirmation."""
    said = (
        context.update.effective_message.text
        if context.update.effective_message
        else ""
    )
    # Split at any whitespace, because people write the message on the next
    # line.
    text = "".join((said or "").split(maxsplit=1)[1:]).strip()
    if not text:
        await context.reply("operator.broadcast.usage")
        return
    count = await context.read(chats.audience_size)
    token = await context.write(
        pending_confirmations.put,
        context.chat,
        PendingAction("broadcast", text),
        context.clock(),
    )
    shown = telegram_html.cut(
        f"{context.say('operator.broadcast.ask', n=count)}\n\n{telegram_html.escape_own(text)}"
    )
    await context.answer(
        shown,
        (
            (
                action_button("✅", SendBroadcast(token)),
                action_button("❌", DropBroadcast(token)),
            ),
        ),
    )


async def decide_broadcast(
    context: UpdateContext, pressed: SendBroadcast | DropBroadcast
) -> None:
    """Send or drop a broadcast that was shown."""
    if not is_operator(context):
        return
    now = context.clock()
    asked = await context.write(
        pending_confirmations.take, context.chat, pressed.token, now
    )
    if (
        asked is None
        or asked.kind != "broadcast"
        or isinstance(pressed, DropBroadcast)
    ):
        await context.notify("operator.broadcast.no")
        await context.edit(context.say("operator.broadcast.no"))
        return
    await context.answer_callback()
    name = secrets.token_hex(6)
    await _queue(context, name, asked.value)
    await _progress(context, name)


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
    transaction, so that others can write in between.
    """
    message = Message(telegram_html.cut(telegram_html.escape_own(text)))
    after = 0
    while listed := await context.read(chats.audience, after, BATCH):
        now = context.clock()
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
        await context.write(outbox.add, rows, now)
        after = listed[-1].id
        await asyncio.sleep(0)
    context.tools.wake()


async def _progress(context: UpdateContext, name: str) -> None:
    counts = await context.read(broadcasts.progress, name)
    waiting = sum(
        counts.get(state, 0) for state in ("ready", "claimed", "started")
    )
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


async def _set_state(context: UpdateContext, state: str, key: str) -> None:
    number = number_of(context.args[0].lstrip("-")) if context.args else None
    telegram_id = (
        (-number if context.args[0].startswith("-") else number)
        if number is not None
        else None
    )
    topics = (
        await context.read(chats.topics_of, telegram_id)
        if telegram_id is not None
        else []
    )
    if (
        telegram_id is None
        or not topics
        or telegram_id in context.defaults.admins
    ):
        await context.reply("operator.ban.usage")
        return
    if state == "active" and any(chat.state == "banned" for chat in topics):
        await context.write(
            chats.set_state, telegram_id, "active", context.clock()
        )
    if state == "banned":
        await context.write(
            chats.set_state, telegram_id, "banned", context.clock()
        )
        await context.write(
            outcomes.unreachable,
            telegram_id,
            "banned",
            "banned",
            context.clock(),
        )
    await context.reply(key, name=_name(topics[0]))


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
