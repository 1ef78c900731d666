"""Labels group subscriptions: they are shown and paused together, as in `/pause
#work until Monday`, `/resume #work`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.confirmations import wants_of
from bot.rendering.actions.subscription_actions import OpenLabel, RestLabel
from bot.rendering.button_data import action_button
from bot.rendering.telegram_html import shorten
from news.models import Button
from news.words import fold
from store.chats import subscriptions
from store.rows import Subscription

MARK = "#"
# The last second of the year 9999: a pause without an end.
OPEN_END = 253_402_300_799


def is_under(row: Subscription, label: str) -> bool:
    """Tell whether a subscription has a label, or one of its sub-labels."""
    wanted = fold(label)
    held = fold(row.label)
    return bool(held) and (held == wanted or held.startswith(f"{wanted}/"))


async def under(ctx: UpdateContext, label: str) -> list[Subscription]:
    """Return the chat's subscriptions under a label."""
    rows = wants_of(await ctx.subscriptions())
    return [row for row in rows if is_under(row, label)]


async def split(ctx: UpdateContext, text: str) -> tuple[str, str]:
    """Split a label from the words around it: `#work until Monday`, `до пятницы
    #работа`.

    A label that the chat has may be several words; any other is the word after
    `#`. The label is empty if there is none.
    """
    before, mark, behind = text.partition(MARK)
    if not mark:
        return "", text
    rows = wants_of(await ctx.subscriptions())
    known = sorted(
        {row.label for row in rows if row.label}, key=len, reverse=True
    )
    first = behind.split(maxsplit=1)[0] if behind.strip() else ""
    label = next((one for one in known if _begins(behind, one)), first)
    return label, f"{before} {behind[len(label) :]}".strip()


def _begins(text: str, label: str) -> bool:
    """Tell whether a text begins with a label, as whole words."""
    rest = text[len(label) :]
    return text[: len(label)].casefold() == label.casefold() and (
        not rest or rest[0].isspace()
    )


def rests(ctx: UpdateContext, row: Subscription) -> bool:
    """Tell whether a subscription is paused now."""
    return row.paused_until > ctx.clock()


async def pause(ctx: UpdateContext, label: str, end: datetime | None) -> str:
    """Pause the subscriptions under a label, and say so; None means without an
    end.
    """
    rows = await under(ctx, label)
    if not rows:
        return ctx.say("label.none", label=label)
    until = int(end.timestamp()) if end else OPEN_END
    await _rest(ctx, rows, until)
    return _told(ctx, label, len(rows), until)


async def resume(ctx: UpdateContext, label: str) -> str:
    """Resume the subscriptions under a label, and say so."""
    rows = await under(ctx, label)
    if not rows:
        return ctx.say("label.none", label=label)
    await _rest(ctx, rows, ctx.clock())
    return ctx.say("label.resumed", label=label, n=len(rows))


async def _rest(
    ctx: UpdateContext, rows: Sequence[Subscription], until: int
) -> None:
    await ctx.write(
        subscriptions.pause, ctx.chat.id, [row.id for row in rows], until
    )


def _told(ctx: UpdateContext, label: str, count: int, until: int) -> str:
    if until >= OPEN_END:
        return ctx.say("label.paused", label=label, n=count)
    end = ctx.speech.moment(datetime.fromtimestamp(until, UTC), ctx.chat.zone)
    return ctx.say("label.paused-until", label=label, n=count, end=end)


def line(ctx: UpdateContext, row: Subscription) -> str:
    """Return the line with the end of a subscription's pause; empty if it is
    not paused.
    """
    if not rests(ctx, row):
        return ""
    if row.paused_until >= OPEN_END:
        return ctx.say("label.rests", label=row.label)
    end = datetime.fromtimestamp(row.paused_until, UTC)
    return ctx.say(
        "label.rests-until",
        label=row.label,
        end=ctx.speech.moment(end, ctx.chat.zone),
    )


def button(row: Subscription) -> Button:
    """Return the button that shows the subscriptions under a subscription's
    label.
    """
    return action_button(f"🏷 {shorten(row.label, 24)}", OpenLabel(row.id))


def rest_button(ctx: UpdateContext, rows: Sequence[Subscription]) -> Button:
    """Return the button that pauses or resumes these subscriptions of one
    label.
    """
    if all(rests(ctx, row) for row in rows):
        return action_button(
            f"▶ {ctx.say('label.resume')}", RestLabel(rows[0].id, False)
        )
    return action_button(
        f"⏸ {ctx.say('label.pause')}", RestLabel(rows[0].id, True)
    )


async def press(ctx: UpdateContext, pressed: RestLabel) -> str:
    """Handle ⏸ and ▶ of a label: pause or resume it. Returns the label; empty
    if it is gone.
    """
    rows = wants_of(await ctx.subscriptions())
    label = next(
        (row.label for row in rows if row.id == pressed.subscription), ""
    )
    if not label:
        await ctx.alert("subscription.gone")
        return ""
    if not await may_change(ctx):
        return ""
    resting = [row for row in rows if is_under(row, label)]
    await _rest(ctx, resting, OPEN_END if pressed.paused else ctx.clock())
    said = "label.paused" if pressed.paused else "label.resumed"
    await ctx.notify(said, label=label, n=len(resting))
    return label
