"""/digest, /latest, /catchup, /search, /saved: news at once."""

from __future__ import annotations

import re

from bot import html
from bot.handlers.here import Here, afford
from bot.keyboards import story_buttons
from news.language import matches
from news.models import Message, Story
from news.topics import find
from news.words import words
from store import digests as store
from store import feedback, stories, subscriptions
from store.rows import NewOutbox

LINES = 15
_SPAN = re.compile(r"^(\d{1,3})\s*([hdw小时天周]?)", re.IGNORECASE)


async def digest(here: Here) -> None:
    """Send a digest now; its stories count as told."""
    await _send(here, None)


async def catchup(here: Here) -> None:
    """Send what was missed over some days: `/catchup 3d`."""
    match = _SPAN.match(here.text or "3d")
    if not match:
        await here.answer(here.say("catchup.usage"))
        return
    unit = {"h": 3600, "小": 3600, "w": 604_800, "周": 604_800}.get(match.group(2).lower(), 86_400)
    await _send(here, min(int(match.group(1)) * unit, 14 * 86_400))


async def _send(here: Here, window: int | None) -> None:
    if not await here.tools.db.read(subscriptions.of_chat, here.chat.id):
        await here.answer(here.say("digest.no-subscriptions"))
        return
    messages = await here.tools.build(here.chat, window)
    if not messages:
        await here.answer(here.say("digest.nothing-new"))
    if here.home:
        await _post(here, messages)
        return
    for message in messages:
        sent = await here.send(message)
        await here.tools.db.write(store.delivered, here.chat.id, message, sent, here.tools.clock())


async def _post(here: Here, messages: list[Message]) -> None:
    """Post a digest in the channel that is managed from here, through the outbox as any other."""
    now = here.tools.clock()
    rows = [
        NewOutbox(here.chat.id, "digest", message, now, sequence=number, silent=here.chat.silent)
        for number, message in enumerate(messages)
    ]
    await here.tools.db.write(store.queue, rows, now)
    if rows:
        await here.answer(here.speech.say("channels.posted", n=len(rows)))


async def now_(here: Here, _values: list[str]) -> None:
    """The button for a digest at once."""
    if await afford(here):
        await here.toast()
        await _send(here, None)


async def latest(here: Here) -> None:
    """Show the newest headlines, as a portal's 即时播报; `/latest sports` those of a topic."""
    topic = find(here.text) if here.text else None
    if here.text and topic is None:
        await here.answer(here.say("latest.usage", name=here.text))
        return
    found = await here.tools.db.read(
        stories.latest, languages=(), topics=[topic] if topic else (), limit=3 * LINES
    )
    wanted = [story for story in found if matches(story.language, here.chat.languages)][:LINES]
    await _list(here, here.say("latest.title"), wanted)


async def _list(here: Here, head: str, found: list[Story]) -> None:
    if not found:
        await here.answer(here.say("latest.none"))
        return
    now = here.tools.now()
    lines = [
        f"{number}. {html.link(html.shorten(story.title, 120), story.url)} <i>{html.escape(_credit(here, story))} · "
        f"{html.escape(here.speech.stamp(story.published_at, here.chat.zone, now))}</i>"
        for number, story in enumerate(found, 1)
    ]
    await here.answer(
        f"<b>{head}</b>\n" + "\n".join(lines), story_buttons([story.id for story in found], 0)
    )


def _credit(here: Here, story: Story) -> str:
    return html.shorten(story.publisher, 30) or here.speech.say("story.unknown")


async def search(here: Here) -> None:
    """Search all stories, over words cut by our segmenter."""
    if not here.text:
        await here.answer(here.say("search.usage"))
        return
    found = await here.tools.db.read(stories.search, words(here.text)[:12], limit=LINES)
    if not found:
        await here.answer(here.say("search.none", text=here.text))
        return
    await _list(here, here.say("search.title", text=here.text), found)


async def saved(here: Here) -> None:
    """Show the stories that the chat kept."""
    found = await here.tools.db.read(feedback.saved, here.chat.id, LINES)
    if not found:
        await here.answer(here.say("saved.none"))
        return
    await _list(here, here.say("saved.title"), found)
