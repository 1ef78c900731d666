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
    context: UpdateContext, head: str, listed: Sequence[Story], tail: str = ""
) -> None:
    """Answer with stories under a heading, and with a closing line if one is
    given.
    """
    lines = [
        _line(context, number, story) for number, story in enumerate(listed, 1)
    ]
    buttons = story_buttons([story.id for story in listed], 0)
    await context.answer(
        "\n".join([f"<b>{head}</b>", *lines, *([tail] if tail else [])]),
        buttons,
    )


def _line(context: UpdateContext, number: int, story: Story) -> str:
    title = telegram_html.link(
        telegram_html.shorten(story.title, 120), story.url
    )
    publisher = story.publisher or context.say("story.unknown")
    zone = context.chat.zone
    now = context.now()
    credit = credit_html(
        context.speech, publisher, story.published_at, zone, now
    )
    return f"{number}. {title} {credit}"
