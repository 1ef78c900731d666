"""Names of subscriptions, as a person sees and writes them."""

from __future__ import annotations

from collections.abc import Sequence

from bot import subscription_names
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.confirmations import wants
from news.topics import catalogue, find
from news.words import fold
from store.rows import Subscription


async def names_of(
    context: UpdateContext, rows: Sequence[Subscription]
) -> dict[int, str]:
    """Return the name of each row, by its id, in the language of the chat where
    the person speaks.
    """
    return await subscription_names.names_of(
        context.tools.db, context.chat.id, context.place.locale, rows
    )


async def name_of(context: UpdateContext, subscription: Subscription) -> str:
    """Return the name of one row."""
    names = await names_of(context, [subscription])
    return names[subscription.id]


async def row_pressed(
    context: UpdateContext, number: int
) -> Subscription | None:
    """Return the chat's subscription that a button names; say so if it is
    gone.
    """
    for subscription in await context.subscriptions():
        if subscription.id == number:
            return subscription
    await context.alert("subscription.gone")
    return None


async def find_named(context: UpdateContext, name: str) -> Subscription | None:
    """Return the chat's topic, source or filter with a name; None if there is
    none.
    """
    wanted = await wants(context)
    names = await names_of(context, wanted)
    # A topic has other names than the shown one: "tech", 科技.
    key = find(name)
    for subscription in wanted:
        is_topic = subscription.kind == "topic" and subscription.value == key
        if is_topic or fold(names[subscription.id]) == fold(name):
            return subscription
    return None


def topic_name(context: UpdateContext, key: str) -> str:
    """Return a topic's name in the chat's language."""
    for topic in catalogue():
        if topic.key == key:
            return topic.name(context.place.locale)
    return key
