"""Buttons of a story: like it, save it, ask why it was sent."""

from __future__ import annotations

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
from news.models import Story, StoryWithReports
from news.topics import catalogue
from store.chats import chats, feedback, votes
from store.delivery import digests, posts
from store.news import stories
from store.records import Tally
from store.rows import Chat


async def story_of(ctx: UpdateContext, number: int) -> StoryWithReports | None:
    """Return the story that a button names; say so if it is gone."""
    story = await ctx.read(stories.get, number, ctx.chat.id)
    if story is None:
        await ctx.alert("story.gone")
    return story


async def rate(ctx: UpdateContext, pressed: RateStory) -> None:
    """Handle 👍 and 👎. Each person has one vote; the majority is the chat's
    opinion. The same vote again takes it back.
    """
    story = await story_of(ctx, pressed.story)
    if story is None or not await _may_speak(ctx):
        return
    stands = await vote(ctx, story, pressed.vote)
    liked = "story.liked" if pressed.vote > 0 else "story.disliked"
    await ctx.notify(liked if stands else "story.vote-back")
    if is_shared(ctx.chat):
        count = await ctx.read(votes.tally, ctx.chat.id, story.id)
        await ctx.relabel(_labels(pressed.story, count))


async def vote(ctx: UpdateContext, story: Story, value: int) -> bool:
    """Store a person's vote; return False if it took the same vote back."""
    now = ctx.clock()
    return await ctx.write(
        votes.cast, ctx.chat.id, story.id, ctx.user_id, value, now
    )


async def like(ctx: UpdateContext, story: Story) -> None:
    """Store a person's like; an existing like stays."""
    if await _may_speak(ctx) and not await vote(ctx, story, 1):
        await vote(ctx, story, 1)


def _labels(story: int, count: Tally) -> dict[ButtonAction, str]:
    return {
        RateStory(story, 1): vote_label("👍", count.likes),
        RateStory(story, -1): vote_label("👎", count.dislikes),
    }


async def _may_speak(ctx: UpdateContext) -> bool:
    """Tell whether a person's vote counts for the chat: everybody's in a group,
    only admins' in a channel.
    """
    return ctx.chat.kind != "channel" or await may_change(ctx)


async def save(ctx: UpdateContext, pressed: SaveStory) -> None:
    """Handle 💾: save a story, or remove it from the saved ones."""
    story = await story_of(ctx, pressed.story)
    if story is None or not await _may_speak(ctx):
        return
    reader = await reader_of(ctx)
    if reader is None:
        await lead_to_private(ctx, story)
    else:
        await ctx.answer_callback(await keep(ctx, reader, story))


async def reader_of(ctx: UpdateContext) -> Chat | None:
    """Return the chat whose saved stories a person uses: in a group their
    private one, None if they have none.
    """
    if is_shared(ctx.chat):
        return await ctx.read(chats.find, ctx.user_id)
    return ctx.chat


async def keep(ctx: UpdateContext, reader: Chat, story: Story) -> str:
    """Save a story, or remove it; return what was done."""
    now = ctx.clock()
    most = ctx.defaults.saved
    if await ctx.write(feedback.save, reader.id, story.id, now, most=most):
        await pass_on(ctx, reader, story)
        return ctx.say("story.saved")
    await ctx.write(feedback.unsave, reader.id, story.id)
    return ctx.say("story.unsaved")


async def why(ctx: UpdateContext, pressed: ExplainStory) -> None:
    """Handle ❓: show the subscription and the reasons that brought a story."""
    story = await story_of(ctx, pressed.story)
    if story is not None:
        await ctx.answer_callback(await reasons_for(ctx, story), alert=True)


async def reasons_for(ctx: UpdateContext, story: Story) -> str:
    """Return why a story came to this chat."""
    db = ctx.tools.db
    chat = ctx.chat.id
    sent = await db.read(posts.why, chat, story.id) or await db.read(
        digests.why, chat, story.id
    )
    if sent:
        return explain(ctx, *sent)
    return ctx.say("why.unknown")


def explain(
    ctx: UpdateContext, subscription: str, reasons: tuple[str, ...]
) -> str:
    """Return the reasons in one line, in the chat's language."""
    kind, _, value = subscription.partition(":")
    topics = {info.key: info.name(ctx.place.locale) for info in catalogue()}
    parts = [ctx.speech.say(f"why.{kind}", name=topics.get(value, value))]
    parts += [_reason(ctx.speech, reason) for reason in reasons]
    return " · ".join(part for part in parts if part)


def _reason(speech: Translator, reason: str) -> str:
    """Return one reason in plain words; empty for one that is not worth
    telling.
    """
    name, _, amount = reason.partition(":")
    if name == "publishers" and amount != "1":
        return speech.say("alert.publishers", n=int(amount))
    if name == "fresh":
        age = timedelta(hours=max(int(amount.removesuffix("h")), 1))
        return speech.say("why.fresh", value=speech.length(age))
    if name == "boards":
        return speech.say("why.boards", names=amount)
    if name == "weight":
        return speech.say(
            "why.weight", value=speech.say(f"weight.{level_at(float(amount))}")
        )
    if name == "liked":
        return speech.say("why.liked" if float(amount) > 0 else "why.disliked")
    return ""
