"""/quiet: hours in which nothing comes; a digest that falls due in them waits for their end."""

from __future__ import annotations

import re

from bot.handlers.here import Here, may_change
from bot.handlers.schedule import OFF
from bot.keyboards import Rows, back, data, grid, mark, number_of
from bot.times import quiet_hours
from news.schedule import minute_of

USUAL = (
    (22 * 60, 7 * 60),
    (23 * 60, 7 * 60),
    (23 * 60, 8 * 60),
    (0, 7 * 60),
    (0, 8 * 60),
    (0, 9 * 60),
)
_PARTS = re.compile(r"\s*(?:[\s,，~～–—-]|到|至|から|bis|до)\s*")


async def quiet(here: Here) -> None:
    """Set quiet hours: `/quiet 22:00 07:00`, `/quiet 22-7`, `/quiet off`; without words by buttons. Raises ScheduleError."""
    words = [word for word in _PARTS.split(here.text.strip().casefold()) if word]
    if not words:
        await here.answer(*page(here))
    elif len(words) == 1 and words[0] in OFF:
        await _set(here, None, None)
    elif len(words) == 2:
        start, end = minute_of(words[0]), minute_of(words[1])
        if start == end:
            await here.answer(here.say("quiet.usage"))
        else:
            await _set(here, start, end)
    else:
        await here.answer(here.say("quiet.usage"))


async def _set(here: Here, start: int | None, end: int | None) -> None:
    if await may_change(here):
        await here.change(quiet_from=start, quiet_to=end)
        await here.answer(_text(here))


def _text(here: Here) -> str:
    hours = quiet_hours(here.chat.quiet_from, here.chat.quiet_to)
    return (
        here.say("quiet.is", hours=hours, zone=here.chat.zone) if hours else here.say("quiet.off")
    )


def page(here: Here) -> tuple[str, Rows]:
    """Return the page of quiet hours."""
    now = (here.chat.quiet_from, here.chat.quiet_to)
    rows = grid((mark(quiet_hours(*span), span == now, data("quiet", *span)) for span in USUAL), 3)
    off = (mark(here.speech.say("quiet.none"), not quiet_hours(*now), data("quiet", "off")),)
    return f"{_text(here)}\n{here.say('quiet.usage')}", (*rows, off, *back(here.speech))


async def press(here: Here, values: list[str]) -> None:
    """A button of the page of quiet hours."""
    span = [number_of(value) for value in values]
    off = values == ["off"]
    if not off and (len(span) != 2 or any(minute is None or minute >= 1440 for minute in span)):
        await here.toast(here.speech.say("button.old"))
        return
    if await may_change(here):
        start, end = (None, None) if off else span
        await here.change(quiet_from=start, quiet_to=end)
        await here.toast()
        await here.edit(*page(here))
