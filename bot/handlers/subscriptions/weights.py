"""/weight: set which subscriptions matter more or less."""

from __future__ import annotations

from dataclasses import replace

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import find_named, name_of
from bot.rendering.actions.subscription_actions import (
    ListSubscriptions,
    WeighSubscription,
)
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import grid, mark
from bot.rendering.weight_levels import WEIGHTS, level_at, weight_at
from store.chats import subscriptions
from store.rows import Subscription

NORMAL = 2
SIGN_OF = (" ▼▼", " ▼", "", " ▲", " ▲▲")
_STEPS = {
    "--": -2,
    "-": -1,
    "less": -1,
    "down": -1,
    "少": -1,
    "+": 1,
    "more": 1,
    "up": 1,
    "多": 1,
    "++": 2,
}
_PLAIN = frozenset({"=", "0", "normal", "一般", "普通"})


def level_of(subscription: Subscription) -> int:
    """Return the level nearest to a subscription's weight."""
    return level_at(subscription.weight)


def row_of(
    context: UpdateContext, subscription: Subscription, page: int
) -> Rows:
    """Return the buttons that weigh one subscription, in two rows because their
    names are long.
    """
    buttons = [
        mark(
            context.say(f"weight.{level}"),
            level == level_of(subscription),
            WeighSubscription(subscription.id, level, page),
        )
        for level in range(len(WEIGHTS))
    ]
    return (*grid(buttons[:2], 2), *grid(buttons[2:], 3))


async def weight(context: UpdateContext) -> None:
    """Weigh a subscription: `/weight science +`, `--`, `=`; without words
    explain the syntax.
    """
    if len(context.args) < 2:
        await context.reply("weight.usage", _way(context))
        return
    if not await may_change(context):
        return
    name = " ".join(context.args[:-1])
    word = context.args[-1].casefold()
    subscription = await find_named(context, name)
    if subscription is None:
        await context.reply("unsubscribe.none", _way(context), name=name)
        return
    level = (
        NORMAL
        if word in _PLAIN
        else NORMAL + _STEPS[word]
        if word in _STEPS
        else None
    )
    if level is None:
        await context.reply("weight.usage", _way(context))
        return
    await _set(context, subscription, level)


async def shift(context: UpdateContext, name: str, steps: int) -> bool:
    """Weigh what is called so by some levels more, or less where they are below
    zero; return False where the chat follows nothing of that name.
    """
    subscription = await find_named(context, name)
    if subscription is None:
        return False
    if await may_change(context):
        await _set(context, subscription, level_of(subscription) + steps)
    return True


async def _set(
    context: UpdateContext, subscription: Subscription, level: int
) -> None:
    """Set a level, the nearest one where there is none so high or low, and say
    which it is.
    """
    weight = weight_at(level)
    await context.write(
        subscriptions.set_weight, context.chat.id, subscription.id, weight
    )
    shown = await name_of(context, subscription)
    said = context.say(f"weight.{level_at(weight)}")
    rows = row_of(context, replace(subscription, weight=weight), 0)
    await context.reply("weight.set", rows, name=shown, weight=said)


def _way(context: UpdateContext) -> Rows:
    return ((action_button(context.say("weight.list"), ListSubscriptions(0)),),)
