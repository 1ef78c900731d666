"""/schedule, /pause, /resume: when digests come, by words and by buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.context import UpdateContext, may_change
from bot.handlers.setup import settings
from bot.handlers.setup.start import set_schedule
from bot.rendering.keyboards import Rows, back, data, grid, mark, number_of
from bot.rendering.schedule_text import (
    day_name,
    days_in_words,
    describe,
    first_due,
    hhmm,
    next_in_full,
    read_schedule,
)
from bot.rendering.switch_words import is_off
from news.models import Button, Schedule, Timetable
from news.schedule import MAX_TIMES, format_schedule, parts_of
from news.schedule.editing import add_rest, rest_of, set_days, toggle_day, toggle_minute
from news.zones import zone_title

_EVERY = frozenset(range(7))
_GROUPS = {
    "all": _EVERY,
    "work": frozenset(range(5)),
    "rest": frozenset({5, 6}),
    "sun": frozenset({6}),
}
_NOTHING = Schedule((), _EVERY)
_MINUTES_A_DAY = 1440


async def schedule(ctx: UpdateContext) -> None:
    """Set times such as `/schedule 08:00 20:00 weekdays`, or none by `/schedule off`; without words show them."""
    if not ctx.args:
        await ctx.answer(*page(ctx))
        return
    if await may_change(ctx):
        await _set(ctx, "" if is_off(ctx.text, ctx.speech) else ctx.text)
        text = _state(ctx, "schedule.set") if ctx.chat.schedule else ctx.say("schedule.off")
        await ctx.answer(text)


async def _set(ctx: UpdateContext, text: str) -> None:
    if text:
        await set_schedule(ctx, text)
    else:
        await ctx.change(schedule="", next_due_at=None)


def _state(ctx: UpdateContext, key: str) -> str:
    written, zone = ctx.chat.schedule, ctx.chat.zone
    return ctx.say(
        key,
        schedule=describe(written, ctx.speech),
        zone=zone_title(zone),
        next=next_in_full(written, zone, ctx.tools.now(), ctx.speech),
    )


def page(ctx: UpdateContext, place: int = 0) -> tuple[str, Rows]:
    """Return the page of times and days; each press adds or takes one, in one part of the schedule."""
    read = read_schedule(ctx.chat.schedule)
    parts = parts_of(read) if read else ()
    place = min(place, max(len(parts) - 1, 0))
    part = parts[place] if parts else Schedule((), frozenset())
    off = (mark(ctx.speech.say("schedule.none"), not ctx.chat.schedule, data("sch", "off")),)
    rows = (
        *_parts_row(ctx, parts, place),
        *_hours(part, place),
        *_week(ctx, part, place),
        *_rest_row(ctx, read),
        off,
    )
    key = "schedule.is" if ctx.chat.schedule else "schedule.off"
    return _state(ctx, key), (*rows, *back(ctx.speech))


def _parts_row(ctx: UpdateContext, parts: Sequence[Schedule], place: int) -> Rows:
    """Return the choice of the days whose hours are shown, where hours differ by day."""
    if len(parts) < 2:
        return ()
    buttons = (
        mark(days_in_words(part.days, ctx.speech), at == place, data("sch", "t", at))
        for at, part in enumerate(parts)
    )
    return grid(buttons, 2)


def _hours(part: Schedule, place: int) -> Rows:
    hours = (
        mark(f"{hour:02}", hour * 60 in part.minutes, data("sch", "m", hour * 60, place))
        for hour in range(24)
    )
    odd = (
        mark(hhmm(minute), True, data("sch", "m", minute, place))
        for minute in part.minutes
        if minute % 60
    )
    return (*grid(hours, 6), *grid(odd, 4))


def _week(ctx: UpdateContext, part: Schedule, place: int) -> Rows:
    week = tuple(
        mark(day_name(day, ctx.speech), day in part.days, data("sch", "d", day, place))
        for day in range(7)
    )
    groups = tuple(
        mark(
            ctx.speech.say(f"schedule.{name}"),
            part.days == wanted,
            data("sch", "g", name, place),
        )
        for name, wanted in _GROUPS.items()
        if name != "sun"
    )
    return (week[:4], week[4:], groups)


def _rest_row(ctx: UpdateContext, read: Timetable | None) -> Rows:
    """Return the button that gives other hours to the days that have none."""
    rest = rest_of(read)
    if not rest:
        return ()
    return ((Button(f"➕ {days_in_words(rest, ctx.speech)}", data("sch", "a")),),)


async def press(ctx: UpdateContext, values: list[str]) -> None:
    """Answer a button of the page of times."""
    if not values or not await may_change(ctx):
        return
    place = _place(values)
    if values[0] == "t":
        await ctx.answer_callback()
        await ctx.edit(*page(ctx, place))
        return
    now = read_schedule(ctx.chat.schedule)
    changed = _changed(now, values)
    if changed is None:
        await ctx.answer_callback(ctx.speech.say("button.old"))
        return
    parts = parts_of(changed)
    if any(len(part.minutes) > MAX_TIMES for part in parts):
        await ctx.answer_callback(
            ctx.speech.say("error.schedule.many", limit=MAX_TIMES), alert=True
        )
        return
    await _set(ctx, "" if changed == _NOTHING else format_schedule(changed))
    await ctx.answer_callback(describe(ctx.chat.schedule, ctx.speech))
    await ctx.edit(*page(ctx, len(parts) - 1 if values[0] == "a" else place))


def _place(values: list[str]) -> int:
    """Return the part that a button is of; buttons of older messages name none and mean the first."""
    last = {"t": 1, "m": 2, "d": 2, "g": 2}.get(values[0], 0)
    return (number_of(values[last]) or 0) if last and len(values) > last else 0


def _changed(now: Timetable | None, values: list[str]) -> Timetable | None:
    """Return the schedule after a press; `_NOTHING` where none is left; None for a press that means nothing."""
    if values[0] == "off":
        return _NOTHING
    if values[0] == "a":
        return add_rest(now)
    place = _place(values)
    known = parts_of(now) if now else (_NOTHING,)
    if place >= len(known) or len(values) < 2:
        return None
    return _edited(now, place, values[0], values[1])


def _edited(now: Timetable | None, place: int, kind: str, value: str) -> Timetable | None:
    """Return the schedule with one hour, day or group of days changed in one of its parts."""
    if kind == "g":
        days = _GROUPS.get(value)
        return set_days(now, place, days) if days else None
    number = number_of(value)
    if number is None:
        return None
    if kind == "m" and number < _MINUTES_A_DAY:
        return toggle_minute(now, place, number) or _NOTHING
    if kind == "d" and number < len(_EVERY):
        return toggle_day(now, place, number) or _NOTHING
    return None


async def hour(ctx: UpdateContext, values: list[str]) -> None:
    """A button of an older /schedule: one of the usual hours."""
    if values and await may_change(ctx):
        await set_schedule(ctx, values[0].replace(".", ":"))
        await ctx.answer_callback()
        await ctx.edit(*page(ctx))


async def pause(ctx: UpdateContext) -> None:
    """Stop digests and alerts until /resume; a forum topic for itself."""
    if await may_change(ctx):
        await _pause(ctx, True)
        await ctx.answer(ctx.say("pause.done"))


async def _pause(ctx: UpdateContext, paused: bool) -> None:
    # None of the missed digests comes when it begins again: the next time of the schedule does.
    due = first_due(ctx.chat.schedule, ctx.chat.zone, ctx.tools.now())
    await ctx.change(state="paused" if paused else "active", next_due_at=due)


async def press_pause(ctx: UpdateContext, values: list[str]) -> None:
    """⏸ and ▶ of the settings."""
    if values and values[0] in {"0", "1"} and await may_change(ctx):
        await _pause(ctx, values[0] == "1")
        resumed = "resume.done" if ctx.chat.schedule else "resume.none"
        key = "pause.done" if values[0] == "1" else resumed
        await ctx.answer_callback(
            ctx.speech.say(key, schedule=describe(ctx.chat.schedule, ctx.speech))
        )
        await ctx.edit(*await settings.main(ctx))


async def resume(ctx: UpdateContext) -> None:
    """Begin again, with the next time of the schedule and none of the missed ones."""
    if await may_change(ctx):
        await _pause(ctx, False)
        await ctx.answer(ctx.say("resume.done", schedule=describe(ctx.chat.schedule, ctx.speech)))
