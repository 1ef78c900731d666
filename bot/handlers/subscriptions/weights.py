"""/weight: set which subscriptions matter more or less."""

from __future__ import annotations

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


def level_of(row: Subscription) -> int:
    """Return the level nearest to a subscription's weight."""
    return level_at(row.weight)


def row_of(ctx: UpdateContext, row: Subscription, page: int) -> Rows:
    """Return the buttons that weigh one subscription, in two rows because their
    names are long.
    """
    buttons = [
        mark(
            ctx.say(f"weight.{level}"),
            level == level_of(row),
            WeighSubscription(row.id, level, page),
        )
        for level in range(len(WEIGHTS))
    ]
    return (*grid(buttons[:2], 2), *grid(buttons[2:], 3))


async def weight(ctx: UpdateContext) -> None:
    """Weigh a subscription: `/weight science +`, `--`, `=`; without words
    explain the syntax.
    """
    if len(ctx.args) < 2:
        await ctx.answer(ctx.say("weight.usage"), _way(ctx))
        return
    if not await may_change(ctx):
        return
    name = " ".join(ctx.args[:-1])
    word = ctx.args[-1].casefold()
    row = await find_named(ctx, name)
    if row is None:
        await ctx.answer(ctx.say("unsubscribe.none", name=name), _way(ctx))
        return
    level = (
        NORMAL
        if word in _PLAIN
        else NORMAL + _STEPS[word]
        if word in _STEPS
        else None
    )
    if level is None:
        await ctx.answer(ctx.say("weight.usage"), _way(ctx))
        return
    await ctx.write(
        subscriptions.set_weight, ctx.chat.id, row.id, weight_at(level)
    )
    shown = await name_of(ctx, row)
    await ctx.reply("weight.set", name=shown, weight=ctx.say(f"weight.{level}"))


def _way(ctx: UpdateContext) -> Rows:
    return ((action_button(ctx.say("weight.list"), ListSubscriptions(0)),),)
