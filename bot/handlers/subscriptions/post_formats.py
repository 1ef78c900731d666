"""/format: the look of stories that are sent at once, for a chat and for each
subscription.
"""

from __future__ import annotations

from dataclasses import replace

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import find_named, name_of, row_pressed
from bot.rendering import telegram_html
from bot.rendering.actions.settings_actions import ShowSettings
from bot.rendering.actions.subscription_actions import (
    ChangeFormat,
    OpenSubscription,
    ShowFormat,
)
from bot.rendering.button_data import MenuPage, Rows, action_button
from bot.rendering.keyboards import mark
from bot.rendering.telegram_html import CodeText
from news.models import Button
from news.post_format import (
    BODIES,
    LINK_PLACES,
    USUAL,
    Body,
    PostFormat,
    parse,
    write,
)
from store.chats import subscriptions
from store.rows import Subscription

# The intervals in minutes between two messages that buttons offer; words take
# any number up to a day.
INTERVALS = (0, 30, 120, 360)
# The word that resets a format.
USUAL_WORD = "usual"


async def format_(context: UpdateContext) -> None:
    """Show or change a format: `/format`, `/format whole tags`,
    `/format science title every-30`.
    """
    name, words = _parted(context.args)
    subscription = await find_named(context, name) if name else None
    if name and subscription is None:
        await context.reply("format.usage")
        return
    if words:
        if not await may_change(context):
            return
        subscription = await _change(context, subscription, words)
    await context.answer(*await _page(context, subscription, 0))


def _parted(args: list[str]) -> tuple[str, str]:
    """Split a subscription's name from the words of a format at the end."""
    for start in range(len(args)):
        words = " ".join(args[start:])
        if words.casefold() == USUAL_WORD or parse(words) is not None:
            return " ".join(args[:start]), words
    return " ".join(args), ""


async def _change(
    context: UpdateContext, subscription: Subscription | None, words: str
) -> Subscription | None:
    """Add words to the format of a subscription, or of the chat if none is
    named; return the new format.
    """
    old = PostFormat()
    if words.casefold() != USUAL_WORD:
        old = _read(
            subscription.format if subscription else context.chat.post_format
        )
    new = write(_read(words).over(old))
    if subscription is None:
        await context.change(post_format=new)
        return None
    await context.write(
        subscriptions.set_format, context.chat.id, subscription.id, new
    )
    return replace(subscription, format=new)


def _read(words: str) -> PostFormat:
    """Read the words of a format; other words change nothing."""
    return parse(words) or PostFormat()


async def show(context: UpdateContext, pressed: ShowFormat) -> None:
    """Handle the button that opens a format."""
    subscription = None
    # No subscription stands for the chat's own format.
    if pressed.subscription:
        subscription = await row_pressed(context, pressed.subscription)
        if subscription is None:
            return
    await context.answer_callback()
    await context.edit(*await _page(context, subscription, pressed.page))


async def change(context: UpdateContext, pressed: ChangeFormat) -> None:
    """Handle a button that changes one part of a format."""
    subscription = None
    if pressed.subscription:
        subscription = await row_pressed(context, pressed.subscription)
        if subscription is None:
            return
    # A word that an earlier version offered may be gone.
    if parse(pressed.word) is None:
        await context.alert("subscription.gone")
        return
    if not await may_change(context):
        return
    subscription = await _change(context, subscription, pressed.word)
    await context.notify("format.set")
    await context.edit(*await _page(context, subscription, pressed.page))


async def _page(
    context: UpdateContext, subscription: Subscription | None, page: int
) -> MenuPage:
    """Return a format's page, with the buttons that change it."""
    name = (
        await name_of(context, subscription)
        if subscription
        else context.say("format.chat")
    )
    form = _effective(context, subscription)
    lines = [
        f"🎨 <b>{telegram_html.escape(name)}</b>",
        context.say("format.hint"),
    ]
    if form.name:
        lines.append(f"🗞 {telegram_html.escape(form.name)}")
    written = subscription.format if subscription else context.chat.post_format
    if written:
        lines.append(f"<code>{telegram_html.escape(CodeText(written))}</code>")
    return "\n".join(lines), _buttons(context, form, subscription, page)


def _effective(
    context: UpdateContext, subscription: Subscription | None
) -> PostFormat:
    """Return a format completed by the chat's format and the defaults."""
    settings = context.chat
    own = _read(subscription.format) if subscription else PostFormat()
    chat = _read(settings.post_format)
    # The settings of digests fill in what neither format says.
    body: Body | None = "title" if settings.style == "headline" else None
    look = PostFormat(body, silent=settings.silent, media=settings.images)
    return own.over(chat).over(look).over(USUAL)


def _buttons(
    context: UpdateContext,
    form: PostFormat,
    subscription: Subscription | None,
    page: int,
) -> Rows:
    """Return the rows that change how posts look, one a choice, its present value marked."""
    number = subscription.id if subscription else 0

    def choice(label: str, on: bool, word: str) -> Button:
        return mark(label, on, ChangeFormat(number, word, page))

    def switch(name: str) -> Button:
        on = bool(getattr(form, name))
        # The word turns the switch: `tags`, `no-tags`.
        word = f"no-{name}" if on else name
        return choice(context.say(f"format.{name}"), on, word)

    bodies = [
        choice(context.say(f"format.{body}"), form.body == body, body)
        for body in BODIES
    ]
    links = [
        choice(context.say(f"format.{place}"), form.link == place, place)
        for place in LINK_PLACES
    ]
    pauses = [
        choice(
            _interval(context, minutes),
            form.every == minutes,
            f"every-{minutes}",
        )
        for minutes in INTERVALS
    ]
    back = (
        OpenSubscription(subscription.id, page)
        if subscription
        else ShowSettings("look")
    )
    return (
        tuple(bodies),
        (switch("tags"), switch("author")),
        (switch("source"), switch("silent")),
        (switch("media"),),
        tuple(links),
        tuple(pauses),
        (action_button(f"⬅ {context.say('subscription.back')}", back),),
    )


def _interval(context: UpdateContext, minutes: int) -> str:
    if not minutes:
        return context.say("mode.now")
    return context.speech.say("minutes", n=minutes)
