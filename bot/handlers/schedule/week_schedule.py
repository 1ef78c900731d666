"""Set when the week in threads is sent: `/week sunday 18:00`, `/week on`,
`/week off`.
"""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import SendWeek
from bot.rendering.button_data import Rows, action_button
from bot.rendering.schedule_text import describe, first_due, next_in_full
from bot.rendering.switch_words import is_off, is_on
from news.models import Schedule
from news.schedule import format_schedule, parse_schedule, parts_of
from store.delivery import week_digests

_EVENING = 18 * 60
_SUNDAY = 6
# Sunday evening.
USUAL = format_schedule(Schedule((_EVENING,), frozenset({_SUNDAY})))


async def choose(ctx: UpdateContext) -> None:
    """Set when the week is sent, by words; raises ScheduleError for words that
    are no time.
    """
    if not await may_change(ctx):
        return
    if is_off(ctx.text, ctx.speech):
        await ctx.write(week_digests.end, ctx.chat.id)
        await ctx.reply("week.off")
        return
    await ctx.answer(
        await _put(ctx, USUAL if is_on(ctx.text) else _written(ctx)),
        buttons(ctx, on=True),
    )


def _written(ctx: UpdateContext) -> str:
    """Return a person's words as one time of one day: `18:00` alone means
    Sunday.
    """
    first = parts_of(parse_schedule(ctx.text, ctx.chat.locale))[0]
    day = _SUNDAY if len(first.days) == 7 else min(first.days)
    return format_schedule(Schedule(first.minutes[:1], frozenset({day})))


async def _put(ctx: UpdateContext, schedule: str) -> str:
    """Store the week's schedule; return the text of the answer."""
    now = ctx.now()
    zone = ctx.chat.zone
    at = first_due(schedule, zone, now) or 0
    await ctx.write(week_digests.put, ctx.chat.id, schedule, at)
    words = {"schedule": describe(schedule, ctx.speech)}
    return ctx.say(
        "week.on", next=next_in_full(schedule, zone, now, ctx.speech), **words
    )


async def press(ctx: UpdateContext, pressed: SendWeek) -> None:
    """Handle the button below a week."""
    if not await may_change(ctx):
        return
    if pressed.on:
        text = await _put(ctx, USUAL)
    else:
        await ctx.write(week_digests.end, ctx.chat.id)
        text = ctx.say("week.off")
    await ctx.answer_callback()
    await ctx.answer(text, buttons(ctx, on=pressed.on))


def buttons(ctx: UpdateContext, *, on: bool) -> Rows:
    """Return the button that turns the weekly message on or off."""
    key = "week.stop-button" if on else "week.send-button"
    return ((action_button(f"🗓 {ctx.say(key)}", SendWeek(not on)),),)


async def move(ctx: UpdateContext, zone: str) -> None:
    """Keep the week's hour when the chat moves to another zone."""
    wish = await ctx.read(week_digests.of_chat, ctx.chat.id)
    if wish is not None:
        at = first_due(wish.schedule, zone, ctx.now()) or 0
        await ctx.write(week_digests.put, ctx.chat.id, wish.schedule, at)
