"""Lead a reader from a group to a story in the private chat."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.rendering.links import deep_link
from news.models import Story
from store.rows import Chat


def is_shared(chat: Chat) -> bool:
    """Tell whether several people read and write in a chat."""
    return chat.kind in {"group", "supergroup"}


async def lead_to_private(context: UpdateContext, story: Story) -> None:
    """Answer a press by opening the story in the person's private chat."""
    await context.answer_callback(
        url=deep_link(context.tools.username, f"story_{story.id}")
    )
