"""Write stories as a numbered list of linked headlines, with one button for
each.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.context import UpdateContext
from bot.rendering import telegram_html
from bot.rendering.credit import credit_html
from bot.rendering.keyboards import story_buttons
from news.models import Story


async def show(
    ctx: UpdateContext, head: str, listed: Sequence[Story], tail: str = ""
) -> None:
    """Answer with stories under a heading, and with a closing line if one is
    given.
    """
    lines = [
        _line(ctx, number, story) for number, story in enumerate(listed, 1)
    ]
    buttons = story_buttons([story.id for story in listed], 0)
    await ctx.answer(
        "\n".join([f"<b>{head}</b>", *lines, *([tail] if tail else [])]),
        buttons,
    )


def _line(ctx: UpdateContext, number: int, story: Story) -> str:
    title = telegram_html.link(
        telegram_html.shorten(story.title, 120), story.url
    )
    publisher = story.publisher or ctx.say("story.unknown")
    zone = ctx.chat.zone
    now = ctx.now()
    credit = credit_html(ctx.speech, publisher, story.published_at, zone, now)
    return f"{number}. {title} {credit}"
