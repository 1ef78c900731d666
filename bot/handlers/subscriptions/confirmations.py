"""The text after a new subscription: how its stories are sent, and when and
where the first ones come.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.context import UpdateContext
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.button_data import MenuPage, action_button
from bot.rendering.schedule_text import next_in_full
from news.zones import zone_title
from store.rows import BRINGS, DeliveryMode, Subscription


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


async def confirmation(
    context: UpdateContext, text: str, mode: DeliveryMode | None, *, first: bool
) -> MenuPage:
    """Return an answer with the way in which the stories are sent.

    After the first subscription of a chat it says when and where digests come,
    with a button that sends one now.
    """
    lines = [text]
    if mode is not None and mode != "digest":
        lines.append(context.say(f"mode.{mode}.told"))
    if not first:
        return "\n".join(lines), ()
    lines.append(_when(context))
    now = action_button(context.say("start.now"), SendDigest())
    return "\n".join(lines), ((now,),)


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
