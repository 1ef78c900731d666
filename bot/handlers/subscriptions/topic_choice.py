"""/topics: show all topics, with a tick on those that the chat follows."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.setup.start import begin_schedule, toggle, topics_of
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import keyboards
from bot.rendering.actions.subscription_actions import ShowTopics, ToggleTopic
from bot.rendering.button_data import MenuPage


async def topics(ctx: UpdateContext) -> None:
    """Show all topics, with a tick on those that the chat follows."""
    await ctx.answer(*await page(ctx))


async def show_topics(ctx: UpdateContext, _pressed: ShowTopics) -> None:
    """Handle a button that opens the topics."""
    await ctx.answer_callback()
    await ctx.edit(*await page(ctx))


async def tick(ctx: UpdateContext, pressed: ToggleTopic) -> None:
    """Handle a topic's button under /subscribe and /topics."""
    if not await may_change(ctx):
        return
    has = await toggle(ctx, pressed.topic)
    if has is None:
        await ctx.notify("button.old")
        return
    if has:
        await begin_schedule(ctx)
    name = topic_name(ctx, pressed.topic)
    await ctx.notify("topic.on" if has else "topic.off", name=name)
    await ctx.edit(*await page(ctx))


async def page(ctx: UpdateContext) -> MenuPage:
    """Return the page of topics."""
    rows = keyboards.topics(ctx.place.locale, await topics_of(ctx))
    return ctx.say("subscribe.choose"), rows
