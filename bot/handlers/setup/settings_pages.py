"""The pages of /settings by name, with the buttons that lead to each and back."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.handlers.schedule import alerts, quiet_hours, schedule
from bot.handlers.setup import language, settings, zone
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.button_data import MenuPage


async def show(context: UpdateContext, pressed: ShowSettings) -> None:
    """Show a page in the message whose button was pressed; an unknown name
    shows the first.
    """
    await context.answer_callback()
    await context.edit(*await page(context, pressed.page))


async def page(context: UpdateContext, name: str) -> MenuPage:
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
        return pages[name](context)
    return await settings.main(context)
