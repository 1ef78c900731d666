"""/timezone: set a chat's time zone by its name, a city, a shared location or a
button.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from babel.dates import get_timezone_location

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.schedule import week_schedule
from bot.rendering.actions.schedule_actions import ChooseZone
from bot.rendering.button_data import ButtonAction, MenuPage, Rows
from bot.rendering.keyboards import back, grid, mark
from news.schedule import first_due, load
from news.wishes import read_wish
from news.zones import (
    find_zone,
    is_fixed,
    near_zones,
    zone_at,
    zone_readings,
    zone_title,
)

# The zones with a button: where most readers of the interface's languages live.
USUAL = (
    "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Europe/Moscow", "Europe/Berlin", "Europe/Paris",
    "Europe/Madrid", "Europe/London", "America/New_York", "America/Los_Angeles",
)  # fmt: skip


# The zone in which most readers of a language live, or the best known of
# several. People always confirm it.
_LIKELY = {
    "zh-Hans": "Asia/Shanghai",
    "zh-Hant": "Asia/Taipei",
    "en": "America/New_York",
    "es": "Europe/Madrid",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "ja": "Asia/Tokyo",
    "ru": "Europe/Moscow",
}


def guess(locale: str) -> str:
    """Return the likely zone of readers of an interface language."""
    return _LIKELY[locale]


async def timezone(context: UpdateContext) -> None:
    """Set the zone by name or city: `/timezone Berlin`, `/timezone 上海`; answer
    a misspelt one with the likely ones.
    """
    if not context.args:
        await context.answer(*page(context))
    elif await may_change(context):
        await _by_name(context, context.text)


async def _by_name(context: UpdateContext, name: str) -> None:
    """Set the zone of a name; ask if it may mean several, or none."""
    # In a thread: a name is compared with those of all zones and cities.
    zones = await asyncio.to_thread(zone_readings, name)
    wish = read_wish(name, context.place.locale)
    if not zones and wish and wish.act == "timezone":
        # For wishes such as "I live in Berlin" and 我在柏林.
        zones = await asyncio.to_thread(zone_readings, wish.rest)
    if len(zones) == 1:
        await move(context, zones[0])
        told = context.undoable(_moved(context))
        await context.answer(told, _with_summer(context))
        return
    if zones:
        await context.reply(
            "timezone.several", choices(context, zones), text=name
        )
        return
    near = await asyncio.to_thread(near_zones, name)
    await context.reply(
        "error.schedule.zone", choices(context, near), text=name
    )


def _with_summer(context: UpdateContext) -> Rows:
    """Return cities with the same time now as a zone without summer time, for
    people who did not mean such a zone.
    """
    if not is_fixed(context.chat.zone):
        return ()
    now = context.now()
    offset = now.astimezone(load(context.chat.zone)).utcoffset()
    same = [
        zone
        for zone in USUAL
        if now.astimezone(load(zone)).utcoffset() == offset
    ]
    return choices(context, same)


async def location(context: UpdateContext) -> None:
    """Set the zone of a shared location."""
    message = context.update.effective_message
    place = message.location if message is not None else None
    if place is not None and await may_change(context):
        zone = await asyncio.to_thread(zone_at, place.latitude, place.longitude)
        await move(context, zone)
        await context.answer(context.undoable(_moved(context)))


def page(context: UpdateContext) -> MenuPage:
    """Return the page of zones."""
    return context.say("timezone.is", zone=zone_title(context.chat.zone)), (
        *choices(context, USUAL),
        *back(context.speech),
    )


def choices(
    context: UpdateContext,
    zones: Sequence[str] = USUAL,
    action: Callable[[str], ButtonAction] = ChooseZone,
) -> Rows:
    """Return a button for each zone, named by its city."""
    return grid(
        (
            mark(city(context, zone), zone == context.chat.zone, action(zone))
            for zone in zones
        ),
        3,
    )


def city(context: UpdateContext, zone: str) -> str:
    """Return the name of a zone's city in the chat's language."""
    return str(
        get_timezone_location(
            zone, locale=context.speech.babel, return_city=True
        )
    )


async def choose(context: UpdateContext, pressed: ChooseZone) -> None:
    """Handle a zone's button."""
    if await may_change(context):
        await move(context, find_zone(pressed.zone))
        await context.notify(
            "timezone.now",
            time=context.speech.clock(context.now(), context.chat.zone),
        )
        await context.edit(*page(context))


async def move(context: UpdateContext, zone: str) -> None:
    """Set the zone; the schedule follows it from now on."""
    chat = context.chat
    due_at = None
    # A chat that waits for nothing goes on waiting for nothing.
    if chat.next_due_at is not None:
        due_at = first_due(chat.schedule, zone, context.now())
    await context.change(zone=zone, next_due_at=due_at)
    await week_schedule.move(context, zone)


def _moved(context: UpdateContext) -> str:
    key = "timezone.fixed" if is_fixed(context.chat.zone) else "timezone.set"
    return context.say(
        key,
        zone=zone_title(context.chat.zone),
        time=context.speech.clock(context.now(), context.chat.zone),
    )
