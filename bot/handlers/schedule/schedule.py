"""/schedule, /pause, /resume: when digests come, by words and by buttons."""

from __future__ import annotations

from bot.handlers.context import UpdateContext, may_change
from bot.handlers.setup import settings
from bot.handlers.setup.start import set_schedule
from bot.rendering.keyboards import Rows, back, data, grid, mark, number_of
from bot.rendering.schedule_text import day_name, describe, first_due, hhmm, read_schedule
from news.models import Schedule
from news.schedule import MAX_TIMES, format_schedule

OFF = frozenset(
    {
        "off",
        "none",
        "no",
        "关",
        "关闭",
        "關閉",
        "无",
        "無",
        "停",
        "aus",
        "non",
        "нет",
        "выкл",
        "オフ",
        "なし",
        "nunca",
    }
)
_EVERY = frozenset(range(7))
_GROUPS = {
    "all": _EVERY,
    "work": frozenset(range(5)),
    "rest": frozenset({5, 6}),
    "sun": frozenset({6}),
}


async def schedule(ctx: UpdateContext) -> None:
    """Set times such as `/schedule 08:00 20:00 weekdays`, or none by `/schedule off`; without words show them."""
    if not ctx.args:
        await ctx.answer(*page(ctx))
        return
    if await may_change(ctx):
        await _set(ctx, "" if ctx.text.strip().casefold() in OFF else ctx.text)
        text = _state(ctx, "schedule.set") if ctx.chat.schedule else ctx.say("schedule.off")
        await ctx.answer(text)


async def _set(ctx: UpdateContext, text: str) -> None:
    if text:
        await set_schedule(ctx, text)
    else:
        await ctx.change(schedule="", next_due_at=None)


def _state(ctx: UpdateContext, key: str) -> str:
    return ctx.say(key, schedule=describe(ctx.chat.schedule, ctx.speech), zone=ctx.chat.zone)


def page(ctx: UpdateContext) -> tuple[str, Rows]:
    """Return the page of times and days; each press adds or takes one."""
    read = read_schedule(ctx.chat.schedule)
    minutes = read.minutes if read else ()
    days = read.days if read else frozenset()
    hours = grid(
        (
            mark(f"{hour:02}", hour * 60 in minutes, data("sch", "m", hour * 60))
            for hour in range(24)
        ),
        6,
    )
    odd = grid(
        (mark(hhmm(minute), True, data("sch", "m", minute)) for minute in minutes if minute % 60), 4
    )
    week = tuple(
        mark(day_name(day, ctx.speech, width="short"), day in days, data("sch", "d", day))
        for day in range(7)
    )
    groups = tuple(
        mark(ctx.speech.say(f"schedule.{name}"), days == wanted, data("sch", "g", name))
        for name, wanted in _GROUPS.items()
        if name != "sun"
    )
    off = (mark(ctx.speech.say("schedule.none"), not ctx.chat.schedule, data("sch", "off")),)
    key = "schedule.is" if ctx.chat.schedule else "schedule.off"
    return _state(ctx, key), (*hours, *odd, week[:4], week[4:], groups, off, *back(ctx.speech))


async def press(ctx: UpdateContext, values: list[str]) -> None:
    """A button of the page of times."""
    if not values or not await may_change(ctx):
        return
    wanted = _changed(read_schedule(ctx.chat.schedule), values)
    if wanted is None:
        await ctx.answer_callback(ctx.speech.say("button.old"))
        return
    if len(wanted.minutes) > MAX_TIMES:
        await ctx.answer_callback(
            ctx.speech.say("error.schedule.many", limit=MAX_TIMES), alert=True
        )
        return
    await _set(ctx, format_schedule(wanted) if wanted.minutes and wanted.days else "")
    await ctx.answer_callback(describe(ctx.chat.schedule, ctx.speech))
    await ctx.edit(*page(ctx))


def _changed(now: Schedule | None, values: list[str]) -> Schedule | None:
    """Return the schedule after a press; one without times is none at all; None for a press that means nothing."""
    before = now or Schedule((), _EVERY)
    kind, value = values[0], number_of(values[1]) if len(values) > 1 else None
    if kind == "off":
        return Schedule((), _EVERY)
    if kind == "m" and value is not None and value < 1440:
        return Schedule(tuple(sorted(set(before.minutes) ^ {value})), before.days)
    # Days alone are no schedule: the usual hour comes with them.
    minutes = before.minutes or (480,)
    if kind == "d" and value is not None and value < 7:
        days = before.days ^ {value} if now else frozenset({value})
        return Schedule(minutes if days else (), days or _EVERY)
    if kind == "g" and len(values) > 1 and values[1] in _GROUPS:
        return Schedule(minutes, _GROUPS[values[1]])
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
        key = "pause.done" if values[0] == "1" else "resume.done"
        await ctx.answer_callback(
            ctx.speech.say(key, schedule=describe(ctx.chat.schedule, ctx.speech))
        )
        await ctx.edit(*await settings.main(ctx))


async def resume(ctx: UpdateContext) -> None:
    """Begin again, with the next time of the schedule and none of the missed ones."""
    if await may_change(ctx):
        await _pause(ctx, False)
        await ctx.answer(ctx.say("resume.done", schedule=describe(ctx.chat.schedule, ctx.speech)))
