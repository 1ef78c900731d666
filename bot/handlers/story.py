"""One story: open it whole, like it, keep it, share it, ask why it came; `/story` finds one."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot import html
from bot.handlers.here import Here, may_change
from bot.keyboards import number_of, story_buttons
from bot.links import deep_link, share_link
from bot.render import story_message
from news.links import key
from news.models import Button, Message, Story
from news.summarise import summarise
from news.topics import catalogue
from news.words import words
from store import alerts, articles, digests, feedback, stories

SENTENCES = 8
"""Of an opened story; a digest tells two or four."""
RECENT = 40
"""Digests among which the last one is looked for: alerts are kept beside them."""


async def _story(here: Here, values: list[str]) -> Story | None:
    number = number_of(values[0]) if values else None
    story = await here.tools.db.read(stories.get, number) if number is not None else None
    if story is None:
        await here.toast(here.say("story.gone"), alert=True)
    return story


async def open_(here: Here, values: list[str]) -> None:
    """A number button: the story whole, as a message of its own; from a channel's post in the reader's private chat."""
    story = await _story(here, values)
    if story is None:
        return
    query = here.update.callback_query
    if here.chat.kind == "channel" and not here.home and query:
        await here.toast(url=deep_link(here.tools.username, f"story_{story.id}"))
        return
    await here.toast()
    await show(here, story)


async def show(here: Here, story: Story) -> None:
    """Send a story whole: longer summary, every source, what may be done with it."""
    saved = await here.tools.db.read(feedback.is_saved, here.chat.id, story.id)
    told = replace(story, summary=await _longer(here, story))
    message = story_message(told, here.place.locale, here.chat.zone, here.tools.now(), saved=saved)
    await here.send(_shareable(here, story, message))


async def _longer(here: Here, story: Story) -> tuple[str, ...]:
    """Return a longer summary of the article that tells the story; its own where that article has no text."""
    listed = await here.tools.db.read(articles.of_story, story.id)
    lead = next((row for row in listed if row.url == story.url and row.text), None)
    if lead is None:
        return story.summary
    longer = await asyncio.to_thread(
        summarise, lead.text, title=story.title, language=story.language, sentences=SENTENCES
    )
    return tuple(longer) if len(longer) > len(story.summary) else story.summary


def _shareable(here: Here, story: Story, message: Message) -> Message:
    link = deep_link(here.tools.username, f"story_{story.id}")
    if not link:
        return message
    button = Button(f"📤 {here.speech.say('story.share')}", url=share_link(link, story.title))
    return replace(message, buttons=(*message.buttons, (button,)))


async def story(here: Here) -> None:
    """Open a story: `/story 3` the third of the last digest, `/story words` or an address the one that tells it."""
    recent = await here.tools.db.read(digests.recent_of_chat, here.chat.id, RECENT)
    last = next((each for each in recent if each.picks and each.slot not in alerts.SLOTS), None)
    ids = [pick[0] for pick in last.picks] if last else []
    wanted = here.text.strip()
    number = number_of(wanted)
    if not wanted:
        await _choose(here, ids)
    elif number is not None:
        found = (
            await here.tools.db.read(stories.get, ids[number - 1])
            if 0 < number <= len(ids)
            else None
        )
        await _show_or_say(here, [found] if found else [], here.say("story.no-number", n=len(ids)))
    else:
        await _show_or_say(here, await _find(here, wanted), here.say("search.none", text=wanted))


async def _find(here: Here, wanted: str) -> list[Story]:
    """Find a story by the address of one of its articles, or by words."""
    if not wanted.startswith(("http://", "https://")):
        return await here.tools.db.read(stories.search, words(wanted)[:12], limit=1)
    number = await here.tools.db.read(articles.story_at, key(wanted))
    found = await here.tools.db.read(stories.get, number) if number is not None else None
    return [found] if found else []


async def _choose(here: Here, ids: list[int]) -> None:
    """Show the last digest's stories with their numbers."""
    found = await here.tools.db.read(stories.by_ids, ids)
    listed = [found[number] for number in ids if number in found]
    if not listed:
        await here.answer(here.say("story.usage"))
        return
    lines = [
        f"{place}. {html.link(html.shorten(each.title, 120), each.url)}"
        for place, each in enumerate(listed, 1)
    ]
    await here.answer(
        f"{here.say('story.which')}\n" + "\n".join(lines),
        story_buttons([each.id for each in listed], 0),
    )


async def _show_or_say(here: Here, found: list[Story], otherwise: str) -> None:
    whole = await here.tools.db.read(stories.get, found[0].id) if found else None
    if whole is None:
        await here.answer(otherwise)
    else:
        await show(here, whole)


async def rate(here: Here, values: list[str]) -> None:
    """👍 and 👎 shift this chat's ranking; in a channel only those of its admins."""
    story = await _story(here, values)
    if (
        story is None
        or len(values) < 2
        or values[1] not in {"1", "-1"}
        or not await _may_speak(here)
    ):
        return
    await here.tools.db.write(
        feedback.rate, here.chat.id, story.id, int(values[1]), here.tools.clock()
    )
    await here.toast(here.say("story.liked" if values[1] == "1" else "story.disliked"))


async def _may_speak(here: Here) -> bool:
    """Tell whether a person speaks for the chat: anybody in a group, only admins in a channel with its crowd."""
    return here.chat.kind != "channel" or await may_change(here)


async def save(here: Here, values: list[str]) -> None:
    """💾: keep a story, or let it go."""
    story = await _story(here, values)
    if story is None or not await _may_speak(here):
        return
    if await here.tools.db.write(feedback.save, here.chat.id, story.id, here.tools.clock()):
        await here.toast(here.say("story.saved"))
    else:
        await here.tools.db.write(feedback.unsave, here.chat.id, story.id)
        await here.toast(here.say("story.unsaved"))


async def why(here: Here, values: list[str]) -> None:
    """❓: which subscription and which reasons brought it."""
    story = await _story(here, values)
    if story is None:
        return
    found = await here.tools.db.read(digests.why, here.chat.id, story.id)
    await here.toast(explain(here, *found) if found else here.speech.say("why.unknown"), alert=True)


def explain(here: Here, subscription: str, reasons: tuple[str, ...]) -> str:
    """Return the reasons in one line, in the chat's language."""
    kind, _, value = subscription.partition(":")
    topics = {info.key: info.name(here.place.locale) for info in catalogue()}
    parts = [here.speech.say(f"why.{kind}", name=topics.get(value, value))]
    for reason in reasons:
        name, _, amount = reason.partition(":")
        if name == "publishers" and amount != "1":
            parts.append(here.speech.say("alert.publishers", n=int(amount)))
        elif name in {"fresh", "weight", "liked"}:
            parts.append(here.speech.say(f"why.{name}", value=amount))
    return " · ".join(parts)
