"""Act on a reply to a message with stories: more like this, mute this, why,
save.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from telegram import Message
from telegram.ext import filters

from bot.handlers.context import UpdateContext
from bot.handlers.reading import ask, more, opinions
from bot.handlers.reading.told_stories import numbered, stories_of
from bot.handlers.subscriptions import mutes
from bot.rendering.actions.story_actions import MuteStory
from bot.rendering.i18n import LOCALES, tongue
from news.answering import is_question
from news.models import Story
from news.words import fold

Wish = Literal["more", "mute", "why", "save"]
WISHES: tuple[Wish, ...] = ("more", "mute", "why", "save")
# The number of a story in a list, as people write it: 3, #3, no. 3, 第3条.
_NUMBER = r"(?:第|#|№|no\.?|nr\.?)?\s*(\d{1,2})\s*(?:条|條|则|則|件|番)?"
_NUMBER_FIRST = re.compile(_NUMBER)
_NUMBER_LAST = re.compile(rf"{_NUMBER}\Z")
_MARKS = " \t.,!?…。，！？、:：-"


@dataclass(frozen=True, slots=True)
class ReplyWish:
    """The wish of a reply, and the number in a list that it names."""

    wish: Wish
    number: int | None = None


class StoryReply(filters.MessageFilter):
    """A filter for wishes and questions in reply to the bot's messages with
    stories.
    """

    def filter(self, message: Message) -> bool:
        """Tell whether a message is such a reply."""
        if not stories_of(message.reply_to_message):
            return False
        text = message.text or ""
        return read_reply(text) is not None or is_question(text)


def read_reply(text: str) -> ReplyWish | None:
    """Return the wish in a reply, in any of the interface's languages; None for
    other words.
    """
    words, number = _apart(fold(text.strip()))
    wish = _vocabulary().get(words.strip(_MARKS))
    if wish:
        return ReplyWish(wish, number)
    return None


def _apart(text: str) -> tuple[str, int | None]:
    """Part the words from the number before or after them: "mute 3" → "mute",
    3; "3 more" → "more", 3.

    A number alone, or amid the words, stays with them.
    """
    at = _NUMBER_FIRST.match(text) or _NUMBER_LAST.search(text)
    if at is None or at.group() == text:
        return text, None
    return text[: at.start()] + text[at.end() :], int(at.group(1))


@cache
def _vocabulary() -> dict[str, Wish]:
    """Map people's words to wishes; the catalogues list the words, separated by
    bars.
    """
    return {
        fold(word.strip()).strip(_MARKS): wish
        for locale in LOCALES
        for wish in WISHES
        for word in tongue(locale).say(f"reply.{wish}").split("|")
    }


async def answer(context: UpdateContext) -> None:
    """Carry out a reply's wish; answer a question from the articles."""
    reply = read_reply(context.message_text)
    if reply is None:
        await ask.replied(context)
        return
    number = _meant(context.replied_to, reply)
    if number is None:
        await context.reply("reply.which")
        return
    story = await context.story(number)
    if story is None:
        await context.reply("story.gone")
    else:
        await _ACTS[reply.wish](context, story)


def _meant(message: Message | None, reply: ReplyWish) -> int | None:
    """Return the story that a reply means: the only one, or the one of its
    number; None if that is unclear.
    """
    if reply.number is not None:
        return numbered(message).get(reply.number)
    told = stories_of(message)
    if len(told) == 1:
        return told[0]
    return None


async def _save(context: UpdateContext, story: Story) -> None:
    reader = await opinions.reader_of(context)
    if reader is None:
        await context.reply("reply.private", bot=context.tools.username)
    else:
        await context.answer(await opinions.keep(context, reader, story))


async def _mute(context: UpdateContext, story: Story) -> None:
    await mutes.this_story(context, MuteStory(story.id))


async def _why(context: UpdateContext, story: Story) -> None:
    await context.answer(await opinions.reasons_for(context, story))


_ACTS: dict[Wish, Callable[[UpdateContext, Story], Awaitable[None]]] = {
    "more": more.like_story,
    "mute": _mute,
    "why": _why,
    "save": _save,
}
