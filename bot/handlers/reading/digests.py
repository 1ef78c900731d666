"""/digest, /latest, /catchup, /search and /saved: show news at once."""

from __future__ import annotations

from bot.handlers.admission import take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.reading import headlines
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.i18n import language_name
from news.durations import DAY
from news.language import matches
from news.models import Message, Story
from news.rank import is_no_news, told_once
from news.schedule.lengths import parse_length
from news.topics import find
from news.words import words
from store.chats import feedback, saved_links
from store.delivery import digests as store
from store.news import stories
from store.rows import NewOutbox

# Seconds during which an answer is worth sending.
ANSWER_LIFE = 600

LINES = 15
# The longest period, in seconds: stories are kept longer, but nobody catches up
# on a month.
MOST = 14 * DAY


async def digest(ctx: UpdateContext) -> None:
    """Send a digest now; its stories count as sent."""
    await _send(ctx, None)


async def catchup(ctx: UpdateContext) -> None:
    """Send the missed stories of a period: `/catchup 3d`, `/catchup 2 weeks`,
    `/catchup 三天`.
    """
    length = parse_length(ctx.text or "3", ctx.place.locale)
    if length is None:
        await ctx.reply("catchup.usage")
        return
    await _send(ctx, min(length, MOST))


async def _send(ctx: UpdateContext, window: int | None) -> None:
    if not await ctx.subscriptions():
        await ctx.reply("digest.no-subscriptions")
        return
    messages = await ctx.tools.build(ctx.chat, window)
    if not messages:
        await ctx.reply("digest.nothing-new")
    if ctx.home:
        await _post(ctx, messages)
        return
    for message in messages:
        sent = await ctx.send(message, "published")
        await ctx.write(
            store.delivered, ctx.chat.id, message, sent, ctx.clock()
        )


async def _post(ctx: UpdateContext, messages: list[Message]) -> None:
    """Post a digest in the channel that is managed from here, through the
    outbox like any other.
    """
    now = ctx.clock()
    rows = [
        NewOutbox(
            chat_id=ctx.chat.id,
            kind="digest",
            message=message,
            ready_at=now,
            sequence=number,
            silent=ctx.chat.silent,
            expires_at=now + ANSWER_LIFE,
        )
        for number, message in enumerate(messages)
    ]
    await ctx.write(store.queue, rows, now)
    if rows:
        await ctx.answer(ctx.speech.say("channels.posted", n=len(rows)))


async def now_(ctx: UpdateContext, _pressed: SendDigest) -> None:
    """Handle the button for a digest at once."""
    if await take_quota(ctx):
        await ctx.answer_callback()
        await _send(ctx, None)


async def latest(ctx: UpdateContext) -> None:
    """Show the newest headlines, like a portal's 即时播报; `/latest sports` those
    of a topic.
    """
    topic = find(ctx.text) if ctx.text else None
    if ctx.text and topic is None:
        await ctx.reply("latest.usage", name=ctx.text)
        return
    topics = [topic] if topic else ()
    newest = await ctx.read(
        stories.latest, topics=topics, limit=3 * LINES, reader=ctx.chat.id
    )
    readable = [
        story
        for story in newest
        if matches(story.language, ctx.chat.languages) and not is_no_news(story)
    ]
    wanted = told_once(readable, (*ctx.chat.languages, ctx.chat.locale))[:LINES]
    if wanted:
        await headlines.show(ctx, ctx.say("latest.title"), wanted)
    else:
        await ctx.answer(_no_news(ctx, topic, newest))


def _no_news(ctx: UpdateContext, topic: str | None, others: list[Story]) -> str:
    """Return why there are no headlines: none in the chat's languages, none on
    the topic, or none at all yet.
    """
    if others:
        names = ", ".join(
            language_name(tag, ctx.speech) for tag in ctx.chat.languages
        )
        return ctx.say("latest.none-language", languages=names)
    if topic:
        return ctx.say("latest.none-topic", name=topic_name(ctx, topic))
    return ctx.say("latest.none")


async def search(ctx: UpdateContext) -> None:
    """Search all stories by words, cut by our own segmenter."""
    if not ctx.text:
        await ctx.reply("search.usage")
        return
    wanted = words(ctx.text)[:12]
    matching = await ctx.read(
        stories.search, wanted, limit=LINES, reader=ctx.chat.id
    )
    if not matching:
        await ctx.reply("search.none", text=ctx.text)
        return
    await headlines.show(ctx, ctx.say("search.title", text=ctx.text), matching)


async def saved(ctx: UpdateContext) -> None:
    """Show the stories that the chat saved."""
    kept = await ctx.read(feedback.saved, ctx.chat.id, LINES)
    links = await ctx.read(saved_links.newest, ctx.chat.id, LINES)
    if not kept and not links:
        await ctx.reply("saved.none")
        return
    titles = (
        telegram_html.shorten(link.title or link.url, 120) for link in links
    )
    lines = [
        f"🔗 {telegram_html.link(title, link.url)}"
        for title, link in zip(titles, links, strict=True)
    ]
    await headlines.show(
        ctx, ctx.say("saved.title"), kept, tail="\n".join(lines)
    )
