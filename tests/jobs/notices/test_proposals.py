"""A chat is asked once what its votes mean, after two weeks, and nothing changes by itself."""

from __future__ import annotations

from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.proposals import proposal_message
from jobs.context import JobContext
from jobs.notices import proposals
from news.durations import DAY
from news.preferences import LEAST, Proposal
from store.chats import feedback, subscriptions
from store.rows import Chat
from tests.jobs.conftest import Clock
from tests.jobs.notices.test_alerts import reader, telling
from tests.jobs.notices.test_follow_ups import sent


async def voting(context: JobContext, clock: Clock, value: int) -> Chat:
    """Make a chat that votes the same way on a topic's stories, and let two weeks pass."""
    chat = await reader(context)
    for number in range(LEAST):
        story = await telling(context, f"story{number}", 1)
        await context.db.write(
            feedback.rate, chat.id, story, value, context.clock()
        )
    clock.now += 14 * DAY
    return chat


async def test_votes_are_asked_about_once_and_change_nothing(
    context: JobContext, clock: Clock
) -> None:
    chat = await voting(context, clock, 1)
    (before,) = await context.db.read(subscriptions.of_chat, chat.id)
    assert await proposals.sweep(context) == 1
    (row,) = await sent(context)
    assert (row.kind, row.message.html, row.silent) == ("notice", "tech", True)
    assert await proposals.sweep(context) == 0
    assert await context.db.read(subscriptions.of_chat, chat.id) == [before]


async def test_a_young_chat_is_only_listened_to(
    context: JobContext, clock: Clock
) -> None:
    await voting(context, clock, 1)
    clock.now -= 1
    assert await proposals.sweep(context) == 0


async def test_what_is_set_already_is_not_proposed(
    context: JobContext, clock: Clock
) -> None:
    chat = await voting(context, clock, -1)
    (topic,) = await context.db.read(subscriptions.of_chat, chat.id)
    await context.db.write(subscriptions.set_weight, chat.id, topic.id, 0.5)
    assert await proposals.sweep(context) == 0


async def test_every_language_asks(context: JobContext) -> None:
    chat = await reader(context)
    (topic,) = await context.db.read(subscriptions.of_chat, chat.id)
    for locale in LOCALES:
        message = proposal_message(
            [(Proposal("tech", True, 7, 10), topic)], tongue(locale)
        )
        assert "propose." not in message.html
        assert "7" in message.html
        assert [len(row) for row in message.buttons] == [1]
