"""/alerts: the number of breaking stories a day that are sent at once."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import SetAlerts
from bot.rendering.button_data import MenuPage, Rows
from bot.rendering.keyboards import back, grid, mark
from bot.rendering.switch_words import is_off
from news.numbers import counted
from news.schedule.written import hhmm

CHOICES = (0, 1, 3, 5)
MOST = 20


async def alerts(context: UpdateContext) -> None:
    """Set alerts: `/alerts 3`, `/alerts off`; without words by buttons."""
    word = context.text.strip().casefold()
    if not word:
        await context.answer(_text(context), _rows(context))
        return
    said = counted(word)
    # "5 %" and "5 minutes" are not numbers of stories.
    number = int(said.value) if said and not said.unit else -1
    if is_off(word, context.speech):
        number = 0
    if not 0 <= number <= MOST:
        await context.reply("alerts.usage", _rows(context), n=MOST)
    elif await may_change(context):
        await context.change(alerts=number)
        await context.reply(
            "alerts.set", _rows(context), now=_named(context, number)
        )


async def choose(context: UpdateContext, pressed: SetAlerts) -> None:
    """Handle a button of /alerts."""
    if pressed.daily <= MOST and await may_change(context):
        await context.change(alerts=pressed.daily)
        await context.answer_callback()
        await context.edit(*page(context))


def page(context: UpdateContext) -> MenuPage:
    """Return the page of alerts."""
    return _text(context), (*_rows(context), *back(context.speech))


def _named(context: UpdateContext, number: int) -> str:
    if number:
        return context.speech.say("alerts.a-day", n=number)
    return context.say("alerts.off")


def _text(context: UpdateContext) -> str:
    chat = context.chat
    quiet = context.say("alerts.no-quiet")
    if chat.quiet_from is not None and chat.quiet_to is not None:
        quiet = f"{hhmm(chat.quiet_from)}–{hhmm(chat.quiet_to)}"
    return context.say(
        "alerts.text", quiet=quiet, now=_named(context, chat.alerts)
    )


def _rows(context: UpdateContext) -> Rows:
    buttons = (
        mark(
            _named(context, number),
            context.chat.alerts == number,
            SetAlerts(number),
        )
        for number in CHOICES
    )
    return grid(buttons, 4)
