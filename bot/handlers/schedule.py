"""/schedule, /timezone, /pause, /resume: when digests come."""

from __future__ import annotations

from bot import keyboards
from bot.handlers.here import Here, may_change
from bot.handlers.start import set_schedule
from bot.times import first_due
from news.schedule import find_zone, zone_at
from store import chats


async def schedule(here: Here) -> None:
    """Set times such as `/schedule 08:00 20:00 weekdays`; without words show them, with buttons."""
    if not here.args:
        await here.answer(_state(here), keyboards.hours("hour", here.chat.schedule))
        return
    if await may_change(here):
        await set_schedule(here, here.text)
        await here.answer(_state(here, "schedule.set"))


def _state(here: Here, key: str = "schedule.is") -> str:
    return here.say(key, schedule=here.chat.schedule or "—", zone=here.chat.zone)


async def hour(here: Here, values: list[str]) -> None:
    """A button of /schedule."""
    if values and await may_change(here):
        await set_schedule(here, values[0].replace(".", ":"))
        await here.toast()
        await here.edit(_state(here, "schedule.set"), keyboards.hours("hour", here.chat.schedule))


async def timezone(here: Here) -> None:
    """Set the zone by name or city: `/timezone Berlin`, `/timezone 上海`."""
    if not here.args:
        await here.answer(here.say("timezone.is", zone=here.chat.zone))
        return
    if await may_change(here):
        await _move(here, find_zone(here.text))


async def location(here: Here) -> None:
    """A shared location sets the zone."""
    message = here.update.effective_message
    if message is not None and message.location is not None and await may_change(here):
        await _move(here, zone_at(message.location.latitude, message.location.longitude))


async def _move(here: Here, zone: str) -> None:
    due = first_due(here.chat.schedule, zone, here.tools.now()) if here.chat.next_due_at is not None else None
    await here.change(zone=zone, next_due_at=due)
    await here.answer(here.say("timezone.set", zone=zone, time=here.speech.clock(here.tools.now(), zone)))


async def pause(here: Here) -> None:
    """Stop digests until /resume."""
    if await may_change(here):
        await here.tools.db.write(chats.set_state, here.chat.telegram_id, "paused", here.tools.clock())
        await here.answer(here.say("pause.done"))


async def resume(here: Here) -> None:
    """Begin again, with the next time of the schedule and none of the missed ones."""
    if await may_change(here):
        await here.tools.db.write(chats.set_state, here.chat.telegram_id, "active", here.tools.clock())
        if here.chat.schedule:
            await set_schedule(here, here.chat.schedule)
        await here.answer(here.say("resume.done", schedule=here.chat.schedule or "—"))
