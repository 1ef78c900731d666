"""/language: how the bot speaks."""

from __future__ import annotations

from bot.handlers.context import UpdateContext, may_change
from bot.rendering import keyboards
from bot.rendering.i18n import LOCALES, NAMES, exists, nearest
from bot.rendering.keyboards import Rows, back


async def language(ctx: UpdateContext) -> None:
    """Choose the interface's language: `/language en`; without words by buttons."""
    if not ctx.args:
        await ctx.answer(ctx.say("language.choose"), keyboards.languages())
        return
    wanted = ctx.text.strip()
    locale = next(
        (tag for tag, name in NAMES.items() if name.casefold() == wanted.casefold()), ""
    ) or nearest(wanted)
    if not exists(locale) or (locale == "en" and not wanted.lower().startswith("en")):
        await ctx.answer(ctx.say("language.unknown", text=wanted), keyboards.languages())
        return
    if await may_change(ctx):
        await ctx.change(locale=locale)
        await ctx.answer(ctx.say("language.set", name=NAMES[locale]))


def page(ctx: UpdateContext) -> tuple[str, Rows]:
    """Return the page of languages."""
    return ctx.say("language.choose"), (*keyboards.languages(), *back(ctx.speech))


async def choose(ctx: UpdateContext, values: list[str]) -> None:
    """A language's button."""
    if values and values[0] in LOCALES and await may_change(ctx):
        await ctx.change(locale=values[0])
        await ctx.answer_callback()
        await ctx.edit(ctx.say("language.set", name=NAMES[values[0]]), back(ctx.speech))
