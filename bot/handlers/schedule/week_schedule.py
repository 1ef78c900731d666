"""Set when the week in threads is sent: `/week sunday 18:00`, `/week on`,
`/week off`.
"""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import SendWeek
from bot.rendering.button_data import Rows, action_button
from bot.rendering.schedule_text import describe, next_in_full
from bot.rendering.switch_words import is_off, is_on
from news.models import Schedule
from news.schedule import (
    first_due,
    format_schedule,
    parse_schedule,
    parts_of,
)
from store.delivery import week_digests

_EVENING = 18 * 60
_SUNDAY = 6
# Sunday evening.
USUAL = format_schedule(Schedule((_EVENING,), frozenset({_SUNDAY})))


async def choose(context: UpdateContext) -> None:
    """Set when the week is sent, by words; raises ScheduleError for words that
    are no time.
    """
    if not await may_change(context):
        return
    if is_off(context.text, context.speech):
        await context.write(week_digests.end, context.chat.id)
        await context.reply("week.off")
        return
    await context.answer(
        await _put(
            context, USUAL if is_on(context.text) else _written(context)
        ),
        buttons(context, on=True),
    )


def _written(context: UpdateContext) -> str:
    """Return a person's words as one time of one day: `18:00` alone means
    Sunday.
    """
    first = parts_of(parse_schedule(context.text, context.chat.locale))[0]
    day = _SUNDAY if len(first.days) == 7 else min(first.days)
    return format_schedule(Schedule(first.minutes[:1], frozenset({day})))


async def _put(context: UpdateContext, schedule: str) -> str:
    """Store the week's schedule; return the text of the answer."""
    now = context.now()
    zone = context.chat.zone
    at = first_due(schedule, zone, now) or 0
    await context.write(week_digests.put, context.chat.id, schedule, at)
    words = {"schedule": describe(schedule, context.speech)}
    return context.say(
        "week.on",
        next=next_in_full(schedule, zone, now, context.speech),
        **words,
    )


async def press(context: UpdateContext, pressed: SendWeek) -> None:
    """Handle the button below a week."""
    if not await may_change(context):
        return
    if pressed.on:
        text = await _put(context, USUAL)
    else:
        await context.write(week_digests.end, context.chat.id)
        text = context.say("week.off")
    await context.answer_callback()
    await context.answer(text, buttons(context, on=pressed.on))


def buttons(context: UpdateContext, *, on: bool) -> Rows:
    """Return the button that turns the weekly message on or off."""
    key = "week.stop-button" if on else "week.send-button"
    return ((action_button(f"🗓 {context.say(key)}", SendWeek(not on)),),)


async def move(context: UpdateContext, zone: str) -> None:
    """Keep the week's hour when the chat moves to another zone."""
    wish = await context.read(week_digests.of_chat, context.chat.id)
    if wish is not None:
        at = first_due(wish.schedule, zone, context.now()) or 0
        await context.write(
            week_digests.put, context.chat.id, wish.schedule, at
        )
