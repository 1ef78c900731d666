"""The pages of /settings, by their names; a button leads to each, and each leads back."""

from __future__ import annotations

from bot.handlers import alerts, language, quiet, schedule, settings, zone
from bot.handlers.here import Here
from bot.keyboards import Rows


async def show(here: Here, values: list[str]) -> None:
    """Show a page in the message whose button was pressed; an unknown name shows the first."""
    await here.toast()
    await here.edit(*await page(here, values[0] if values else ""))


async def page(here: Here, name: str) -> tuple[str, Rows]:
    """Return a page by its name."""
    pages = {
        "alerts": alerts.page,
        "when": schedule.page,
        "zone": zone.page,
        "quiet": quiet.page,
        "much": settings.much,
        "look": settings.look,
        "language": language.page,
        "news": settings.news,
        "group": settings.group,
    }
    return pages[name](here) if name in pages else await settings.main(here)
