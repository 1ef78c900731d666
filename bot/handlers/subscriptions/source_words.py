"""Part of a source: `/subscribe https://… +chip -ads` takes only the articles
that match.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import name_of, with_id
from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import (
    OpenSubscription,
    ShowWords,
    TakeAll,
)
from bot.rendering.button_data import MenuPage, Rows, action_button
from bot.rendering.telegram_html import CodeText
from news.durations import DAY
from news.filters import parse_within
from news.models import Entry
from news.private_addresses import masked
from store.chats import subscriptions
from store.news import source_parts, sources, stories
from store.news.filter_preview import Sample
from store.rows import Subscription

# Seconds to look back for matching articles once the words are new.
REACH = 7 * DAY


def met(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Return the entries that match the words; all entries if there are no
    words.
    """
    if not words:
        return list(entries)
    wanted = parse_within(words)
    return [
        entry
        for entry in entries
        if wanted.matches(f"{entry.title}\n{entry.summary}")
    ]


async def narrow(
    context: UpdateContext, subscription: Subscription, words: str
) -> None:
    """Take only matching articles of a source from now on; without words, all
    of them.
    """
    await context.write(
        subscriptions.set_words, context.chat.id, subscription.id, words
    )
    changed = await own(context, subscription.id)
    if changed is not None:
        await tag(context, changed)


async def tag(context: UpdateContext, subscription: Subscription) -> None:
    """Add the term of a new part of a source to recent matching stories, so
    that the next digest can hold them.
    """
    if not subscription.words or subscription.term_id is None:
        return
    since = context.clock() - REACH
    listed = await context.read(
        source_parts.newest, int(subscription.value), since
    )
    pairs = await asyncio.to_thread(
        _pairs, listed, subscription.term_id, subscription.words
    )
    if pairs:
        await context.write(stories.tag, pairs)


def _pairs(
    listed: Sequence[Sample], term: int, words: str
) -> list[tuple[int, int]]:
    rules = source_parts.filters_of([(term, words)])
    return [
        (sample.story_id, term)
        for sample in listed
        if source_parts.matching(rules, sample)
    ]


async def own(context: UpdateContext, number: int) -> Subscription | None:
    """Return one of the chat's subscriptions to sources; None if it is not one."""
    subscription = with_id(await context.subscriptions(), number)
    if subscription is None or subscription.kind != "source":
        return None
    return subscription


async def show(context: UpdateContext, pressed: ShowWords) -> None:
    """Handle the button that opens a source's words."""
    subscription = await own(context, pressed.subscription)
    if subscription is None:
        await context.alert("subscription.gone")
        return
    await context.answer_callback()
    await context.edit(*await _page(context, subscription, pressed.page))


async def take_all(context: UpdateContext, pressed: TakeAll) -> None:
    """Handle the button that takes all articles of a source again."""
    subscription = await own(context, pressed.subscription)
    if subscription is None:
        await context.alert("subscription.gone")
        return
    if not await may_change(context):
        return
    await narrow(context, subscription, "")
    name = await name_of(context, subscription)
    await context.notify("words.all", name=name)
    changed = await own(context, subscription.id)
    if changed is not None:
        await context.edit(*await _page(context, changed, pressed.page))


def offer_all(context: UpdateContext, subscription: Subscription) -> MenuPage:
    """Return the text about a source whose words stay, with the button that
    removes them.
    """
    everything = action_button(
        context.say("words.everything"), TakeAll(subscription.id)
    )
    return context.say("words.only", words=subscription.words), ((everything,),)


async def _page(
    context: UpdateContext, subscription: Subscription, page: int
) -> MenuPage:
    """Return the page of a source's words, with how to change them."""
    name = await name_of(context, subscription)
    source = await context.read(sources.get, int(subscription.value))
    address = masked(source.url) if source is not None else subscription.value
    back = action_button(
        f"⬅ {context.say('subscription.back')}",
        OpenSubscription(subscription.id, page),
    )
    rows: Rows = ((back,),)
    said = context.say("words.all", name=name)
    if subscription.words:
        said = context.say("words.only", words=subscription.words)
        everything = action_button(
            context.say("words.everything"), TakeAll(subscription.id, page)
        )
        rows = ((everything,), *rows)
    lines = [
        f"🔎 <b>{telegram_html.escape(name)}</b>",
        said,
        context.say("words.hint", url=CodeText(address)),
    ]
    return "\n".join(lines), rows
