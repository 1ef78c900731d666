"""More like this: find recent stories about the same things."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.handlers.reading import headlines, opinions
from news.language import matches
from news.models import Story
from news.rank import alike
from store.news import stories

# The newest stories to compare: about a day on an instance with fifty sources,
# a few milliseconds of work.
AMONG = 300
MOST = 5


async def like_story(context: UpdateContext, story: Story) -> None:
    """Show stories like one, and note that the person likes it."""
    await opinions.like(context, story)
    text = "\n".join((story.title, *story.summary))
    await _show(context, text, story.language, without=story.id)


async def like_words(context: UpdateContext) -> None:
    """Show stories like the words that a button carries."""
    await _show(context, context.text, "", without=0)


async def _show(
    context: UpdateContext, text: str, language: str, *, without: int
) -> None:
    newest = await context.read(
        stories.latest, limit=AMONG, reader=context.chat.id
    )
    wanted = [
        story
        for story in newest
        if story.id != without
        and matches(story.language, context.chat.languages)
    ]
    similar = alike(text, language, wanted, limit=MOST)
    if similar:
        await headlines.show(context, context.say("more.title"), similar)
    else:
        await context.reply("more.none")
