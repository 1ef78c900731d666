"""/help: by subject, with buttons."""

from __future__ import annotations

from bot.handlers.here import Here
from bot.keyboards import data, grid
from news.models import Button

SUBJECTS = ("reading", "subscribing", "when", "settings")


async def help_(here: Here) -> None:
    """Show the commands, and a button for each subject."""
    await here.answer(here.say("help.text"), _rows(here))


def _rows(here: Here) -> tuple[tuple[Button, ...], ...]:
    return grid((Button(here.speech.say(f"help.{name}.title"), data("help", name)) for name in SUBJECTS), 2)


async def subject(here: Here, values: list[str]) -> None:
    """Show one subject."""
    await here.toast()
    if values and values[0] in SUBJECTS:
        await here.edit(here.say(f"help.{values[0]}"), _rows(here))
