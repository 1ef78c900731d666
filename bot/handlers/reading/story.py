"""/story and the buttons of one story: find it, open it, rate it, save it,
share it, ask why it was sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.handlers.context import UpdateContext
from bot.handlers.reading import posted_stories
from bot.handlers.reading.last_digest import last_digest
from bot.handlers.reading.opinions import story_of
from bot.handlers.reading.private_link import is_shared, lead_to_private
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.button_data import number_of
from bot.rendering.digest import story_message
from bot.rendering.keyboards import NOBODY, story_buttons
from bot.rendering.links import (
    deep_link,
    message_link,
    share_link,
    story_address,
)
from news.across import disagreements
from news.links import key
from news.models import Button, Message, Story, StoryWithReports
from news.summarise import summarise
from news.words import words
from store.chats import feedback, votes
from store.news import articles, stories, told_figures

# Sentences of an opened story; a digest shows two or four.
SENTENCES = 8


async def open_(ctx: UpdateContext, pressed: OpenStory) -> None:
    """Handle a number button: send the whole story as a message of its own, for
    a channel's post in the reader's private chat. In a group only the first
    press posts it.
    """
    story = await story_of(ctx, pressed.story)
    if story is None:
        return
    query = ctx.update.callback_query
    if ctx.chat.kind == "channel" and not ctx.home and query:
        await ctx.answer_callback(
            url=deep_link(ctx.tools.username, f"story_{story.id}")
        )
        return
    if is_shared(ctx.chat):
        await _post_once(ctx, story)
        return
    await ctx.answer_callback()
    await show(ctx, story)


async def _post_once(ctx: UpdateContext, story: StoryWithReports) -> None:
    """Post a story in a group; if it is there already, lead to it.

    A press cannot open a message. So, if the group's messages have addresses,
    the button becomes a link to the story's message, and the next press scrolls
    to it. Otherwise the story opens in the person's private chat.
    """
    now = ctx.clock()
    posted = await ctx.write(posted_stories.claim, ctx.chat, story.id, now)
    if posted is None:
        await ctx.answer_callback()
        number = await show(ctx, story)
        await ctx.write(posted_stories.note, ctx.chat, story.id, number, now)
        if url := _link_to(ctx, number):
            await ctx.link_pressed(url)
        return
    url = _link_to(ctx, posted.message)
    if url and await ctx.link_pressed(url):
        await ctx.notify("story.above")
    else:
        await lead_to_private(ctx, story)


def _link_to(ctx: UpdateContext, number: int) -> str:
    return message_link(ctx.chat.telegram_id, ctx.chat.thread_id, number)


async def show(ctx: UpdateContext, story: StoryWithReports) -> int:
    """Send a whole story: a longer summary, every source, and its buttons;
    return the message's id.
    """
    saved = await ctx.read(feedback.is_saved, ctx.chat.id, story.id)
    reports = await ctx.read(told_figures.of_stories, [story.id], ctx.chat.id)
    differing = await asyncio.to_thread(
        disagreements, reports.get(story.id, ())
    )
    told = replace(
        story, summary=await _longer(ctx, story), disagreements=differing
    )
    count = await ctx.read(votes.tally, ctx.chat.id, story.id)
    likes = count if is_shared(ctx.chat) else NOBODY
    message = story_message(
        told,
        ctx.place.locale,
        ctx.chat.zone,
        ctx.now(),
        saved=saved,
        votes=likes,
    )
    return await ctx.send(_shareable(ctx, story, message))


async def _longer(ctx: UpdateContext, story: Story) -> tuple[str, ...]:
    """Return a longer summary of the story's main article; the stored one if
    that article has no text.
    """
    listed = await ctx.read(articles.of_story, story.id, ctx.chat.id)
    lead = next(
        (row for row in listed if row.url == story.url and row.text), None
    )
    if lead is None:
        return story.summary
    longer = await asyncio.to_thread(
        summarise,
        lead.text,
        title=story.title,
        language=story.language,
        sentences=SENTENCES,
    )
    if len(longer) > len(story.summary):
        return tuple(longer)
    return story.summary


def _shareable(ctx: UpdateContext, story: Story, message: Message) -> Message:
    link = deep_link(ctx.tools.username, f"story_{story.id}")
    rows = message.buttons
    if link:
        label = f"📤 {ctx.say('story.share')}"
        rows = (*rows, (Button(label, url=share_link(link, story.title)),))
    if page := story_address(
        ctx.defaults.public_url, ctx.chat.feed_token, story.id
    ):
        rows = (
            *rows,
            (Button(f"🔗 {ctx.say('page.story')}", url=page),),
        )
    return replace(message, buttons=rows)


async def story(ctx: UpdateContext) -> None:
    """Open a story: `/story 3` the third of the last digest, `/story words` or
    an address the matching one.
    """
    last = await last_digest(ctx)
    ids = [pick[0] for pick in last.picks] if last else []
    wanted = ctx.text.strip()
    number = number_of(wanted)
    if not wanted:
        await _choose(ctx, ids)
    elif number is not None:
        single = (
            await ctx.read(stories.get, ids[number - 1], ctx.chat.id)
            if 0 < number <= len(ids)
            else None
        )
        await _show_or_say(
            ctx,
            [single] if single else [],
            ctx.say("story.no-number", n=len(ids)),
        )
    else:
        await _show_or_say(
            ctx, await _find(ctx, wanted), ctx.say("search.none", text=wanted)
        )


async def _find(ctx: UpdateContext, wanted: str) -> list[Story]:
    """Find a story by the address of one of its articles, or by words."""
    if not wanted.startswith(("http://", "https://")):
        asked = words(wanted)[:12]
        return await ctx.read(
            stories.search, asked, limit=1, reader=ctx.chat.id
        )
    number = await ctx.read(articles.story_at, key(wanted), ctx.chat.id)
    single = (
        await ctx.read(stories.get, number, ctx.chat.id)
        if number is not None
        else None
    )
    if single:
        return [single]
    return []


async def _choose(ctx: UpdateContext, ids: list[int]) -> None:
    """Show the last digest's stories with their numbers."""
    by_id = await ctx.read(stories.by_ids, ids, ctx.chat.id)
    listed = [by_id[number] for number in ids if number in by_id]
    if not listed:
        await ctx.reply("story.usage")
        return
    lines = [
        f"{place}. {telegram_html.link(telegram_html.shorten(listed_story.title, 120), listed_story.url)}"
        for place, listed_story in enumerate(listed, 1)
    ]
    await ctx.answer(
        f"{ctx.say('story.which')}\n" + "\n".join(lines),
        story_buttons([listed_story.id for listed_story in listed], 0),
    )


async def _show_or_say(
    ctx: UpdateContext, listed: list[Story], otherwise: str
) -> None:
    whole = (
        await ctx.read(stories.get, listed[0].id, ctx.chat.id)
        if listed
        else None
    )
    if whole is None:
        await ctx.answer(otherwise)
    else:
        await show(ctx, whole)
