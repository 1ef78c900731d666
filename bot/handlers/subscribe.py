"""/subscribe, /unsubscribe, /subscriptions, /topics: a topic, a phrase or an address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from bot import html, keyboards
from bot.handlers.here import Here, may_change
from bot.handlers.start import set_schedule, toggle, topics_of
from bot.keyboards import Rows, data
from news.errors import FilterError
from news.filters import parse
from news.models import Button
from news.topics import catalogue, find
from store import conversations, sources, subscriptions
from store.rows import Subscription, SubscriptionKind

_ADDRESS = re.compile(r"^(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$", re.IGNORECASE)
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person's words mean as a subscription."""

    kind: SubscriptionKind
    value: str
    name: str


async def subscribe(here: Here) -> None:
    """Take a topic, a phrase (with +must, !not, /regex/) or an address; without words show the topics."""
    if not await may_change(here):
        return
    if not here.args:
        await here.answer(here.say("subscribe.choose"), keyboards.topics(here.chat.locale, await topics_of(here)))
        return
    if _ADDRESS.match(here.text):
        await propose(here, here.text)
        return
    await _take(here, understand(here.text, here.chat.locale))


def understand(text: str, locale: str) -> Wish:
    """Read words as a topic by its name in any language, else as a filter; raises FilterError."""
    if key := find(text):
        return Wish("topic", key, next(info.name(locale) for info in catalogue() if info.key == key))
    return Wish("filter", parse(text).expression, text)


async def _take(here: Here, wish: Wish) -> None:
    before = {(row.kind, row.value) for row in await here.tools.db.read(subscriptions.of_chat, here.chat.id)}
    if (wish.kind, wish.value) in before:
        await here.answer(here.say("subscribe.already", name=wish.name))
        return
    await here.tools.db.write(
        subscriptions.add,
        here.chat.id,
        wish.kind,
        wish.value,
        limit=here.tools.defaults.subscriptions,
        now=here.tools.clock(),
    )
    if here.chat.next_due_at is None and here.chat.state == "active":
        await set_schedule(here, here.chat.schedule)
    key = (
        "subscribe.topic"
        if wish.kind == "topic"
        else "subscribe.filter"
        if wish.kind == "filter"
        else "subscribe.source"
    )
    await here.answer(here.say(key, name=wish.name, schedule=here.chat.schedule))


async def propose(here: Here, url: str) -> None:
    """Look what an address lists, show the five newest entries, and ask."""
    await here.answer(here.say("source.looking", url=url))
    found = await here.tools.discover(url, here.chat.zone)
    lines = [f"• {html.link(html.shorten(entry.title or entry.url, 100), entry.url)}" for entry in found.entries]
    state = json.dumps(
        {"add": {"url": found.url, "kind": found.kind, "title": found.title, "language": found.language}}
    )
    await here.tools.db.write(
        conversations.put, here.chat.telegram_id, here.user_id, here.chat.thread_id, state, here.tools.clock()
    )
    head = here.say("source.found", title=found.title or found.url, kind=here.speech.say(f"source.{found.kind}"))
    rows = (
        (Button(f"✅ {here.speech.say('yes')}", data("add", 1)), Button(f"❌ {here.speech.say('no')}", data("add", 0))),
    )
    await here.answer(f"{head}\n" + "\n".join(lines), rows)


async def decide(here: Here, values: list[str]) -> None:
    """✅ or ❌ under a proposal."""
    if not await may_change(here):
        return
    text = await here.tools.db.read(conversations.get, here.chat.telegram_id, here.user_id, here.chat.thread_id)
    wanted = json.loads(text).get("add") if text else None
    await here.tools.db.write(conversations.drop, here.chat.telegram_id, here.user_id, here.chat.thread_id)
    await here.toast()
    if not wanted:
        await here.edit(here.say("button.old"))
        return
    if values[:1] != ["1"]:
        await here.edit(here.say("source.declined"))
        return
    source = await here.tools.db.write(
        sources.add,
        wanted["url"],
        wanted["kind"],
        wanted["title"],
        wanted["language"],
        here.chat.zone,
        here.chat.telegram_id,
        here.tools.clock(),
    )
    await here.edit(here.say("source.adding", title=wanted["title"] or wanted["url"]))
    await _take(here, Wish("source", str(source.id), wanted["title"] or wanted["url"]))


