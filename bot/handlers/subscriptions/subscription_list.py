"""/subscriptions: what a chat follows, page by page; each opens, to be weighed or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions import added_sources, delivery_modes
from bot.handlers.subscriptions.confirmations import wants_of
from bot.handlers.subscriptions.naming import SIGNS, names_of
from bot.handlers.subscriptions.weights import SIGN_OF, level_of, row_of, weight_at
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import ListMutes
from bot.rendering.actions.subscription_actions import (
    ChooseDelivery,
    ListSubscriptions,
    OpenSubscription,
    ShowFormat,
    ShowTopics,
    Unsubscribe,
    WeighSubscription,
)
from bot.rendering.button_data import Rows, data
from bot.rendering.keyboards import grid
from bot.rendering.paging import list_page
from news.models import Button
from news.words import fold
from store.chats import subscriptions
from store.news import sources
from store.rows import Subscription

FOUND = 30
"""Subscriptions that a search shows: more words find fewer."""


async def subscriptions_(ctx: UpdateContext) -> None:
    """Show what the chat follows; with words what has them in its name: `/subscriptions 华为`."""
    wanted = ctx.text.strip()
    await ctx.answer(*await (found(ctx, wanted) if wanted else page(ctx)))


async def found(ctx: UpdateContext, wanted: str) -> tuple[str, Rows]:
    """Return the subscriptions that have words in their name or expression."""
    rows = await wants(ctx)
    names = await names_of(ctx, rows)
    key = fold(wanted)
    near = [row for row in rows if key in fold(names[row.id]) or key in fold(row.label)]
    if not near:
        return ctx.say("unsubscribe.none", name=wanted), _ways(ctx, 0)
    shown = near[:FOUND]
    head = f"<b>{ctx.say('subscriptions.found', n=len(near), name=wanted)}</b>"
    return "\n".join([head, *_lines(shown, names)]), _buttons(shown, names, 0)


async def wants(ctx: UpdateContext) -> list[Subscription]:
    """Return the chat's topics, sources and filters, in the order they were taken."""
    rows = await ctx.tools.db.read(subscriptions.of_chat, ctx.chat.id)
    return wants_of(rows)


async def page(ctx: UpdateContext, number: int = 0) -> tuple[str, Rows]:
    """Return one page of the list."""
    every = await ctx.tools.db.read(subscriptions.of_chat, ctx.chat.id)
    rows = wants_of(every)
    muted = len(every) - len(rows)
    if not rows:
        return ctx.say("subscriptions.none"), _ways(ctx, muted)
    shown = list_page(rows, number)
    names = await names_of(ctx, shown.rows)
    head = f"<b>{ctx.say('subscriptions.title', n=len(rows))}</b>{shown.place}"
    lines = _lines(shown.rows, names)
    buttons = _buttons(shown.rows, names, shown.number)
    turn = shown.turn(lambda to: data(ListSubscriptions(to)))
    return "\n".join([head, *lines, ctx.say("subscriptions.hint")]), (
        *buttons,
        turn,
        *_ways(ctx, muted),
    )


def _lines(rows: Sequence[Subscription], names: Mapping[int, str]) -> list[str]:
    """Return a line for each subscription: its name, its label,
    its weight, how its stories come.
    """
    return [
        f"{SIGNS[row.kind]} {telegram_html.escape(names[row.id])}{_label(row)}"
        f"{SIGN_OF[level_of(row)]}{delivery_modes.SIGN_OF[row.mode]}"
        for row in rows
    ]


def _label(row: Subscription) -> str:
    return f" #{telegram_html.escape(row.label)}" if row.label else ""


def _buttons(rows: Sequence[Subscription], names: Mapping[int, str], page: int) -> Rows:
    buttons = (
        Button(
            f"{SIGNS[row.kind]} {telegram_html.shorten(names[row.id], 24)}",
            data(OpenSubscription(row.id, page)),
        )
        for row in rows
    )
    return grid(buttons, 2)


def _ways(ctx: UpdateContext, muted: int) -> Rows:
    more = (
        (Button(f"🔕 {ctx.speech.say('mute.title')} ({muted})", data(ListMutes())),)
        if muted
        else ()
    )
    return ((Button(ctx.speech.say("subscriptions.choose"), data(ShowTopics())), *more),)


