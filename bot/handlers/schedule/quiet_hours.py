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


async def quiet(ctx: UpdateContext) -> None:
    """Set quiet hours: `/quiet 22:00 07:00`, `/quiet 22-7`, `/quiet off`;
    without words by buttons. Raises ScheduleError.
    """
    words = ctx.text.strip()
    if not words:
        await ctx.answer(*page(ctx))
    elif is_off(words, ctx.speech):
        await _set(ctx, None, None)
    else:
        start, end = parse_span(words, ctx.place.locale)
        if start == end:
            await ctx.reply("quiet.usage")
        else:
            await _set(ctx, start, end)


async def _set(ctx: UpdateContext, start: int | None, end: int | None) -> None:
    if await may_change(ctx):
        await ctx.change(quiet_from=start, quiet_to=end)
        await ctx.answer(_text(ctx))


def _text(ctx: UpdateContext) -> str:
    hours = quiet_hours(ctx.chat.quiet_from, ctx.chat.quiet_to)
    if hours:
        return ctx.say("quiet.is", hours=hours, zone=zone_title(ctx.chat.zone))
    return ctx.say("quiet.off")


def page(ctx: UpdateContext) -> MenuPage:
    """Return the page of quiet hours."""
    now = (ctx.chat.quiet_from, ctx.chat.quiet_to)
    rows = grid(
        (
            mark(quiet_hours(*span), span == now, SetQuietHours(*span))
            for span in USUAL
        ),
        3,
    )
    off = (mark(ctx.say("quiet.none"), not quiet_hours(*now), EndQuietHours()),)
    return f"{_text(ctx)}\n{ctx.say('quiet.usage')}", (
        *rows,
        off,
        *back(ctx.speech),
    )


async def press(
    ctx: UpdateContext, pressed: SetQuietHours | EndQuietHours
) -> None:
    """Handle a button of the page of quiet hours."""
    start, end = None, None
    if isinstance(pressed, SetQuietHours):
        start = pressed.start
        end = pressed.end
        if max(start, end) >= MINUTES_A_DAY:
            await ctx.notify("button.old")
            return
    if await may_change(ctx):
        await ctx.change(quiet_from=start, quiet_to=end)
        await ctx.answer_callback()
        await ctx.edit(*page(ctx))
