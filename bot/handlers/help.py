"""/help: by subject, with buttons; `/help quiet` shows the subject that a command belongs to."""

from __future__ import annotations

from bot.handlers.context import UpdateContext
from bot.rendering.actions.settings_actions import ShowHelp
from bot.rendering.button_data import Rows, data
from bot.rendering.keyboards import grid
from news.models import Button
from news.words import fold

SUBJECTS = {
    "reading": (
        "digest",
        "latest",
        "catchup",
        "search",
        "ask",
        "saved",
        "story",
        "profile",
        "share",
    ),
    "subscribing": ("subscribe", "unsubscribe", "subscriptions", "topics", "weight", "start"),
    "filters": ("filter", "mute", "unmute"),
    "when": ("schedule", "timezone", "quiet", "alerts", "pause", "resume"),
    "much": ("budget", "style", "images", "preview", "silent", "empty"),
    "groups": ("everyone", "channels"),
    "settings": ("settings", "language", "news", "export", "feed", "undo", "forget", "help"),
}
"""Each subject with the commands that it explains."""


async def help_(ctx: UpdateContext) -> None:
    """Show the commands, and a button for each subject; with a word, the subject that it means."""
    name = _subject(ctx, fold(ctx.text.strip().lstrip("/")))
    text = ctx.say(f"help.{name}") if name else ctx.say("help.text")
    await ctx.answer(text, _rows(ctx))


def _subject(ctx: UpdateContext, word: str) -> str:
    for name, commands in SUBJECTS.items():
        if word and (
            word in {name, *commands} or word in fold(ctx.speech.say(f"help.{name}.title")).split()
        ):
            return name
    return ""


def _rows(ctx: UpdateContext) -> Rows:
    return grid(
        (Button(ctx.speech.say(f"help.{name}.title"), data(ShowHelp(name))) for name in SUBJECTS), 2
    )


async def subject(ctx: UpdateContext, pressed: ShowHelp) -> None:
    """Show one subject."""
    await ctx.answer_callback()
    name = pressed.subject if pressed.subject in SUBJECTS else ""
    await ctx.edit(ctx.say(f"help.{name}") if name else ctx.say("help.text"), _rows(ctx))
