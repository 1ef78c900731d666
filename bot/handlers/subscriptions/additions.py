"""Add one subscription to a chat, and say what the chat has now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions import delivery_modes, source_words
from bot.handlers.subscriptions.confirmations import begin_delivery, wants_of
from bot.handlers.subscriptions.deliveries import Delivery
from store.chats import subscriptions
from store.rows import Subscription, SubscriptionKind


@dataclass(frozen=True, slots=True)
class SubscriptionWish:
    """A person's words, read as a subscription."""

    kind: SubscriptionKind
    value: str
    name: str
    # The words that narrow a source; empty for all articles.
    words: str = ""


async def take(
    context: UpdateContext,
    wish: SubscriptionWish,
    delivery: Delivery,
) -> Subscription | None:
    """Subscribe the chat and say so; return None if it has that already, of which
    `delivery` may change the mode and the label.
    """
    listed = await context.subscriptions()
    before = {
        (subscription.kind, subscription.value): subscription
        for subscription in listed
    }
    if known := before.get((wish.kind, wish.value)):
        await _take_again(context, known, wish, delivery)
        return None
    subscription = await add(
        context, wish.kind, wish.value, delivery, wish.words
    )
    await source_words.tag(context, subscription)
    text = context.say(f"subscribe.{wish.kind}", name=wish.name)
    if subscription.words:
        text += "\n" + context.say("words.only", words=subscription.words)
    await context.answer(
        *await begin_delivery(
            context, text, delivery, first=not wants_of(listed)
        )
    )
    return subscription


async def _take_again(
    context: UpdateContext,
    known: Subscription,
    wish: SubscriptionWish,
    delivery: Delivery,
) -> None:
    """Answer for a subscription that the chat has already; set new words, label,
    mode and times.
    """
    label = delivery.label
    if label and label != known.label:
        await context.write(
            subscriptions.set_label, context.chat.id, known.id, label
        )
    if wish.words and wish.words != known.words:
        await source_words.narrow(context, known, wish.words)
        changed = await delivery_modes.change(
            context, [known], wish.name, delivery.mode
        )
        text = context.say("words.set", name=wish.name, words=wish.words)
        lines = "\n".join(filter(None, (text, changed)))
        await delivery_modes.answer_again(context, lines, delivery)
        return
    await delivery_modes.already(context, [known], wish.name, delivery)
    if known.words:
        await context.answer(*source_words.offer_all(context, known))


async def add(
    context: UpdateContext,
    kind: SubscriptionKind,
    value: str,
    delivery: Delivery,
    words: str = "",
) -> Subscription:
    """Subscribe the chat without a word about it."""
    return await context.write(
        subscriptions.add,
        context.chat.id,
        kind,
        value,
        mode=delivery.mode or "digest",
        label=delivery.label,
        words=words,
        limit=context.defaults.subscriptions,
        now=context.clock(),
    )
