"""/timezone: where a chat lives, by a zone's name, a city, a shared location or a button."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from babel.dates import get_timezone_location

from bot.handlers.here import Here, may_change
from bot.keyboards import Rows, back, data, grid, mark
from bot.times import first_due
from news.errors import ScheduleError
from news.zones import find_zone, near_zones, zone_at

USUAL = (
    "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Europe/Moscow", "Europe/Berlin", "Europe/Paris",
    "Europe/Madrid", "Europe/London", "America/New_York", "America/Los_Angeles",
)  # fmt: skip


async def timezone(here: Here) -> None:
    """Set the zone by name or city: `/timezone Berlin`, `/timezone 上海`; a misspelt one is answered with the likely ones."""
    if not here.args:
        await here.answer(*page(here))
    elif await may_change(here):
        try:
            zone = await asyncio.to_thread(find_zone, here.text)
        except ScheduleError:
            near = await asyncio.to_thread(near_zones, here.text)
            await here.answer(here.say("error.schedule.zone", text=here.text), choices(here, near))
            return
        await move(here, zone)
        await here.answer(_moved(here))


async def location(here: Here) -> None:
    """A shared location sets the zone."""
    message = here.update.effective_message
    if message is not None and message.location is not None and await may_change(here):
        place = message.location
        await move(here, await asyncio.to_thread(zone_at, place.latitude, place.longitude))
        await here.answer(_moved(here))


def page(here: Here) -> tuple[str, Rows]:
    """Return the page of zones."""
    return here.say("timezone.is", zone=here.chat.zone), (*choices(here, USUAL), *back(here.speech))


def choices(here: Here, zones: Sequence[str] = USUAL, action: str = "tz") -> Rows:
    """Return a button for each zone, named by its city."""
    return grid(
        (mark(_city(here, zone), zone == here.chat.zone, data(action, zone)) for zone in zones), 3
    )


def _city(here: Here, zone: str) -> str:
    return str(get_timezone_location(zone, locale=here.speech.babel, return_city=True))


async def choose(here: Here, values: list[str]) -> None:
    """A zone's button."""
    if values and await may_change(here):
        await move(here, find_zone(values[0]))
        await here.toast(
            here.speech.say(
                "timezone.now", time=here.speech.clock(here.tools.now(), here.chat.zone)
            )
        )
        await here.edit(*page(here))


async def move(here: Here, zone: str) -> None:
    """Set the zone; the schedule holds there from now on."""
    due = (
        first_due(here.chat.schedule, zone, here.tools.now())
        if here.chat.next_due_at is not None
        else None
    )
    await here.change(zone=zone, next_due_at=due)


def _moved(here: Here) -> str:
    return here.say(
        "timezone.set",
        zone=here.chat.zone,
        time=here.speech.clock(here.tools.now(), here.chat.zone),
    )
