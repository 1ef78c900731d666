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


async def like_story(ctx: UpdateContext, story: Story) -> None:
    """Show stories like one, and note that the person likes it."""
    await opinions.like(ctx, story)
    text = "\n".join((story.title, *story.summary))
    await _show(ctx, text, story.language, without=story.id)


async def like_words(ctx: UpdateContext) -> None:
    """Show stories like the words that a button carries."""
    await _show(ctx, ctx.text, "", without=0)


async def _show(
    ctx: UpdateContext, text: str, language: str, *, without: int
) -> None:
    newest = await ctx.read(stories.latest, limit=AMONG, reader=ctx.chat.id)
    wanted = [
        story
        for story in newest
        if story.id != without and matches(story.language, ctx.chat.languages)
    ]
    similar = alike(text, language, wanted, limit=MOST)
    if similar:
        await headlines.show(ctx, ctx.say("more.title"), similar)
    else:
        await ctx.reply("more.none")
