"""/story and the buttons of one story: find it, open it, rate it, save it,
share it, ask why it was sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.handlers.context import UpdateContext
from bot.handlers.reading import posted_stories
from bot.handlers.reading.last_digest import last_digest
from bot.handlers.reading.private_link import is_shared, lead_to_private
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.button_data import number_of
from bot.rendering.keyboards import NOBODY, story_buttons
from bot.rendering.links import (
    deep_link,
    message_link,
    share_link,
    story_address,
)
from bot.rendering.whole_story import story_message
from news.across import disagreements
from news.links import key
from news.models import Button, Message, Story, StoryWithReports
from news.words import words
from store.chats import feedback, votes
from store.news import articles, stories, told_figures

# Sentences of an opened story; a digest shows two or four.
SENTENCES = 8


async def open_(context: UpdateContext, pressed: OpenStory) -> None:
    """Handle a number button: send the whole story as a message of its own, for
    a channel's post in the reader's private chat. In a group only the first
    press posts it.
    """
    story = await context.story_pressed(pressed.story)
    if story is None:
        return
    query = context.update.callback_query
    if context.chat.kind == "channel" and not context.home and query:
        await context.answer_callback(
            url=deep_link(context.tools.username, f"story_{story.id}")
        )
        return
    if is_shared(context.chat):
        await _post_once(context, story)
        return
    await context.answer_callback()
    await show(context, story)


async def _post_once(context: UpdateContext, story: StoryWithReports) -> None:
    """Post a story in a group; if it is there already, lead to it.

    A press cannot open a message. So, if the group's messages have addresses,
    the button becomes a link to the story's message, and the next press scrolls
    to it. Otherwise the story opens in the person's private chat.
    """
    now = context.clock()
    posted = await context.write(
        posted_stories.claim, context.chat, story.id, now
    )
    if posted is None:
        await context.answer_callback()
        number = await show(context, story)
        await context.write(
            posted_stories.note, context.chat, story.id, number, now
        )
        if url := _link_to(context, number):
            await context.link_pressed(url)
        return
    url = _link_to(context, posted.message)
    if url and await context.link_pressed(url):
        await context.notify("story.above")
    else:
        await lead_to_private(context, story)


def _link_to(context: UpdateContext, number: int) -> str:
    return message_link(
        context.chat.telegram_id, context.chat.thread_id, number
    )


async def show(context: UpdateContext, story: StoryWithReports) -> int:
    """Send a whole story: a longer summary, every source, and its buttons;
    return the message's id.
    """
    saved = await context.read(feedback.is_saved, context.chat.id, story.id)
    reports = await context.read(
        told_figures.of_stories, [story.id], context.chat.id
    )
    differing = await asyncio.to_thread(
        disagreements, reports.get(story.id, ())
    )
    told = replace(
        story, summary=await _longer(context, story), disagreements=differing
    )
    count = await context.read(votes.tally, context.chat.id, story.id)
    likes = count if is_shared(context.chat) else NOBODY
    message = story_message(
        told,
        context.place.locale,
        context.chat.zone,
        context.now(),
        saved=saved,
        votes=likes,
    )
    return await context.send(_shareable(context, story, message))


async def _longer(context: UpdateContext, story: Story) -> tuple[str, ...]:
    """Return a longer summary of the story's main article; the stored one if
    that article has no text.
    """
    listed = await context.read(articles.of_story, story.id, context.chat.id)
    lead = next(
        (row for row in listed if row.url == story.url and row.text), None
    )
    if lead is None:
        return story.summary
    longer = await asyncio.to_thread(
        _summary, lead.text, story.title, story.language
    )
    if len(longer) > len(story.summary):
        return tuple(longer)
    return story.summary


def _summary(text: str, title: str, language: str) -> list[str]:
    """Return a summary of an article; called in a thread, because the first call loads
    the patterns.
    """
    from news.summarise import summarise  # noqa: PLC0415 - its patterns take 0.2 s, which a start need not wait for

    return summarise(
        text, title=title, language=language, sentences=SENTENCES, always=True
    )


def _shareable(
    context: UpdateContext, story: Story, message: Message
) -> Message:
    link = deep_link(context.tools.username, f"story_{story.id}")
    rows = message.buttons
    if link:
        label = f"📤 {context.say('story.share')}"
        rows = (*rows, (Button(label, url=share_link(link, story.title)),))
    if page := story_address(
        context.defaults.public_url, context.chat.feed_token, story.id
    ):
        rows = (
            *rows,
            (Button(f"🔗 {context.say('page.story')}", url=page),),
        )
    return replace(message, buttons=rows)


async def story(context: UpdateContext) -> None:
    """Open a story: `/story 3` the third of the last digest, `/story words` or
    an address the matching one.
    """
    last = await last_digest(context)
    ids = [pick[0] for pick in last.picks] if last else []
    wanted = context.text.strip()
    number = number_of(wanted)
    if not wanted:
        await _choose(context, ids)
    elif number is not None:
        single = (
            await context.story(ids[number - 1])
            if 0 < number <= len(ids)
            else None
        )
        await _show_or_say(
            context,
            [single] if single else [],
            context.say("story.no-number", n=len(ids)),
        )
    else:
        await _show_or_say(
            context,
            await _find(context, wanted),
            context.say("search.none", text=wanted),
        )


async def _find(context: UpdateContext, wanted: str) -> list[Story]:
    """Find a story by the address of one of its articles, or by words."""
    if not wanted.startswith(("http://", "https://")):
        asked = words(wanted)[:12]
        return await context.read(
            stories.search, asked, limit=1, reader=context.chat.id
        )
    number = await context.read(articles.story_at, key(wanted), context.chat.id)
    single = await context.story(number) if number is not None else None
    if single:
        return [single]
    return []


async def _choose(context: UpdateContext, ids: list[int]) -> None:
    """Show the last digest's stories with their numbers."""
    by_id = await context.read(stories.by_ids, ids, context.chat.id)
    listed = [by_id[number] for number in ids if number in by_id]
    if not listed:
        await context.reply("story.usage")
        return
    lines = [
        f"{place}. {telegram_html.link(telegram_html.shorten(listed_story.title, 120), listed_story.url)}"
        for place, listed_story in enumerate(listed, 1)
    ]
    await context.answer(
        f"{context.say('story.which')}\n" + "\n".join(lines),
        story_buttons([listed_story.id for listed_story in listed], 0),
    )


async def _show_or_say(
    context: UpdateContext, listed: list[Story], otherwise: str
) -> None:
    whole = await context.story(listed[0].id) if listed else None
    if whole is None:
        await context.answer(otherwise)
    else:
        await show(context, whole)
