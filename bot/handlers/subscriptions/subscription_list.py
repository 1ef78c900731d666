"""/subscriptions: list a chat's subscriptions, page by page; open one to weigh
or end it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions import added_sources, delivery_modes, labels
from bot.handlers.subscriptions.confirmations import wants, wants_of
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


async def subscriptions_(context: UpdateContext) -> None:
    """Show the chat's subscriptions; with words, those with the words in their
    name: `/subscriptions 华为`; with `#work`, those under that label.
    """
    wanted = context.text.strip()
    text, buttons = await (found(context, wanted) if wanted else page(context))
    await context.answer(text, buttons)


async def found(context: UpdateContext, wanted: str) -> MenuPage:
    """Return the subscriptions with these words in their name or expression."""
    rows = await wants(context)
    names = await names_of(context, rows)
    label = wanted.removeprefix(labels.MARK)
    # A label wins over names that hold the same word.
    if labelled := labels.rows_under(rows, label):
        return _under_label(context, labelled, names)
    key = fold(label)
    searched = {
        subscription.id: fold(
            f"{names[subscription.id]} {subscription.words} {subscription.label}"
        )
        for subscription in rows
    }
    near = [
        subscription
        for subscription in rows
        if key in searched[subscription.id]
    ]
    if not near:
        return context.say("unsubscribe.none", name=wanted), _ways(context, 0)
    shown = near[:FOUND]
    title = context.say("subscriptions.found", n=len(near), name=wanted)
    lines = [f"<b>{title}</b>", *_lines(context, shown, names)]
    return "\n".join(lines), _buttons(shown, names, 0)


def _under_label(
    context: UpdateContext,
    rows: Sequence[Subscription],
    names: Mapping[int, str],
) -> MenuPage:
    """Return the subscriptions under a label, with the button that pauses them."""
    shown = rows[:FOUND]
    count = context.say("subscriptions.title", n=len(rows))
    label = telegram_html.escape(rows[0].label)
    lines = [f"<b>🏷 {label}</b> · {count}", *_lines(context, shown, names)]
    # The button pauses all of them, also those past the shown ones.
    rest = (labels.rest_button(context, rows),)
    return "\n".join(lines), (rest, *_buttons(shown, names, 0))


async def page(context: UpdateContext, number: int = 0) -> MenuPage:
    """Return one page of the list."""
    every = await context.subscriptions()
    rows = wants_of(every)
    muted = len(every) - len(rows)
    if not rows:
        return context.say("subscriptions.none"), _ways(context, muted)
    shown = list_page(rows, number)
    names = await names_of(context, shown.rows)
    title = context.say("subscriptions.title", n=len(rows))
    lines = [
        f"<b>{title}</b>{shown.place}",
        *_lines(context, shown.rows, names),
        context.say("subscriptions.hint"),
    ]
    buttons = _buttons(shown.rows, names, shown.number)
    turn = shown.turn(lambda to: data(ListSubscriptions(to)))
    return "\n".join(lines), (*buttons, turn, *_ways(context, muted))


def _lines(
    context: UpdateContext,
    rows: Sequence[Subscription],
    names: Mapping[int, str],
) -> list[str]:
    """Return a line for each subscription: its name, words, label, weight,
    delivery and pause.
    """
    return [
        f"{SIGNS[subscription.kind]} {telegram_html.escape(names[subscription.id])}{_words(subscription)}{_label(subscription)}"
        f"{SIGN_OF[level_of(subscription)]}{delivery_modes.SIGN_OF[subscription.mode]}{_rest(context, subscription)}"
        for subscription in rows
    ]


def _words(subscription: Subscription) -> str:
    if subscription.words:
        return f" ({telegram_html.escape(subscription.words)})"
    return ""


def _label(subscription: Subscription) -> str:
    if subscription.label:
        return f" #{telegram_html.escape(subscription.label)}"
    return ""


def _rest(context: UpdateContext, subscription: Subscription) -> str:
    if labels.rests(context, subscription):
        return " ⏸"
    return ""


def _buttons(
    rows: Sequence[Subscription], names: Mapping[int, str], page: int
) -> Rows:
    buttons = []
    for subscription in rows:
        label = telegram_html.shorten(names[subscription.id], BUTTON)
        opens = OpenSubscription(subscription.id, page)
        buttons.append(
            action_button(f"{SIGNS[subscription.kind]} {label}", opens)
        )
    return grid(buttons, 2)


def _ways(context: UpdateContext, muted: int) -> Rows:
    """Return the ways on from the list: to the topics, and to the mutes if the
    chat has any.
    """
    ways = [action_button(context.say("subscriptions.choose"), ShowTopics())]
    if muted:
        label = f"🔕 {context.say('mute.title')} ({muted})"
        ways.append(action_button(label, ListMutes()))
    return (tuple(ways),)


async def turn(context: UpdateContext, pressed: ListSubscriptions) -> None:
    """Handle ◀ and ▶, and the way back from one subscription."""
    await context.answer_callback()
    await context.edit(*await page(context, pressed.page))


async def open_(context: UpdateContext, pressed: OpenSubscription) -> None:
    """Handle a subscription's button: show it, with buttons to weigh and end
    it.
    """
    subscription = await row_pressed(context, pressed.subscription)
    if subscription is not None:
        await context.answer_callback()
        await context.edit(*await _one(context, subscription, pressed.page))


async def _one(
    context: UpdateContext, subscription: Subscription, number: int
) -> MenuPage:
    """Return the page of one subscription: what it is, its words and pause, and the rows that
    change it.

    `number` is the page of the list that "back" leads to.
    """
    name = await name_of(context, subscription)
    lines = [f"{SIGNS[subscription.kind]} <b>{telegram_html.escape(name)}</b>"]
    if subscription.kind == "source":
        lines += await _about_source(context, subscription, name)
    if subscription.words:
        lines.append(context.say("words.only", words=subscription.words))
    if pause := labels.line(context, subscription):
        lines.append(pause)
    lines.append(context.say("weight.ask"))
    leave = f"✖ {context.say('subscription.leave')}"
    back = f"⬅ {context.say('subscription.back')}"
    rows = (
        *row_of(context, subscription, number),
        *delivery_modes.rows_of(context, subscription, number),
        _more(context, subscription, number),
        (
            action_button(leave, Unsubscribe(subscription.id, number)),
            action_button(back, ListSubscriptions(number)),
        ),
    )
    return "\n".join(lines), rows


async def _about_source(
    context: UpdateContext, subscription: Subscription, name: str
) -> list[str]:
    """Return a source's address, and why nothing comes from it now."""
    source = await context.read(sources.get, int(subscription.value))
    if source is None:
        return []
    lines = [telegram_html.escape_own(source.url)]
    if source.state != "active":
        lines.append(context.say(f"source.{source.state}", name=name))
    elif until := await added_sources.rests_until(context, source):
        lines.append(context.say("source.resting", time=until))
    return lines


