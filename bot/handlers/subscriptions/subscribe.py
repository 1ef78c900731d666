"""/subscribe, /unsubscribe, /topics: a topic, a phrase or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

import structlog

from bot.handlers import pending_confirmations
from bot.handlers.context import UpdateContext, may_change, translate_error
from bot.handlers.pending_confirmations import Proposal
from bot.handlers.setup.start import begin_schedule, toggle, topics_of
from bot.handlers.subscriptions import delivery_modes, filters, subscription_list
from bot.handlers.subscriptions.naming import SIGNS, names_of, topic_name
from bot.rendering import keyboards, telegram_html
from bot.rendering.actions.subscription_actions import (
    AnswerProposal,
    OpenSubscription,
    ShowTopics,
    ToggleTopic,
)
from bot.rendering.button_data import data
from news.addresses import resolve
from news.errors import JianbaoError
from news.filters import parse
from news.models import Button
from news.topics import catalogue, find
from news.words import fold
from store.chats import subscriptions
from store.news import sources
from store.rows import DeliveryMode, Subscription, SubscriptionKind

# Any scheme is an address: one that is not fetched is refused in words, not taken for a phrase.
_ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$", re.IGNORECASE
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person's words mean as a subscription."""

    kind: SubscriptionKind
    value: str
    name: str


async def subscribe(ctx: UpdateContext) -> None:
    """Take a topic, a phrase (with +must, !not, /regex/) or an address; without words show the topics."""
    if not await may_change(ctx):
        return
    if not ctx.args:
        await ctx.answer(
            ctx.say("subscribe.choose"), keyboards.topics(ctx.place.locale, await topics_of(ctx))
        )
        return
    text, mode = delivery_modes.split(ctx.text, ctx.speech)
    if is_address(text):
        await propose(ctx, text, mode)
    elif find(text):
        await take(ctx, understand(text, ctx.place.locale), mode)
    elif names_source(text):
        await propose(ctx, text, mode)
    else:
        await filters.try_out(ctx, text, mode)


def names_source(text: str) -> bool:
    """Tell whether words name a source without being an address: `@user@host`, `r/name`, 微博热搜.

    A word that is a board's name alone (百度) is more often a phrase to be told of.
    """
    target = resolve(text)
    if target is None or not target.rule:
        return False
    return target.rule != "newsnow" or "热" in text or "榜" in text or "://" in text


def understand(text: str, locale: str) -> Wish:
    """Read words as a topic by its name in any language, else as a filter; raises FilterError."""
    if key := find(text):
        return Wish(
            "topic", key, next(info.name(locale) for info in catalogue() if info.key == key)
        )
    return Wish("filter", parse(text).expression, text)


async def take(
    ctx: UpdateContext, wish: Wish, mode: DeliveryMode | None = None
) -> Subscription | None:
    """Subscribe the chat and say so; None where it has that already, which `mode` may change."""
    listed = await ctx.tools.db.read(subscriptions.of_chat, ctx.chat.id)
    before = {(row.kind, row.value): row for row in listed}
    if known := before.get((wish.kind, wish.value)):
        await delivery_modes.already(ctx, known, wish.name, mode)
        return None
    row = await ctx.tools.db.write(
        subscriptions.add,
        ctx.chat.id,
        wish.kind,
        wish.value,
        mode=mode or "digest",
        limit=ctx.tools.defaults.subscriptions,
        now=ctx.tools.clock(),
    )
    await begin_schedule(ctx)
    text = ctx.say(f"subscribe.{wish.kind}", name=wish.name, schedule=ctx.chat.schedule)
    if row.mode != "digest":
        text += "\n" + ctx.say(f"mode.{row.mode}.told")
    if wish.kind == "filter" and (waiting := await filters.tag(ctx, wish.value, row.term_id)):
        text += "\n" + ctx.say(
            "filter.waiting", stories=ctx.speech.say("settings.stories", n=waiting)
        )
    await ctx.answer(text)
    return row


