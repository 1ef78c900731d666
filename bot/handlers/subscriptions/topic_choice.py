"""/topics: show all topics, with a tick on those that the chat follows."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.setup.start import begin_schedule, toggle, topics_of
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import keyboards
from bot.rendering.actions.subscription_actions import ShowTopics, ToggleTopic
from bot.rendering.button_data import MenuPage


async def topics(context: UpdateContext) -> None:
    """Show all topics, with a tick on those that the chat follows."""
    await context.answer(*await page(context))


async def show_topics(context: UpdateContext, _pressed: ShowTopics) -> None:
    """Handle a button that opens the topics."""
    await context.answer_callback()
    await context.edit(*await page(context))


async def tick(context: UpdateContext, pressed: ToggleTopic) -> None:
    """Handle a topic's button under /subscribe and /topics."""
    if not await may_change(context):
        return
    has = await toggle(context, pressed.topic)
    if has is None:
        await context.notify("button.old")
        return
    if has:
        await begin_schedule(context)
    name = topic_name(context, pressed.topic)
    await context.notify("topic.on" if has else "topic.off", name=name)
    await context.edit(*await page(context))


async def page(context: UpdateContext) -> MenuPage:
    """Return the page of topics."""
    rows = keyboards.topics(context.place.locale, await topics_of(context))
    return context.say("subscribe.choose"), rows
