"""The pages of /settings by name, with the buttons that lead to each and back."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.handlers.schedule import alerts, quiet_hours, schedule
from bot.handlers.setup import language, settings, zone
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.button_data import MenuPage


async def show(ctx: UpdateContext, pressed: ShowSettings) -> None:
    """Show a page in the message whose button was pressed; an unknown name
    shows the first.
    """
    await ctx.answer_callback()
    await ctx.edit(*await page(ctx, pressed.page))


async def page(ctx: UpdateContext, name: str) -> MenuPage:
    """Return a page by its name."""
    pages = {
        "alerts": alerts.page,
        "when": schedule.page,
        "zone": zone.page,
        "quiet": quiet_hours.page,
        "much": settings.much,
        "look": settings.look,
        "language": language.page,
        "news": settings.news,
        "group": settings.group,
    }
    if name in pages:
        return pages[name](ctx)
    return await settings.main(ctx)