async def unsubscribe(here: Here) -> None:
    """Leave a topic, a filter or a source; without words show what there is, each with a button."""
    if not await may_change(here):
        return
    if not here.args:
        await subscriptions_(here)
        return
    wanted = here.text.strip()
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    names = await _names(here, rows)
    key = find(wanted)
    for row in rows:
        if row.value in {wanted, key} or names[row.id].casefold() == wanted.casefold():
            await here.tools.db.write(subscriptions.remove_id, here.chat.id, row.id)
            await here.answer(here.say("unsubscribe.done", name=names[row.id]))
            return
    await here.answer(here.say("unsubscribe.none", name=wanted))


async def subscriptions_(here: Here) -> None:
    """Show what the chat has."""
    text, rows = await _list(here)
    await here.answer(text, rows)


async def _list(here: Here) -> tuple[str, Rows]:
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    if not rows:
        return here.say("subscriptions.none"), ((Button(here.speech.say("subscriptions.choose"), data("topics")),),)
    names = await _names(here, rows)
    lines = [f"{_SIGNS[row.kind]} {html.escape(names[row.id])}" for row in rows[:SHOWN]]
    buttons = keyboards.grid(
        (Button(f"✖ {html.shorten(names[row.id], 24)}", data("unsub", row.id)) for row in rows[:SHOWN]), 2
    )
    return f"<b>{here.say('subscriptions.title', n=len(rows))}</b>\n" + "\n".join(lines), buttons


_SIGNS = {
    "topic": "🏷",
    "source": "🗞",
    "filter": "🔎",
    "mute-topic": "🔕",
    "mute-publisher": "🔕",
    "mute-phrase": "🔕",
    "mute-story": "🔕",
}


async def _names(here: Here, rows: list[Subscription]) -> dict[int, str]:
    """Return what each subscription is called for people."""
    topics = {info.key: info.name(here.chat.locale) for info in catalogue()}
    names = {}
    for row in rows:
        if row.kind in {"topic", "mute-topic"}:
            names[row.id] = topics.get(row.value, row.value)
        elif row.kind == "source" and row.value.isdigit():
            source = await here.tools.db.read(sources.get, int(row.value))
            names[row.id] = (source.title or source.url) if source else row.value
        else:
            names[row.id] = row.value
    return names


async def remove(here: Here, values: list[str]) -> None:
    """The ✖ button of a subscription."""
    if values and values[0].isdigit() and await may_change(here):
        await here.tools.db.write(subscriptions.remove_id, here.chat.id, int(values[0]))
        await here.toast()
        text, rows = await _list(here)
        await here.edit(text, rows)


async def topics(here: Here) -> None:
    """Show all topics, ticked where the chat has them."""
    await here.answer(here.say("subscribe.choose"), keyboards.topics(here.chat.locale, await topics_of(here)))


async def show_topics(here: Here, _values: list[str]) -> None:
    """A button that leads to the topics."""
    await here.toast()
    await here.edit(here.say("subscribe.choose"), keyboards.topics(here.chat.locale, await topics_of(here)))


async def tick(here: Here, values: list[str]) -> None:
    """A topic's button under /subscribe and /topics."""
    if not values or not await may_change(here):
        return
    has = await toggle(here, values[0])
    if has is None:
        await here.toast(here.say("button.old"))
        return
    if has and here.chat.next_due_at is None and here.chat.state == "active":
        await set_schedule(here, here.chat.schedule)
    name = next(info.name(here.chat.locale) for info in catalogue() if info.key == values[0])
    await here.toast(here.speech.say("topic.on" if has else "topic.off", name=name))
    await here.edit(here.say("subscribe.choose"), keyboards.topics(here.chat.locale, await topics_of(here)))


async def guess(here: Here, text: str) -> Wish | None:
    """Return what plain words could subscribe to; None where they can't be a filter."""
    try:
        return understand(text, here.chat.locale)
    except FilterError:
        return None
