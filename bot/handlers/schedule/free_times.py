"""Times without news in plain words: days leave the schedule, a part of the day
is offered as quiet hours, and tomorrow is a pause.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.schedule import pause, schedule
from bot.handlers.setup.start import keep_schedule, times_in_words
from bot.rendering.actions.schedule_actions import SetQuietHours
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import action_button
from bot.rendering.schedule_text import describe, quiet_hours, read_schedule
from news.models import Button, Timetable
from news.schedule import format_schedule, parse_time
from news.schedule.ends import end_of_day
from news.schedule.free_times import (
    FreeDays,
    FreeHours,
    read_evening,
    read_free_time,
)
from news.schedule.pause_days import Pause
from news.schedule.schedule_edits import without_days, without_hours
from news.wishes import Wish

# When a night without messages ends, in minutes after midnight.
_MORNING = 7 * 60


async def leave_out(context: UpdateContext, wish: Wish) -> bool:
    """Send nothing at a time that a person names: on days of the week, today or
    tomorrow; ask about a part of the day. Return False for other words.
    """
    locale = context.place.locale
    end = end_of_day(wish.rest, locale, context.chat.zone, context.now())
    if end is not None:
        await _skip(context, end)
        return True
    match read_free_time(wish.rest, locale):
        case FreeDays() as free:
            await _leave_days(context, free)
        case FreeHours() as free:
            await _ask_hours(context, free)
        case _:
            return False
    return True


async def leave_night(context: UpdateContext, wish: Wish) -> bool:
    """Ask about quiet hours from a time on, until the morning: "nothing after
    10 pm". Return False for words that are no time.
    """
    start = read_evening(wish.rest, context.place.locale)
    if start is not None:
        await _ask_hours(context, FreeHours(start, _MORNING))
    return start is not None


async def leave_dawn(context: UpdateContext, wish: Wish) -> None:
    """Ask about quiet hours from midnight to a time: "nothing before 9"."""
    end = parse_time(wish.rest, context.place.locale)
    await _ask_hours(context, FreeHours(0, end))


async def _skip(context: UpdateContext, end: datetime) -> None:
    """Pause until the end of today or tomorrow; say which digest of today does
    not come either.
    """
    if not await may_change(context):
        return
    due, night = context.chat.next_due_at, end - timedelta(days=1)
    now = context.now()
    await pause.take(context, Pause(context.clock(), int(end.timestamp())))
    if due is not None and now.timestamp() < due < night.timestamp():
        at = datetime.fromtimestamp(due, now.tzinfo)
        moment = context.speech.moment(at, context.chat.zone)
        await context.reply("free.today-too", next=moment)


async def _leave_days(context: UpdateContext, free: FreeDays) -> None:
    """Take days out of the schedule; show the schedule where that leaves
    nothing to change.
    """
    read = read_schedule(context.chat.schedule)
    left = without_days(read, free.days) if read else None
    if left is None or left == read:
        await context.answer(*schedule.page(context))
    elif await may_change(context):
        before = describe(context.chat.schedule, context.speech)
        await keep_schedule(context, format_schedule(left))
        told = times_in_words(context, "schedule.set")
        old = context.say("timed.before", schedule=before)
        await context.answer(f"{told}\n{old}")


async def _ask_hours(context: UpdateContext, free: FreeHours) -> None:
    """Ask whether hours of each day become quiet ones, or whether the digests
    in them end.
    """
    hours = quiet_hours(free.start, free.end)
    quiet = action_button(f"🌙 {hours}", SetQuietHours(free.start, free.end))
    read = read_schedule(context.chat.schedule)
    left = without_hours(read, free.start, free.end) if read else None
    times = await _times(context, None if left == read else left)
    await context.reply("free.ask", ((quiet,), (times,)), hours=hours)


async def _times(context: UpdateContext, left: Timetable | None) -> Button:
    """Return the button that sets the times that are left; without any, the one
    that shows the schedule.
    """
    if left is None:
        label = f"⏰ {context.say('settings.when')}"
        return action_button(label, ShowSettings("when"))
    written = format_schedule(left)
    proposal = PendingAction("words", written)
    token = await pending_confirmations.propose(context, proposal)
    label = f"⏰ {describe(written, context.speech)}"
    return action_button(label, TreatWords("schedule", token))
