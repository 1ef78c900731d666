"""Part of a source: `/subscribe https://… +chip -ads` takes only the articles
that match.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import name_of
from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import (
    OpenSubscription,
    ShowWords,
    TakeAll,
)
from bot.rendering.button_data import MenuPage, action_button
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


async def narrow(context: UpdateContext, row: Subscription, words: str) -> None:
    """Take only matching articles of a source from now on; without words, all
    of them.
    """
    await context.write(subscriptions.set_words, context.chat.id, row.id, words)
    changed = await own(context, row.id)
    if changed is not None:
        await tag(context, changed)


async def tag(context: UpdateContext, row: Subscription) -> None:
    """Add the term of a new part of a source to recent matching stories, so
    that the next digest can hold them.
    """
    if not row.words or row.term_id is None:
        return
    since = context.clock() - REACH
    listed = await context.read(source_parts.newest, int(row.value), since)
    pairs = await asyncio.to_thread(_pairs, listed, row.term_id, row.words)
    if pairs:
        await context.write(stories.tag, pairs)


def _pairs(
    listed: Sequence[Sample], term: int, words: str
) -> list[tuple[int, int]]:
    rules = source_parts.filters_of([(term, words)])
    return [
        (row.story_id, term)
        for row in listed
        if source_parts.matching(rules, row)
    ]


async def own(context: UpdateContext, number: int) -> Subscription | None:
    """Return one of the chat's subscriptions to sources; None if it is not one."""
    rows = await context.subscriptions()
    for row in rows:
        if row.id == number and row.kind == "source":
            return row
    return None


async def show(context: UpdateContext, pressed: ShowWords) -> None:
    """Handle the button that opens a source's words."""
    row = await own(context, pressed.subscription)
    if row is None:
        await context.alert("subscription.gone")
        return
    await context.answer_callback()
    await context.edit(*await _page(context, row, pressed.page))


async def take_all(context: UpdateContext, pressed: TakeAll) -> None:
    """Handle the button that takes all articles of a source again."""
    row = await own(context, pressed.subscription)
    if row is None:
        await context.alert("subscription.gone")
        return
    if not await may_change(context):
        return
    await narrow(context, row, "")
    name = await name_of(context, row)
    await context.notify("words.all", name=name)
    changed = await own(context, row.id)
    if changed is not None:
        await context.edit(*await _page(context, changed, pressed.page))


def offer_all(context: UpdateContext, row: Subscription) -> MenuPage:
    """Return the text about a source whose words stay, with the button that
    removes them.
    """
    everything = action_button(context.say("words.everything"), TakeAll(row.id))
    return context.say("words.only", words=row.words), ((everything,),)


async def _page(
    context: UpdateContext, row: Subscription, page: int
) -> MenuPage:
    """Return the page of a source's words, with how to change them."""
    name = await name_of(context, row)
    source = await context.read(sources.get, int(row.value))
    address = masked(source.url) if source is not None else row.value
    said = (
        context.say("words.only", words=row.words)
        if row.words
        else context.say("words.all", name=name)
    )
    lines = [
        f"🔎 <b>{telegram_html.escape(name)}</b>",
        said,
        context.say("words.hint", url=CodeText(address)),
    ]
    back = action_button(
        f"⬅ {context.say('subscription.back')}", OpenSubscription(row.id, page)
    )
    everything = action_button(
        context.say("words.everything"), TakeAll(row.id, page)
    )
    return "\n".join(lines), ((everything,), (back,)) if row.words else (
        (back,),
    )
