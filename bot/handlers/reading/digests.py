"""/digest, /latest, /catchup, /search and /saved: show news at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.handlers import pending_confirmations
from bot.handlers.admission import take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.reading import headlines
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.i18n import language_name
from bot.rendering.keyboards import follow_words
from news.answering import read_question
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
# Words of a search that are looked up.
MOST_WORDS = 12
# The longest period, in seconds: stories are kept longer, but nobody catches up
# on a month.
MOST = 14 * DAY


async def digest(context: UpdateContext) -> None:
    """Send a digest now; its stories count as sent."""
    await _send(context, None)


async def catchup(context: UpdateContext) -> None:
    """Send the missed stories of a period: `/catchup 3d`, `/catchup 2 weeks`,
    `/catchup 三天`.
    """
    length = parse_length(context.text or "3", context.place.locale)
    if length is None:
        await context.reply("catchup.usage")
        return
    await _send(context, min(length, MOST))


async def _send(context: UpdateContext, window: int | None) -> None:
    if not await context.subscriptions():
        await context.reply("digest.no-subscriptions")
        return
    messages = await context.tools.build(context.chat, window)
    if not messages:
        await context.reply("digest.nothing-new")
    if context.home:
        await _post(context, messages)
        return
    for message in messages:
        sent = await context.send(message, "published")
        await context.write(
            store.delivered, context.chat.id, message, sent, context.clock()
        )


async def _post(context: UpdateContext, messages: list[Message]) -> None:
    """Post a digest in the channel that is managed from here, through the
    outbox like any other.
    """
    now = context.clock()
    rows = [
        NewOutbox(
            chat_id=context.chat.id,
            kind="digest",
            message=message,
            ready_at=now,
            sequence=number,
            silent=context.chat.silent,
            expires_at=now + ANSWER_LIFE,
        )
        for number, message in enumerate(messages)
    ]
    await context.write(store.queue, rows, now)
    if rows:
        await context.answer(context.speech.say("channels.posted", n=len(rows)))


async def now_(context: UpdateContext, _pressed: SendDigest) -> None:
    """Handle the button for a digest at once."""
    if await take_quota(context):
        await context.answer_callback()
        await _send(context, None)


async def latest(context: UpdateContext) -> None:
    """Show the newest headlines, like a portal's 即时播报; `/latest sports` those
    of a topic.
    """
    topic = find(context.text) if context.text else None
    if context.text and topic is None:
        await context.reply("latest.usage", name=context.text)
        return
    topics = [topic] if topic else ()
    newest = await context.read(
        stories.latest, topics=topics, limit=3 * LINES, reader=context.chat.id
    )
    readable = [
        story
        for story in newest
        if matches(story.language, context.chat.languages)
        and not is_no_news(story)
    ]
    wanted = told_once(readable, context.chat.languages_to_tell)[:LINES]
    if wanted:
        await headlines.show(context, context.say("latest.title"), wanted)
    else:
        await context.answer(_no_news(context, topic, newest))


def _no_news(
    context: UpdateContext, topic: str | None, others: list[Story]
) -> str:
    """Return why there are no headlines: none in the chat's languages, none on
    the topic, or none at all yet.
    """
    if others:
        names = ", ".join(
            language_name(tag, context.speech) for tag in context.chat.languages
        )
        return context.say("latest.none-language", languages=names)
    if topic:
        return context.say("latest.none-topic", name=topic_name(context, topic))
    return context.say("latest.none")


async def search(context: UpdateContext) -> None:
    """Search all stories by words, cut by our own segmenter; where none holds all of
    several words, show those that hold some.
    """
    if not context.text:
        await context.reply("search.usage")
        return
    wanted = words(context.text)[:MOST_WORDS]
    title, matching = "search.title", await _holding_all(context, wanted)
    if not matching and len(wanted) > 1:
        title, matching = "search.some", await _holding_some(context, wanted)
    if not matching:
        unmet = PendingAction("words", context.text)
        token = await pending_confirmations.propose(context, unmet)
        rows = ((follow_words(context.speech, token),),)
        await context.reply("search.none", rows, text=context.text)
        return
    head = context.say(title, text=context.text)
    await headlines.show(context, head, matching)


async def _holding_all(
    context: UpdateContext, wanted: Sequence[str]
) -> list[Story]:
    """Return the newest stories that hold every word."""
    return await context.read(
        stories.search, wanted, limit=LINES, reader=context.chat.id
    )


async def _holding_some(
    context: UpdateContext, wanted: Sequence[str]
) -> list[Story]:
    """Return stories that hold some of the words: those of more words first, and
    of rare ones before those of words that many stories hold.

    Function words, as "the" and 没有, are not looked for.
    """
    question = read_question(
        context.text,
        now=context.now(),
        zone=context.chat.zone,
        likely=context.place.locale,
    )
    listed: dict[int, Story] = {}
    weights = Counter[int]()
    telling = (
        word for word in wanted if word.startswith(question.search_words)
    )
    for word in telling:
        holding = await _holding_all(context, [word])
        listed |= {story.id: story for story in holding}
        for story in holding:
            weights[story.id] += LINES + 1 - len(holding)
    best = weights.most_common(LINES)
    return [listed[story] for story, _ in best]


async def saved(context: UpdateContext) -> None:
    """Show the stories that the chat saved."""
    kept = await context.read(feedback.saved, context.chat.id, LINES)
    links = await context.read(saved_links.newest, context.chat.id, LINES)
    if not kept and not links:
        await context.reply("saved.none")
        return
    titles = (
        telegram_html.shorten(link.title or link.url, 120) for link in links
    )
    lines = [
        f"🔗 {telegram_html.link(title, link.url)}"
        for title, link in zip(titles, links, strict=True)
    ]
    await headlines.show(
        context, context.say("saved.title"), kept, tail="\n".join(lines)
    )
