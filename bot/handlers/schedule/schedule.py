"""/schedule: set the times of digests, by words and by buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.schedule.quiet_hours import MINUTES_A_DAY
from bot.handlers.setup.start import set_schedule, times_in_words
from bot.handlers.subscriptions import subscribe, timed_wishes
from bot.rendering.actions.schedule_actions import (
    AddRemainingDays,
    ChooseDays,
    ChooseHour,
    ClearSchedule,
    DayGroup,
    ShowPart,
    ToggleDay,
    ToggleMinute,
)
from bot.rendering.button_data import MenuPage, Rows, action_button
from bot.rendering.keyboards import back, grid, mark
from bot.rendering.schedule_text import (
    day_name,
    days_in_words,
    describe,
    read_schedule,
)
from bot.rendering.switch_words import is_off
from news.models import Schedule, Timetable
from news.schedule import MAX_TIMES, format_schedule, parts_of
from news.schedule.schedule_edits import (
    add_rest,
    rest_of,
    set_days,
    toggle_day,
    toggle_minute,
)
from news.schedule.written import hhmm
from news.topics import find
from news.wishes import TimedWish

_EVERY = frozenset(range(7))
_GROUPS: dict[DayGroup, frozenset[int]] = {
    "all": _EVERY,
    "work": frozenset(range(5)),
    "rest": frozenset({5, 6}),
    "sun": frozenset({6}),
}
_NOTHING = Schedule((), _EVERY)
# The page of a chat without a schedule: no time and no day is chosen.
_NO_DAYS = Schedule((), frozenset())
# The buttons that change one part of the schedule.
PartEdit = ToggleMinute | ToggleDay | ChooseDays
Edit = PartEdit | AddRemainingDays | ClearSchedule


async def schedule(context: UpdateContext) -> None:
    """Set times such as `/schedule 08:00 20:00 weekdays`, or none by `/schedule
    off`; without words show them.
    """
    if not context.args:
        await context.answer(*page(context))
        return
    wish = timed_wishes.read(context, context.text)
    if wish is not None and _names_topics(wish):
        await subscribe.follow_at(context, wish)
    elif await may_change(context):
        # "News every day at 8" names all the news.
        typed = wish.when if wish and not wish.topics else context.text
        before = context.chat.schedule
        await _set(context, "" if is_off(typed, context.speech) else typed)
        text = (
            times_in_words(context, "schedule.set")
            if context.chat.schedule
            else context.say("schedule.off")
        )
        # Where nothing changed, /undo would take back something else.
        is_changed = context.chat.schedule != before
        await context.answer(context.undoable(text) if is_changed else text)


def _names_topics(wish: TimedWish) -> bool:
    """Return whether the words beside a time name topics: in "tech every day at
    8" they do, in "evry day at 8" they are part of a misspelt time.
    """
    topics = wish.topics.split(", ")
    return bool(wish.topics) and (wish.is_asked or all(map(find, topics)))


async def _set(context: UpdateContext, text: str) -> None:
    """Set the times as a person wrote them; an empty text ends all digests of
    the schedule.
    """
    if text:
        await set_schedule(context, text)
    else:
        await context.change(schedule="", next_due_at=None)


def page(context: UpdateContext, place: int = 0) -> MenuPage:
    """Return the page of times and days; each press adds or removes one, in one
    part of the schedule.
    """
    read = read_schedule(context.chat.schedule)
    parts = parts_of(read) if read else (_NO_DAYS,)
    place = min(place, len(parts) - 1)
    part = parts[place]
    off = (
        mark(
            context.say("schedule.none"),
            not context.chat.schedule,
            ClearSchedule(),
        ),
    )
    rows = (
        *_parts_row(context, parts, place),
        *_hours(part, place),
        *_week(context, part, place),
        *_rest_row(context, read),
        off,
    )
    key = "schedule.is" if context.chat.schedule else "schedule.off"
    return times_in_words(context, key), (*rows, *back(context.speech))


def _parts_row(
    context: UpdateContext, parts: Sequence[Schedule], place: int
) -> Rows:
    """Return the row that chooses the days to show, if hours differ by day."""
    if len(parts) < 2:
        return ()
    buttons = (
        mark(
            days_in_words(part.days, context.speech), at == place, ShowPart(at)
        )
        for at, part in enumerate(parts)
    )
    return grid(buttons, 2)


def _hours(part: Schedule, place: int) -> Rows:
    """Return the hours of the day, and below them the chosen times between
    them, such as 08:15.
    """
    hours = (
        mark(
            f"{hour:02}",
            hour * 60 in part.minutes,
            ToggleMinute(hour * 60, place),
        )
        for hour in range(24)
    )
    odd = (
        mark(hhmm(minute), True, ToggleMinute(minute, place))
        for minute in part.minutes
        if minute % 60
    )
    return (*grid(hours, 6), *grid(odd, 4))


def _week(context: UpdateContext, part: Schedule, place: int) -> Rows:
    week = tuple(
        mark(
            day_name(day, context.speech),
            day in part.days,
            ToggleDay(day, place),
        )
        for day in range(7)
    )
    groups = (
        mark(
            context.say(f"schedule.{name}"),
            part.days == wanted,
            ChooseDays(name, place),
        )
        for name, wanted in _GROUPS.items()
        if name != "sun"
    )
    return (week[:4], week[4:], *grid(groups, 3))


def _rest_row(context: UpdateContext, read: Timetable | None) -> Rows:
    """Return the button that sets other hours for the days that have none."""
    rest = rest_of(read)
    if not rest:
        return ()
    label = f"➕ {days_in_words(rest, context.speech)}"
    return ((action_button(label, AddRemainingDays()),),)


async def show_part(context: UpdateContext, pressed: ShowPart) -> None:
    """Show the hours of other days."""
    if await may_change(context):
        await context.answer_callback()
        await context.edit(*page(context, pressed.part))


async def press(context: UpdateContext, pressed: Edit) -> None:
    """Handle a button that changes the times."""
    if not await may_change(context):
        return
    changed = _changed(read_schedule(context.chat.schedule), pressed)
    if changed is None:
        await context.notify("button.old")
        return
    parts = parts_of(changed)
    if any(len(part.minutes) > MAX_TIMES for part in parts):
        await context.alert("error.schedule.many", limit=MAX_TIMES)
        return
    await _set(context, "" if changed == _NOTHING else format_schedule(changed))
    await context.answer_callback(
        describe(context.chat.schedule, context.speech)
    )
    await context.edit(*page(context, getattr(pressed, "part", len(parts) - 1)))


def _changed(now: Timetable | None, pressed: Edit) -> Timetable | None:
    """Return the schedule after a press.

    `_NOTHING` if no time is left; None for a press that means nothing.
    """
    if isinstance(pressed, ClearSchedule):
        return _NOTHING
    if isinstance(pressed, AddRemainingDays):
        return add_rest(now)
    known = parts_of(now) if now else (_NOTHING,)
    if pressed.part < len(known):
        return _edited(now, pressed)
    return None


def _edited(now: Timetable | None, pressed: PartEdit) -> Timetable | None:
    """Return the schedule with one hour, day or group of days changed in one of
    its parts.
    """
    if isinstance(pressed, ChooseDays):
        return set_days(now, pressed.part, _GROUPS[pressed.group])
    if isinstance(pressed, ToggleMinute) and pressed.minute < MINUTES_A_DAY:
        return toggle_minute(now, pressed.part, pressed.minute) or _NOTHING
    if isinstance(pressed, ToggleDay) and pressed.day < len(_EVERY):
        return toggle_day(now, pressed.part, pressed.day) or _NOTHING
    return None


async def hour(context: UpdateContext, pressed: ChooseHour) -> None:
    """Handle a button of an older /schedule: one of the usual hours."""
    if await may_change(context):
        await set_schedule(context, pressed.times.replace(".", ":"))
        await context.answer_callback()
        await context.edit(*page(context))
