"""/mute, /unmute and 🔕: a topic, a publisher, a phrase or one story that the chat no longer wants, and the way back."""

from __future__ import annotations

import re
from difflib import get_close_matches

from bot import html
from bot.handlers.here import Here, may_change
from bot.handlers.naming import SIGNS, names_of, topic_name
from bot.keyboards import Rows, data, grid, number_of
from news.models import Button, Story
from news.topics import catalogue, find
from news.words import fold
from store import publishers, stories, subscriptions
from store.rows import Subscription, SubscriptionKind

PAGE = 10
LONGEST = 100
RECENT = 30 * 86_400
_QUOTED = re.compile(r"^[\"“](.+)[\"”]$")


async def mute(here: Here) -> None:
    """Mute a topic or a publisher by its name, else a phrase (in quotes always a phrase); without words show the list."""
    if not here.args:
        await here.answer(*await page(here))
        return
    if await may_change(here):
        kind, value = await _meaning(here, here.text.strip())
        await _add(here, kind, value)


async def _meaning(here: Here, text: str) -> tuple[SubscriptionKind, str]:
    if quoted := _QUOTED.match(text):
        return "mute-phrase", quoted.group(1).strip()[:LONGEST]
    if key := find(text):
        return "mute-topic", key
    known = await here.tools.db.read(publishers.recent, here.tools.clock() - RECENT)
    wanted = fold(text)
    for name in known:
        if fold(name) == wanted:
            return "mute-publisher", name
    return "mute-phrase", text[:LONGEST]


async def _add(here: Here, kind: SubscriptionKind, value: str) -> None:
    row = await _put(here, kind, value)
    name = (await names_of(here, [row]))[row.id]
    undo = ((Button(f"↩ {here.speech.say('mute.undo')}", data("unmute", row.id)),),)
    text = here.say(f"mute.done.{kind.removeprefix('mute-')}", name=name)
    if here.update.callback_query:
        await here.toast()
        await here.edit(text, undo)
    else:
        await here.answer(text, undo)


async def _put(here: Here, kind: SubscriptionKind, value: str) -> Subscription:
    # A reader mutes single stories often: there is more room for mutes than for subscriptions.
    limit = 5 * here.tools.defaults.subscriptions
    return await here.tools.db.write(
        subscriptions.add, here.chat.id, kind, value, limit=limit, now=here.tools.clock()
    )


async def unmute(here: Here) -> None:
    """Take a mute back by its name; without words show the list."""
    if not here.args:
        await here.answer(*await page(here))
        return
    if not await may_change(here):
        return
    rows = await _muted(here)
    names = await names_of(here, rows)
    wanted = fold(_QUOTED.sub(r"\1", here.text.strip()))
    key = find(here.text)
    for row in rows:
        if fold(names[row.id]) == wanted or (row.kind == "mute-topic" and row.value == key):
            await here.tools.db.write(subscriptions.remove_id, here.chat.id, row.id)
            await here.answer(here.say("mute.undone", name=names[row.id]))
            return
    near = get_close_matches(wanted, [fold(name) for name in names.values()], 3, 0.5)
    close = [row for row in rows if fold(names[row.id]) in near]
    await here.answer(here.say("mute.unknown", name=here.text), _buttons(close, names))


async def page(here: Here, number: int = 0) -> tuple[str, Rows]:
    """Return one page of the list of mutes, each with a button that takes it back."""
    rows = await _muted(here)
    if not rows:
        return here.say("mute.none"), ()
    last = (len(rows) - 1) // PAGE
    number = min(number, last)
    shown = rows[number * PAGE : (number + 1) * PAGE]
    names = await names_of(here, shown)
    lines = [f"{SIGNS[row.kind]} {html.escape(html.shorten(names[row.id], 100))}" for row in shown]
    turn = tuple(
        Button(sign, data("muted", to))
        for sign, to in (("◀", number - 1), ("▶", number + 1))
        if 0 <= to <= last
    )
    return f"{here.say('mute.list', n=len(rows))}\n" + "\n".join(lines), (
        *_buttons(shown, names),
        turn,
    )


def _buttons(rows: list[Subscription], names: dict[int, str]) -> Rows:
    return grid(
        (
            Button(f"↩ {html.shorten(names[row.id], 24)}", data("unmute", row.id, "list"))
            for row in rows
        ),
        2,
    )


async def _muted(here: Here) -> list[Subscription]:
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    return [row for row in reversed(rows) if row.kind.startswith("mute-")]


async def show(here: Here, values: list[str]) -> None:
    """A button that leads to the list, or turns its pages."""
    await here.toast()
    await here.edit(*await page(here, number_of(values[0]) or 0 if values else 0))


async def undo(here: Here, values: list[str]) -> None:
    """The ↩ button of a mute."""
    number = number_of(values[0]) if values else None
    if number is None or not await may_change(here):
        return
    row = next((each for each in await _muted(here) if each.id == number), None)
    if row is None:
        await here.toast(here.speech.say("mute.gone"))
        return
    name = (await names_of(here, [row]))[row.id]
    await here.tools.db.write(subscriptions.remove_id, here.chat.id, row.id)
    await here.toast(here.speech.say("mute.undone-short"))
    if values[1:] == ["list"]:
        await here.edit(*await page(here))
    else:
        await here.edit(here.say("mute.undone", name=name))


async def _story(here: Here, values: list[str]) -> Story | None:
    number = number_of(values[0]) if values else None
    story = await here.tools.db.read(stories.get, number) if number is not None else None
    if story is None:
        await here.toast(here.speech.say("story.gone"), alert=True)
    return story


async def ask(here: Here, values: list[str]) -> None:
    """🔕 under an open story: what of it shall end?"""
    story = await _story(here, values)
    # Under an alert in a group or channel anybody can press: only who may mute is asked.
    if story is None or not await may_change(here):
        return
    await here.toast()
    rows = [(Button(f"📰 {here.speech.say('mute.this-story')}", data("mutethis", story.id)),)]
    if story.publisher:
        rows.append((Button(f"🗞 {html.shorten(story.publisher, 30)}", data("mutepub", story.id)),))
    if story.topics:
        rows.append(
            (Button(f"🏷 {topic_name(here, story.topics[0])}", data("mutetop", story.topics[0])),)
        )
    rows.append((Button(f"❌ {here.speech.say('no')}", data("mutenot")),))
    await here.answer(here.say("mute.ask", title=html.shorten(story.title, 200)), tuple(rows))


async def this_story(here: Here, values: list[str]) -> None:
    """Mute one story from the question that 🔕 asks."""
    story = await _story(here, values)
    if story is not None and await may_change(here):
        await _add(here, "mute-story", str(story.id))


async def at_once(here: Here, values: list[str]) -> None:
    """🔕 under an alert or a follow-up: no more of this story, without a question."""
    story = await _story(here, values)
    if story is not None and await may_change(here):
        await _put(here, "mute-story", str(story.id))
        await here.toast(here.speech.say("story.muted"))


async def publisher(here: Here, values: list[str]) -> None:
    """Mute the publisher of a story."""
    story = await _story(here, values)
    if story is not None and story.publisher and await may_change(here):
        await _add(here, "mute-publisher", story.publisher)


async def topic(here: Here, values: list[str]) -> None:
    """Mute a topic."""
    if values[:1] and values[0] in {info.key for info in catalogue()} and await may_change(here):
        await _add(here, "mute-topic", values[0])


async def cancel(here: Here, _values: list[str]) -> None:
    """❌ under the question: nothing is muted."""
    await here.toast()
    await here.edit(here.say("mute.kept"))
