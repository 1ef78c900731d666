"""/help: list the commands by subject, with buttons; `/help quiet` shows the
subject of one command.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.commands import Command, Subject, of_subject, subjects_of
from bot.handlers.context import UpdateContext
from bot.rendering.actions.settings_actions import ShowHelp
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import Translator
from bot.rendering.keyboards import grid
from news.words import fold


async def help_(context: UpdateContext) -> None:
    """Show the commands, and a button for each subject; with a word, the
    matching subject.
    """
    name = _subject(context, fold(context.text.strip().lstrip("/")))
    await context.answer(_text(context, name), _rows(context))


async def subject(context: UpdateContext, pressed: ShowHelp) -> None:
    """Show one subject."""
    await context.answer_callback()
    known: dict[str, Subject] = {
        name: name for name in subjects_of(context.tools.commands)
    }
    name = known.get(pressed.subject)
    await context.edit(_text(context, name), _rows(context))


def _subject(context: UpdateContext, word: str) -> Subject | None:
    """Return the subject for a word: a command's name or a word of the
    subject's title.
    """
    for name in subjects_of(context.tools.commands) if word else ():
        commands = {
            command.name for command in of_subject(context.tools.commands, name)
        }
        title = fold(context.say(f"help.{name}.title")).split()
        if word in {name, *commands, *title}:
            return name
    return None


def _text(context: UpdateContext, name: Subject | None) -> str:
    commands = context.tools.commands
    if name:
        return subject_text(commands, name, context.speech)
    return first_page(commands, context.speech)


def first_page(commands: Sequence[Command], speech: Translator) -> str:
    """Return the first page: the commands that are used most."""
    lines = (_line(command, speech) for command in commands if command.featured)
    head = f"<b>{speech.say('help.title')}</b>"
    return "\n".join([head, *lines, speech.say("help.choose")])


def subject_text(
    commands: Sequence[Command], name: Subject, speech: Translator
) -> str:
    """Return a subject's page: an introduction, and each command with its
    examples.
    """
    # A title begins with its emoji, which the page's head leaves out.
    _, _, title = speech.say(f"help.{name}.title").partition(" ")
    key = f"help.{name}"
    remarks = [speech.say(key)] if key in speech.texts else []
    lines = (
        _explained(command, speech) for command in of_subject(commands, name)
    )
    return "\n".join([f"<b>{title}</b>", *remarks, *lines])


def _line(command: Command, speech: Translator) -> str:
    return f"/{command.name} — {speech.say(f'command.{command.name}')}"


def _explained(command: Command, speech: Translator) -> str:
    """Return a command's examples; without examples, its description from the
    menu.
    """
    key = f"help.command.{command.name}"
    if key in speech.texts:
        return speech.say(key)
    return _line(command, speech)


def _rows(context: UpdateContext) -> Rows:
    buttons = (
        action_button(context.say(f"help.{name}.title"), ShowHelp(name))
        for name in subjects_of(context.tools.commands)
    )
    return grid(buttons, 2)
