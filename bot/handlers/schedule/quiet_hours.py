"""/quiet: hours without messages; a digest due in these hours waits for their
end.
"""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.schedule_actions import EndQuietHours, SetQuietHours
from bot.rendering.button_data import MenuPage
from bot.rendering.keyboards import back, grid, mark
from bot.rendering.schedule_text import quiet_hours
from bot.rendering.switch_words import is_off
from news.schedule import parse_span
from news.zones import zone_title

MINUTES_A_DAY = 1440
USUAL = (
    (22 * 60, 7 * 60),
    (23 * 60, 7 * 60),
    (23 * 60, 8 * 60),
    (0, 7 * 60),
    (0, 8 * 60),
    (0, 9 * 60),
)


async def quiet(context: UpdateContext) -> None:
    """Set quiet hours: `/quiet 22:00 07:00`, `/quiet 22-7`, `/quiet off`;
    without words by buttons. Raises ScheduleError.
    """
    words = context.text.strip()
    if not words:
        await context.answer(*page(context))
    elif is_off(words, context.speech):
        await _set(context, None, None)
    else:
        start, end = parse_span(words, context.place.locale)
        if start == end:
            await context.reply("quiet.usage")
        else:
            await _set(context, start, end)


async def _set(
    context: UpdateContext, start: int | None, end: int | None
) -> None:
    if await may_change(context):
        await context.change(quiet_from=start, quiet_to=end)
        await context.answer(context.undoable(_text(context)))


def _text(context: UpdateContext) -> str:
    hours = quiet_hours(context.chat.quiet_from, context.chat.quiet_to)
    if hours:
        return context.say(
            "quiet.is", hours=hours, zone=zone_title(context.chat.zone)
        )
    return context.say("quiet.off")


def page(context: UpdateContext) -> MenuPage:
    """Return the page of quiet hours."""
    now = (context.chat.quiet_from, context.chat.quiet_to)
    rows = grid(
        (
            mark(quiet_hours(*span), span == now, SetQuietHours(*span))
            for span in USUAL
        ),
        3,
    )
    off = (
        mark(context.say("quiet.none"), not quiet_hours(*now), EndQuietHours()),
    )
    return f"{_text(context)}\n{context.say('quiet.usage')}", (
        *rows,
        off,
        *back(context.speech),
    )


async def press(
    context: UpdateContext, pressed: SetQuietHours | EndQuietHours
) -> None:
    """Handle a button of the page of quiet hours."""
    start, end = None, None
    if isinstance(pressed, SetQuietHours):
        start = pressed.start
        end = pressed.end
        if max(start, end) >= MINUTES_A_DAY:
            await context.notify("button.old")
            return
    if await may_change(context):
        await context.change(quiet_from=start, quiet_to=end)
        await context.answer_callback()
        await context.edit(*page(context))
