"""The screen of times: the week as a grid, with the next digests."""

from __future__ import annotations

from bot.rendering.schedule_text import day_name
from bot.web.app.desk import Visit
from bot.web.app.week_grid import DAYS, grid, next_times, schedule_of
from news.errors import ScheduleError
from news.schedule import MAX_TIMES, first_due
from news.zones import zone_title


async def show(visit: Visit) -> str:
    """Return the whole screen."""
    chat = visit.chat
    speech = visit.speech
    return visit.render(
        "schedule.html",
        grid=grid(chat.schedule, speech),
        days=[day_name(day, speech) for day in DAYS],
        zone=zone_title(chat.zone),
        next=next_times(chat.schedule, chat.zone, visit.desk.now(), speech),
    )


async def preview(visit: Visit) -> str:
    """Return when digests would come by the ticked grid; nothing is saved."""
    try:
        schedule = schedule_of(visit.fields("slot"))
    except ScheduleError:
        return visit.render("next_times.html", next=(), limit=MAX_TIMES)
    times = next_times(
        schedule, visit.chat.zone, visit.desk.now(), visit.speech
    )
    return visit.render("next_times.html", next=times)


async def save(visit: Visit) -> str:
    """Save the grid as the schedule of digests."""
    try:
        schedule = schedule_of(visit.fields("slot"))
    except ScheduleError:
        limit = visit.say("app.too-many", n=MAX_TIMES)
        return await show(visit.noted(limit))
    due = first_due(schedule, visit.chat.zone, visit.desk.now())
    changed = await visit.change(schedule=schedule, next_due_at=due)
    return await show(changed.noted(visit.say("settings.changed")))
