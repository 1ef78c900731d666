"""The buttons of a story: open it whole, like it, mute it, keep it, ask why it came."""

from __future__ import annotations

from bot.handlers.here import Here
from bot.render import story_message
from news.models import Story
from news.topics import catalogue
from store import digests, feedback, stories, subscriptions


async def _story(here: Here, values: list[str]) -> Story | None:
    story = await here.tools.db.read(stories.get, int(values[0])) if values and values[0].isdigit() else None
    if story is None:
        await here.toast(here.say("story.gone"), alert=True)
    return story


async def open_(here: Here, values: list[str]) -> None:
    """A number button: the story whole, as a message of its own."""
    story = await _story(here, values)
    if story is not None:
        await here.toast()
        await here.send(story_message(story, here.chat.locale, here.chat.zone, here.tools.now()))


async def rate(here: Here, values: list[str]) -> None:
    """👍 and 👎 shift this chat's ranking."""
    story = await _story(here, values)
    if story is not None and len(values) > 1 and values[1] in {"1", "-1"}:
        await here.tools.db.write(feedback.rate, here.chat.id, story.id, int(values[1]), here.tools.clock())
        await here.toast(here.say("story.liked" if values[1] == "1" else "story.disliked"))


async def mute(here: Here, values: list[str]) -> None:
    """🔕: no more of this story."""
    story = await _story(here, values)
    if story is not None:
        await here.tools.db.write(
            subscriptions.add, here.chat.id, "mute-story", str(story.id), limit=10_000, now=here.tools.clock()
        )
        await here.toast(here.say("story.muted"))


async def save(here: Here, values: list[str]) -> None:
    """💾: keep a story, or let it go."""
    story = await _story(here, values)
    if story is None:
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
    topics = {info.key: info.name(here.chat.locale) for info in catalogue()}
    parts = [here.speech.say(f"why.{kind}", name=topics.get(value, value))]
    for reason in reasons:
        name, _, amount = reason.partition(":")
        if name == "publishers" and amount != "1":
            parts.append(here.speech.say("digest.sources", n=int(amount)))
        elif name in {"fresh", "weight", "liked"}:
            parts.append(here.speech.say(f"why.{name}", value=amount))
    return " · ".join(parts)