async def propose(ctx: UpdateContext, url: str, mode: DeliveryMode | None = None) -> None:
    """Look what an address lists, show the five newest entries, and ask; `mode` says how its stories will come."""
    number = await ctx.answer(ctx.say("source.looking", url=url))
    try:
        found = await ctx.tools.discover(url, ctx.chat.zone)
    except JianbaoError as error:
        log.info("source.refused", url=url, error=str(error))
        await ctx.amend(number, translate_error(ctx, error))
        return
    lines = [
        f"• {telegram_html.link(telegram_html.shorten(entry.title or entry.url, 100), entry.url)}"
        for entry in found.entries
    ]
    proposal = Proposal(
        "source",
        found.url,
        form=found.kind,
        title=found.title,
        language=found.language,
        mode=mode or "",
    )
    token = await ctx.tools.db.write(
        pending_confirmations.put, ctx.chat, proposal, ctx.tools.clock()
    )
    head = ctx.say(
        "source.found", title=found.title or found.url, kind=ctx.speech.say(f"source.{found.kind}")
    )
    rows = keyboards.yes_no(
        ctx.speech,
        AnswerProposal(accepted=True, token=token),
        AnswerProposal(accepted=False, token=token),
    )
    await ctx.amend(number, f"{head}\n" + "\n".join(lines), rows)


async def decide(ctx: UpdateContext, pressed: AnswerProposal) -> None:
    """✅ or ❌ under a proposal."""
    if not await may_change(ctx):
        return
    now = ctx.tools.clock()
    wanted = await ctx.tools.db.write(pending_confirmations.take, ctx.chat, pressed.token, now)
    if wanted is None:
        await ctx.answer_callback(ctx.speech.say("button.old"), alert=True)
        return
    await ctx.answer_callback()
    if not pressed.accepted:
        await ctx.edit(ctx.say("source.declined"))
    elif wanted.kind == "source":
        await _add_source(ctx, wanted)
    else:
        await ctx.edit(ctx.say("source.adding", title=wanted.value))
        wish = Wish("filter", parse(wanted.value).expression, wanted.value)
        await take(ctx, wish, subscriptions.mode_of(wanted.mode))


async def _add_source(ctx: UpdateContext, wanted: Proposal) -> None:
    source = await ctx.tools.db.write(
        sources.add,
        wanted.value,
        wanted.form,
        wanted.title,
        wanted.language,
        ctx.chat.zone,
        ctx.chat.telegram_id,
        ctx.tools.clock(),
    )
    await ctx.edit(ctx.say("source.adding", title=wanted.title or wanted.value))
    wish = Wish("source", str(source.id), wanted.title or wanted.value)
    await take(ctx, wish, subscriptions.mode_of(wanted.mode))


async def unsubscribe(ctx: UpdateContext) -> None:
    """Leave a topic, a filter or a source; without words show what there is."""
    if not ctx.args:
        await subscription_list.subscriptions_(ctx)
        return
    if not await may_change(ctx):
        return
    wanted = ctx.text.strip()
    rows = await subscription_list.wants(ctx)
    names = await names_of(ctx, rows)
    key = find(wanted)
    for row in rows:
        if row.value in {wanted, key} or fold(names[row.id]) == fold(wanted):
            await ctx.tools.db.write(subscriptions.remove_id, ctx.chat.id, row.id)
            await ctx.answer(ctx.say("unsubscribe.done", name=names[row.id]))
            return
    near = get_close_matches(fold(wanted), [fold(name) for name in names.values()], 3, 0.5)
    buttons = tuple(
        (
            Button(
                f"{SIGNS[row.kind]} {telegram_html.shorten(names[row.id], 40)}",
                data(OpenSubscription(row.id, 0)),
            ),
        )
        for row in rows
        if fold(names[row.id]) in near
    )
    await ctx.answer(ctx.say("unsubscribe.none", name=wanted), buttons)


async def topics(ctx: UpdateContext) -> None:
    """Show all topics, ticked where the chat has them."""
    await ctx.answer(
        ctx.say("subscribe.choose"), keyboards.topics(ctx.place.locale, await topics_of(ctx))
    )


async def show_topics(ctx: UpdateContext, _pressed: ShowTopics) -> None:
    """A button that leads to the topics."""
    await ctx.answer_callback()
    await ctx.edit(
        ctx.say("subscribe.choose"), keyboards.topics(ctx.place.locale, await topics_of(ctx))
    )


async def tick(ctx: UpdateContext, pressed: ToggleTopic) -> None:
    """A topic's button under /subscribe and /topics."""
    if not await may_change(ctx):
        return
    has = await toggle(ctx, pressed.topic)
    if has is None:
        await ctx.answer_callback(ctx.say("button.old"))
        return
    if has:
        await begin_schedule(ctx)
    name = topic_name(ctx, pressed.topic)
    await ctx.answer_callback(ctx.speech.say("topic.on" if has else "topic.off", name=name))
    await ctx.edit(
        ctx.say("subscribe.choose"), keyboards.topics(ctx.place.locale, await topics_of(ctx))
    )


def is_address(text: str) -> bool:
    """Tell whether words are the address of a site."""
    return bool(_ADDRESS.match(text))
