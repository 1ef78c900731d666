"""/language: how the bot speaks."""

from __future__ import annotations

from bot import keyboards
from bot.handlers.here import Here, may_change
from bot.keyboards import Rows, back
from bot.languages import LOCALES, NAMES, exists, nearest


async def language(here: Here) -> None:
    """Choose the interface's language: `/language en`; without words by buttons."""
    if not here.args:
        await here.answer(here.say("language.choose"), keyboards.languages())
        return
    wanted = here.text.strip()
    locale = next(
        (tag for tag, name in NAMES.items() if name.casefold() == wanted.casefold()), ""
    ) or nearest(wanted)
    if not exists(locale) or (locale == "en" and not wanted.lower().startswith("en")):
        await here.answer(here.say("language.unknown", text=wanted), keyboards.languages())
        return
    if await may_change(here):
        await here.change(locale=locale)
        await here.answer(here.say("language.set", name=NAMES[locale]))


def page(here: Here) -> tuple[str, Rows]:
    """Return the page of languages."""
    return here.say("language.choose"), (*keyboards.languages(), *back(here.speech))


async def choose(here: Here, values: list[str]) -> None:
    """A language's button."""
    if values and values[0] in LOCALES and await may_change(here):
        await here.change(locale=values[0])
        await here.toast()
        await here.edit(here.say("language.set", name=NAMES[values[0]]), back(here.speech))
