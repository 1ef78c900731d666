"""/subscriptions: list a chat's subscriptions, page by page; open one to weigh
or end it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions import added_sources, delivery_modes, labels
from bot.handlers.subscriptions.confirmations import wants_of
from bot.handlers.subscriptions.naming import name_of, names_of, row_pressed
from bot.handlers.subscriptions.weights import (
    SIGN_OF,
    level_of,
    row_of,
)
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import ListMutes
from bot.rendering.actions.subscription_actions import (
    ChooseDelivery,
    ListSubscriptions,
    OpenLabel,
    OpenSubscription,
    RestLabel,
    ShowFormat,
    ShowTopics,
    ShowWords,
    Unsubscribe,
    WeighSubscription,
)
from bot.rendering.button_data import MenuPage, Rows, action_button, data
from bot.rendering.keyboards import grid
from bot.rendering.paging import list_page
from bot.rendering.weight_levels import weight_at
from bot.subscription_names import SIGNS
from news.models import Button
from news.words import fold
from store.chats import subscriptions
from store.news import sources
from store.rows import Subscription

# The most subscriptions that a search shows: more words find fewer.
FOUND = 30
# The most characters of a name on a button, of which two stand in a row.
BUTTON = 24


async def subscriptions_(ctx: UpdateContext) -> None:
    """Show the chat's subscriptions; with words, those with the words in their
    name: `/subscriptions 华为`; with `#work`, those under that label.
    """
    wanted = ctx.text.strip()
    text, buttons = await (found(ctx, wanted) if wanted else page(ctx))
    await ctx.answer(text, buttons)


async def found(ctx: UpdateContext, wanted: str) -> MenuPage:
    """Return the subscriptions with these words in their name or expression."""
    rows = await wants(ctx)
    names = await names_of(ctx, rows)
    label = wanted.removeprefix(labels.MARK)
    # A label wins over names that hold the same word.
    if labelled := [row for row in rows if labels.is_under(row, label)]:
        return _under_label(ctx, labelled, names)
    key = fold(label)
    searched = {
        row.id: fold(f"{names[row.id]} {row.words} {row.label}") for row in rows
    }
    near = [row for row in rows if key in searched[row.id]]
    if not near:
        return ctx.say("unsubscribe.none", name=wanted), _ways(ctx, 0)
    shown = near[:FOUND]
    title = ctx.say("subscriptions.found", n=len(near), name=wanted)
    lines = [f"<b>{title}</b>", *_lines(ctx, shown, names)]
    return "\n".join(lines), _buttons(shown, names, 0)


def _under_label(
    ctx: UpdateContext, rows: Sequence[Subscription], names: Mapping[int, str]
) -> MenuPage:
    """Return the subscriptions under a label, with the button that pauses them."""
    shown = rows[:FOUND]
    count = ctx.say("subscriptions.title", n=len(rows))
    label = telegram_html.escape(rows[0].label)
    lines = [f"<b>🏷 {label}</b> · {count}", *_lines(ctx, shown, names)]
    # The button pauses all of them, also those past the shown ones.
    rest = (labels.rest_button(ctx, rows),)
    return "\n".join(lines), (rest, *_buttons(shown, names, 0))


async def wants(ctx: UpdateContext) -> list[Subscription]:
    """Return the chat's topics, sources and filters, in the order of
    subscribing.
    """
    rows = await ctx.subscriptions()
    return wants_of(rows)


async def page(ctx: UpdateContext, number: int = 0) -> MenuPage:
    """Return one page of the list."""
    every = await ctx.subscriptions()
    rows = wants_of(every)
    muted = len(every) - len(rows)
    if not rows:
        return ctx.say("subscriptions.none"), _ways(ctx, muted)
    shown = list_page(rows, number)
    names = await names_of(ctx, shown.rows)
    title = ctx.say("subscriptions.title", n=len(rows))
    lines = [
        f"<b>{title}</b>{shown.place}",
        *_lines(ctx, shown.rows, names),
        ctx.say("subscriptions.hint"),
    ]
    buttons = _buttons(shown.rows, names, shown.number)
    turn = shown.turn(lambda to: data(ListSubscriptions(to)))
    return "\n".join(lines), (*buttons, turn, *_ways(ctx, muted))


def _lines(
    ctx: UpdateContext, rows: Sequence[Subscription], names: Mapping[int, str]
) -> list[str]:
    """Return a line for each subscription: its name, words, label, weight,
    delivery and pause.
    """
    return [
        f"{SIGNS[row.kind]} {telegram_html.escape(names[row.id])}{_words(row)}{_label(row)}"
        f"{SIGN_OF[level_of(row)]}{delivery_modes.SIGN_OF[row.mode]}{_rest(ctx, row)}"
        for row in rows
    ]


def _words(row: Subscription) -> str:
    if row.words:
        return f" ({telegram_html.escape(row.words)})"
    return ""


def _label(row: Subscription) -> str:
    if row.label:
        return f" #{telegram_html.escape(row.label)}"
    return ""


def _rest(ctx: UpdateContext, row: Subscription) -> str:
    if labels.rests(ctx, row):
        return " ⏸"
    return ""


def _buttons(
    rows: Sequence[Subscription], names: Mapping[int, str], page: int
) -> Rows:
    buttons = []
    for row in rows:
        label = telegram_html.shorten(names[row.id], BUTTON)
        opens = OpenSubscription(row.id, page)
        buttons.append(action_button(f"{SIGNS[row.kind]} {label}", opens))
    return grid(buttons, 2)


def _ways(ctx: UpdateContext, muted: int) -> Rows:
    """Return the ways on from the list: to the topics, and to the mutes if the
    chat has any.
    """
    ways = [action_button(ctx.say("subscriptions.choose"), ShowTopics())]
    if muted:
        label = f"🔕 {ctx.say('mute.title')} ({muted})"
        ways.append(action_button(label, ListMutes()))
    return (tuple(ways),)


async def turn(ctx: UpdateContext, pressed: ListSubscriptions) -> None:
    """Handle ◀ and ▶, and the way back from one subscription."""
    await ctx.answer_callback()
    await ctx.edit(*await page(ctx, pressed.page))


async def open_(ctx: UpdateContext, pressed: OpenSubscription) -> None:
    """Handle a subscription's button: show it, with buttons to weigh and end
    it.
    """
    row = await row_pressed(ctx, pressed.subscription)
    if row is not None:
        await ctx.answer_callback()
        await ctx.edit(*await _one(ctx, row, pressed.page))


async def _one(ctx: UpdateContext, row: Subscription, number: int) -> MenuPage:
    name = await name_of(ctx, row)
    lines = [f"{SIGNS[row.kind]} <b>{telegram_html.escape(name)}</b>"]
    if row.kind == "source":
        lines += await _about_source(ctx, row, name)
    if row.words:
        lines.append(ctx.say("words.only", words=row.words))
    if pause := labels.line(ctx, row):
        lines.append(pause)
    lines.append(ctx.say("weight.ask"))
    leave = f"✖ {ctx.say('subscription.leave')}"
    back = f"⬅ {ctx.say('subscription.back')}"
    rows = (
        *row_of(ctx, row, number),
        *delivery_modes.rows_of(ctx, row, number),
        _more(ctx, row, number),
        (
            action_button(leave, Unsubscribe(row.id, number)),
            action_button(back, ListSubscriptions(number)),
        ),
    )
    return "\n".join(lines), rows


async def _about_source(
    ctx: UpdateContext, row: Subscription, name: str
) -> list[str]:
    """Return a source's address, and why nothing comes from it now."""
    source = await ctx.read(sources.get, int(row.value))
    if source is None:
        return []
    lines = [telegram_html.escape_own(source.url)]
    if source.state != "active":
        lines.append(ctx.say(f"source.{source.state}", name=name))
    elif until := await added_sources.rests_until(ctx, source):
        lines.append(ctx.say("source.resting", time=until))
    return lines


