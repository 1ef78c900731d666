"""Begin the delivery of new subscriptions, and confirm it: how their stories
are sent, and when and where the first ones come.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers import pending_confirmations
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.setup.start import (
    begin_schedule,
    keep_schedule,
    times_in_words,
)
from bot.handlers.subscriptions.deliveries import Delivery
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import MenuPage, Rows, action_button
from bot.rendering.schedule_text import describe, next_in_full, read_schedule
from news.schedule import format_schedule
from news.schedule.schedule_edits import merged
from news.zones import zone_title
from store.rows import BRINGS, Subscription


def wants_of(rows: Sequence[Subscription]) -> list[Subscription]:
    """Return the subscriptions that bring stories."""
    return [
        subscription for subscription in rows if subscription.kind in BRINGS
    ]


async def wants(context: UpdateContext) -> list[Subscription]:
    """Return the chat's topics, sources and filters, in the order of
    subscribing.
    """
    return wants_of(await context.subscriptions())


async def begin_delivery(
    context: UpdateContext, text: str, delivery: Delivery, *, first: bool
) -> MenuPage:
    """Begin the delivery of new subscriptions, and return an answer that says
    how and when their stories come.

    After the first subscription of a chat it has a button that sends a digest
    now.
    """
    lines = [text]
    if delivery.mode is not None and delivery.mode != "digest":
        lines.append(context.say(f"mode.{delivery.mode}.told"))
    rows: Rows = ()
    if delivery.schedule:
        timed, rows = await _set_times(context, delivery.schedule, first=first)
        lines.append(timed)
    else:
        await begin_schedule(context)
        if first:
            lines.append(_when(context))
    if first:
        now = action_button(context.say("start.now"), SendDigest())
        rows = ((now,),)
    return "\n".join(lines), rows


async def _set_times(
    context: UpdateContext, schedule: str, *, first: bool
) -> MenuPage:
    """Set the chat's times; return the text that says so.

    A chat with other subscriptions may want the old times too: the text names
    them, and a button keeps both.
    """
    before = context.chat.schedule
    await keep_schedule(context, schedule)
    text = times_in_words(context, "schedule.set")
    if before == schedule:
        return text, ()
    if first or not before:
        return context.undoable(text), ()
    words = describe(before, context.speech)
    text += "\n" + context.say("timed.before", schedule=words)
    return text, await _both(context, before, schedule)


async def _both(context: UpdateContext, before: str, now: str) -> Rows:
    """Return the button that keeps old and new times; none for too many."""
    old, new = read_schedule(before), read_schedule(now)
    both = merged(old, new) if old and new else None
    if both is None:
        return ()
    proposal = PendingAction("words", format_schedule(both))
    token = await pending_confirmations.propose(context, proposal)
    label = f"➕ ⏰ {describe(before, context.speech)}"
    return ((action_button(label, TreatWords("schedule", token)),),)


def _when(context: UpdateContext) -> str:
    """Return when and where the chat's digests come."""
    chat = context.chat
    if not chat.schedule:
        return context.say("subscribe.first-unscheduled")
    following = next_in_full(
        chat.schedule, chat.zone, context.now(), context.speech
    )
    return context.say(
        "subscribe.first", next=following, zone=zone_title(chat.zone)
    )