async def turn(ctx: UpdateContext, pressed: ListSubscriptions) -> None:
    """◀ and ▶, and the way back from one subscription."""
    await ctx.answer_callback()
    await ctx.edit(*await page(ctx, pressed.page))


async def open_(ctx: UpdateContext, pressed: OpenSubscription) -> None:
    """A subscription's button: what it is, its weight, and the way out."""
    row = await _row(ctx, pressed.subscription)
    if row is not None:
        await ctx.answer_callback()
        await ctx.edit(*await _one(ctx, row, pressed.page))


async def _row(ctx: UpdateContext, number: int) -> Subscription | None:
    row = next((each for each in await wants(ctx) if each.id == number), None)
    if row is None:
        await ctx.answer_callback(ctx.speech.say("subscription.gone"), alert=True)
    return row


async def _one(ctx: UpdateContext, row: Subscription, number: int) -> tuple[str, Rows]:
    name = (await names_of(ctx, [row]))[row.id]
    lines = [f"{SIGNS[row.kind]} <b>{telegram_html.escape(name)}</b>"]
    source = await ctx.tools.db.read(sources.get, int(row.value)) if row.kind == "source" else None
    if source is not None:
        lines.append(telegram_html.escape_own(source.url))
        if source.state != "active":
            lines.append(ctx.say(f"source.{source.state}", name=name))
        elif until := await added_sources.rests_until(ctx, source):
            lines.append(ctx.say("source.resting", time=until))
    lines.append(ctx.say("weight.ask"))
    rows = (
        *row_of(ctx, row, number),
        *delivery_modes.rows_of(ctx, row, number),
        _look(ctx, row, number),
        (
            Button(f"✖ {ctx.speech.say('subscription.leave')}", data(Unsubscribe(row.id, number))),
            Button(f"⬅ {ctx.speech.say('subscription.back')}", data(ListSubscriptions(number))),
        ),
    )
    return "\n".join(lines), rows


def _look(ctx: UpdateContext, row: Subscription, page: int) -> tuple[Button, ...]:
    """Return the button that leads to the look of posts, where there are some."""
    if row.mode == "digest":
        return ()
    return (Button(f"🎨 {ctx.speech.say('format.button')}", data(ShowFormat(row.id, page))),)


async def _show(ctx: UpdateContext, number: int, page: int) -> None:
    """Show a subscription as it is now."""
    row = await _row(ctx, number)
    if row is not None:
        await ctx.edit(*await _one(ctx, row, page))


async def send_by(ctx: UpdateContext, pressed: ChooseDelivery) -> None:
    """A delivery mode's button."""
    mode = subscriptions.mode_of(pressed.mode)
    row = await _row(ctx, pressed.subscription)
    if row is None or mode is None or not await may_change(ctx):
        return
    now = ctx.tools.clock()
    await ctx.tools.db.write(subscriptions.set_mode, ctx.chat.id, row.id, mode, now)
    await ctx.answer_callback(ctx.speech.say(f"mode.{mode}.told"))
    await _show(ctx, pressed.subscription, pressed.page)


async def weigh(ctx: UpdateContext, pressed: WeighSubscription) -> None:
    """A weight's button."""
    row = await _row(ctx, pressed.subscription)
    if row is None or not await may_change(ctx):
        return
    await ctx.tools.db.write(
        subscriptions.set_weight, ctx.chat.id, row.id, weight_at(pressed.level)
    )
    await ctx.answer_callback(ctx.speech.say(f"weight.{min(pressed.level, len(SIGN_OF) - 1)}"))
    await _show(ctx, pressed.subscription, pressed.page)


async def remove(ctx: UpdateContext, pressed: Unsubscribe) -> None:
    """The ✖ button of a subscription."""
    row = await _row(ctx, pressed.subscription)
    if row is None or not await may_change(ctx):
        return
    name = (await names_of(ctx, [row]))[row.id]
    await ctx.tools.db.write(subscriptions.remove_id, ctx.chat.id, row.id)
    await ctx.answer_callback(ctx.speech.say("topic.off", name=name))
    await ctx.edit(*await page(ctx, pressed.page))
