"""/pause and /resume: stop all messages for a while, or until the person
resumes.
"""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.schedule import resting
from bot.handlers.setup import settings
from bot.handlers.subscriptions import labels
from bot.rendering.actions.schedule_actions import PauseDigests, PlanPause
from bot.rendering.button_data import action_button
from bot.rendering.keyboards import help_button
from bot.rendering.schedule_text import describe, moment_of, paused_text
from news.schedule.pause_days import Pause
from news.schedule.pauses import find_pause, parse_pause
from store.rows import Chat


async def pause(context: UpdateContext) -> None:
    """Stop digests and alerts until /resume, until a moment or between two:
    `/pause 3 days`, `/pause until Monday`, `/pause from Friday to Monday`;
    `/pause #work until Monday` stops only the subscriptions under a label.
    """
    if not await may_change(context):
        return
    label, text = await labels.split(context, context.text.strip())
    asked = read(context, text) if text else Pause(context.clock())
    # The subscriptions of a label can be paused from now on only. The clock is looked
    # at behind the reading, since a pause that begins now is no later one.
    if asked is None or (label and asked.begin > context.clock()):
        await context.reply("pause.usage", text=text)
    elif label:
        await context.answer(await labels.pause(context, label, asked.end))
    else:
        await take(context, asked)


def read(context: UpdateContext, text: str) -> Pause | None:
    """Return the pause that a chat's words mean; None for other words."""
    chat = context.chat
    return parse_pause(text, context.place.locale, chat.zone, context.now())


async def take(context: UpdateContext, asked: Pause) -> None:
    """Pause now, or keep when the pause begins; say so.

    A chat has one pause, the one that it asked for last. Where it rests until a later
    one begins, it rests on.
    """
    chat, now = context.chat, context.clock()
    if asked.begin <= now or _rests_until(chat, asked):
        fields = resting.paused(chat, now=now, end=asked.end)
    else:
        planned = {"pause_at": asked.begin, "resume_at": asked.end}
        before = resting.active(chat, now=now) if chat.state == "paused" else {}
        fields = before | planned
    await context.change(**fields)
    await context.answer(paused_text(context.chat, context.speech))


def _rests_until(chat: Chat, asked: Pause) -> bool:
    """Return whether a chat is paused without an end, or until a pause begins."""
    is_long = chat.resume_at == 0 or chat.resume_at >= asked.begin
    return chat.state == "paused" and is_long


async def offer(context: UpdateContext, text: str) -> bool:
    """Offer the pause with a first day of which a sentence tells, and return True;
    return False where it tells of none.
    """
    locale, zone = context.place.locale, context.chat.zone
    asked = find_pause(text, locale, zone, context.now())
    if asked is None:
        return False
    begin = moment_of(asked.begin, zone, context.speech)
    end = moment_of(asked.end, zone, context.speech) or "…"
    button = action_button(
        f"⏸ {begin} → {end}", PlanPause(asked.begin, asked.end)
    )
    await context.reply(
        "pause.offer", ((button,), (help_button(context.speech),))
    )
    return True


async def plan(context: UpdateContext, pressed: PlanPause) -> None:
    """Handle the button of a pause that was offered; one that is over is old."""
    if 0 < pressed.end <= context.clock():
        await context.alert("button.old")
    elif await may_change(context):
        await take(context, Pause(pressed.begin, pressed.end))


def _resumed(context: UpdateContext) -> str:
    key = "resume.done" if context.chat.schedule else "resume.none"
    return context.say(
        key, schedule=describe(context.chat.schedule, context.speech)
    )


async def press(context: UpdateContext, pressed: PauseDigests) -> None:
    """Handle ⏸ and ▶ of the settings."""
    if await may_change(context):
        rest = resting.paused if pressed.paused else resting.active
        await context.change(**rest(context.chat, now=context.clock()))
        await context.answer_callback(
            paused_text(context.chat, context.speech)
            if pressed.paused
            else _resumed(context)
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
        await context.change(
            **resting.active(context.chat, now=context.clock())
        )
        await context.answer(_resumed(context))
