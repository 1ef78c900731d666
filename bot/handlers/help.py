"""/help: by subject, with buttons; `/help quiet` shows the subject that a command belongs to."""

from __future__ import annotations

from bot.handlers.here import Here
from bot.keyboards import Rows, data, grid
from news.models import Button
from news.words import fold

SUBJECTS = {
    "reading": ("digest", "latest", "catchup", "search", "saved", "story", "profile", "share"),
    "subscribing": ("subscribe", "unsubscribe", "subscriptions", "topics", "weight", "start"),
    "filters": ("filter", "mute", "unmute"),
    "when": ("schedule", "timezone", "quiet", "alerts", "pause", "resume"),
    "much": ("budget", "style", "images", "preview", "silent", "empty"),
    "groups": ("everyone", "channels"),
    "settings": ("settings", "language", "news", "export", "feed", "forget", "help"),
}
"""Each subject with the commands that it explains."""


async def help_(here: Here) -> None:
    """Show the commands, and a button for each subject; with a word, the subject that it means."""
    name = _subject(here, fold(here.text.strip().lstrip("/")))
    text = here.say(f"help.{name}") if name else here.say("help.text")
    await here.answer(text, _rows(here))


def _subject(here: Here, word: str) -> str:
    for name, commands in SUBJECTS.items():
        if word and (
            word in {name, *commands} or word in fold(here.speech.say(f"help.{name}.title")).split()
        ):
            return name
    return ""


def _rows(here: Here) -> Rows:
    return grid(
        (Button(here.speech.say(f"help.{name}.title"), data("help", name)) for name in SUBJECTS), 2
    )


async def subject(here: Here, values: list[str]) -> None:
    """Show one subject."""
    await here.toast()
    name = values[0] if values and values[0] in SUBJECTS else ""
    await here.edit(here.say(f"help.{name}") if name else here.say("help.text"), _rows(here))
