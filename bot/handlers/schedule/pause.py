"""/pause and /resume: stop all messages for a while, or until the person
resumes.
"""

from __future__ import annotations

from datetime import datetime

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.setup import settings
from bot.handlers.subscriptions import labels
from bot.rendering.actions.schedule_actions import PauseDigests
from bot.rendering.schedule_text import describe, first_due
from news.schedule.ends import parse_end


async def pause(ctx: UpdateContext) -> None:
    """Stop digests and alerts until /resume, or until a moment: `/pause 3
    days`, `/pause until Monday`; `/pause #work until Monday` stops only the
    subscriptions under a label.
    """
    if not await may_change(ctx):
        return
    label, text = await labels.split(ctx, ctx.text.strip())
    now = ctx.now()
    end = (
        parse_end(text, ctx.place.locale, ctx.chat.zone, now) if text else None
    )
    if text and end is None:
        await ctx.reply("pause.usage", text=text)
    elif label:
        await ctx.answer(await labels.pause(ctx, label, end))
    else:
        await _rest(ctx, paused=True, end=end)
        await ctx.answer(_paused(ctx))


async def _rest(
    ctx: UpdateContext, *, paused: bool, end: datetime | None = None
) -> None:
    """Pause or resume; missed digests are not sent later, the next one comes at
    its scheduled time.
    """
    begins = end or ctx.now()
    await ctx.change(
        state="paused" if paused else "active",
        next_due_at=first_due(ctx.chat.schedule, ctx.chat.zone, begins),
        resume_at=int(end.timestamp()) if end else 0,
    )


def _paused(ctx: UpdateContext) -> str:
    if not ctx.chat.resume_at:
        return ctx.say("pause.done")
    end = datetime.fromtimestamp(ctx.chat.resume_at, ctx.now().tzinfo)
    return ctx.say("pause.until", end=ctx.speech.moment(end, ctx.chat.zone))


def _resumed(ctx: UpdateContext) -> str:
    key = "resume.done" if ctx.chat.schedule else "resume.none"
    return ctx.say(key, schedule=describe(ctx.chat.schedule, ctx.speech))


async def press(ctx: UpdateContext, pressed: PauseDigests) -> None:
    """Handle ⏸ and ▶ of the settings."""
    if await may_change(ctx):
        await _rest(ctx, paused=pressed.paused)
        await ctx.answer_callback(
            _paused(ctx) if pressed.paused else _resumed(ctx)
        )
        await ctx.edit(*await settings.main(ctx))


async def resume(ctx: UpdateContext) -> None:
    """Resume with the next time of the schedule, without the missed digests;
    `/resume #work` resumes only the subscriptions under a label.
    """
    if not await may_change(ctx):
        return
    label, _ = await labels.split(ctx, ctx.text.strip())
    if label:
        await ctx.answer(await labels.resume(ctx, label))
    else:
        await _rest(ctx, paused=False)
        await ctx.answer(_resumed(ctx))
