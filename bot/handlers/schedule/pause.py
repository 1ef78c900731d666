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


async def pause(context: UpdateContext) -> None:
    """Stop digests and alerts until /resume, or until a moment: `/pause 3
    days`, `/pause until Monday`; `/pause #work until Monday` stops only the
    subscriptions under a label.
    """
    if not await may_change(context):
        return
    label, text = await labels.split(context, context.text.strip())
    now = context.now()
    end = (
        parse_end(text, context.place.locale, context.chat.zone, now)
        if text
        else None
    )
    if text and end is None:
        await context.reply("pause.usage", text=text)
    elif label:
        await context.answer(await labels.pause(context, label, end))
    else:
        await until(context, end)


async def until(context: UpdateContext, end: datetime | None) -> None:
    """Pause until a moment, or until the person resumes, and say so."""
    await _rest(context, paused=True, end=end)
    await context.answer(paused_text(context))


async def _rest(
    context: UpdateContext, *, paused: bool, end: datetime | None = None
) -> None:
    """Pause or resume; missed digests are not sent later, the next one comes at
    its scheduled time.
    """
    begins = end or context.now()
    await context.change(
        state="paused" if paused else "active",
        next_due_at=first_due(context.chat.schedule, context.chat.zone, begins),
        resume_at=int(end.timestamp()) if end else 0,
    )


def paused_text(context: UpdateContext) -> str:
    """Return the text of a pause, with its end if it has one."""
    if not context.chat.resume_at:
        return context.say("pause.done")
    end = datetime.fromtimestamp(context.chat.resume_at, context.now().tzinfo)
    return context.say(
        "pause.until", end=context.speech.moment(end, context.chat.zone)
    )


def _resumed(context: UpdateContext) -> str:
    key = "resume.done" if context.chat.schedule else "resume.none"
    return context.say(
        key, schedule=describe(context.chat.schedule, context.speech)
    )


async def press(context: UpdateContext, pressed: PauseDigests) -> None:
    """Handle ⏸ and ▶ of the settings."""
    if await may_change(context):
        await _rest(context, paused=pressed.paused)
        await context.answer_callback(
            paused_text(context) if pressed.paused else _resumed(context)
        )
        await context.edit(*await settings.main(context))


async def resume(context: UpdateContext) -> None:
    """Resume with the next time of the schedule, without the missed digests;
    `/resume #work` resumes only the subscriptions under a label.
    """
    if not await may_change(context):
        return
    label, _ = await labels.split(context, context.text.strip())
    if label:
        await context.answer(await labels.resume(context, label))
    else:
        await _rest(context, paused=False)
        await context.answer(_resumed(context))
