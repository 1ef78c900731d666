"""/subscribe: follow topics, phrases and addresses, one or several at once."""

from __future__ import annotations

import re

from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions import (
    added_sources,
    delivery_modes,
    doors,
    filters,
    source_proposals,
    timed_wishes,
    topic_choice,
)
from bot.handlers.subscriptions.additions import SubscriptionWish, add, take
from bot.handlers.subscriptions.confirmations import begin_delivery, wants_of
from bot.handlers.subscriptions.deliveries import (
    Delivery,
    delivery_of,
    with_delivery,
)
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering.actions.subscription_actions import (
    AnswerProposal,
    ReadOtherwise,
)
from news.addresses import resolve
from news.doors import door_name, without_door
from news.filters import (
    FilterRequest,
    SourceRequest,
    TopicRequest,
    is_address,
    parse,
    parse_within,
    read_subscriptions,
)
from news.private_addresses import masked
from news.topics import find
from news.wishes import TimedWish
from store.chats import subscriptions
from store.news import doors as door_rows

# The most topics, addresses and filters of one command: each filter is tried,
# each address is fetched.
MOST = 12
_LABEL = re.compile(rf"\s#([\w/-]{{1,{subscriptions.MAX_LABEL}}})$")
# The start of the words that narrow a source named without an address: `r/rust
# +async`.
_SIGNED = re.compile(r"\s[+＋!！-](?=\S)")
# What shows that a hot list's name means the list: 微博热搜, 百度榜, an address.
_BOARD = re.compile("热|榜|://")
# The separators of wishes: words on both sides of one are separate wishes.
_PARTED = re.compile(r"[,，、;；\n]")


async def subscribe(context: UpdateContext) -> None:
    """Follow topics, phrases (with +must, !not, /regex/) and addresses; without
    words show the topics.

    Raises FilterError.
    """
    if not await may_change(context):
        return
    if not context.args:
        await context.answer(*await topic_choice.page(context))
        return
    wish = timed_wishes.read(context, context.written, is_asked=True)
    if wish is not None and wish.topics:
        await follow_at(context, wish)
    else:
        await _follow(context, context.written)


async def follow_at(context: UpdateContext, wish: TimedWish) -> None:
    """Follow what a person named with a time, and set that time; ask first
    where the time is not clear.
    """
    if await may_change(context):
        schedule = await timed_wishes.schedule_of(context, wish)
        if schedule:
            await _follow(context, wish.topics, schedule)


async def follow_with(
    context: UpdateContext, typed: str, schedule: str
) -> None:
    """Follow what a person typed; `schedule`, in its stored form, becomes the
    time of the chat's digests with it.

    Raises FilterError.
    """
    if await may_change(context):
        await _follow(context, typed, schedule)


async def _follow(
    context: UpdateContext, typed: str, schedule: str = ""
) -> None:
    """Follow what a person typed, in the way that they named."""
    text, mode = delivery_modes.split(typed, context.speech)
    text, label = _without_label(text)
    delivery = Delivery(mode, label, schedule)
    named, words = _without_words(text)
    if not find(named) and names_source(named):
        read = parse_within(words).expression if words else ""
        await propose(context, SourceRequest(named, read), delivery)
    else:
        await _take_all(context, text, delivery)


def _is_name(word: str) -> bool:
    """Return whether a word is an address or a topic."""
    return is_address(word) or find(word) is not None


def _without_label(text: str) -> tuple[str, str]:
    """Split a wish from the label at its end: `https://paper.example #morning`."""
    match = _LABEL.search(text)
    if not match:
        return text, ""
    rest = text[: match.start()].strip()
    words = rest.split()
    # In a search, # is an ordinary word; after an address it begins a label.
    if is_address(words[0]) or all(map(_is_name, words)):
        return rest, match.group(1)
    return text, ""


def _without_words(text: str) -> tuple[str, str]:
    """Split the name of a source from the signed words after it: "r/rust
    +async -beginner" → "r/rust", "+async -beginner".
    """
    match = _SIGNED.search(text)
    end = match.start() if match else len(text)
    return text[:end], text[end:].strip()


async def _take_all(
    context: UpdateContext, typed: str, delivery: Delivery
) -> None:
    """Subscribe to the named topics; show previews of addresses and filters,
    and ask.
    """
    requests = read_subscriptions(typed, find)
    if len(requests) > MOST:
        await context.reply("subscribe.many", limit=MOST)
        return
    keys = [
        request.key for request in requests if isinstance(request, TopicRequest)
    ]
    wanted = [
        request.filter
        for request in requests
        if isinstance(request, FilterRequest)
    ]
    if keys:
        await _take_topics(context, keys, typed, delivery)
    for request in requests:
        if isinstance(request, SourceRequest):
            await propose(context, request, delivery)
    if wanted:
        await filters.try_out(context, wanted, typed, delivery)