def _more(
    ctx: UpdateContext, row: Subscription, page: int
) -> tuple[Button, ...]:
    """Return the buttons that open its format, a source's words, and its label."""
    buttons = []
    # Only posts have a format; a digest has the chat's look.
    if row.mode != "digest":
        label = f"🎨 {ctx.say('format.button')}"
        buttons.append(action_button(label, ShowFormat(row.id, page)))
    if row.kind == "source":
        label = f"🔎 {ctx.say('words.button')}"
        buttons.append(action_button(label, ShowWords(row.id, page)))
    if row.label:
        buttons.append(labels.button(row))
    return tuple(buttons)


async def open_label(ctx: UpdateContext, pressed: OpenLabel) -> None:
    """Handle the button of a label: show its subscriptions."""
    row = await row_pressed(ctx, pressed.subscription)
    if row is not None and row.label:
        await ctx.answer_callback()
        await ctx.edit(*await found(ctx, row.label))


async def rest(ctx: UpdateContext, pressed: RestLabel) -> None:
    """Handle ⏸ and ▶ of a label."""
    if label := await labels.press(ctx, pressed):
        await ctx.edit(*await found(ctx, label))


async def _show(ctx: UpdateContext, number: int, page: int) -> None:
    """Show a subscription's current state."""
    row = await row_pressed(ctx, number)
    if row is not None:
        await ctx.edit(*await _one(ctx, row, page))


async def send_by(ctx: UpdateContext, pressed: ChooseDelivery) -> None:
    """Handle a delivery mode's button."""
    mode = subscriptions.mode_of(pressed.mode)
    row = await row_pressed(ctx, pressed.subscription)
    if row is None or mode is None or not await may_change(ctx):
        return
    now = ctx.clock()
    await ctx.write(subscriptions.set_mode, ctx.chat.id, row.id, mode, now)
    await ctx.notify(f"mode.{mode}.told")
    await _show(ctx, pressed.subscription, pressed.page)


async def weigh(ctx: UpdateContext, pressed: WeighSubscription) -> None:
    """Handle a weight's button."""
    row = await row_pressed(ctx, pressed.subscription)
    if row is None or not await may_change(ctx):
        return
    new = weight_at(pressed.level)
    await ctx.write(subscriptions.set_weight, ctx.chat.id, row.id, new)
    # A button of an earlier version may name a level past the last one.
    level = min(pressed.level, len(SIGN_OF) - 1)
    await ctx.notify(f"weight.{level}")
    await _show(ctx, pressed.subscription, pressed.page)


async def remove(ctx: UpdateContext, pressed: Unsubscribe) -> None:
    """Handle the ✖ button of a subscription."""
    row = await row_pressed(ctx, pressed.subscription)
    if row is None or not await may_change(ctx):
        return
    name = await name_of(ctx, row)
    await ctx.write(subscriptions.remove_id, ctx.chat.id, row.id)
    await ctx.notify("topic.off", name=name)
    await ctx.edit(*await page(ctx, pressed.page))
