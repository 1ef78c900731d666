"""Buttons of a story: like it, save it, ask why it was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.reading.private_link import is_shared, lead_to_private
from bot.handlers.reading.read_later import pass_on
from bot.rendering.actions.story_actions import (
    ExplainStory,
    RateStory,
    SaveStory,
)
from bot.rendering.button_data import ButtonAction
from bot.rendering.i18n import Translator
from bot.rendering.keyboards import vote_label
from bot.rendering.weight_levels import level_at
from news.models import Story
from news.topics import catalogue
from store.chats import chats, feedback, votes
from store.delivery import digests, posts
from store.records import Tally
from store.rows import Chat


async def rate(context: UpdateContext, pressed: RateStory) -> None:
    """Handle 👍 and 👎. Each person has one vote; the majority is the chat's
    opinion. The same vote again takes it back.
    """
    story = await context.story_pressed(pressed.story)
    if story is None or not await _may_speak(context):
        return
    stands = await vote(context, story, pressed.vote)
    liked = "story.liked" if pressed.vote > 0 else "story.disliked"
    await context.notify(liked if stands else "story.vote-back")
    if is_shared(context.chat):
        count = await context.read(votes.tally, context.chat.id, story.id)
        await context.relabel(_labels(pressed.story, count))


async def vote(context: UpdateContext, story: Story, value: int) -> bool:
    """Store a person's vote; return False if it took the same vote back."""
    now = context.clock()
    return await context.write(
        votes.cast, context.chat.id, story.id, context.user_id, value, now
    )


async def like(context: UpdateContext, story: Story) -> None:
    """Store a person's like; an existing like stays."""
    # The same vote again takes it back, so it is given once more.
    if await _may_speak(context) and not await vote(context, story, 1):
        await vote(context, story, 1)


def _labels(story: int, count: Tally) -> dict[ButtonAction, str]:
    return {
        RateStory(story, 1): vote_label("👍", count.likes),
        RateStory(story, -1): vote_label("👎", count.dislikes),
    }


async def _may_speak(context: UpdateContext) -> bool:
    """Tell whether a person's vote counts for the chat: everybody's in a group,
    only admins' in a channel.
    """
    return context.chat.kind != "channel" or await may_change(context)


async def save(context: UpdateContext, pressed: SaveStory) -> None:
    """Handle 💾: save a story, or remove it from the saved ones."""
    story = await context.story_pressed(pressed.story)
    if story is None or not await _may_speak(context):
        return
    reader = await reader_of(context)
    if reader is None:
        await lead_to_private(context, story)
    else:
        await context.answer_callback(await keep(context, reader, story))


async def reader_of(context: UpdateContext) -> Chat | None:
    """Return the chat whose saved stories a person uses: in a group their
    private one, None if they have none.
    """
    if is_shared(context.chat):
        return await context.read(chats.find, context.user_id)
    return context.chat


async def keep(context: UpdateContext, reader: Chat, story: Story) -> str:
    """Save a story, or remove it; return what was done."""
    now = context.clock()
    most = context.defaults.saved
    if await context.write(feedback.save, reader.id, story.id, now, most=most):
        await pass_on(context, reader, story)
        return context.say("story.saved")
    await context.write(feedback.unsave, reader.id, story.id)
    return context.say("story.unsaved")


async def why(context: UpdateContext, pressed: ExplainStory) -> None:
    """Handle ❓: show the subscription and the reasons that brought a story."""
    story = await context.story_pressed(pressed.story)
    if story is not None:
        await context.answer_callback(
            await reasons_for(context, story), alert=True
        )


async def reasons_for(context: UpdateContext, story: Story) -> str:
    """Return why a story came to this chat."""
    db = context.tools.db
    chat = context.chat.id
    # It came at once, or in a digest.
    sent = await db.read(posts.why, chat, story.id)
    if not sent:
        sent = await db.read(digests.why, chat, story.id)
    if sent:
        return explain(context, *sent)
    return context.say("why.unknown")


def explain(
    context: UpdateContext, subscription: str, reasons: tuple[str, ...]
) -> str:
    """Return the reasons in one line, in the chat's language."""
    kind, _, value = subscription.partition(":")
    topics = {
        topic.key: topic.name(context.place.locale) for topic in catalogue()
    }
    parts = [context.speech.say(f"why.{kind}", name=topics.get(value, value))]
    parts += [_reason(context.speech, reason) for reason in reasons]
    return " · ".join(filter(None, parts))


def _reason(speech: Translator, reason: str) -> str:
    """Return one reason in plain words: `fresh:3h` → "published 3
    hours ago".

    Empty for one that is not worth telling.
    """
    name, _, amount = reason.partition(":")
    if name in _REASONS:
        return _REASONS[name](speech, amount)
    return ""


def _publishers(speech: Translator, count: str) -> str:
    # One publisher is what every story has.
    if count == "1":
        return ""
    return speech.say("alert.publishers", n=int(count))


def _fresh(speech: Translator, hours: str) -> str:
    # Whole hours: "0 hours ago" says nothing.
    age = timedelta(hours=max(int(hours.removesuffix("h")), 1))
    return speech.say("why.fresh", value=speech.length(age))


def _boards(speech: Translator, names: str) -> str:
    return speech.say("why.boards", names=names)


def _weight(speech: Translator, weight: str) -> str:
    level = level_at(float(weight))
    return speech.say("why.weight", value=speech.say(f"weight.{level}"))


def _liked(speech: Translator, score: str) -> str:
    key = "why.liked" if float(score) > 0 else "why.disliked"
    return speech.say(key)


# Says each reason that selection records as `name:amount`.
_REASONS: dict[str, Callable[[Translator, str], str]] = {
    "publishers": _publishers,
    "fresh": _fresh,
    "boards": _boards,
    "weight": _weight,
    "liked": _liked,
}
