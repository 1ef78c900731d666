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
from bot.rendering.schedule_text import first_due
from news.schedule import load
from news.wishes import read_wish
from news.zones import (
    find_zone,
    is_fixed,
    near_zones,
    zone_at,
    zone_readings,
    zone_title,
)

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


async def timezone(ctx: UpdateContext) -> None:
    """Set the zone by name or city: `/timezone Berlin`, `/timezone 上海`; answer
    a misspelt one with the likely ones.
    """
    if not ctx.args:
        await ctx.answer(*page(ctx))
    elif await may_change(ctx):
        await _by_name(ctx, ctx.text)


async def _by_name(ctx: UpdateContext, name: str) -> None:
    """Set the zone of a name; ask if it may mean several, or none."""
    zones = await asyncio.to_thread(zone_readings, name)
    wish = read_wish(name, ctx.place.locale)
    if not zones and wish and wish.act == "timezone":
        # For wishes such as "I live in Berlin" and 我在柏林.
        zones = await asyncio.to_thread(zone_readings, wish.rest)
    if len(zones) == 1:
        await move(ctx, zones[0])
        await ctx.answer(_moved(ctx), _with_summer(ctx))
        return
    if zones:
        await ctx.answer(
            ctx.say("timezone.several", text=name), choices(ctx, zones)
        )
        return
    near = await asyncio.to_thread(near_zones, name)
    await ctx.answer(
        ctx.say("error.schedule.zone", text=name), choices(ctx, near)
    )


def _with_summer(ctx: UpdateContext) -> Rows:
    """Return cities with the same time now as a zone without summer time, for
    people who did not mean such a zone.
    """
    if not is_fixed(ctx.chat.zone):
        return ()
    now = ctx.now()
    offset = now.astimezone(load(ctx.chat.zone)).utcoffset()
    same = [
        zone
        for zone in USUAL
        if now.astimezone(load(zone)).utcoffset() == offset
    ]
    return choices(ctx, same)


async def location(ctx: UpdateContext) -> None:
    """Set the zone of a shared location."""
    message = ctx.update.effective_message
    if (
        message is not None
        and message.location is not None
        and await may_change(ctx)
    ):
        place = message.location
        await move(
            ctx,
            await asyncio.to_thread(zone_at, place.latitude, place.longitude),
        )
        await ctx.answer(_moved(ctx))


def page(ctx: UpdateContext) -> MenuPage:
    """Return the page of zones."""
    return ctx.say("timezone.is", zone=zone_title(ctx.chat.zone)), (
        *choices(ctx, USUAL),
        *back(ctx.speech),
    )


def choices(
    ctx: UpdateContext,
    zones: Sequence[str] = USUAL,
    action: Callable[[str], ButtonAction] = ChooseZone,
) -> Rows:
    """Return a button for each zone, named by its city."""
    return grid(
        (
            mark(city(ctx, zone), zone == ctx.chat.zone, action(zone))
            for zone in zones
        ),
        3,
    )


def city(ctx: UpdateContext, zone: str) -> str:
    """Return the name of a zone's city in the chat's language."""
    return str(
        get_timezone_location(zone, locale=ctx.speech.babel, return_city=True)
    )


async def choose(ctx: UpdateContext, pressed: ChooseZone) -> None:
    """Handle a zone's button."""
    if await may_change(ctx):
        await move(ctx, find_zone(pressed.zone))
        await ctx.notify(
            "timezone.now", time=ctx.speech.clock(ctx.now(), ctx.chat.zone)
        )
        await ctx.edit(*page(ctx))


async def move(ctx: UpdateContext, zone: str) -> None:
    """Set the zone; the schedule follows it from now on."""
    due = (
        first_due(ctx.chat.schedule, zone, ctx.now())
        if ctx.chat.next_due_at is not None
        else None
    )
    await ctx.change(zone=zone, next_due_at=due)
    await week_schedule.move(ctx, zone)


def _moved(ctx: UpdateContext) -> str:
    key = "timezone.fixed" if is_fixed(ctx.chat.zone) else "timezone.set"
    return ctx.say(
        key,
        zone=zone_title(ctx.chat.zone),
        time=ctx.speech.clock(ctx.now(), ctx.chat.zone),
    )
