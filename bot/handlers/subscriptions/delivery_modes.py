"""The delivery of a subscription's stories: in the digest, at once, or both."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.confirmations import begin_delivery
from bot.handlers.subscriptions.deliveries import Delivery
from bot.rendering.actions.subscription_actions import ChooseDelivery
from bot.rendering.button_data import Rows
from bot.rendering.i18n import Translator
from bot.rendering.keyboards import grid, mark
from news.words import fold
from store.chats import subscriptions
from store.chats.subscriptions import MODES, mode_of
from store.rows import DeliveryMode, Subscription

# The signs after a name in the list of subscriptions.
SIGN_OF: dict[DeliveryMode, str] = {"digest": "", "now": " 📨", "both": " 📨"}


def split(text: str, speech: Translator) -> tuple[str, DeliveryMode | None]:
    """Split the mode off the end of a wish: `science now`, `科学 即时`; None if no
    mode is given.

    A mode is `digest`, `now`, `both` or the label of its button. `"apocalypse
    now"` in quotation marks is a phrase.
    """
    wish, _, last = text.strip().rpartition(" ")
    names = {fold(speech.say(f"mode.{mode}")): mode for mode in MODES}
    mode = mode_of(last.casefold()) or names.get(fold(last))
    if wish.strip() and mode:
        return (wish.strip(), mode)
    return (text.strip(), None)


def rows_of(
    context: UpdateContext, subscription: Subscription, page: int
) -> Rows:
    """Return the buttons that choose one subscription's delivery."""
    buttons = (
        mark(
            context.say(f"mode.{mode}"),
            mode == subscription.mode,
            ChooseDelivery(subscription.id, mode, page),
        )
        for mode in MODES
    )
    return grid(buttons, 3)


async def already(
    context: UpdateContext,
    rows: Sequence[Subscription],
    name: str,
    delivery: Delivery,
) -> None:
    """Answer for subscriptions that the chat has already; set a new mode and
    new times if they were given.
    """
    text = await change(context, rows, name, delivery.mode)
    text = text or context.say("subscribe.already", name=name)
    await answer_again(context, text, delivery)


async def change(
    context: UpdateContext,
    rows: Sequence[Subscription],
    name: str,
    mode: DeliveryMode | None,
) -> str:
    """Set a new mode; return the text that says so, an empty one where nothing
    changes.
    """
    if mode is None or all(mode == subscription.mode for subscription in rows):
        return ""
    now = context.clock()
    for subscription in rows:
        await context.write(
            subscriptions.set_mode, context.chat.id, subscription.id, mode, now
        )
    told = context.say(f"mode.{mode}.told")
    return f"{context.say('mode.set', name=name)} {told}"


async def answer_again(
    context: UpdateContext, text: str, delivery: Delivery
) -> None:
    """Answer for subscriptions that the chat has already; set new times if they
    were given.
    """
    times = Delivery(schedule=delivery.schedule)
    answer = await begin_delivery(context, text, times, first=False)
    await context.answer(*answer)
