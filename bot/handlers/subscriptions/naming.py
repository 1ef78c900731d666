"""Names of subscriptions, as a person sees and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from bot import subscription_names
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.confirmations import wants
from news.topics import catalogue, find
from news.words import fold
from store.rows import Subscription

# The most similar names to offer for an unknown one, and the similarity that
# they need: that of words with one or two letters changed.
NEAR, ALIKE = 3, 0.5


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
    rows = await context.subscriptions()
    subscription = with_id(rows, number)
    if subscription is None:
        await context.alert("subscription.gone")
    return subscription


def with_id(rows: Iterable[Subscription], number: int) -> Subscription | None:
    """Return the row that a button names by its id; None if it is gone."""
    return {row.id: row for row in rows}.get(number)


async def find_named(context: UpdateContext, name: str) -> Subscription | None:
    """Return the chat's topic, source or filter with a name; None if there is
    none.
    """
    wanted = await wants(context)
    names = await names_of(context, wanted)
    topic = find(name)
    for subscription in wanted:
        if is_called(subscription, names[subscription.id], name, topic):
            return subscription
    return None


def is_called(
    subscription: Subscription, shown: str, written: str, topic: str | None
) -> bool:
    """Tell whether a person's words mean a subscription or mute, by the name
    that is shown, or by the key of the topic that the words name.

    A topic has other names than the shown one: "tech", 科技.
    """
    names_topic = subscription.kind in subscription_names.TOPIC_KINDS
    is_topic = names_topic and subscription.value == topic
    return is_topic or fold(shown) == fold(written)


def similar(names: Mapping[int, str], written: Iterable[str]) -> set[int]:
    """Return the ids of the rows whose names are similar to what a person
    wrote: "tehc" finds "Tech".
    """
    folded = {number: fold(name) for number, name in names.items()}
    known = list(folded.values())
    near: set[str] = set()
    for name in written:
        near.update(get_close_matches(fold(name), known, NEAR, ALIKE))
    return {number for number, name in folded.items() if name in near}


def topic_name(context: UpdateContext, key: str) -> str:
    """Return a topic's name in the chat's language."""
    for topic in catalogue():
        if topic.key == key:
            return topic.name(context.place.locale)
    return key