async def _take_topics(
    context: UpdateContext,
    keys: list[str],
    typed: str,
    delivery: Delivery,
) -> None:
    """Subscribe to topics and list them; offer a button for the other reading
    of the words.
    """
    listed = await context.subscriptions()
    had = {
        subscription.value: subscription
        for subscription in listed
        if subscription.kind == "topic"
    }
    added = tuple(key for key in keys if key not in had)
    if not added:
        names = ", ".join(topic_name(context, key) for key in keys)
        await delivery_modes.already(
            context, [had[key] for key in keys], names, delivery
        )
        return
    for key in added:
        await add(context, "topic", key, delivery)
    text = _topics_taken(context, added)
    # The times that are set with them say it themselves.
    text = text if delivery.schedule else context.undoable(text)
    lines, rows = await begin_delivery(
        context, text, delivery, first=not wants_of(listed)
    )
    # Words separated by a comma, and a topic's name of several words, are not
    # offered as one phrase.
    if not _PARTED.search(typed):
        reading = PendingAction("reading", typed, added=added)
        proposal = with_delivery(reading, delivery)
        rows += (await filters.reread_row(context, proposal, "phrase"),)
    await context.answer(lines, rows)


def _topics_taken(context: UpdateContext, keys: tuple[str, ...]) -> str:
    names = ", ".join(topic_name(context, key) for key in keys)
    return context.say(
        "subscribe.topic" if len(keys) == 1 else "subscribe.topics", name=names
    )


async def read_otherwise(
    context: UpdateContext, pressed: ReadOtherwise
) -> None:
    """Handle the button that reads words as one phrase, word by word, or as a
    hot list's name; unsubscribe from the topics of the first reading.
    """
    if not await may_change(context):
        return
    asked = await pending_confirmations.decided(context, pressed.token)
    if asked is None:
        return
    delivery = delivery_of(asked)
    if pressed.how == "board":
        await context.reply_in_place("source.declined")
        await propose(context, SourceRequest(asked.value), delivery)
        return
    if pressed.how == "words":
        await context.reply_in_place("source.declined")
        await _take_all(context, "\n".join(asked.value.split()), delivery)
        return
    for key in asked.added:
        await context.write(subscriptions.remove, context.chat.id, "topic", key)
    names = ", ".join(topic_name(context, key) for key in asked.added)
    await context.reply_in_place("unsubscribe.done", name=names)
    await filters.try_out(context, [parse(asked.value)], asked.value, delivery)


def names_source(text: str) -> bool:
    """Tell whether words name a source without being an address: `@user@host`,
    `r/name`, 微博热搜.

    A hot list's name alone (百度) counts as no source: it is more often meant as
    a phrase.
    """
    target = resolve(text)
    if target is None or not target.rule:
        return False
    return target.rule != "newsnow" or bool(_BOARD.search(text))


async def propose(
    context: UpdateContext,
    wanted: SourceRequest,
    delivery: Delivery,
) -> None:
    """Read an address, show its newest matching entries, and ask."""
    door = PendingAction("door", without_door(wanted.url), words=wanted.words)
    asked = with_delivery(door, delivery)
    if not await doors.take_login(context, asked, source_proposals.look):
        await source_proposals.look(context, asked.value, asked)


async def decide(context: UpdateContext, pressed: AnswerProposal) -> None:
    """Handle ✅ or ❌ under a proposal."""
    if not await may_change(context):
        return
    wanted = await pending_confirmations.decided(context, pressed.token)
    if wanted is None:
        return
    if not pressed.accepted:
        await context.reply_in_place("source.declined")
    elif wanted.kind == "source":
        await _add_source(context, wanted)
    else:
        await filters.accept(context, wanted)


async def _add_source(context: UpdateContext, wanted: PendingAction) -> None:
    source = await added_sources.add(
        context,
        wanted.value,
        wanted.form,
        title=wanted.title,
        language=wanted.language,
    )
    if door := door_name(wanted.value):
        await context.write(door_rows.attach, door, source.id)
    name = wanted.title or masked(wanted.value)
    await context.reply_in_place("source.adding", title=name)
    wish = SubscriptionWish(
        kind="source", value=str(source.id), name=name, words=wanted.words
    )
    await take(context, wish, delivery_of(wanted))