def _more(
    context: UpdateContext, subscription: Subscription, page: int
) -> tuple[Button, ...]:
    """Return the buttons that open its format, a source's words, and its label."""
    buttons = []
    # Only posts have a format; a digest has the chat's look.
    if subscription.mode != "digest":
        label = f"🎨 {context.say('format.button')}"
        buttons.append(action_button(label, ShowFormat(subscription.id, page)))
    if subscription.kind == "source":
        label = f"🔎 {context.say('words.button')}"
        buttons.append(action_button(label, ShowWords(subscription.id, page)))
    if subscription.label:
        buttons.append(labels.button(subscription))
    return tuple(buttons)


async def open_label(context: UpdateContext, pressed: OpenLabel) -> None:
    """Handle the button of a label: show its subscriptions."""
    subscription = await row_pressed(context, pressed.subscription)
    if subscription is not None and subscription.label:
        await context.answer_callback()
        await context.edit(*await found(context, subscription.label))


async def rest(context: UpdateContext, pressed: RestLabel) -> None:
    """Handle ⏸ and ▶ of a label."""
    if label := await labels.press(context, pressed):
        await context.edit(*await found(context, label))


async def _show(context: UpdateContext, number: int, page: int) -> None:
    """Show a subscription's current state."""
    subscription = await row_pressed(context, number)
    if subscription is not None:
        await context.edit(*await _one(context, subscription, page))


async def send_by(context: UpdateContext, pressed: ChooseDelivery) -> None:
    """Handle a delivery mode's button."""
    mode = subscriptions.mode_of(pressed.mode)
    subscription = await row_pressed(context, pressed.subscription)
    if subscription is None or mode is None or not await may_change(context):
        return
    now = context.clock()
    await context.write(
        subscriptions.set_mode, context.chat.id, subscription.id, mode, now
    )
    await context.notify(f"mode.{mode}.told")
    await _show(context, pressed.subscription, pressed.page)


async def weigh(context: UpdateContext, pressed: WeighSubscription) -> None:
    """Handle a weight's button."""
    subscription = await row_pressed(context, pressed.subscription)
    if subscription is None or not await may_change(context):
        return
    new = weight_at(pressed.level)
    await context.write(
        subscriptions.set_weight, context.chat.id, subscription.id, new
    )
    # A button of an earlier version may name a level past the last one.
    level = min(pressed.level, len(SIGN_OF) - 1)
    await context.notify(f"weight.{level}")
    await _show(context, pressed.subscription, pressed.page)


async def remove(context: UpdateContext, pressed: Unsubscribe) -> None:
    """Handle the ✖ button of a subscription."""
    subscription = await row_pressed(context, pressed.subscription)
    if subscription is None or not await may_change(context):
        return
    name = await name_of(context, subscription)
    await context.write(
        subscriptions.remove_id, context.chat.id, subscription.id
    )
    await context.notify("topic.off", name=name)
    await context.edit(*await page(context, pressed.page))
