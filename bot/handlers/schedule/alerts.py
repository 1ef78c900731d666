"""/alerts: the number of breaking stories a day that are sent at once."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import SetAlerts
from bot.rendering.button_data import MenuPage, Rows
from bot.rendering.keyboards import back, grid, mark
from bot.rendering.switch_words import is_off
from news.numbers import counted

CHOICES = (0, 1, 3, 5)
MOST = 20


async def alerts(ctx: UpdateContext) -> None:
    """Set alerts: `/alerts 3`, `/alerts off`; without words by buttons."""
    word = ctx.text.strip().casefold()
    if not word:
        await ctx.answer(_text(ctx), _rows(ctx))
        return
    said = counted(word)
    # "5 %" and "5 minutes" are not numbers of stories.
    number = int(said.value) if said and not said.unit else -1
    if is_off(word, ctx.speech):
        number = 0
    if not 0 <= number <= MOST:
        await ctx.answer(ctx.say("alerts.usage", n=MOST), _rows(ctx))
    elif await may_change(ctx):
        await ctx.change(alerts=number)
        await ctx.answer(
            ctx.say("alerts.set", now=_named(ctx, number)), _rows(ctx)
        )


async def choose(ctx: UpdateContext, pressed: SetAlerts) -> None:
    """Handle a button of /alerts."""
    if pressed.daily <= MOST and await may_change(ctx):
        await ctx.change(alerts=pressed.daily)
        await ctx.answer_callback()
        await ctx.edit(*page(ctx))


def page(ctx: UpdateContext) -> MenuPage:
    """Return the page of alerts."""
    return _text(ctx), (*_rows(ctx), *back(ctx.speech))


def _named(ctx: UpdateContext, number: int) -> str:
    if number:
        return ctx.speech.say("alerts.a-day", n=number)
    return ctx.say("alerts.off")


def _text(ctx: UpdateContext) -> str:
    chat = ctx.chat
    quiet = ctx.say("alerts.no-quiet")
    if chat.quiet_from is not None and chat.quiet_to is not None:
        quiet = "–".join(
            f"{minute // 60:02}:{minute % 60:02}"
            for minute in (chat.quiet_from, chat.quiet_to)
        )
    return ctx.say("alerts.text", quiet=quiet, now=_named(ctx, chat.alerts))


def _rows(ctx: UpdateContext) -> Rows:
    buttons = (
        mark(_named(ctx, number), ctx.chat.alerts == number, SetAlerts(number))
        for number in CHOICES
    )
    return grid(buttons, 4)
