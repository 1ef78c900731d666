"""Read from a message's buttons which stories it shows, so that nothing needs
to be stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from telegram import InlineKeyboardButton, Message

from bot.handlers.pressed_message import button_rows
from bot.rendering.actions.story_actions import OF_ONE_STORY
from bot.rendering.button_data import read

_KINDS = {kind.code: kind for kind in OF_ONE_STORY}


def stories_of(message: Message | None) -> tuple[int, ...]:
    """Return the stories that a message shows, each once."""
    return tuple(dict.fromkeys(number for _, number in _told(message)))


def numbered(message: Message | None) -> dict[int, int]:
    """Return the stories of a message by the numbers on its buttons."""
    return {
        int(button.text): story
        for button, story in _told(message)
        if button.text.isdecimal()
    }


def _told(
    message: Message | None,
) -> Iterator[tuple[InlineKeyboardButton, int]]:
    """Yield each button of one story, such as `1` or 💾, with the story."""
    for button in chain.from_iterable(button_rows(message)):
        action = read(str(button.callback_data or ""), _KINDS)
        if isinstance(action, OF_ONE_STORY):
            yield button, action.story
