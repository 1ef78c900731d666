"""/subscribe, /unsubscribe, /topics: a topic, a phrase or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

import structlog

from bot import html, keyboards, proposals
from bot.handlers import filters, listing
from bot.handlers.here import Here, may_change, words_of
from bot.handlers.naming import SIGNS, names_of, topic_name
from bot.handlers.start import begin_schedule, toggle, topics_of
from bot.keyboards import data
from bot.proposals import Proposal
from news.errors import JianbaoError
from news.filters import parse
from news.models import Button
from news.topics import catalogue, find
from news.words import fold
from store import sources, subscriptions
from store.rows import Subscription, SubscriptionKind

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


async def subscribe(here: Here) -> None:
    """Take a topic, a phrase (with +must, !not, /regex/) or an address; without words show the topics."""
    if not await may_change(here):
        return
    if not here.args:
        await here.answer(
            here.say("subscribe.choose"), keyboards.topics(here.place.locale, await topics_of(here))
        )
    elif is_address(here.text):
        await propose(here, here.text)
    elif find(here.text):
        await take(here, understand(here.text, here.place.locale))
    else:
        await filters.try_out(here, here.text)


def understand(text: str, locale: str) -> Wish:
    """Read words as a topic by its name in any language, else as a filter; raises FilterError."""
    if key := find(text):
        return Wish(
            "topic", key, next(info.name(locale) for info in catalogue() if info.key == key)
        )
    return Wish("filter", parse(text).expression, text)


async def take(here: Here, wish: Wish) -> Subscription | None:
    """Subscribe the chat and say so; None where it has that already."""
    before = {
        (row.kind, row.value)
        for row in await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    }
    if (wish.kind, wish.value) in before:
        await here.answer(here.say("subscribe.already", name=wish.name))
        return None
    row = await here.tools.db.write(
        subscriptions.add,
        here.chat.id,
        wish.kind,
        wish.value,
        limit=here.tools.defaults.subscriptions,
        now=here.tools.clock(),
    )
    await begin_schedule(here)
    text = here.say(f"subscribe.{wish.kind}", name=wish.name, schedule=here.chat.schedule)
    if wish.kind == "filter" and (waiting := await filters.tag(here, wish.value, row.term_id)):
        text += "\n" + here.say(
            "filter.waiting", stories=here.speech.say("settings.stories", n=waiting)
        )
    await here.answer(text)
    return row


async def propose(here: Here, url: str) -> None:
    """Look what an address lists, show the five newest entries, and ask."""
    number = await here.answer(here.say("source.looking", url=url))
    try:
        found = await here.tools.discover(url, here.chat.zone)
    except JianbaoError as error:
        log.info("source.refused", url=url, error=str(error))
        await here.amend(number, words_of(here, error))
        return
    lines = [
        f"• {html.link(html.shorten(entry.title or entry.url, 100), entry.url)}"
        for entry in found.entries
    ]
    proposal = Proposal(
        "source", found.url, form=found.kind, title=found.title, language=found.language
    )
    token = await here.tools.db.write(proposals.put, here.chat, proposal, here.tools.clock())
    head = here.say(
        "source.found", title=found.title or found.url, kind=here.speech.say(f"source.{found.kind}")
    )
    rows = (
        (
            Button(f"✅ {here.speech.say('yes')}", data("add", 1, token)),
            Button(f"❌ {here.speech.say('no')}", data("add", 0, token)),
        ),
    )
    await here.amend(number, f"{head}\n" + "\n".join(lines), rows)


async def decide(here: Here, values: list[str]) -> None:
    """✅ or ❌ under a proposal."""
    if not await may_change(here):
        return
    token = values[1] if len(values) > 1 else ""
    wanted = await here.tools.db.write(proposals.take, here.chat, token, here.tools.clock())
    if wanted is None:
        await here.toast(here.speech.say("button.old"), alert=True)
        return
    await here.toast()
    if values[0] != "1":
        await here.edit(here.say("source.declined"))
    elif wanted.kind == "source":
        await _add_source(here, wanted)
    else:
        await here.edit(here.say("source.adding", title=wanted.value))
        await take(here, Wish("filter", parse(wanted.value).expression, wanted.value))


async def _add_source(here: Here, wanted: Proposal) -> None:
    source = await here.tools.db.write(
        sources.add,
        wanted.value,
        wanted.form,
        wanted.title,
        wanted.language,
        here.chat.zone,
        here.chat.telegram_id,
        here.tools.clock(),
    )
    await here.edit(here.say("source.adding", title=wanted.title or wanted.value))
    await take(here, Wish("source", str(source.id), wanted.title or wanted.value))


async def unsubscribe(here: Here) -> None:
    """Leave a topic, a filter or a source; without words show what there is."""
    if not here.args:
        await listing.subscriptions_(here)
        return
    if not await may_change(here):
        return
    wanted = here.text.strip()
    rows = await listing.wants(here)
    names = await names_of(here, rows)
    key = find(wanted)
    for row in rows:
        if row.value in {wanted, key} or fold(names[row.id]) == fold(wanted):
            await here.tools.db.write(subscriptions.remove_id, here.chat.id, row.id)
            await here.answer(here.say("unsubscribe.done", name=names[row.id]))
            return
    near = get_close_matches(fold(wanted), [fold(name) for name in names.values()], 3, 0.5)
    buttons = tuple(
        (Button(f"{SIGNS[row.kind]} {html.shorten(names[row.id], 40)}", data("sub", row.id, 0)),)
        for row in rows
        if fold(names[row.id]) in near
    )
    await here.answer(here.say("unsubscribe.none", name=wanted), buttons)


async def topics(here: Here) -> None:
    """Show all topics, ticked where the chat has them."""
    await here.answer(
        here.say("subscribe.choose"), keyboards.topics(here.place.locale, await topics_of(here))
    )


async def show_topics(here: Here, _values: list[str]) -> None:
    """A button that leads to the topics."""
    await here.toast()
    await here.edit(
        here.say("subscribe.choose"), keyboards.topics(here.place.locale, await topics_of(here))
    )


async def tick(here: Here, values: list[str]) -> None:
    """A topic's button under /subscribe and /topics."""
    if not values or not await may_change(here):
        return
    has = await toggle(here, values[0])
    if has is None:
        await here.toast(here.say("button.old"))
        return
    if has:
        await begin_schedule(here)
    name = topic_name(here, values[0])
    await here.toast(here.speech.say("topic.on" if has else "topic.off", name=name))
    await here.edit(
        here.say("subscribe.choose"), keyboards.topics(here.place.locale, await topics_of(here))
    )


def is_address(text: str) -> bool:
    """Tell whether words are the address of a site."""
    return bool(_ADDRESS.match(text))
