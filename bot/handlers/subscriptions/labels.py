"""Labels group subscriptions: they are shown and paused together, as in `/pause
#work until Monday`, `/resume #work`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.confirmations import wants
from bot.handlers.subscriptions.naming import with_id
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


def is_under(subscription: Subscription, label: str) -> bool:
    """Tell whether a subscription has a label, or one of its sub-labels."""
    wanted = fold(label)
    held = fold(subscription.label)
    return bool(held) and (held == wanted or held.startswith(f"{wanted}/"))


async def under(context: UpdateContext, label: str) -> list[Subscription]:
    """Return the chat's subscriptions under a label."""
    return rows_under(await wants(context), label)


def rows_under(rows: Sequence[Subscription], label: str) -> list[Subscription]:
    """Return those of the rows under a label: "work" finds "work/china" too."""
    return [row for row in rows if is_under(row, label)]


async def split(context: UpdateContext, text: str) -> tuple[str, str]:
    """Split a label from the words around it: `#work until Monday`, `до пятницы
    #работа`.

    A label that the chat has may be several words; any other is the word after
    `#`. The label is empty if there is none.
    """
    before, mark, behind = text.partition(MARK)
    if not mark:
        return "", text
    label = await _label_at(context, behind)
    rest = behind[len(label) :]
    return label, f"{before} {rest}".strip()


async def _label_at(context: UpdateContext, text: str) -> str:
    """Return the label at the beginning of a text: the longest one that the
    chat has, otherwise the first word.
    """
    rows = await wants(context)
    known = {subscription.label for subscription in rows if subscription.label}
    for label in sorted(known, key=len, reverse=True):
        if _begins(text, label):
            return label
    words = text.split(maxsplit=1)
    return words[0] if words else ""


def _begins(text: str, label: str) -> bool:
    """Tell whether a text begins with a label, as whole words."""
    start = text[: len(label)]
    following = text[len(label) : len(label) + 1]
    is_whole = not following or following.isspace()
    return is_whole and start.casefold() == label.casefold()


def rests(context: UpdateContext, subscription: Subscription) -> bool:
    """Tell whether a subscription is paused now."""
    return subscription.paused_until > context.clock()


async def pause(context: UpdateContext, label: str, end: int) -> str:
    """Pause the subscriptions under a label until a second, and say so; 0 means
    without an end.
    """
    rows = await under(context, label)
    if not rows:
        return context.say("label.none", label=label)
    until = end or OPEN_END
    await _rest(context, rows, until)
    return _told(context, label, len(rows), until)


async def resume(context: UpdateContext, label: str) -> str:
    """Resume the subscriptions under a label, and say so."""
    rows = await under(context, label)
    if not rows:
        return context.say("label.none", label=label)
    await _rest(context, rows, context.clock())
    return context.say("label.resumed", label=label, n=len(rows))


async def _rest(
    context: UpdateContext, rows: Sequence[Subscription], until: int
) -> None:
    ids = [subscription.id for subscription in rows]
    await context.write(subscriptions.pause, context.chat.id, ids, until)


def _told(context: UpdateContext, label: str, count: int, until: int) -> str:
    if until >= OPEN_END:
        return context.say("label.paused", label=label, n=count)
    end = _moment(context, until)
    return context.say("label.paused-until", label=label, n=count, end=end)


def line(context: UpdateContext, subscription: Subscription) -> str:
    """Return the line with the end of a subscription's pause; empty if it is
    not paused.
    """
    if not rests(context, subscription):
        return ""
    if subscription.paused_until >= OPEN_END:
        return context.say("label.rests", label=subscription.label)
    end = _moment(context, subscription.paused_until)
    return context.say("label.rests-until", label=subscription.label, end=end)


def _moment(context: UpdateContext, seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return context.speech.moment(moment, context.chat.zone)


def button(subscription: Subscription) -> Button:
    """Return the button that shows the subscriptions under a subscription's
    label.
    """
    return action_button(
        f"🏷 {shorten(subscription.label, 24)}", OpenLabel(subscription.id)
    )


def rest_button(context: UpdateContext, rows: Sequence[Subscription]) -> Button:
    """Return the button that pauses or resumes these subscriptions of one
    label.
    """
    # Any of them names the label.
    named = rows[0].id
    if all(rests(context, subscription) for subscription in rows):
        label = f"▶ {context.say('label.resume')}"
        return action_button(label, RestLabel(named, False))
    label = f"⏸ {context.say('label.pause')}"
    return action_button(label, RestLabel(named, True))


async def press(context: UpdateContext, pressed: RestLabel) -> str:
    """Handle ⏸ and ▶ of a label: pause or resume it. Returns the label; empty
    if it is gone.
    """
    rows = await wants(context)
    named = with_id(rows, pressed.subscription)
    label = named.label if named else ""
    if not label:
        await context.alert("subscription.gone")
        return ""
    if not await may_change(context):
        return ""
    resting = rows_under(rows, label)
    until, said = context.clock(), "label.resumed"
    if pressed.paused:
        until, said = OPEN_END, "label.paused"
    await _rest(context, resting, until)
    await context.notify(said, label=label, n=len(resting))
    return label
